import fc from "fast-check";
import { expect, test } from "vitest";
import { LIMITS } from "../../generated/gateway/limits.ts";
import type { DurableEventBody } from "../../generated/gateway/serializers.ts";
import { LIVE_SESSION_STATUS, SESSION_STATUS_MOVES } from "../../generated/gateway/state-machines.ts";
import type { AcceptedTurn } from "./accepted-turn.ts";
import { cutOff, type Input, recover, refusalOfControl, refusalOfTurn, resume, step } from "./session-machine.ts";
import { type Effect, restingSession, type SessionState } from "./session-state.ts";

const turn = (id: string, position: number, interrupts = false): AcceptedTurn => ({
  turnId: id,
  text: `text of ${id}`,
  userId: "ada",
  position,
  ...(interrupts ? { interrupts } : {}),
});

/** Feeds inputs one after the other, and gathers all that came of it. */
function play(inputs: readonly Input[], start: SessionState = restingSession()) {
  let state = start;
  const events: DurableEventBody[] = [];
  const effects: Effect[] = [];
  for (const [index, input] of inputs.entries()) {
    const next = step(state, input, 1000 + index);
    state = next.state;
    events.push(...next.events);
    effects.push(...next.effects);
  }
  return { state, events, effects, types: events.map(({ type }) => type) };
}

const TURN_ENDS = new Set(["turn_complete", "turn_stopped", "turn_error"]);
const accepted = (id: string, position = 1, interrupts = false): Input => ({ kind: "accepted", turn: turn(id, position, interrupts) });
const complete: Extract<Input, { kind: "finished" }>["outcome"] = { kind: "complete", stopReason: "end_turn" };
const running: Input[] = [accepted("t1"), { kind: "activated" }];
const question: Extract<Input, { kind: "ask" }> = {
  kind: "ask",
  turnId: "t1",
  request: { type: "question_requested", turnId: "t1", requestId: "q1", question: "Which one?" },
};
const permission: Extract<Input, { kind: "ask" }> = {
  kind: "ask",
  turnId: "t1",
  request: {
    type: "permission_requested",
    turnId: "t1",
    requestId: "p1",
    title: "Run it?",
    options: [
      { optionId: "yes", name: "Yes", kind: "allow_once" },
      { optionId: "no", name: "No", kind: "reject_once" },
    ],
  },
};

test("a turn starts before its agent is activated, and is prompted when the agent is ready", () => {
  const { types, effects, state } = play(running);
  expect(types).toEqual(["turn_started", "session_state", "session_state", "session_state"]);
  expect(effects.map(({ kind }) => kind)).toEqual(["activate", "prompt"]);
  expect(state.status).toBe("running");
});

test("a turn in a ready session is prompted without another activation", () => {
  const { effects, events } = play([...running, { kind: "finished", turnId: "t1", outcome: complete }, accepted("t2", 2)]);
  expect(effects.map(({ kind }) => kind)).toEqual(["activate", "prompt", "settle", "prompt"]);
  expect(events.at(-1)).toMatchObject({ type: "session_state", previous: "ready", status: "running" });
});

test("the text and usage of a turn stand in its end", () => {
  const { events } = play([
    ...running,
    { kind: "update", event: { type: "text_delta", turnId: "t1", text: "Hello " } },
    { kind: "update", event: { type: "text_delta", turnId: "t1", text: "there" } },
    { kind: "update", event: { type: "usage.updated", turnId: "t1", inputTokens: 3, outputTokens: 5 } },
    { kind: "finished", turnId: "t1", outcome: complete },
  ]);
  expect(events).toContainEqual({
    type: "turn_complete",
    turnId: "t1",
    finalText: "Hello there",
    stopReason: "end_turn",
    usage: { inputTokens: 3, outputTokens: 5 },
  });
});

test("what an agent does after its turn has ended leaves no trace", () => {
  const before = play([...running, { kind: "finished", turnId: "t1", outcome: complete }]);
  const late = play(
    [
      { kind: "update", event: { type: "text_delta", turnId: "t1", text: "late" } },
      { kind: "finished", turnId: "t1", outcome: complete },
      { kind: "stop_timed_out", turnId: "t1" },
      { kind: "failed", turnId: "t1", code: "AGENT_FAILED", message: "late" },
    ],
    before.state,
  );
  expect(late.events).toEqual([]);
  expect(late.effects).toEqual([]);
});

