import fc from "fast-check";
import { expect, test } from "vitest";
import { LIMITS } from "../../generated/gateway/limits.ts";
import type { DurableEventBody } from "../../generated/gateway/serializers.ts";
import type { DurableEvent } from "../../generated/gateway/types.ts";
import { jsonBytes } from "../../generated/runtime/validation.ts";
import { eventChecker } from "../agents/testing/event-schema.ts";
import { limitEvent, limitSaid } from "./limit-event.ts";

const violation = eventChecker();
const turnId = "00000000-0000-4000-8000-000000000001";
const result = (output: unknown, more: object = {}): DurableEventBody =>
  ({ type: "tool_result", turnId, toolCallId: "call-1", output, ...more }) as DurableEventBody;

/** What the log adds to an event, at the most. */
const HEAD = { sessionId: "00000000-0000-4000-8000-000000000000", seq: Number.MAX_SAFE_INTEGER, ts: Number.MAX_SAFE_INTEGER };

function expectFits(event: DurableEventBody): void {
  expect(jsonBytes({ ...event, ...HEAD })).toBeLessThanOrEqual(LIMITS.eventBytes);
  expect(violation(event as DurableEvent)).toBeNull();
}

test("an event that fits stays the very same", () => {
  const event = result({ ok: true, text: "x".repeat(500_000) });
  expect(limitEvent(event)).toBe(event);
});

test.each([
  ["one long text", result("x".repeat(2 * LIMITS.eventBytes))],
  ["one long text of many bytes a character", result("👋".repeat(LIMITS.eventBytes / 2))],
  ["one long text that JSON escapes", result("\u0001".repeat(LIMITS.eventBytes / 2))],
  ["many short texts", result(Array.from({ length: 200_000 }, () => "short text"))],
  ["many fields", result(Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`field-${index}`, index])))],
  ["long names of fields", result(Object.fromEntries([["n".repeat(2 * LIMITS.eventBytes), 1]]))],
  [
    "a long list of diffs",
    result(null, { content: Array.from({ length: 5000 }, () => ({ type: "diff", path: "a", oldText: null, newText: "y".repeat(400) })) }),
  ],
  ["a long message", { type: "tool_error", turnId, toolCallId: "call-1", message: "m".repeat(2 * LIMITS.eventBytes) } as DurableEventBody],
  [
    "much of a terminal",
    { type: "terminal.stream", turnId, terminalId: "t", stream: "stdout", data: "d".repeat(2 * LIMITS.eventBytes) } as DurableEventBody,
  ],
])("%s is cut until the event fits, and the event stays valid", (_name, event) => {
  const limited = limitEvent(event);
  expect(limited).not.toBe(event);
  expectFits(limited);
});

test("what was cut says how much is missing", () => {
  const { output } = limitEvent(result("x".repeat(2 * LIMITS.eventBytes))) as unknown as { output: string };
  const missing = Number(/\[(\d+) characters cut\]$/.exec(output)?.[1]);
  expect(output.indexOf("…") + missing).toBe(2 * LIMITS.eventBytes);
});

test("an input that is nested deeper than JSON can be written is cut, and not an error", () => {
  let deep: unknown = "bottom";
  for (let level = 0; level < 100_000; level++) deep = [deep];
  expectFits(limitEvent(result(deep)));
});

test("no value at all outgrows the limit or breaks the event", () => {
  const long = fc
    .tuple(fc.string({ maxLength: 20 }), fc.integer({ min: 1, max: 120_000 }))
    .map(([text, times]) => text.repeat(times).slice(0, 3_000_000));
  const values = fc.oneof(
    long,
    fc.array(long, { maxLength: 4 }),
    fc.dictionary(fc.string({ maxLength: 10 }), long, { maxKeys: 4 }),
    fc.jsonValue(),
  );
  fc.assert(
    fc.property(values, (output) => expectFits(limitEvent(result(output)))),
    { numRuns: 60 },
  );
});

test("what was said is cut where the end of its turn would not fit otherwise, between characters", () => {
  expect(limitSaid("short")).toBe("short");
  for (const said of ["x".repeat(2 * LIMITS.eventBytes), "👋".repeat(LIMITS.eventBytes), "\u0001".repeat(LIMITS.eventBytes)]) {
    const finalText = limitSaid(said);
    expect(finalText.isWellFormed()).toBe(true);
    expect(finalText).toMatch(/… \[\d+ characters cut\]$/);
    expectFits({ type: "turn_complete", turnId, finalText, stopReason: "end_turn", usage: { inputTokens: 0, outputTokens: 0 } });
  }
});
