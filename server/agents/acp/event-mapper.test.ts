import fc from "fast-check";
import { expect, test } from "vitest";
import type { AgentEvent } from "../agent-runtime.ts";
import { eventChecker } from "../testing/event-schema.ts";
import { RecordingOutput } from "../testing/recording-output.ts";
import { EventMapper } from "./event-mapper.ts";
import { UsageMeter } from "./usage-meter.ts";

const ROOT = "/data/ws";
const END = "The turn ended.";
const violation = eventChecker();

interface Mapping {
  mapper: EventMapper;
  output: RecordingOutput;
  clock: { now: number };
}

function mapping(): Mapping {
  const output = new RecordingOutput();
  const clock = { now: 0 };
  const usage = new UsageMeter();
  usage.beginTurn();
  return { mapper: new EventMapper({ root: ROOT, output, usage, now: () => clock.now }), output, clock };
}

/** What some updates come to. */
function map(...updates: object[]): RecordingOutput["recorded"] {
  const { mapper, output } = mapping();
  for (const update of updates) mapper.update(update);
  return output.recorded;
}

const text = (value: string) => ({ type: "text", text: value });
const call = (fields: object = {}) => ({ sessionUpdate: "tool_call", toolCallId: "t", title: "Edit a.ts", kind: "edit", ...fields });
const change = (fields: object = {}) => ({ sessionUpdate: "tool_call_update", toolCallId: "t", ...fields });

test.each([
  ["text", text("hi"), "hi"],
  ["a link", { type: "resource_link", uri: "file:///a", name: "a", title: "A" }, "[A](file:///a)"],
  ["a text file", { type: "resource", resource: { uri: "file:///a", text: "inside" } }, "inside"],
  ["a binary file", { type: "resource", resource: { uri: "file:///a", blob: "AA==" } }, "[file file:///a]"],
  ["an image", { type: "image", data: "AA==", mimeType: "image/png" }, "[image image/png]"],
])("of %s in a message its text is said, and in a thought it is thought", (_, content, said) => {
  expect(map({ sessionUpdate: "agent_message_chunk", content })).toEqual([{ type: "text", text: said }]);
  expect(map({ sessionUpdate: "agent_thought_chunk", content })).toEqual([{ type: "thought", text: said }]);
});

test.each([
  ["user_message_chunk", { content: text("mine") }],
  ["available_commands_update", { availableCommands: [] }],
  ["current_mode_update", { currentModeId: "code" }],
  ["config_option_update", { configOptions: [] }],
  ["session_info_update", { title: "New title" }],
  ["something_new", { content: text("?") }],
  [undefined, {}],
])("%s is ignored", (sessionUpdate, fields) => {
  expect(map({ sessionUpdate, ...fields })).toEqual([]);
});

test("a tool call in the usual steps is a start, a call with its whole input, and a result", () => {
  const { mapper, output, clock } = mapping();
  clock.now = 100;
  mapper.update(call({ status: "pending", rawInput: {} }));
  mapper.update(change({ rawInput: { path: `${ROOT}/a.ts` }, locations: [{ path: `${ROOT}/a.ts`, line: 3 }] }));
  mapper.update(change({ status: "in_progress" }));
  clock.now = 142.4;
  mapper.update(change({ status: "completed", content: [{ type: "diff", path: `${ROOT}/a.ts`, oldText: "x", newText: "y" }] }));
  expect(output.recorded).toEqual([
    { type: "tool_call_start", toolCallId: "t", toolName: "edit", title: "Edit a.ts", kind: "edit" },
    { type: "tool_call", toolCallId: "t", toolName: "edit", input: { path: `${ROOT}/a.ts` }, locations: [{ path: "a.ts", line: 3 }] },
    {
      type: "tool_result",
      toolCallId: "t",
      output: null,
      content: [{ type: "diff", path: "a.ts", oldText: "x", newText: "y" }],
      durationMs: 42,
    },
  ]);
});

test("a tool call that is announced and done in one update has all three events", () => {
  const types = map(call({ status: "completed", rawInput: { a: 1 }, rawOutput: "done" })).map(({ type }) => type);
  expect(types).toEqual(["tool_call_start", "tool_call", "tool_result"]);
});

test("a tool call that begins to run before its input is known is told with an empty one, and not again", () => {
  const events = map(call({ status: "in_progress" }), change({ rawInput: { a: 1 } }), change({ status: "completed" }));
  expect(events.filter(({ type }) => type === "tool_call")).toEqual([{ type: "tool_call", toolCallId: "t", toolName: "edit", input: {} }]);
});

test("a tool call that is first heard of by an update begins there", () => {
  expect(map(change({ title: "Run", status: "failed" })).map(({ type }) => type)).toEqual(["tool_call_start", "tool_call", "tool_error"]);
});