test("a question makes the session wait until it is answered, and the agent gets the answer", () => {
  const { events, effects, state } = play([
    ...running,
    question,
    { kind: "answer", requestId: "q1", answer: { answers: { color: "red" }, dismissed: false }, userId: "bob" },
  ]);
  expect(events.slice(-4)).toEqual([
    question.request,
    { type: "session_state", previous: "running", status: "waiting" },
    { type: "question_answered", turnId: "t1", requestId: "q1", answers: { color: "red" }, dismissed: false, userId: "bob" },
    { type: "session_state", previous: "waiting", status: "running" },
  ]);
  expect(effects.at(-1)).toMatchObject({ kind: "answer", requestId: "q1" });
  expect(state.requests.size).toBe(0);
});

test("the session waits until the last of several requests is answered", () => {
  const answered = play([
    ...running,
    question,
    permission,
    { kind: "answer", requestId: "q1", answer: { dismissed: true }, userId: "bob" },
  ]);
  expect(answered.state.status).toBe("waiting");
});

test.each([
  ["an option that allows", { optionId: "yes", dismissed: false }, { approved: true, optionId: "yes" }],
  ["an option that rejects", { optionId: "no", dismissed: false }, { approved: false, optionId: "no" }],
  ["a dismissal", { dismissed: true }, { approved: false }],
  ["a dismissal with an option that allows", { optionId: "yes", dismissed: true }, { approved: false }],
])("a permission is resolved by %s", (_name, answer, expected) => {
  const { events } = play([...running, permission, { kind: "answer", requestId: "p1", answer, userId: "bob" }]);
  const resolved = events.find(({ type }) => type === "approval_resolved");
  expect(resolved).toEqual({ type: "approval_resolved", turnId: "t1", requestId: "p1", userId: "bob", ...expected });
});

test("a question that is answered by an option says which", () => {
  const { events } = play([
    ...running,
    question,
    { kind: "answer", requestId: "q1", answer: { optionId: "b", dismissed: false }, userId: "bob" },
  ]);
  expect(events.find(({ type }) => type === "question_answered")).toMatchObject({ answers: { optionId: "b" }, dismissed: false });
});

test("stopping a turn dismisses what it waits for, asks the agent, and ends with what was said", () => {
  const { types, effects, events } = play([
    ...running,
    { kind: "update", event: { type: "text_delta", turnId: "t1", text: "So far" } },
    question,
    { kind: "stop", userId: "bob" },
    { kind: "finished", turnId: "t1", outcome: { kind: "cancelled" } },
  ]);
  expect(types.filter((type) => type === "question_answered")).toHaveLength(1);
  expect(effects.map(({ kind }) => kind)).toEqual(["activate", "prompt", "answer", "cancel", "settle"]);
  expect(events).toContainEqual(expect.objectContaining({ type: "turn_stopped", partialText: "So far" }));
  expect(events.at(-1)).toMatchObject({ type: "session_state", status: "ready" });
});

test("a turn that completes although it was being stopped counts as stopped", () => {
  const { types } = play([...running, { kind: "stop", userId: "bob" }, { kind: "finished", turnId: "t1", outcome: complete }]);
  expect(types).toContain("turn_stopped");
  expect(types).not.toContain("turn_complete");
});

test("stopping a turn whose agent is still starting gives the agent up", () => {
  const { types, effects, state } = play([accepted("t1"), { kind: "stop", userId: "bob" }]);
  expect(types).toEqual(["turn_started", "session_state", "turn_stopped", "session_state"]);
  expect(effects.map(({ kind }) => kind)).toEqual(["activate", "settle", "abandon"]);
  expect(state.status).toBe("inactive");
});

test("an agent that does not stop in time is killed, and the next turn starts another one", () => {
  const { state, effects, types } = play([
    ...running,
    accepted("t2", 2),
    { kind: "stop", userId: "bob" },
    { kind: "stop_timed_out", turnId: "t1" },
    { kind: "agent_gone", failure: null },
  ]);
  expect(effects.map(({ kind }) => kind)).toEqual(["activate", "prompt", "cancel", "settle", "kill", "activate"]);
  expect(types.filter((type) => type === "turn_started")).toHaveLength(2);
  expect(state.status).toBe("activating");
});

