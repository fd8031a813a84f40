import { LIMITS } from "../../generated/gateway/limits.ts";
import type {
  DurableEvent,
  HistoryMessage,
  HistoryToolCall,
  Steered,
  TurnComplete,
  TurnError,
  TurnStarted,
  TurnStopped,
} from "../../generated/gateway/types.ts";
import type { SqlValue } from "../storage/requests.ts";
import { limitSaid } from "./limit-event.ts";

/** Runs a query on the session's database. */
export type Query = <Row>(sql: string, params: readonly SqlValue[]) => Promise<Row[]>;

type Said = TurnStarted | Steered | TurnEnd;
/** How a turn ended. */
export type TurnEnd = TurnComplete | TurnStopped | TurnError;

/** The events that the conversation is made of. */
const SAID = "said JOIN events USING (seq)";

/** Where the turn began that ends at a place. */
const BEGINNING = `coalesce((SELECT max(seq) FROM ${SAID} WHERE type = 'turn_started' AND seq < ?), 0)`;

/** The newest ones before a place, until they are so many, or so many bytes; and how many they would be without the bytes. */
const NEWEST = `
  WITH page AS MATERIALIZED (SELECT seq, octet_length(json) AS bytes FROM ${SAID} WHERE seq < ? ORDER BY seq DESC LIMIT ?),
    sized AS (SELECT seq, sum(bytes) OVER (ORDER BY seq DESC) - bytes AS newer FROM page)
  SELECT json, (SELECT count(*) FROM page) AS found FROM sized JOIN events USING (seq) WHERE newer < ? ORDER BY seq DESC`;

/** How a turn ended. */
const ENDING = `
  SELECT json FROM ${SAID}
  WHERE type IN ('turn_complete', 'turn_stopped', 'turn_error') AND json ->> '$.turnId' = ? ORDER BY seq DESC LIMIT 1`;

/** The last beginning or end of a turn up to a place. */
const LAST_BOUNDARY = `
  SELECT seq, type FROM ${SAID}
  WHERE type IN ('turn_started', 'turn_complete', 'turn_stopped', 'turn_error') AND seq <= ? ORDER BY seq DESC LIMIT 1`;

/** What is told of the tool calls in a piece of the log, the newest first, until it is so many bytes. What a call takes beside its texts is more than 48. */
const TOOL_CALLS = `
  WITH calls AS (
      SELECT min(seq) AS first, json ->> '$.turnId' AS turnId, json ->> '$.toolCallId' AS toolCallId, json ->> '$.toolName' AS toolName,
        json ->> '$.title' AS title, sum(type = 'tool_result') AS results, sum(type = 'tool_error') AS errors
      FROM events
      WHERE seq BETWEEN ${BEGINNING} AND ? AND type IN ('tool_call_start', 'tool_call', 'tool_result', 'tool_error')
      GROUP BY turnId, toolCallId),
    measured AS (SELECT *, 48 + octet_length(toolCallId) + octet_length(toolName) + coalesce(octet_length(title), 0) AS bytes FROM calls),
    sized AS (SELECT *, sum(bytes) OVER (ORDER BY first DESC) - bytes AS newer FROM measured)
  SELECT turnId, toolCallId, toolName, title, results, errors FROM sized WHERE newer <= ? ORDER BY first DESC`;

/** What was said in a turn that ends at a place, from the beginning, until it is so many bytes. */
const SPOKEN = `
  WITH deltas AS (SELECT seq, json ->> '$.text' AS text FROM events WHERE seq BETWEEN ${BEGINNING} AND ? AND type = 'text_delta'),
    sized AS (SELECT seq, text, sum(octet_length(text)) OVER (ORDER BY seq) - octet_length(text) AS earlier FROM deltas)
  SELECT text FROM sized WHERE earlier <= ? ORDER BY seq`;

/** Reads how a turn ended; null when it has not. */
export async function readEndOf(query: Query, turnId: string): Promise<TurnEnd | null> {
  const [row] = await query<{ json: string }>(ENDING, [turnId]);
  return row === undefined ? null : (JSON.parse(row.json) as TurnEnd);
}

/** Reads where the turn began that runs at a place in the log; null when none does. */
export async function readBeginningAt(query: Query, seq: number): Promise<number | null> {
  const [row] = await query<{ seq: number; type: string }>(LAST_BOUNDARY, [seq]);
  return row?.type === "turn_started" ? row.seq : null;
}

