import { expect } from "vitest";
import { SESSION_STATUS_MOVES } from "../../../generated/gateway/state-machines.ts";
import type { DurableEvent } from "../../../generated/gateway/types.ts";
import { eventChecker } from "./event-schema.ts";

const violation = eventChecker();

const ENDS: ReadonlySet<string> = new Set(["turn_complete", "turn_stopped", "turn_error"]);

/** Checks what holds of every session's log, whatever its agent did. */
export function checkLog(events: readonly DurableEvent[]): void {
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  for (const event of events) expect(violation(event)).toBeNull();
  checkTurns(events);
  checkMoves(events);
  checkToolCalls(events);
  const completed = events.flatMap((event) => (event.type === "terminal.complete" ? [event.terminalId] : []));
  expect(new Set(completed).size).toBe(completed.length);
}

/** Each turn begins once and ends once, and nothing of it comes before or after. */
function checkTurns(events: readonly DurableEvent[]): void {
  let running: string | null = null;
  const seen = new Set<string>();
  for (const event of events) {
    if (event.type === "turn_started") {
      expect(running).toBeNull();
      expect(seen).not.toContain(event.turnId);
      running = event.turnId;
      seen.add(event.turnId);
    } else if ("turnId" in event) {
      expect([event.type, event.turnId]).toEqual([event.type, running]);
    }
    if (ENDS.has(event.type)) running = null;
  }
}

function checkMoves(events: readonly DurableEvent[]): void {
  let status = "inactive";
  for (const event of events) {
    if (event.type !== "session_state") continue;
    expect(event.previous).toBe(status);
    expect(SESSION_STATUS_MOVES[event.previous]).toContain(event.status);
    status = event.status;
  }
}

/** Within a turn each tool call begins once and ends at most once. */
function checkToolCalls(events: readonly DurableEvent[]): void {
  const lives = new Map<string, string>();
  for (const event of events) {
    if (event.type !== "tool_call_start" && event.type !== "tool_call" && event.type !== "tool_result" && event.type !== "tool_error")
      continue;
    const key = `${event.turnId} ${event.toolCallId}`;
    const step = event.type === "tool_call_start" ? "start" : event.type === "tool_call" ? "call" : "end";
    lives.set(key, `${lives.get(key) ?? ""} ${step}`);
  }
  for (const life of lives.values()) expect(life).toMatch(/^ start( call)?( end)?$/);
}