test("an agent that cannot be started fails the turn, and the next turn tries again", () => {
  const { events, state } = play([
    accepted("t1"),
    { kind: "activation_failed", code: "AGENT_UNAVAILABLE", message: "It is not there." },
    accepted("t2", 2),
  ]);
  expect(events).toContainEqual({
    type: "turn_error",
    turnId: "t1",
    code: "AGENT_UNAVAILABLE",
    message: "It is not there.",
    retryable: true,
  });
  expect(state.status).toBe("activating");
  expect(state.active?.turn.turnId).toBe("t2");
});

test("a crash in the middle of a turn dismisses what is open and fails the turn", () => {
  const { events, state } = play([
    ...running,
    permission,
    { kind: "agent_gone", failure: { code: "AGENT_FAILED", message: "It crashed." } },
  ]);
  expect(events.slice(-3)).toEqual([
    { type: "approval_resolved", turnId: "t1", requestId: "p1", approved: false, userId: "system" },
    { type: "turn_error", turnId: "t1", code: "AGENT_FAILED", message: "It crashed.", retryable: true },
    { type: "session_state", previous: "waiting", status: "error", reason: "AGENT_FAILED" },
  ]);
  expect(state.requests.size).toBe(0);
});

test.each([
  ["in peace", null, "inactive"],
  ["by a crash", { code: "AGENT_FAILED", message: "It crashed." } as const, "error"],
])("an idle agent that goes %s leaves the session behind", (_name, failure, status) => {
  const idle = play([...running, { kind: "finished", turnId: "t1", outcome: complete }]);
  expect(play([{ kind: "agent_gone", failure }], idle.state).state.status).toBe(status);
});

test("a silent agent is killed and the turn fails", () => {
  const { types, effects } = play([...running, { kind: "failed", turnId: "t1", code: "UPSTREAM_TIMEOUT", message: "Silent." }]);
  expect(types).toContain("turn_error");
  expect(effects.at(-1)?.kind).toBe("kill");
});

const settings = (currentModeId: string) => ({
  modes: { currentModeId, available: [{ modeId: "ask", name: "Ask" }] },
  options: [{ optionId: "loud", name: "Loud", kind: "boolean" as const, value: true }],
});
const activate: Input = { kind: "activate" };
const activated: Input = { kind: "activated" };

test("an agent is started without a turn, and becomes idle", () => {
  const { types, effects, state } = play([activate, activated]);
  expect(types).toEqual(["session_state", "session_state"]);
  expect(effects).toEqual([{ kind: "activate", activation: 1 }]);
  expect(state).toMatchObject({ status: "ready", active: null, isAgentWanted: false });
  expect(play([{ kind: "idle" }], state).effects).toEqual([{ kind: "deactivate" }]);
});

test.each([
  ["is being started", [activate]],
  ["is idle", [activate, activated]],
  ["has a turn", running],
  ["waits for a person", [...running, question]],
])("an agent that %s is not started again", (_name, before) => {
  const { state } = play(before);
  const again = play([activate], state);
  expect([again.events, again.effects]).toEqual([[], []]);
});

test.each(["archived", "deleted", "shutdown"] as const)(
  "no agent is started in a session that is %s, and one that is being started is given up",
  (reason) => {
    expect(play([activate], restingSession("inactive", [], reason)).effects).toEqual([]);
    const { effects, state } = play([activate, { kind: "close", reason }]);
    expect(effects.map(({ kind }) => kind)).toEqual(["activate", "abandon"]);
    expect(state.status).toBe("inactive");
    expect(play([activated], state).events).toEqual([]);
  },
);

test("a turn that is accepted while the agent is started begins at once, and has it when it is ready", () => {
  const before = play([activate, accepted("t1")]);
  expect(before.types).toEqual(["session_state", "turn_started"]);
  expect(before.state.active?.phase).toBe("starting");
  const after = play([activated], before.state);
  expect(after.effects.map(({ kind }) => kind)).toEqual(["prompt"]);
  expect(after.state.status).toBe("running");
});

