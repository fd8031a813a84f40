import fc from "fast-check";
import { expect, test } from "vitest";
import type { DurableEvent, ToolContent } from "../../../generated/gateway/types.ts";
import { EventMapper } from "../../agents/acp/event-mapper.ts";
import { UsageMeter } from "../../agents/acp/usage-meter.ts";
import { type Recorded, RecordingOutput } from "../../agents/testing/recording-output.ts";
import { permissionRequest } from "./requests.ts";
import { SessionUpdates } from "./session-updates.ts";
import { type EventBody, logOf, TURN_ID } from "./testing/logs.ts";

/** What the second gateway has as its workspace, and the first one as its client's folder. */
const ROOT = "/data/ws";

/** What a gateway hears of a turn whose agent is another gateway. */
function heard(events: readonly DurableEvent[]): Recorded[] {
  const output = new RecordingOutput();
  const usage = new UsageMeter();
  usage.beginTurn();
  const mapper = new EventMapper({ root: ROOT, output, usage, now: () => 0 });
  const updates = new SessionUpdates({ cwd: ROOT });
  for (const event of events) {
    for (const update of updates.take(event)) mapper.update(JSON.parse(JSON.stringify(update)));
    if (event.type !== "permission_requested") continue;
    const { toolCall } = permissionRequest(event, updates.toolCall(event.turnId, event.toolCallId), ROOT);
    const asked = mapper.toolCall({ ...toolCall });
    output.recorded.push({ type: "permission", title: asked?.title ?? "", options: event.options, toolCallId: asked?.toolCallId ?? "" });
  }
  return output.recorded;
}

const name = fc.string({ minLength: 1, maxLength: 200 });
const words = fc.string({ minLength: 1, maxLength: 20 });
const path = fc.oneof(
  fc.array(fc.stringMatching(/^[a-z0-9]{1,5}$/), { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/")),
  fc.constantFrom("/etc/hosts", ".", "a b/c"),
);
const KINDS = ["read", "edit", "delete", "move", "search", "execute", "think", "fetch", "switch_mode", "other"] as const;
const content: fc.Arbitrary<ToolContent> = fc.oneof(
  words.map((text) => ({ type: "text" as const, text })),
  fc.record({ type: fc.constant("diff" as const), path, oldText: fc.option(fc.string()), newText: fc.string() }),
);
// The protocol cannot tell an input or output that is null, or has no fields, from one that is not known.
const json = fc
  .jsonValue({ maxDepth: 2 })
  .map((value): unknown => JSON.parse(JSON.stringify(value)))
  .filter((value) => value !== null && JSON.stringify(value) !== "{}");

/** The whole life of a tool call: what the protocol can carry of one. */
const toolCall = fc
  .record({
    toolName: name,
    title: name,
    kind: fc.constantFrom(...KINDS),
    input: json,
    locations: fc.array(fc.record({ path, line: fc.integer({ min: 1, max: 2 ** 32 - 1 }) }), { minLength: 1, maxLength: 3 }),
    output: json,
    content: fc.array(content, { minLength: 1, maxLength: 3 }),
    message: words,
    end: fc.constantFrom("result", "error", "none"),
  })
  .map((call) => (toolCallId: string): EventBody[] => [
    { type: "tool_call_start", toolCallId, toolName: call.toolName, title: call.title, kind: call.kind },
    { type: "tool_call", toolCallId, toolName: call.toolName, input: call.input, locations: call.locations },
    ...(call.end === "result"
      ? [{ type: "tool_result" as const, toolCallId, output: call.output, content: call.content, durationMs: 0 }]
      : []),
    ...(call.end === "error" ? [{ type: "tool_error" as const, toolCallId, message: call.message }] : []),
  ]);
const entry = fc.record({
  content: fc.string(),
  priority: fc.constantFrom("high" as const, "medium" as const, "low" as const),
  status: fc.constantFrom("pending" as const, "in_progress" as const, "completed" as const),
});
const step = fc.oneof(
  words.map((text) => (): EventBody[] => [{ type: "text_delta", text }]),
  words.map((text) => (): EventBody[] => [
    { type: "thinking.start" },
    { type: "thinking.progress", text },
    { type: "thinking.complete", text },
  ]),
  fc.array(entry, { maxLength: 3 }).map((entries) => (): EventBody[] => [{ type: "plan.updated", entries }]),
  toolCall,
);

/** What is heard of an event as it stands in the log of the gateway that is the agent. */
function expected(event: DurableEvent): Recorded[] {
  const { sessionId: _, seq: __, ts: ___, turnId: ____, ...body } = event as Extract<DurableEvent, { turnId: string }>;
  if (body.type === "text_delta") return [{ type: "text", text: body.text }];
  if (body.type === "thinking.progress") return [{ type: "thought", text: body.text }];
  if (body.type === "thinking.start" || body.type === "thinking.complete") return [];
  return [{ ...body, ...("toolCallId" in body ? { toolCallId: `${TURN_ID}:${body.toolCallId}` } : {}) } as Recorded];
}

/** Text that comes in a row is one. */
function merged(recorded: readonly Recorded[]): Recorded[] {
  const output = new RecordingOutput();
  for (const entry of recorded) {
    if (entry.type === "text") output.text(entry.text);
    else if (entry.type === "thought") output.thought(entry.text);
    else output.recorded.push(entry);
  }
  return output.recorded;
}

test("whatever a turn does, a gateway whose agent is a gateway hears the same", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const log = logOf(...steps.flatMap((bodies, index) => bodies(`t${index}`)));
      expect(heard(log)).toEqual(merged(log.flatMap(expected)));
    }),
    { numRuns: 500 },
  );
});

test("a permission for a tool call is asked for that call, by its title", () => {
  const options = [{ optionId: "yes", name: "Yes", kind: "allow_once" as const }];
  const log = logOf(
    { type: "tool_call_start", toolCallId: "t", toolName: "run", title: "npm test", kind: "execute" },
    { type: "permission_requested", requestId: "p", toolCallId: "t", title: "Run npm test?", options },
  );
  expect(heard(log).slice(1)).toEqual([{ type: "permission", title: "Run npm test?", options, toolCallId: `${TURN_ID}:t` }]);
});

test.each([
  [true, "tool_result"],
  [false, "tool_error"],
])("a permission for nothing in particular is asked for a tool call of its own, which ends when it is resolved (%s)", (approved, end) => {
  const log = logOf(
    { type: "permission_requested", requestId: "p", title: "Go on?", options: [] },
    { type: "approval_resolved", requestId: "p", approved, userId: "ada" },
  );
  const toolCallId = `${TURN_ID}:permission:p`;
  expect(heard(log)).toMatchObject([
    { type: "tool_call_start", toolCallId, title: "Go on?" },
    { type: "permission", toolCallId, title: "Go on?" },
    { type: "tool_call", toolCallId },
    { type: end, toolCallId },
  ]);
});

test("tool calls that a turn leaves open are ended by its end", () => {
  const usage = { inputTokens: 0, outputTokens: 0 };
  const log = logOf({ type: "tool_call_start", toolCallId: "t", toolName: "run" }, { type: "turn_stopped", partialText: "", usage });
  expect(heard(log).map(({ type }) => type)).toEqual(["tool_call_start", "tool_call", "tool_error"]);
});
