import type { ProtocolModel } from "@diminuendo/typespec-protocol/model";
import type { Json, JsonObject } from "../trace/format.ts";
import { isObject } from "../trace/match.ts";

/** Fields that are streamed in pieces, whose borders are other ones each time, by the event's type. */
const PIECES: Readonly<Record<string, string>> = {
  text_delta: "text",
  "thinking.progress": "text",
  tool_call_delta: "delta",
  "terminal.stream": "data",
};
const CHUNKS = ["agent_message_chunk", "agent_thought_chunk"];
/** What comes by the clock, and not because of anything that was said. */
const PERIODIC = ["heartbeat", "watch/progress"];

/** Where in a frame the piece of a streamed text stands, as a JSON Pointer; null when it has none. */
export function pieceIn(frame: Json): string | null {
  if (!isObject(frame)) return null;
  if (isObject(frame["data"]) && frame["event"] !== undefined) {
    const name = PIECES[String(frame["data"]["type"])];
    return name === undefined ? null : `/data/${name}`;
  }
  const name = PIECES[String(frame["type"])];
  if (name !== undefined) return `/${name}`;
  const update = isObject(frame["params"]) ? frame["params"]["update"] : undefined;
  if (!isObject(update) || !CHUNKS.includes(String(update["sessionUpdate"]))) return null;
  return isObject(update["content"]) && update["content"]["type"] === "text" ? "/params/update/content/text" : null;
}

/** Whether a frame comes by the clock. */
export function isPeriodic(frame: Json): boolean {
  return isObject(frame) && (PERIODIC.includes(String(frame["type"])) || PERIODIC.includes(String(frame["method"])));
}

/**
 * What the frames have in common that come in a fixed order with this one; others come independently of them. Null when
 * everything on the connection has one order.
 */
export function streamOf({ events }: ProtocolModel, frame: JsonObject): JsonObject | null {
  if (frame["jsonrpc"] !== undefined) return rpcStream(frame);
  const { type, ref, sessionId } = frame;
  if (typeof type !== "string") return null;
  if (typeof ref === "string") return { ref };
  const isDurable = events.some((event) => event.type === type && event.durable);
  return isDurable ? { sessionId: sessionId ?? null, seq: { $is: "integer" } } : { type };
}

function rpcStream({ method, params, id }: JsonObject): JsonObject {
  if (typeof method !== "string") return { id: id ?? null, method: { $absent: true } };
  const own = isObject(params) ? Object.entries(params).filter(([name]) => name === "sessionId" || name === "subscription") : [];
  return { method, ...(own.length === 0 ? {} : { params: Object.fromEntries(own) }) };
}