test("stopping such a turn ends it, and leaves the agent to whoever waits for it; the next turn takes it", () => {
  const { types, effects, state } = play([activate, accepted("t1"), accepted("t2", 2), { kind: "stop", userId: "bob" }]);
  expect(types).toEqual(["session_state", "turn_started", "turn_stopped", "turn_started"]);
  expect(effects.map(({ kind }) => kind)).toEqual(["activate", "settle"]);
  expect(state).toMatchObject({ status: "activating", active: { turn: { turnId: "t2" }, phase: "starting" } });
  expect(play([activated], state).effects).toMatchObject([{ kind: "prompt", turn: { turnId: "t2" } }]);
});

test("stopping a turn that the agent is started for gives the agent up, unless someone else has come to wait for it", () => {
  expect(play([accepted("t1"), { kind: "stop", userId: "bob" }]).state.status).toBe("inactive");
  expect(play([accepted("t1"), activate, { kind: "stop", userId: "bob" }]).state.status).toBe("activating");
  // Whoever waited has what they wanted: the next start is nobody's but its turn's.
  const idle = play([activate, activated, { kind: "agent_gone", failure: null }]).state;
  expect(play([accepted("t1"), { kind: "stop", userId: "bob" }], idle).state.status).toBe("inactive");
});

test("an interrupting turn takes over an agent that is being started", () => {
  const { types, state } = play([activate, accepted("t1"), accepted("t2", -1, true), activated]);
  expect(types.filter((type) => type.startsWith("turn_"))).toEqual(["turn_started", "turn_stopped", "turn_started"]);
  expect(state.active).toMatchObject({ turn: { turnId: "t2" }, phase: "prompted" });
});

test("an agent that cannot be started fails the turn that came meanwhile", () => {
  const { events, state } = play([
    activate,
    accepted("t1"),
    { kind: "activation_failed", code: "AGENT_UNAVAILABLE", message: "It is not there." },
  ]);
  expect(events).toContainEqual(expect.objectContaining({ type: "turn_error", turnId: "t1", code: "AGENT_UNAVAILABLE" }));
  expect(state).toMatchObject({ status: "error", isAgentWanted: false });
});

test("each start has a number of its own", () => {
  const { effects } = play([activate, { kind: "close", reason: "archived" }, { kind: "reopen" }, activate]);
  expect(effects.filter(({ kind }) => kind === "activate")).toEqual([
    { kind: "activate", activation: 1 },
    { kind: "activate", activation: 2 },
  ]);
});

test("settings and commands stand in the log as they are told, by the agent or for a person, within a turn or not", () => {
  const { events, state } = play([
    activate,
    { kind: "settings", settings: settings("ask") },
    activated,
    { kind: "commands", commands: [{ name: "plan", description: "" }] },
    accepted("t1"),
    { kind: "settings", settings: settings("auto"), userId: "bob" },
  ]);
  expect(events.filter(({ type }) => type !== "session_state" && type !== "turn_started")).toEqual([
    { type: "settings.updated", ...settings("ask") },
    { type: "commands.updated", commands: [{ name: "plan", description: "" }] },
    { type: "settings.updated", ...settings("auto"), userId: "bob" },
  ]);
  expect(state.settings).toEqual(settings("auto"));
});

test("what is not news is not written: the same again, and nothing from an agent of which nothing is known", () => {
  const told = play([activate, { kind: "settings", settings: settings("ask") }]);
  expect(play([{ kind: "settings", settings: settings("ask") }], told.state).events).toEqual([]);
  const nothing = play([activate, { kind: "settings", settings: { modes: null, options: [] } }, { kind: "commands", commands: [] }]);
  expect(nothing.types).toEqual(["session_state"]);
  expect(nothing.state.settings).toBeNull();
  expect(play([{ kind: "settings", settings: { modes: null, options: [] } }], told.state).events).toHaveLength(1);
});

test.each([
  ["no agent was started", []],
  ["the agent is being let go", [activate, activated, { kind: "idle" }]],
  ["the agent has gone", [activate, activated, { kind: "agent_gone", failure: null }]],
] as [string, Input[]][])("nothing is told of an agent when %s", (_name, before) => {
  const { state } = play(before);
  const told: Input[] = [
    { kind: "settings", settings: settings("ask") },
    { kind: "commands", commands: [{ name: "plan", description: "" }] },
  ];
  expect(play(told, state).events).toEqual([]);
});

const flooding: Input = { kind: "failed", turnId: null, code: "AGENT_FAILED", message: "It floods." };

