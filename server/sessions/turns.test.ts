import { expect, test } from "vitest";
import { LIMITS } from "../../generated/gateway/limits.ts";
import { SESSION_STATUS_MOVES } from "../../generated/gateway/state-machines.ts";
import type { DurableEvent } from "../../generated/gateway/types.ts";
import { ScriptedAgents } from "../agents/testing/scripted-agents.ts";
import type { TestClient } from "../testing/test-client.ts";
import { startTestGateway } from "../testing/test-gateway.ts";

/** A gateway whose agent `scripted` does what the test tells it to, and a client that has joined a session of it. */
async function joined() {
  const agents = new ScriptedAgents();
  const gateway = await startTestGateway({ catalogue: agents.catalogue });
  const client = await gateway.connect();
  const sessionId = await client.createSession("scripted");
  await client.join(sessionId);
  return { agents, gateway, client, sessionId };
}

async function run(client: TestClient, sessionId: string, fields: Record<string, unknown> = {}) {
  return client.request({ type: "run_turn", sessionId, text: "go", ...fields }, "ack");
}

/** The order in which a client heard of things, as `type` or `type of turn`. */
function order(client: TestClient, names: Record<string, string>): string[] {
  return client.heard.flatMap((event) => {
    if (event.type === "ack" && event.turnId) return [`ack ${names[event.turnId]}`];
    return "turnId" in event && event.turnId && event.type.startsWith("turn_") ? [`${event.type} ${names[event.turnId]}`] : [];
  });
}

test("the acknowledgement of a turn leaves before the turn starts", async () => {
  const { agents, client, sessionId } = await joined();
  const { turnId = "" } = await run(client, sessionId);
  await agents.next();
  expect(order(client, { [turnId]: "first" })).toEqual(["ack first", "turn_started first"]);
});

test("a turn starts before its agent is activated", async () => {
  const { agents, client, sessionId } = await joined();
  await run(client, sessionId);
  await agents.next();
  await client.next("session_state", ({ status }) => status === "running");
  const types = client.eventsOf(sessionId).map((event) => (event.type === "session_state" ? event.status : event.type));
  expect(types).toEqual(["turn_started", "activating", "ready", "running"]);
});

test("the same clientTurnId starts nothing again, whether the turn runs, has ended, or is being accepted", async () => {
  const { agents, client, sessionId } = await joined();
  const message = { type: "run_turn", sessionId, text: "go", clientTurnId: "mine" };
  const [first, second] = await Promise.all([client.request(message, "ack"), client.request({ ...message, text: "other" }, "ack")]);
  expect(second).toMatchObject({ turnId: first.turnId, duplicate: true });
  expect(first.duplicate).toBeUndefined();
  (await agents.next()).complete();
  await client.turnEnd(first.turnId ?? "");
  expect(await client.request(message, "ack")).toMatchObject({ turnId: first.turnId, duplicate: true });
  expect(client.eventsOf(sessionId).filter(({ type }) => type === "turn_started")).toHaveLength(1);
});

test("the same clientTurnId in another session is another turn", async () => {
  const { client, sessionId } = await joined();
  const other = await client.createSession("scripted");
  const first = await run(client, sessionId, { clientTurnId: "mine" });
  const second = await run(client, other, { clientTurnId: "mine" });
  expect(second.turnId).not.toBe(first.turnId);
  expect(second.duplicate).toBeUndefined();
});

test("a clientTurnId is remembered across a restart of the gateway", async () => {
  const { agents, gateway, client, sessionId } = await joined();
  const { turnId } = await run(client, sessionId, { clientTurnId: "mine" });
  (await agents.next()).complete();
  await client.turnEnd(turnId ?? "");
  await gateway.close();
  const restarted = await startTestGateway({ dataDir: gateway.dataDir, catalogue: agents.catalogue });
  const again = await restarted.connect();
  expect(await run(again, sessionId, { clientTurnId: "mine" })).toMatchObject({ turnId, duplicate: true });
});

test("a turn while another one runs is refused, by default and when asked to be", async () => {
  const { agents, client, sessionId } = await joined();
  await run(client, sessionId);
  await agents.next();
  expect(await client.refusal({ type: "run_turn", sessionId, text: "more" })).toBe("TURN_IN_PROGRESS");
  expect(await client.refusal({ type: "run_turn", sessionId, text: "more", whenBusy: "reject" })).toBe("TURN_IN_PROGRESS");
  expect(client.eventsOf(sessionId).filter(({ type }) => type === "turn_started")).toHaveLength(1);
});