test("a name is what the tool is called; without one its kind is", () => {
  expect(map(call({ name: "str_replace" }))[0]).toMatchObject({ toolName: "str_replace", kind: "edit" });
  expect(map(call())[0]).toMatchObject({ toolName: "edit" });
  expect(map(call({ kind: "teleport" }))[0]).toEqual({ type: "tool_call_start", toolCallId: "t", toolName: "other", title: "Edit a.ts" });
});

test.each([
  ["its raw output", { rawOutput: { files: 2 } }, { files: 2 }],
  ["the text it shows, when it tells no raw output", { content: [{ type: "content", content: text("two") }] }, "two"],
  ["nothing, when it tells neither", {}, null],
  ["a raw output that is false", { rawOutput: false }, false],
])("the output of a tool is %s", (_, fields, output) => {
  expect(map(call({ status: "completed", ...fields })).at(-1)).toMatchObject({ type: "tool_result", output });
});

test.each([
  ["the text it shows", { content: [{ type: "content", content: text("No such file") }], rawOutput: "x" }, "No such file"],
  ["its raw output", { rawOutput: "exit 1" }, "exit 1"],
  ["the error in its raw output", { rawOutput: { error: "exit 2" } }, "exit 2"],
  ["the message in its raw output", { rawOutput: { message: "exit 3" } }, "exit 3"],
  ["a plain sentence, when it tells nothing", { rawOutput: {} }, "The tool failed."],
])("why a tool failed is %s", (_, fields, message) => {
  expect(map(call({ status: "failed", ...fields })).at(-1)).toEqual({ type: "tool_error", toolCallId: "t", message });
});

test("content that is told once stays, and is replaced as a whole", () => {
  const shown = (value: string) => ({ content: [{ type: "content", content: text(value) }] });
  expect(map(call(shown("one")), change({ status: "completed" })).at(-1)).toMatchObject({ content: [text("one")] });
  expect(map(call(shown("one")), change(shown("two")), change({ status: "completed" })).at(-1)).toMatchObject({ content: [text("two")] });
});

test("what is told of a tool call after its end is ignored", () => {
  expect(map(call({ status: "completed" }), change({ status: "failed" }), call({ status: "completed" }))).toHaveLength(3);
});

test("tool calls that are left open are ended with the reason, each once", () => {
  const { mapper, output } = mapping();
  mapper.update(call());
  mapper.update(call({ toolCallId: "u", status: "completed" }));
  mapper.endToolCalls(END);
  mapper.endToolCalls(END);
  mapper.update(change({ status: "completed" }));
  expect(output.of("tool_error")).toEqual([{ type: "tool_error", toolCallId: "t", message: END }]);
  expect(output.of("tool_result")).toHaveLength(1);
});

test("places outside the workspace keep their whole path, and lines count from 1", () => {
  const locations = [{ path: "/etc/hosts", line: 0 }, { path: `${ROOT}/a`, line: 1 }, { path: `${ROOT}/../b`, line: -1 }, {}, null, "x"];
  expect(map(call({ status: "in_progress", locations })).at(-1)).toMatchObject({
    locations: [{ path: "/etc/hosts" }, { path: "a", line: 1 }, { path: "/data/b" }],
  });
});