test("an agent that misbehaves outside of turns is killed, and the next turn has another one", () => {
  const { effects, state } = play([activate, activated, flooding, accepted("t1")]);
  expect(effects.at(-1)).toEqual({ kind: "kill" });
  expect(state).toMatchObject({ status: "deactivating", active: null });
  expect(play([{ kind: "agent_gone", failure: null }], state).effects).toEqual([{ kind: "activate", activation: 2 }]);
});

test("an agent that misbehaves while it is started is given up, and so is the turn that waits for it", () => {
  const { events, effects, state } = play([activate, accepted("t1"), flooding]);
  expect(events).toContainEqual(expect.objectContaining({ type: "turn_error", code: "AGENT_FAILED" }));
  expect(effects.at(-1)).toEqual({ kind: "abandon" });
  expect(state.status).toBe("error");
});

test.each([
  ["no agent", []],
  ["an agent that is being let go", [activate, activated, { kind: "idle" }]],
] as [string, Input[]][])("misbehaviour of %s changes nothing", (_name, before) => {
  const { state } = play(before);
  expect(play([flooding], state)).toMatchObject({ events: [], effects: [] });
});

test("turns that wait run in the order in which they were accepted", () => {
  const { state } = play([...running, accepted("t3", 3), accepted("t2", 2), accepted("t4", 4)]);
  expect(state.queue.map(({ turnId }) => turnId)).toEqual(["t2", "t3", "t4"]);
});

test("a turn that interrupts stops the running one and goes before those that wait", () => {
  const { state, effects, types } = play([
    ...running,
    accepted("t2", 2),
    accepted("t3", -1, true),
    { kind: "finished", turnId: "t1", outcome: { kind: "cancelled" } },
  ]);
  expect(effects.map(({ kind }) => kind)).toEqual(["activate", "prompt", "cancel", "settle", "prompt"]);
  expect(state.active?.turn.turnId).toBe("t3");
  expect(state.queue.map(({ turnId }) => turnId)).toEqual(["t2"]);
  expect(types.filter((type) => type === "turn_stopped")).toHaveLength(1);
});

test("of two turns that interrupt the first one is interrupted before its agent hears of it", () => {
  const { events, effects } = play([
    ...running,
    accepted("t2", -2, true),
    accepted("t3", -1, true),
    { kind: "finished", turnId: "t1", outcome: { kind: "cancelled" } },
  ]);
  const ofSecond = events.filter((event) => "turnId" in event && event.turnId === "t2").map(({ type }) => type);
  expect(ofSecond).toEqual(["turn_started", "turn_stopped"]);
  expect(effects.filter((effect) => effect.kind === "prompt")).toHaveLength(2);
});

test("a request that comes while the turn is being stopped is dismissed and leaves no trace", () => {
  const { types, effects } = play([...running, { kind: "stop", userId: "bob" }, question]);
  expect(types).not.toContain("question_requested");
  expect(effects.at(-1)).toEqual({ kind: "answer", requestId: "q1", answer: { dismissed: true } });
});

test("an idle agent is let go only while nothing waits", () => {
  const idle = play([...running, { kind: "finished", turnId: "t1", outcome: complete }]);
  expect(play([{ kind: "idle" }], idle.state).effects).toEqual([{ kind: "deactivate" }]);
  expect(play([...running, { kind: "idle" }]).effects).toHaveLength(2);
});

test.each([
  ["shutdown", "turn_error"],
  ["deleted", "turn_stopped"],
] as const)("a session that is closed because of %s ends its turn with %s and starts no other", (reason, end) => {
  const { types, state } = play([...running, accepted("t2", 2), { kind: "close", reason }, { kind: "agent_gone", failure: null }]);
  expect(types).toContain(end);
  expect(types.filter((type) => type === "turn_started")).toHaveLength(1);
  expect(state.status).toBe("inactive");
  expect(state.queue).toHaveLength(1);
});

