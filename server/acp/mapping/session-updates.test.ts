import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DurableEvent } from "../../../generated/gateway/types.ts";
import { nameHostTerminal } from "../../agents/host-terminal-id.ts";
import { SessionUpdates } from "./session-updates.ts";
import { acpChecker } from "./testing/acp-schema.ts";
import { anyEvent, anyLog, type EventBody, logOf, SESSION_ID, TURN_ID } from "./testing/logs.ts";

const CWD = "/home/ada/project";
const violation = acpChecker("SessionNotification");

const STARTED: EventBody = { type: "turn_started", text: "Hi", userId: "ada" };
const COMPLETE: EventBody = {
  type: "turn_complete",
  finalText: "",
  stopReason: "end_turn",
  usage: { inputTokens: 0, outputTokens: 0 },
};
const text = (value: string): EventBody => ({ type: "text_delta", text: value });
const thought = (value: string): EventBody => ({ type: "thinking.progress", text: value });
const start = (fields = {}): EventBody => ({ type: "tool_call_start", toolCallId: "t", toolName: "edit", ...fields });
const call = (fields = {}): EventBody => ({ type: "tool_call", toolCallId: "t", toolName: "edit", input: { a: 1 }, ...fields });
const result = (fields = {}): EventBody => ({ type: "tool_result", toolCallId: "t", output: null, ...fields });
const prints = (data: string, terminalId = "x"): EventBody => ({ type: "terminal.stream", terminalId, stream: "stdout", data });
const shows = (terminalId: string): EventBody => result({ content: [{ type: "terminal", terminalId }] });

/** What some events come to, without `_meta`. */
function told(events: readonly DurableEvent[], updates = new SessionUpdates({ cwd: CWD })): Record<string, unknown>[] {
  return events.flatMap((event) => updates.take(event)).map(({ _meta, ...update }) => update);
}

/** What is shown of the last tool call that ended. */
function shown(...bodies: EventBody[]): unknown {
  return told(logOf(...bodies)).at(-1)?.["content"];
}

const printed = (value: string) => [{ type: "content", content: { type: "text", text: value } }];

describe("who said what", () => {
  test("what a person says is told with who it was", () => {
    const [update] = new SessionUpdates({ cwd: CWD }).take(logOf(STARTED)[0] as DurableEvent);
    expect(update).toEqual({
      sessionUpdate: "user_message_chunk",
      messageId: `${TURN_ID}:user`,
      content: { type: "text", text: "Hi" },
      _meta: { seq: 1, turnId: TURN_ID, userId: "ada" },
    });
  });

  test("a client does not hear its own words while its turn is live, and does when it is replayed", () => {
    const updates = new SessionUpdates({ cwd: CWD });
    updates.ownTurn(TURN_ID);
    expect(told(logOf(STARTED), updates)).toEqual([]);
    updates.replaying = true;
    expect(told(logOf(STARTED), updates)).toHaveLength(1);
  });

  test("the words of another client are told, and so is guidance of whomever", () => {
    const updates = new SessionUpdates({ cwd: CWD });
    updates.ownTurn("00000000-0000-4000-8000-000000000002");
    expect(told(logOf(STARTED), updates)).toHaveLength(1);
    updates.ownTurn(TURN_ID);
    expect(told(logOf({ type: "steered", content: "Shorter", userId: "bob" }), updates)).toMatchObject([
      { sessionUpdate: "user_message_chunk", content: { text: "Shorter" } },
    ]);
  });

  test("a turn is forgotten when it ends, so that they do not pile up", () => {
    const updates = new SessionUpdates({ cwd: CWD });
    updates.ownTurn(TURN_ID);
    told(logOf(STARTED, COMPLETE), updates);
    expect(told(logOf(STARTED), updates)).toHaveLength(1);
  });
});

