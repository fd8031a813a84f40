import type { ServerEvent } from "./generated/events.ts";
import type { DurableEvent } from "./generated/types.ts";

/** A place in a session's log: hand it to `join` to go on from there. */
export interface Cursor {
  /** `seq` of the last event that was handed out. */
  readonly afterSeq: number;
  /** The life of the log that `afterSeq` was counted in. */
  readonly epoch: string;
}

/**
 * Whether an event belongs to a session's log. Those of types that are newer than this client do too, so their fields
 * decide: durable events carry `sessionId`, `seq` and `ts`.
 */
export function isDurable(event: ServerEvent): event is DurableEvent {
  return "seq" in event && "ts" in event && "sessionId" in event;
}

/** What an event is to someone who has everything up to `received`. Pure. */
export function placeOf(seq: number, received: number): "next" | "known" | "gap" {
  if (seq <= received) return "known";
  return seq === received + 1 ? "next" : "gap";
}
