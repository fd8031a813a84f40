import type {
  DurableEvent,
  HistoryMessage,
  HistoryToolCall,
  Steered,
  TextDelta,
  ToolCall,
  ToolCallStart,
  ToolError,
  ToolResult,
  TurnComplete,
  TurnError,
  TurnStarted,
  TurnStopped,
} from "../../generated/gateway/types.ts";
import type { SqlValue } from "../storage/requests.ts";

/** Runs a query on the session's database. */
export type Query = (sql: string, params: readonly SqlValue[]) => Promise<{ json: string }[]>;

type Said = TurnStarted | Steered | TurnEnd;
type TurnEnd = TurnComplete | TurnStopped | TurnError;
type ToolEvent = ToolCallStart | ToolCall | ToolResult | ToolError;

/** The events that the conversation is made of. */
const SAID = "said JOIN events USING (seq)";

/** Reads the conversation out of the log, the newest messages before a place in it. */
export async function readHistoryBefore(
  query: Query,
  beforeSeq: number | undefined,
  limit: number,
): Promise<{ messages: HistoryMessage[]; nextBeforeSeq: number | null }> {
  const before = beforeSeq ?? Number.MAX_SAFE_INTEGER;
  const newest = parse<Said>(await query(`SELECT json FROM ${SAID} WHERE seq < ? ORDER BY seq DESC LIMIT ?`, [before, limit + 1]));
  const page = newest.slice(0, limit).reverse();
  return { messages: await toMessages(query, page), nextBeforeSeq: newest.length > limit ? (page[0]?.seq ?? null) : null };
}

/** Reads the conversation out of the log, the oldest messages after a place in it. */
export async function readHistoryAfter(query: Query, afterSeq: number, limit: number): Promise<HistoryMessage[]> {
  const page = parse<Said>(await query(`SELECT json FROM ${SAID} WHERE seq > ? ORDER BY seq LIMIT ?`, [afterSeq, limit]));
  return toMessages(query, page);
}

async function toMessages(query: Query, page: readonly Said[]): Promise<HistoryMessage[]> {
  const ends = page.filter(isEnd);
  const details = ends.length === 0 ? new Map<string, TurnDetails>() : await readDetails(query, ends);
  return page.map((event) => toMessage(event, details));
}

interface TurnDetails {
  toolCalls: HistoryToolCall[];
  text: string;
}

/** The tool calls of some turns, and what was said in those that failed, which their last event does not repeat. */
async function readDetails(query: Query, ends: readonly TurnEnd[]): Promise<Map<string, TurnDetails>> {
  const first = ends[0]?.seq ?? 0;
  const last = ends.at(-1)?.seq ?? 0;
  const failed = ends.some(({ type }) => type === "turn_error");
  const types = `'tool_call_start', 'tool_call', 'tool_result', 'tool_error'${failed ? ", 'text_delta'" : ""}`;
  const rows = await query(
    `SELECT json FROM events
     WHERE seq BETWEEN coalesce((SELECT max(seq) FROM ${SAID} WHERE type = 'turn_started' AND seq < ?), 0) AND ?
       AND type IN (${types}) ORDER BY seq`,
    [first, last],
  );
  const details = new Map<string, TurnDetails>();
  for (const event of parse<ToolEvent | TextDelta>(rows)) {
    const turn = details.get(event.turnId) ?? { toolCalls: [], text: "" };
    details.set(event.turnId, turn);
    if (event.type === "text_delta") turn.text += event.text;
    else noteToolEvent(turn.toolCalls, event);
  }
  return details;
}

function noteToolEvent(toolCalls: HistoryToolCall[], event: ToolEvent): void {
  const known = toolCalls.find(({ toolCallId }) => toolCallId === event.toolCallId);
  switch (event.type) {
    case "tool_call_start":
    case "tool_call":
      if (known !== undefined) break;
      toolCalls.push({
        toolCallId: event.toolCallId,
        toolName: event.toolName,
        status: "pending",
        ...("title" in event && event.title !== undefined ? { title: event.title } : {}),
      });
      break;
    case "tool_result":
      if (known !== undefined) known.status = "completed";
      break;
    case "tool_error":
      if (known !== undefined) known.status = "failed";
      break;
  }
}

function toMessage(event: Said, details: ReadonlyMap<string, TurnDetails>): HistoryMessage {
  const { seq, turnId, ts } = event;
  if (event.type === "turn_started") return { seq, turnId, role: "user", text: event.text, ts };
  if (event.type === "steered") return { seq, turnId, role: "user", text: event.content, ts };
  const { toolCalls = [], text = "" } = details.get(turnId) ?? {};
  return {
    seq,
    turnId,
    role: "agent",
    text: event.type === "turn_complete" ? event.finalText : event.type === "turn_stopped" ? event.partialText : text,
    ts,
    stopReason: event.type === "turn_complete" ? event.stopReason : event.type === "turn_stopped" ? "stopped" : "error",
    ...(toolCalls.length === 0 ? {} : { toolCalls }),
  };
}

function isEnd(event: Said): event is TurnEnd {
  return event.type !== "turn_started" && event.type !== "steered";
}

function parse<Event extends DurableEvent>(rows: readonly { json: string }[]): Event[] {
  return rows.map(({ json }) => JSON.parse(json) as Event);
}