test("turns that queue say where they stand, and run one after the other in order", async () => {
  const { agents, client, sessionId } = await joined();
  const first = await run(client, sessionId);
  const second = await run(client, sessionId, { whenBusy: "queue" });
  const third = await run(client, sessionId, { whenBusy: "queue" });
  expect(first.queued).toBeUndefined();
  expect(second).toMatchObject({ queued: true, position: 1 });
  expect(third).toMatchObject({ queued: true, position: 2 });
  for (const { turnId = "" } of [first, second, third]) {
    (await agents.next()).complete();
    await client.turnEnd(turnId);
  }
  const names = { [first.turnId ?? ""]: "1", [second.turnId ?? ""]: "2", [third.turnId ?? ""]: "3" };
  expect(order(client, names).filter((entry) => !entry.startsWith("ack"))).toEqual([
    "turn_started 1",
    "turn_complete 1",
    "turn_started 2",
    "turn_complete 2",
    "turn_started 3",
    "turn_complete 3",
  ]);
});

test("a turn that may queue but need not starts at once and is not called queued", async () => {
  const { client, sessionId } = await joined();
  const ack = await run(client, sessionId, { whenBusy: "queue" });
  expect(ack).not.toHaveProperty("queued");
  expect(ack).not.toHaveProperty("position");
});

test("as many turns queue as the limit says, and not one more", async () => {
  const { agents, client, sessionId } = await joined();
  await run(client, sessionId);
  await agents.next();
  for (let position = 1; position <= LIMITS.queuedTurns; position++) {
    expect(await run(client, sessionId, { whenBusy: "queue" })).toMatchObject({ position });
  }
  expect(await client.refusal({ type: "run_turn", sessionId, text: "more", whenBusy: "queue" })).toBe("QUEUE_FULL");
  expect(await client.refusal({ type: "run_turn", sessionId, text: "more", whenBusy: "interrupt" })).toBe("QUEUE_FULL");
});

test("turns that queue survive a restart and run without anyone asking", async () => {
  const { agents, gateway, client, sessionId } = await joined();
  await run(client, sessionId);
  await agents.next();
  const waiting = await run(client, sessionId, { whenBusy: "queue", text: "I can wait" });
  await gateway.close();
  await startTestGateway({ dataDir: gateway.dataDir, catalogue: agents.catalogue });
  const turn = await agents.next();
  expect(turn.input.text).toBe("I can wait");
  expect(waiting.queued).toBe(true);
});

test("a turn that interrupts stops the running one and runs before those that wait", async () => {
  const { agents, client, sessionId } = await joined();
  const first = await run(client, sessionId);
  const turn = await agents.next();
  const waiting = await run(client, sessionId, { whenBusy: "queue", text: "wait" });
  const urgent = await run(client, sessionId, { whenBusy: "interrupt", text: "now" });
  expect(urgent).not.toHaveProperty("queued");
  await turn.cancelled;
  expect((await client.turnEnd(first.turnId ?? "")).type).toBe("turn_stopped");
  const next = await agents.next();
  expect(next.input.text).toBe("now");
  next.complete();
  await client.turnEnd(urgent.turnId ?? "");
  expect((await agents.next()).input.text).toBe("wait");
  expect(waiting.position).toBe(1);
});

test("stopping a turn ends it with what was said, and only a turn that runs can be stopped", async () => {
  const { agents, client, sessionId } = await joined();
  expect(await client.refusal({ type: "stop_turn", sessionId })).toBe("NO_ACTIVE_TURN");
  const { turnId } = await run(client, sessionId);
  (await agents.next()).output.text("Half a sen");
  await client.next("text_delta");
  expect(await client.request({ type: "stop_turn", sessionId }, "ack")).toMatchObject({ turnId, messageType: "stop_turn" });
  expect(await client.turnEnd(turnId ?? "")).toMatchObject({ type: "turn_stopped", partialText: "Half a sen" });
  expect(await client.refusal({ type: "stop_turn", sessionId })).toBe("NO_ACTIVE_TURN");
});