describe("messages", () => {
  /** The ids of the messages that are told. */
  const ids = (...bodies: EventBody[]) => told(logOf(...bodies)).flatMap(({ messageId }) => messageId ?? []);

  test("what is said in a row is one message, named by its first event", () => {
    expect(ids(STARTED, text("a"), text("b"))).toEqual([`${TURN_ID}:user`, `${TURN_ID}:2`, `${TURN_ID}:2`]);
  });

  test.each([
    ["a thought", thought("x")],
    ["a tool call", start()],
    ["guidance", { type: "steered", content: "x", userId: "ada" }],
    ["a plan", { type: "plan.updated", entries: [] }],
    ["a question", { type: "question_requested", requestId: "q", question: "?" }],
  ] as [string, EventBody][])("%s between two texts makes two messages of them", (_, between) => {
    const found = ids(text("a"), between, text("b"));
    expect(found[0]).toBe(`${TURN_ID}:1`);
    expect(found.at(-1)).toBe(`${TURN_ID}:3`);
  });

  test.each([
    ["usage", { type: "usage.updated", inputTokens: 1, outputTokens: 1 }],
    ["a terminal that prints", prints("x")],
    ["a changed file", { type: "file_changed", path: "a", iteration: 1, size: 0, hash: "0".repeat(64), change: "created" }],
    ["the session's state", { type: "session_state", status: "waiting", previous: "running" }],
  ] as [string, EventBody][])("%s between two texts, which nobody sees there, leaves one message", (_, between) => {
    expect(new Set(ids(text("a"), between, text("b")))).toEqual(new Set([`${TURN_ID}:1`]));
  });

  test("two thoughts that were thought apart are two messages", () => {
    const found = ids(
      { type: "thinking.start" },
      thought("a"),
      { type: "thinking.complete", text: "a" },
      { type: "thinking.start" },
      thought("b"),
    );
    expect(found).toEqual([`${TURN_ID}:2`, `${TURN_ID}:5`]);
  });

  test("the text of the next turn is another message", () => {
    const next = "00000000-0000-4000-8000-000000000002";
    const events = [text("a"), COMPLETE, { ...STARTED, turnId: next }, { ...text("b"), turnId: next }];
    expect(ids(...events)).toEqual([`${TURN_ID}:1`, `${next}:user`, `${next}:4`]);
  });
});