test("a shutdown gives the agent a moment to end the turn, and writes down whichever end it has", () => {
  const closing: Input[] = [...running, question, { kind: "close", reason: "shutdown" }];
  const closed = play(closing);
  expect(closed.effects.at(-1)).toEqual({ kind: "cancel", turnId: "t1", timeoutMs: LIMITS.agentShutdownTimeout });
  expect(closed.types).toContain("question_answered");
  expect(closed.types.some((type) => TURN_ENDS.has(type))).toBe(false);
  for (const [input, type, last] of [
    [{ kind: "finished", turnId: "t1", outcome: { kind: "cancelled" } }, "turn_error", "deactivate"],
    [{ kind: "finished", turnId: "t1", outcome: complete }, "turn_complete", "deactivate"],
    [{ kind: "stop_timed_out", turnId: "t1" }, "turn_error", "kill"],
    [{ kind: "agent_gone", failure: null }, "turn_error", "settle"],
  ] as const) {
    const { types, effects, state, events } = play([...closing, input, { kind: "agent_gone", failure: null }]);
    expect(types.filter((of) => TURN_ENDS.has(of))).toEqual([type]);
    if (type === "turn_error") expect(events.find((event) => event.type === type)).toMatchObject({ code: "SHUTTING_DOWN" });
    expect(effects.at(-1)?.kind).toBe(last);
    expect(state.status).toBe("inactive");
  }
});

test("after a restart a live session rests, its turn has failed, and what waits runs", () => {
  const found = { ...restingSession("waiting", [turn("t2", 2)]) };
  const recovered = recover(found, "t1");
  expect(recovered.events).toEqual([
    {
      type: "turn_error",
      turnId: "t1",
      code: "GATEWAY_RESTARTED",
      message: "The gateway was restarted while the turn ran.",
      retryable: true,
    },
    { type: "session_state", status: "inactive", previous: "waiting", reason: "gateway_restarted" },
  ]);
  expect(resume(recovered.state, 1).events[0]).toMatchObject({ type: "turn_started", turnId: "t2" });
});

test.each(["inactive", "error"] as const)("a restart changes nothing about a session that is %s", (status) => {
  expect(recover(restingSession(status), null).events).toEqual([]);
});

test("a log that is cut off anywhere is brought to rest along the table of moves", () => {
  for (const status of Object.keys(SESSION_STATUS_MOVES) as (keyof typeof SESSION_STATUS_MOVES)[]) {
    const { state, events } = cutOff(restingSession(status), { turnId: "t1", text: "so far" });
    expect(LIVE_SESSION_STATUS.has(state.status)).toBe(false);
    checkMoves(status, events);
  }
});

test("a turn is refused, queued or let in by what runs and waits", () => {
  const rest = restingSession();
  const busy = play(running).state;
  expect(refusalOfTurn(rest, "reject", 0)).toBeNull();
  expect(refusalOfTurn(rest, "reject", 1)).toBe("TURN_IN_PROGRESS");
  expect(refusalOfTurn(busy, "reject", 0)).toBe("TURN_IN_PROGRESS");
  expect(refusalOfTurn(busy, "queue", LIMITS.queuedTurns - 1)).toBeNull();
  // Of those that are being recorded the first is about to run, and does not wait.
  expect(refusalOfTurn(rest, "queue", LIMITS.queuedTurns)).toBeNull();
  expect(refusalOfTurn(rest, "queue", LIMITS.queuedTurns + 1)).toBe("QUEUE_FULL");
  expect(refusalOfTurn(busy, "queue", LIMITS.queuedTurns)).toBe("QUEUE_FULL");
  expect(refusalOfTurn(busy, "interrupt", LIMITS.queuedTurns)).toBe("QUEUE_FULL");
});

test("only a turn that runs can be stopped or guided", () => {
  expect(refusalOfControl(restingSession())).toBe("NO_ACTIVE_TURN");
  expect(refusalOfControl(play(running).state)).toBeNull();
  expect(refusalOfControl(play([...running, { kind: "stop", userId: "bob" }]).state)).toBe("NO_ACTIVE_TURN");
});

/** Every status follows from the one before it by a move of the table. */
function checkMoves(start: SessionState["status"], events: readonly DurableEventBody[]): void {
  let status = start;
  for (const event of events) {
    if (event.type !== "session_state") continue;
    expect(event.previous).toBe(status);
    expect(SESSION_STATUS_MOVES[event.previous]).toContain(event.status);
    status = event.status;
  }
}

