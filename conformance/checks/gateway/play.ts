import type { Line } from "../../runner/line.ts";
import { verifyMatch } from "../../runner/line.ts";
import type { Scene } from "../../runner/scene.ts";
import type { JsonObject } from "../../trace/format.ts";
import { isObject } from "../../trace/match.ts";

/** How a turn ends. */
export const ENDS = ["turn_complete", "turn_stopped", "turn_error"];
/** How long a turn may take on a busy machine. */
export const TURN_MS = 60_000;

/** Creates a session, and resolves with its id. @throws RuleBroken */
export async function createSession(line: Line, agentType: string, fields: JsonObject = {}): Promise<string> {
  const created = await line.ask({ type: "create_session", agentType, ...fields }, "WS-SESSION-1");
  verifyMatch({ type: "session_created" }, created, "WS-SESSION-1");
  return isObject(created["session"]) ? String(created["session"]["id"]) : "";
}

/** Joins a session, and resolves with its snapshot once it has caught up. @throws RuleBroken */
export async function join(line: Line, sessionId: string, afterSeq = 0, rule = "WS-JOIN-2"): Promise<JsonObject> {
  const snapshot = await line.ask({ type: "join_session", sessionId, afterSeq }, "WS-JOIN-1");
  verifyMatch({ type: "state_snapshot" }, snapshot, "WS-JOIN-1");
  await line.until({ type: "session_synced", sessionId }, rule, new Map(), TURN_MS);
  return snapshot;
}

/** Asks for a turn, and resolves with its id. @throws RuleBroken when it is not accepted */
export async function runTurn(line: Line, sessionId: string, text: string, fields: JsonObject = {}): Promise<string> {
  const ack = await line.ask({ type: "run_turn", sessionId, text, ...fields }, "WS-TURN-1", TURN_MS);
  verifyMatch({ type: "ack", turnId: { $is: "uuid" } }, ack, "WS-TURN-1");
  return String(ack["turnId"]);
}

/** The event that ends a turn. @throws RuleBroken when it does not come */
export function endOf(line: Line, turnId: string, rule = "WS-TURN-2"): Promise<JsonObject> {
  return line.until({ turnId, type: { $oneOf: ENDS } }, rule, new Map(), TURN_MS);
}

/** The durable events of a session among frames, in the order in which they came. */
export function eventsOf(scene: Scene, frames: readonly JsonObject[], sessionId: string): JsonObject[] {
  const durable = new Set(scene.spec.gateway.events.filter((event) => event.durable).map(({ type }) => type));
  return frames.filter((frame) => frame["sessionId"] === sessionId && durable.has(String(frame["type"])));
}

/** The whole log of a session, read page by page. @throws RuleBroken */
export async function readLog(line: Line, sessionId: string): Promise<JsonObject[]> {
  const log: JsonObject[] = [];
  for (;;) {
    const afterSeq = Number(log.at(-1)?.["seq"] ?? 0);
    const page = await line.ask({ type: "get_events", sessionId, afterSeq, limit: 1000 }, "WS-EVENTS-1", TURN_MS);
    verifyMatch({ type: "events", hasMore: { $is: "boolean" } }, page, "WS-EVENTS-1");
    log.push(...(page["events"] as JsonObject[]));
    if (page["hasMore"] !== true) return log;
  }
}