describe("tool calls", () => {
  test("a tool call is announced, called and completed, its id unique in the session, its places absolute", () => {
    const content = [
      { type: "text", text: "Done." },
      { type: "diff", path: "src/a.ts", oldText: null, newText: "x" },
    ];
    const locations = [{ path: "src/a.ts", line: 3 }, { path: "/etc/hosts" }];
    const events = logOf(start({ title: "Edit a.ts", kind: "edit" }), call({ locations }), result({ output: { ok: true }, content }));
    const toolCallId = `${TURN_ID}:t`;
    expect(told(events)).toEqual([
      { sessionUpdate: "tool_call", toolCallId, title: "Edit a.ts", name: "edit", kind: "edit", status: "pending" },
      {
        sessionUpdate: "tool_call_update",
        toolCallId,
        status: "in_progress",
        rawInput: { a: 1 },
        locations: [{ path: `${CWD}/src/a.ts`, line: 3 }, { path: "/etc/hosts" }],
      },
      {
        sessionUpdate: "tool_call_update",
        toolCallId,
        status: "completed",
        content: [
          { type: "content", content: { type: "text", text: "Done." } },
          { type: "diff", path: `${CWD}/src/a.ts`, oldText: null, newText: "x" },
        ],
        rawOutput: { ok: true },
      },
    ]);
  });

  test("a tool call that was not announced is announced when it is called", () => {
    expect(told(logOf(call()))).toMatchObject([
      { sessionUpdate: "tool_call", title: "edit", name: "edit", status: "in_progress", rawInput: { a: 1 } },
    ]);
  });

  test("a tool without a title is called by its name, and its input is not told while it is written", () => {
    expect(told(logOf(start(), { type: "tool_call_delta", toolCallId: "t", delta: "{" }))).toMatchObject([{ title: "edit" }]);
  });

  test("why a tool failed is shown; a failure without a reason shows nothing", () => {
    expect(told(logOf({ type: "tool_error", toolCallId: "t", message: "No such file" }))).toEqual([
      { sessionUpdate: "tool_call_update", toolCallId: `${TURN_ID}:t`, status: "failed", content: printed("No such file") },
    ]);
    expect(told(logOf({ type: "tool_error", toolCallId: "t", message: "" }))[0]).not.toHaveProperty("content");
  });

  test("the same id in another turn is another tool call", () => {
    const other = "00000000-0000-4000-8000-000000000002";
    const found = told(logOf(start(), { ...start(), turnId: other })).map(({ toolCallId }) => toolCallId);
    expect(found).toEqual([`${TURN_ID}:t`, `${other}:t`]);
  });

  test.each([
    COMPLETE,
    { type: "turn_stopped", partialText: "", usage: { inputTokens: 0, outputTokens: 0 } },
    { type: "turn_error", code: "AGENT_FAILED", message: "It crashed.", retryable: true },
  ] as EventBody[])(
    "tool calls that are open when the turn ends with $type have failed, each once, and the last one has the place in the log",
    (end) => {
      const updates = new SessionUpdates({ cwd: CWD });
      const events = logOf(start(), start({ toolCallId: "u" }), start({ toolCallId: "v" }), result(), end);
      const last = events.flatMap((event) => updates.take(event)).slice(-2);
      expect(last).toEqual([
        { sessionUpdate: "tool_call_update", toolCallId: `${TURN_ID}:u`, status: "failed", _meta: { turnId: TURN_ID } },
        { sessionUpdate: "tool_call_update", toolCallId: `${TURN_ID}:v`, status: "failed", _meta: { turnId: TURN_ID, seq: 5 } },
      ]);
      expect(told(logOf(end), updates)).toEqual([]);
    },
  );

  test("a line that the protocol has no number for is left out", () => {
    const lines = [2 ** 32 - 1, 2 ** 32].map((line) => ({ path: "a", line }));
    expect(told(logOf(call({ locations: lines })))[0]?.["locations"]).toEqual([
      { path: `${CWD}/a`, line: 2 ** 32 - 1 },
      { path: `${CWD}/a` },
    ]);
  });

  test("what is known of an open tool call can be asked for until it ends", () => {
    const updates = new SessionUpdates({ cwd: CWD });
    told(logOf(start({ kind: "edit" }), call({ locations: [{ path: "a" }] })), updates);
    expect(updates.toolCall(TURN_ID, "t")).toEqual({ toolName: "edit", kind: "edit", locations: [{ path: "a" }] });
    told(logOf(result()), updates);
    expect(updates.toolCall(TURN_ID, "t")).toBeUndefined();
    expect(updates.toolCall(TURN_ID, undefined)).toBeUndefined();
  });
});

describe("permissions", () => {
  const asked = (toolCallId?: string): EventBody => ({
    type: "permission_requested",
    requestId: "p",
    title: "Run it?",
    options: [],
    ...(toolCallId === undefined ? {} : { toolCallId }),
  });
  const resolved = (approved: boolean): EventBody => ({ type: "approval_resolved", requestId: "p", approved, userId: "ada" });

  test.each([
    [true, "completed"],
    [false, "failed"],
  ])("a permission that no tool call is asked for stands for one, which %s makes %s", (approved, status) => {
    const toolCallId = `${TURN_ID}:permission:p`;
    expect(told(logOf(asked(), resolved(approved)))).toEqual([
      { sessionUpdate: "tool_call", toolCallId, title: "Run it?", status: "pending" },
      { sessionUpdate: "tool_call_update", toolCallId, status },
    ]);
  });

  test("a permission for a tool call tells nothing by itself, whichever way it is resolved", () => {
    expect(told(logOf(start(), asked("t"), resolved(true)))).toHaveLength(1);
  });
});