/** An agent is started as often as the session says that it is. */
function checkStarts(events: readonly DurableEventBody[], effects: readonly Effect[]): void {
  const starts = events.filter((event) => event.type === "session_state" && event.status === "activating");
  const numbers = effects.flatMap((effect) => (effect.kind === "activate" ? [effect.activation] : []));
  expect(numbers).toEqual(starts.map((_, index) => index + 1));
}

const ids = fc.constantFrom("t1", "t2", "t3", "t4", "t5");
const requestIds = fc.constantFrom("r1", "r2", "r3");
const failure = fc.constantFrom({ code: "AGENT_FAILED", message: "It crashed." } as const, null);
const inputs: fc.Arbitrary<Input> = fc.oneof(
  fc.record({ kind: fc.constant("activated" as const) }),
  fc.record({ kind: fc.constant("activation_failed" as const), code: fc.constant("AGENT_UNAVAILABLE" as const), message: fc.string() }),
  fc.record({
    kind: fc.constant("update" as const),
    event: fc.record({ type: fc.constant("text_delta" as const), turnId: ids, text: fc.string() }),
  }),
  fc
    .tuple(ids, requestIds)
    .map(
      ([turnId, requestId]): Input => ({ kind: "ask", turnId, request: { type: "question_requested", turnId, requestId, question: "?" } }),
    ),
  fc.record({
    kind: fc.constant("answer" as const),
    requestId: requestIds,
    answer: fc.record({ dismissed: fc.boolean() }),
    userId: fc.constant("bob"),
  }),
  fc.record({ kind: fc.constant("steer" as const), content: fc.string(), userId: fc.constant("bob") }),
  fc.record({ kind: fc.constant("stop" as const), userId: fc.constant("bob") }),
  fc.record({ kind: fc.constant("stop_timed_out" as const), turnId: ids }),
  fc.record({ kind: fc.constant("finished" as const), turnId: ids, outcome: fc.constantFrom(complete, { kind: "cancelled" as const }) }),
  fc.record({ kind: fc.constant("failed" as const), turnId: ids, code: fc.constant("UPSTREAM_TIMEOUT" as const), message: fc.string() }),
  fc.constant(flooding),
  fc.record({ kind: fc.constant("agent_gone" as const), failure }),
  fc.record({ kind: fc.constant("idle" as const) }),
  fc.constant(activate),
  fc.constantFrom("ask", "auto").map((modeId): Input => ({ kind: "settings", settings: settings(modeId) })),
  fc.constantFrom("a", "b").map((name): Input => ({ kind: "commands", commands: [{ name, description: "" }] })),
);

test("whatever happens in whatever order: moves keep to the table, each turn starts once and ends once, and none overlap", () => {
  const script = fc.array(
    fc.oneof({ weight: 1, arbitrary: fc.boolean().map((interrupts) => ({ interrupts })) }, { weight: 4, arbitrary: inputs }),
    {
      maxLength: 80,
    },
  );
  fc.assert(
    fc.property(script, fc.constantFrom("archived" as const, "deleted" as const, "shutdown" as const), (steps, reason) => {
      let number = 0;
      const fed = steps.map((input): Input => {
        if (!("interrupts" in input)) return input;
        number++;
        return accepted(`t${number}`, input.interrupts ? number - 1000 : number, input.interrupts);
      });
      const { state, events, effects } = play([...fed, { kind: "close", reason }, { kind: "agent_gone", failure: null }]);
      checkMoves("inactive", events);
      checkStarts(events, effects);
      let open: string | null = null;
      const seen = new Set<string>();
      for (const event of events) {
        if (event.type === "turn_started") {
          expect(open).toBeNull();
          expect(seen).not.toContain(event.turnId);
          open = event.turnId;
          seen.add(event.turnId);
        } else if (TURN_ENDS.has(event.type)) {
          expect("turnId" in event && event.turnId).toBe(open);
          open = null;
        } else if ("turnId" in event) {
          // Nothing belongs to a turn before it starts or after it ends.
          expect(event.type === "steered" || event.turnId === open || !seen.has(String(event.turnId))).toBe(true);
        }
      }
      expect(open).toBeNull();
      expect(state.active).toBeNull();
      expect(state.requests.size).toBe(0);
      expect(LIVE_SESSION_STATUS.has(state.status)).toBe(false);
      expect(seen.size + state.queue.length).toBe(number);
    }),
    { numRuns: 2000 },
  );
});