test("an agent that does not stop in time is killed; the next turn starts another one", async () => {
  const { agents, client, sessionId } = await joined();
  const { turnId } = await run(client, sessionId);
  const turn = await agents.next({ ignoresCancel: true });
  await client.request({ type: "stop_turn", sessionId }, "ack");
  expect((await client.turnEnd(turnId ?? "")).type).toBe("turn_stopped");
  await turn.killed;
  await client.next("session_state", ({ status }) => status === "inactive");
  const next = await run(client, sessionId);
  (await agents.next()).complete();
  expect((await client.turnEnd(next.turnId ?? "")).type).toBe("turn_complete");
  expect(agents.started).toBe(2);
});

test("guidance reaches the agent and stands in the log, and only a turn that runs can be guided", async () => {
  const { agents, client, sessionId } = await joined();
  expect(await client.refusal({ type: "steer", sessionId, content: "left" })).toBe("NO_ACTIVE_TURN");
  const { turnId } = await run(client, sessionId);
  const turn = await agents.next();
  expect(await client.request({ type: "steer", sessionId, content: "left" }, "ack")).toMatchObject({ turnId });
  expect(await client.next("steered")).toMatchObject({ turnId, content: "left", userId: "dev-user-001" });
  expect(await turn.steered).toBe("left");
});

test("a question waits for the first answer, and a second one comes too late", async () => {
  const { agents, gateway, client, sessionId } = await joined();
  await run(client, sessionId);
  const turn = await agents.next();
  const answer = turn.output.ask({ question: "Which color?", fields: { type: "object", properties: { color: { type: "string" } } } });
  const { requestId } = await client.next("question_requested");
  expect((await client.next("session_state", ({ status }) => status === "waiting")).previous).toBe("running");
  const other = await gateway.connect();
  const snapshot = await other.join(sessionId);
  expect(snapshot.session.status).toBe("waiting");
  expect(snapshot.pendingRequests).toEqual([expect.objectContaining({ type: "question_requested", requestId, question: "Which color?" })]);
  const reply = { type: "answer_question", sessionId, requestId, answers: { color: "red" } };
  expect(await other.request(reply, "ack")).toMatchObject({ messageType: "answer_question" });
  expect(await client.refusal(reply)).toBe("QUESTION_NOT_FOUND");
  expect(await answer).toMatchObject({ answers: { color: "red" }, dismissed: false });
  expect(await client.next("question_answered")).toMatchObject({ requestId, answers: { color: "red" }, userId: "dev-user-001" });
  expect((await client.next("session_state", ({ previous }) => previous === "waiting")).status).toBe("running");
});

const OPTIONS = [
  { optionId: "yes", name: "Yes", kind: "allow_once" as const },
  { optionId: "no", name: "No", kind: "reject_once" as const },
];

test.each([
  ["an option that allows", { optionId: "yes" }, true],
  ["an option that rejects", { optionId: "no" }, false],
  ["a dismissal", { dismissed: true }, false],
])("a permission is resolved by %s", async (_name, fields, approved) => {
  const { agents, client, sessionId } = await joined();
  await run(client, sessionId);
  const asked = (await agents.next()).output.requestPermission({ title: "Run it?", options: OPTIONS });
  const { requestId } = await client.next("permission_requested");
  await client.request({ type: "answer_question", sessionId, requestId, ...fields }, "ack");
  expect(await client.next("approval_resolved")).toMatchObject({ requestId, approved });
  expect((await asked).dismissed).toBe("dismissed" in fields);
});

test.each([
  ["an option that was not offered", { optionId: "maybe" }],
  ["no option at all", {}],
  ["answers instead of an option", { answers: { a: 1 } }],
])("a permission cannot be resolved by %s, and stays open", async (_name, fields) => {
  const { agents, client, sessionId } = await joined();
  await run(client, sessionId);
  void (await agents.next()).output.requestPermission({ title: "Run it?", options: OPTIONS });
  const { requestId } = await client.next("permission_requested");
  expect(await client.refusal({ type: "answer_question", sessionId, requestId, ...fields })).toBe("INVALID_MESSAGE");
  expect(await client.ask({ type: "answer_question", sessionId, requestId, optionId: "yes" })).toMatchObject({ type: "ack" });
});

test("an answer to a request that nobody made is refused", async () => {
  const { client, sessionId } = await joined();
  expect(await client.refusal({ type: "answer_question", sessionId, requestId: "nobody", dismissed: true })).toBe("QUESTION_NOT_FOUND");
});