describe("terminals", () => {
  test("a terminal that the client does not have is shown as what it printed", () => {
    expect(shown(prints("one\n"), prints("\u001b[31mtwo", "y"), prints("three"), shows("x"))).toEqual(printed("one\nthree"));
  });

  test("the client's own terminal is shown as such while it hosts the turn, and as text otherwise", () => {
    const terminalId = nameHostTerminal("7");
    const events = logOf(prints("out", terminalId), shows(terminalId));
    expect(told(events)[0]?.["content"]).toEqual(printed("out"));
    const updates = new SessionUpdates({ cwd: CWD });
    updates.ownsTerminals = true;
    expect(told(events, updates)[0]?.["content"]).toEqual([{ type: "terminal", terminalId: "7" }]);
  });

  test("a terminal of the gateway is shown as text to a client that hosts the turn, too", () => {
    const updates = new SessionUpdates({ cwd: CWD });
    updates.ownsTerminals = true;
    expect(told(logOf(prints("out"), shows("x")), updates)[0]?.["content"]).toEqual(printed("out"));
  });

  test("of a terminal that printed nothing, and of one that is not known, nothing is shown", () => {
    expect(shown(shows("x"))).toEqual([]);
  });

  test("64 KiB of a terminal are kept, the last ones, and it says that there was more", () => {
    expect(shown(prints("x".repeat(65_536)), shows("x"))).toEqual(printed("x".repeat(65_536)));
    expect(shown(prints("o"), prints("x".repeat(65_536)), shows("x"))).toEqual(printed(`…\n${"x".repeat(65_536)}`));
  });

  test("64 terminals of a turn are kept; one more makes the first one be forgotten", () => {
    const all = Array.from({ length: 64 }, (_, index) => prints(`out ${index}`, String(index)));
    expect(shown(...all, shows("0"))).toEqual(printed("out 0"));
    expect(shown(...all, prints("more", "64"), shows("0"))).toEqual([]);
    expect(shown(...all, prints("more", "64"), shows("1"))).toEqual(printed("out 1"));
  });

  test("what a terminal printed is forgotten when the turn ends", () => {
    expect(shown(prints("out"), COMPLETE, shows("x"))).toEqual([]);
  });
});

describe("what an agent can be set to, and its commands", () => {
  const modes = (currentModeId: string) => ({ currentModeId, available: [{ modeId: "ask", name: "Ask" }] });
  const option = (value: string) => ({
    optionId: "model",
    name: "Model",
    kind: "select" as const,
    value,
    choices: [{ value: "a", name: "A" }],
  });
  const settings = (mode: string | null, ...values: string[]): EventBody => ({
    type: "settings.updated",
    modes: mode === null ? null : modes(mode),
    options: values.map(option),
  });
  /** The kinds of the updates that some settings come to. */
  const kinds = (...bodies: EventBody[]) => told(logOf(...bodies)).map(({ sessionUpdate }) => sessionUpdate);

  test("at first what is there is told", () => {
    expect(kinds(settings("ask", "a"))).toEqual(["current_mode_update", "config_option_update"]);
    expect(kinds(settings("ask"))).toEqual(["current_mode_update"]);
    expect(kinds(settings(null, "a"))).toEqual(["config_option_update"]);
    expect(kinds(settings(null))).toEqual([]);
  });

  test("after that what has changed is, the options always all of them", () => {
    expect(kinds(settings("ask", "a"), settings("ask", "a"))).toHaveLength(2);
    expect(kinds(settings("ask", "a"), settings("auto", "a")).slice(2)).toEqual(["current_mode_update"]);
    expect(kinds(settings("ask", "a"), settings("ask", "b")).slice(2)).toEqual(["config_option_update"]);
    expect(told(logOf(settings(null, "a"), settings(null)))[1]).toEqual({ sessionUpdate: "config_option_update", configOptions: [] });
  });

  test("boolean options are told to clients that take them, and to no other", () => {
    const event = logOf({ type: "settings.updated", modes: null, options: [{ optionId: "x", name: "X", kind: "boolean", value: true }] });
    expect(told(event)).toEqual([]);
    expect(told(event, new SessionUpdates({ cwd: CWD, takesBooleans: true }))).toEqual([
      { sessionUpdate: "config_option_update", configOptions: [{ id: "x", name: "X", type: "boolean", currentValue: true }] },
    ]);
  });

  test("commands are told, with the hint where there is one", () => {
    const commands = [
      { name: "plan", description: "Plans" },
      { name: "hello", description: "Greets", hint: "name" },
    ];
    expect(told(logOf({ type: "commands.updated", commands }))).toEqual([
      {
        sessionUpdate: "available_commands_update",
        availableCommands: [
          { name: "plan", description: "Plans" },
          { name: "hello", description: "Greets", input: { hint: "name" } },
        ],
      },
    ]);
  });

  test("an event that belongs to no turn names none", () => {
    const updates = new SessionUpdates({ cwd: CWD });
    const [first, second] = updates.take(logOf(settings("ask", "a"))[0] as DurableEvent).map(({ _meta }) => _meta);
    expect([first, second]).toEqual([{}, { seq: 1 }]);
  });
});