/** Reads the conversation out of the log: the newest messages before a place in it, as many as are asked for and fit a page. */
export async function readHistoryBefore(
  query: Query,
  beforeSeq: number | undefined,
  limit: number,
): Promise<{ messages: HistoryMessage[]; nextBeforeSeq: number | null }> {
  const before = beforeSeq ?? Number.MAX_SAFE_INTEGER;
  const rows = await query<{ json: string; found: number }>(NEWEST, [before, limit + 1, LIMITS.listBytes]);
  const found = rows[0]?.found ?? 0;
  const newest = parse<Said>(rows.slice(0, limit));
  const toolCalls = await readToolCalls(query, newest.toReversed(), LIMITS.listBytes);
  const messages: HistoryMessage[] = [];
  let bytes = 0;
  for (const event of newest) {
    const message = await toMessage(query, event, toolCalls);
    bytes += Buffer.byteLength(JSON.stringify(message));
    if (bytes > LIMITS.listBytes && messages.length > 0) break;
    messages.push(message);
  }
  messages.reverse();
  return { messages, nextBeforeSeq: found > messages.length ? (messages[0]?.seq ?? null) : null };
}

/** Reads the conversation out of the log, the oldest messages after a place in it. */
export async function readHistoryAfter(query: Query, afterSeq: number, limit: number): Promise<HistoryMessage[]> {
  const page = parse<Said>(await query(`SELECT json FROM ${SAID} WHERE seq > ? ORDER BY seq LIMIT ?`, [afterSeq, limit]));
  const toolCalls = await readToolCalls(query, page, Number.MAX_SAFE_INTEGER);
  const messages: HistoryMessage[] = [];
  for (const event of page) messages.push(await toMessage(query, event, toolCalls));
  return messages;
}

interface ToolCallRow {
  turnId: string;
  toolCallId: string;
  toolName: string;
  title: string | null;
  results: number;
  errors: number;
}

/** The tool calls of the turns that end in a piece of the log, in order, by turn. */
async function readToolCalls(query: Query, page: readonly Said[], maxBytes: number): Promise<Map<string, HistoryToolCall[]>> {
  const ends = page.filter(isEnd);
  const [first, last] = [ends[0], ends.at(-1)];
  const byTurn = new Map<string, HistoryToolCall[]>();
  if (first === undefined || last === undefined) return byTurn;
  const rows = await query<ToolCallRow>(TOOL_CALLS, [first.seq, last.seq, maxBytes]);
  for (const row of rows.reverse()) {
    const toolCalls = byTurn.get(row.turnId);
    if (toolCalls === undefined) byTurn.set(row.turnId, [toToolCall(row)]);
    else toolCalls.push(toToolCall(row));
  }
  return byTurn;
}

function toToolCall({ toolCallId, toolName, title, results, errors }: ToolCallRow): HistoryToolCall {
  const status = errors > 0 ? "failed" : results > 0 ? "completed" : "pending";
  return { toolCallId, toolName, status, ...(title === null ? {} : { title }) };
}

async function toMessage(query: Query, event: Said, toolCalls: ReadonlyMap<string, HistoryToolCall[]>): Promise<HistoryMessage> {
  const { seq, turnId, ts } = event;
  if (event.type === "turn_started") return { seq, turnId, role: "user", text: event.text, ts };
  if (event.type === "steered") return { seq, turnId, role: "user", text: event.content, ts };
  const called = toolCalls.get(turnId);
  return {
    seq,
    turnId,
    role: "agent",
    text: await spokenIn(query, event),
    ts,
    stopReason: event.type === "turn_complete" ? event.stopReason : event.type === "turn_stopped" ? "stopped" : "error",
    ...(called === undefined ? {} : { toolCalls: called }),
  };
}

/** What the agent said in a turn. The end of one that failed does not repeat it. */
async function spokenIn(query: Query, end: TurnEnd): Promise<string> {
  if (end.type === "turn_complete") return end.finalText;
  if (end.type === "turn_stopped") return end.partialText;
  const rows = await query<{ text: string }>(SPOKEN, [end.seq, end.seq, LIMITS.eventBytes]);
  return limitSaid(rows.map(({ text }) => text).join(""));
}

function isEnd(event: Said): event is TurnEnd {
  return event.type !== "turn_started" && event.type !== "steered";
}

function parse<Event extends DurableEvent>(rows: readonly { json: string }[]): Event[] {
  return rows.map(({ json }) => JSON.parse(json) as Event);
}