test("text is merged until time or size is reached, and anything else writes it down first", async () => {
  const { agents, client, sessionId } = await joined();
  await run(client, sessionId);
  const { output, complete } = await agents.next();
  for (let count = 0; count < 50; count++) output.text("ab");
  output.emit({ type: "plan.updated", entries: [] });
  output.text("x".repeat(LIMITS.coalesceBytes - 1));
  output.text("yz");
  complete();
  await client.next("turn_complete");
  const texts = client.eventsOf(sessionId).filter((event) => event.type === "text_delta" || event.type === "plan.updated");
  expect(texts.map((event) => (event.type === "text_delta" ? event.text : event.type))).toEqual([
    "ab".repeat(50),
    "plan.updated",
    `${"x".repeat(LIMITS.coalesceBytes - 1)}yz`,
  ]);
});

test("thinking is one start, its pieces and one end that holds them all; empty thinking is nothing", async () => {
  const { agents, client, sessionId } = await joined();
  await run(client, sessionId);
  const { output, complete } = await agents.next();
  output.thought("");
  output.text("a");
  output.thought("Hm, ");
  output.thought("well.");
  output.text("b");
  output.thought("");
  complete();
  await client.next("turn_complete");
  const types = client
    .eventsOf(sessionId)
    .map(({ type }) => type)
    .filter((type) => type.startsWith("thinking") || type === "text_delta");
  expect(types).toEqual(["text_delta", "thinking.start", "thinking.progress", "thinking.complete", "text_delta"]);
  expect(client.eventsOf(sessionId)).toContainEqual(expect.objectContaining({ type: "thinking.complete", text: "Hm, well." }));
});

test.each([["crashes", (agents: ScriptedAgents) => agents.crash(), "AGENT_FAILED", "error"]])(
  "an agent that %s fails its turn, and its session goes on with the next one",
  async (_name, misbehave, code, status) => {
    const { agents, client, sessionId } = await joined();
    const { turnId } = await run(client, sessionId);
    await agents.next();
    misbehave(agents);
    expect(await client.turnEnd(turnId ?? "")).toMatchObject({ type: "turn_error", code, retryable: true });
    await client.next("session_state", (event) => event.status === status);
    const next = await run(client, sessionId);
    (await agents.next()).complete();
    expect((await client.turnEnd(next.turnId ?? "")).type).toBe("turn_complete");
  },
);

test("an agent that cannot be started fails the turn with AGENT_UNAVAILABLE", async () => {
  const { agents, client, sessionId } = await joined();
  agents.failNextStart();
  const { turnId } = await run(client, sessionId);
  expect(await client.turnEnd(turnId ?? "")).toMatchObject({ type: "turn_error", code: "AGENT_UNAVAILABLE" });
  await client.next("session_state", ({ status }) => status === "error");
});

test("a session that is shut down in the middle of a turn ends it, and says why", async () => {
  const { agents, gateway, client, sessionId } = await joined();
  const { turnId } = await run(client, sessionId);
  await agents.next();
  const closing = gateway.close();
  expect(await client.turnEnd(turnId ?? "")).toMatchObject({ type: "turn_error", code: "SHUTTING_DOWN" });
  expect(await client.closed).toMatchObject({ code: 1001 });
  expect(client.heard.findIndex(({ type }) => type === "server_shutdown")).toBeGreaterThan(-1);
  await closing;
  const restarted = await startTestGateway({ dataDir: gateway.dataDir, catalogue: agents.catalogue });
  const { session } = await (await restarted.connect()).join(sessionId);
  expect(session.status).toBe("inactive");
});

test("every move of a session is one the spec allows, through everything that these tests do at once", async () => {
  const { agents, client, sessionId } = await joined();
  const { turnId = "" } = await run(client, sessionId);
  const turn = await agents.next();
  void turn.output.ask({ question: "?" });
  await client.next("question_requested");
  await client.request({ type: "stop_turn", sessionId }, "ack");
  await client.turnEnd(turnId);
  await run(client, sessionId);
  await agents.next();
  agents.crash();
  await client.next("session_state", ({ status }) => status === "error");
  const moves = client
    .eventsOf(sessionId)
    .filter((event): event is Extract<DurableEvent, { type: "session_state" }> => event.type === "session_state");
  expect(moves.length).toBeGreaterThan(6);
  for (const { previous, status } of moves) expect(SESSION_STATUS_MOVES[previous]).toContain(status);
  expect(client.eventsOf(sessionId).map(({ seq }) => seq)).toEqual(client.eventsOf(sessionId).map((_, index) => index + 1));
});