test("an id of 256 characters is kept, and a longer one gets a name of its own, always the same", () => {
  expect(map(call({ toolCallId: "x".repeat(256) }))[0]).toMatchObject({ toolCallId: "x".repeat(256) });
  const events = map(call({ toolCallId: "x".repeat(257) }), change({ toolCallId: "x".repeat(257), status: "completed" }));
  const ids = new Set(events.map((event) => ("toolCallId" in event ? event.toolCallId : "")));
  expect([...ids]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
});

test("at most 10,000 tool calls run at a time; one that ends makes room", () => {
  const { mapper, output } = mapping();
  for (let count = 0; count < 10_001; count++) mapper.update(call({ toolCallId: `t${count}` }));
  expect(output.of("tool_call_start")).toHaveLength(10_000);
  mapper.update(change({ toolCallId: "t0", status: "completed" }));
  mapper.update(call({ toolCallId: "late" }));
  expect(output.of("tool_call_start")).toHaveLength(10_001);
});

test("a plan is always whole; what an agent leaves out of a step is filled in", () => {
  const entries = [{ content: "a", priority: "high", status: "completed" }, { content: "b" }, { priority: "low" }, null];
  expect(map({ sessionUpdate: "plan", entries })).toEqual([
    {
      type: "plan.updated",
      entries: [
        { content: "a", priority: "high", status: "completed" },
        { content: "b", priority: "medium", status: "pending" },
      ],
    },
  ]);
});

test("usage is told as the meter counts it", () => {
  const { mapper, output } = mapping();
  mapper.update({ sessionUpdate: "usage_update", used: 10, size: 100, cost: { amount: 0.5, currency: "USD" } });
  mapper.promptUsage({ inputTokens: 7, outputTokens: 3 });
  mapper.promptUsage(undefined);
  expect(output.recorded).toEqual([
    { type: "usage.updated", inputTokens: 10, outputTokens: 0, cost: { amount: "0.5", currency: "USD" } },
    { type: "usage.updated", inputTokens: 7, outputTokens: 3, cost: { amount: "0.5", currency: "USD" } },
  ]);
});

test("the tool call of a permission request is told of, and described as events call it", () => {
  const { mapper, output } = mapping();
  expect(mapper.toolCall({ toolCallId: "t", title: "Delete", rawInput: { path: "x" } })).toEqual({ toolCallId: "t", title: "Delete" });
  expect(output.recorded.map(({ type }) => type)).toEqual(["tool_call_start", "tool_call"]);
  expect(mapper.toolCall({ toolCallId: "t" })).toEqual({ toolCallId: "t", title: "Delete" });
  expect(mapper.toolCall({})).toBeUndefined();
});

const anyJson = fc.jsonValue({ maxDepth: 3 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(fc.oneof(arbitrary, anyJson), { nil: undefined });
const block = fc.record({ type: fc.constantFrom("text", "image", "resource", "resource_link", "audio"), text: maybe(fc.string()) });
const content = fc.record({
  type: fc.constantFrom("content", "diff", "terminal"),
  content: maybe(block),
  path: maybe(fc.constantFrom(`${ROOT}/a`, "/b")),
  oldText: maybe(fc.string()),
  newText: maybe(fc.string()),
  terminalId: maybe(fc.string()),
});
const anyUpdate = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      sessionUpdate: fc.constantFrom("tool_call", "tool_call_update"),
      toolCallId: fc.constantFrom("a", "b", "c", "x".repeat(300), ""),
      title: maybe(fc.string()),
      name: maybe(fc.string()),
      kind: maybe(fc.constantFrom("read", "edit")),
      status: maybe(fc.constantFrom("pending", "in_progress", "completed", "failed")),
      content: maybe(fc.array(content)),
      locations: maybe(fc.array(fc.record({ path: fc.string(), line: maybe(fc.integer()) }))),
      rawInput: maybe(anyJson),
      rawOutput: maybe(anyJson),
    }),
  },
  fc.record({
    sessionUpdate: fc.constantFrom("plan", "usage_update", "agent_message_chunk", "agent_thought_chunk"),
    content: maybe(block),
    entries: maybe(fc.array(fc.record({ content: maybe(fc.string()), priority: maybe(fc.constant("high")), status: anyJson }))),
    used: maybe(fc.nat()),
    cost: maybe(fc.record({ amount: maybe(fc.double()), currency: maybe(fc.string()) })),
  }),
  anyJson,
);

test("whatever an agent sends, each tool call has one start, at most one call after it, and one end after both", () => {
  fc.assert(
    fc.property(fc.array(anyUpdate, { maxLength: 30 }), (updates) => {
      const { mapper, output } = mapping();
      for (const update of updates) mapper.update(update);
      const before = lives(output);
      for (const life of before.values()) expect(life).toMatch(/^start( call)?( end)?$/);
      mapper.endToolCalls(END);
      for (const life of lives(output).values()) expect(life).toBe("start call end");
    }),
  );
});

test("whatever an agent sends, every event is one that the spec allows", () => {
  fc.assert(
    fc.property(fc.array(anyUpdate, { maxLength: 20 }), (updates) => {
      const { mapper, output } = mapping();
      for (const update of updates) mapper.update(update);
      mapper.endToolCalls(END);
      for (const event of output.recorded) {
        if (event.type === "text" || event.type === "thought") expect(event.text).toBeTypeOf("string");
        else expect(violation(event as AgentEvent)).toBeNull();
      }
    }),
  );
});

/** What was told of each tool call, in order. */
function lives(output: RecordingOutput): Map<string, string> {
  const words: Record<string, string> = { tool_call_start: "start", tool_call: "call", tool_result: "end", tool_error: "end" };
  const found = new Map<string, string>();
  for (const event of output.recorded) {
    const word = words[event.type];
    if (word === undefined || !("toolCallId" in event) || event.toolCallId === undefined) continue;
    const life = found.get(event.toolCallId);
    found.set(event.toolCallId, life === undefined ? word : `${life} ${word}`);
  }
  return found;
}