describe("whatever is in a log", () => {
  /** Every path among what is told. */
  function pathsIn(value: unknown): string[] {
    if (typeof value !== "object" || value === null) return [];
    const { path } = value as { path?: unknown };
    const nested = Object.entries(value).flatMap(([name, inner]) => (name.startsWith("raw") ? [] : pathsIn(inner)));
    return typeof path === "string" ? [path, ...nested] : nested;
  }

  /** The updates of a log for a client. */
  function updatesFor(log: readonly DurableEvent[], setUp: (updates: SessionUpdates) => void = () => undefined) {
    const updates = new SessionUpdates({ cwd: CWD, takesBooleans: true });
    setUp(updates);
    return log.flatMap((event) => updates.take(event));
  }

  test("whatever events come in whatever order, what is told is valid, and has absolute paths", () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 30 }), fc.boolean(), (log, ownsTerminals) => {
        for (const update of updatesFor(log, (updates) => (updates.ownsTerminals = ownsTerminals))) {
          expect(violation({ sessionId: SESSION_ID, update })).toBeNull();
          for (const path of pathsIn(update)) expect(path).toMatch(/^\//);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("live and replayed a log is told alike, but for the client's own words", () => {
    fc.assert(
      fc.property(anyLog, fc.nat(), (log, place) => {
        const own = new Set(
          log.flatMap((event, index) => ("turnId" in event && event.turnId && index % 2 === place % 2 ? [event.turnId] : [])),
        );
        const replayed = updatesFor(log, (updates) => {
          updates.replaying = true;
          for (const turnId of own) updates.ownTurn(turnId);
        });
        const live = updatesFor(log, (updates) => {
          for (const turnId of own) updates.ownTurn(turnId);
        });
        const isOwn = ({ sessionUpdate, _meta }: (typeof live)[number], event = log[Number(_meta?.["seq"]) - 1]) =>
          sessionUpdate === "user_message_chunk" && event?.type === "turn_started" && own.has(event.turnId);
        expect(live).toEqual(replayed.filter((update) => !isOwn(update)));
      }),
      { numRuns: 200 },
    );
  });

  test("each event that tells something has its place on its last update, and at a turn's end no tool call is open", () => {
    fc.assert(
      fc.property(anyLog, (log) => {
        const updates = new SessionUpdates({ cwd: CWD });
        const open = new Set<string>();
        for (const event of log) {
          const found = updates.take(event);
          const seqs = found.map(({ _meta }) => _meta?.["seq"]);
          expect(seqs).toEqual(seqs.map((_, index) => (index === seqs.length - 1 ? event.seq : undefined)));
          for (const update of found) {
            if (update.sessionUpdate === "tool_call") open.add(update.toolCallId);
            if (update.sessionUpdate === "tool_call_update" && update.status !== "in_progress") open.delete(update.toolCallId);
          }
          if (["turn_complete", "turn_stopped", "turn_error"].includes(event.type)) expect(open.size).toBe(0);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("the judge knows a field that the protocol does not", () => {
    const update = { sessionUpdate: "plan", entries: [{ content: "a", priority: "low", status: "pending" }] };
    expect(violation({ sessionId: SESSION_ID, update })).toBeNull();
    expect(violation({ sessionId: SESSION_ID, update: { ...update, more: 1 } })).not.toBeNull();
    expect(violation({ sessionId: SESSION_ID, update: { ...update, entries: [{ ...update.entries[0], more: 1 }] } })).not.toBeNull();
  });
});
