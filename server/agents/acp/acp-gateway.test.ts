import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { AcpAgent, SessionStatus } from "../../../generated/gateway/types.ts";
import type { TestClient } from "../../testing/test-client.ts";
import { startTestGateway, type TestGateway } from "../../testing/test-gateway.ts";
import { AgentCatalogue } from "../catalogue.ts";
import { isRunning, runningWith } from "../process/testing/processes.ts";
import { checkLog } from "../testing/session-log.ts";
import { testAgentEntry } from "./testing/start-test-agent.ts";

interface Stage {
  gateway: TestGateway;
  client: TestClient;
  sessionId: string;
  /** Starts a turn, and returns its id. */
  begin(text: string, fields?: Record<string, unknown>): Promise<string>;
  /** Runs a turn to its end. */
  run(text: string, fields?: Record<string, unknown>): ReturnType<TestClient["turnEnd"]>;
  /** Resolves when the session is in a state. */
  reached(status: SessionStatus): Promise<void>;
  /** Everything that stands in the log, checked. */
  events(): ReturnType<TestClient["eventsOf"]>;
}

/** A session of the test agent in a whole gateway, with a client that has joined. */
async function stage(args: string[] = [], entry: Partial<AcpAgent> = {}): Promise<Stage> {
  const gateway = await startTestGateway({ catalogue: new AgentCatalogue({ tester: testAgentEntry(args, entry) }) });
  const client = await gateway.connect();
  const sessionId = await client.createSession("tester");
  await client.join(sessionId);
  const begin = async (text: string, fields: Record<string, unknown> = {}) =>
    (await client.request({ type: "run_turn", sessionId, text, ...fields }, "ack")).turnId ?? "";
  return {
    gateway,
    client,
    sessionId,
    begin,
    run: async (text, fields) => client.turnEnd(await begin(text, fields)),
    reached: async (status) => void (await client.next("session_state", (event) => event.status === status)),
    events: () => {
      const events = client.eventsOf(sessionId);
      checkLog(events);
      return events;
    },
  };
}

test("an edit leaves a version of the file whose hash is that of its bytes, within the turn", async () => {
  const { client, sessionId, run, events } = await stage();
  expect(await run("edit src/a.txt hello")).toMatchObject({ type: "turn_complete", stopReason: "end_turn" });
  const types = events().map(({ type }) => type);
  expect(types.filter((type) => type !== "session_state")).toEqual([
    "turn_started",
    "tool_call_start",
    "tool_call",
    "file_changed",
    "tool_result",
    "turn_complete",
  ]);
  expect(events().find(({ type }) => type === "file_changed")).toMatchObject({
    path: "src/a.txt",
    iteration: 1,
    size: 5,
    change: "created",
    hash: createHash("sha256").update("hello").digest("hex"),
  });
  const read = { type: "file_at_iteration", sessionId, path: "src/a.txt", iteration: 1 };
  expect(await client.request(read, "file_content")).toMatchObject({ content: "hello" });
});

test("a command streams and completes within the turn", async () => {
  const { run, events } = await stage();
  await run('run {"command":"echo out"}');
  const types = events().map(({ type }) => type);
  expect(types.filter((type) => type.startsWith("terminal"))).toEqual(["terminal.stream", "terminal.complete"]);
  expect(types.indexOf("terminal.complete")).toBeLessThan(types.indexOf("tool_result"));
});

test("a permission makes the session wait for a person, whose choice the agent is told", async () => {
  const { client, sessionId, begin, events } = await stage();
  const turnId = await begin("permission");
  const { requestId } = await client.next("permission_requested");
  await client.request({ type: "answer_question", sessionId, requestId, optionId: "yes" }, "ack");
  expect(await client.turnEnd(turnId)).toMatchObject({ finalText: '{"outcome":"selected","optionId":"yes"}' });
  const states = events().flatMap((event) => (event.type === "session_state" ? [event.status] : []));
  expect(states).toEqual(["activating", "ready", "running", "waiting", "running", "ready"]);
  expect(events().find(({ type }) => type === "approval_resolved")).toMatchObject({ requestId, approved: true, optionId: "yes" });
});

test("a question takes a person's answers to the agent", async () => {
  const { client, sessionId, begin, events } = await stage();
  const turnId = await begin("ask");
  const { requestId, fields } = await client.next("question_requested");
  expect(fields).toMatchObject({ type: "object", required: ["name"] });
  await client.request({ type: "answer_question", sessionId, requestId, answers: { name: "Ada" } }, "ack");
  expect(await client.turnEnd(turnId)).toMatchObject({ finalText: '{"action":"accept","content":{"name":"Ada"}}' });
  expect(events().find(({ type }) => type === "question_answered")).toMatchObject({
    requestId,
    answers: { name: "Ada" },
    dismissed: false,
  });
});

test("a turn is stopped in the middle, and the same agent takes the next one", async () => {
  const { client, sessionId, begin, run, events } = await stage();
  const turnId = await begin("work");
  await client.next("text_delta");
  await client.request({ type: "stop_turn", sessionId }, "ack");
  expect(await client.turnEnd(turnId)).toMatchObject({ type: "turn_stopped", partialText: "working stopping" });
  expect(await run("say next")).toMatchObject({ type: "turn_complete", finalText: "next" });
  expect(events().filter((event) => event.type === "session_state" && event.status === "activating")).toHaveLength(1);
});

test("stopping a turn that waits for a person settles the question and tells the agent", async () => {
  const { client, sessionId, begin, events } = await stage();
  const turnId = await begin("permission");
  const { requestId } = await client.next("permission_requested");
  await client.request({ type: "stop_turn", sessionId }, "ack");
  expect(await client.turnEnd(turnId)).toMatchObject({ type: "turn_stopped", partialText: '{"outcome":"cancelled"}' });
  expect(events().filter(({ type }) => type === "approval_resolved")).toMatchObject([{ requestId, approved: false }]);
});

test("guidance reaches the agent within the turn, and takes back what it had asked", async () => {
  const { client, sessionId, begin, events } = await stage();
  const turnId = await begin("permission");
  const { requestId } = await client.next("permission_requested");
  await client.request({ type: "steer", sessionId, content: "say never mind" }, "ack");
  expect(await client.turnEnd(turnId)).toMatchObject({ type: "turn_complete", finalText: '{"outcome":"cancelled"}nevermind' });
  expect(events().filter(({ type }) => type === "approval_resolved")).toMatchObject([{ requestId, approved: false, userId: "system" }]);
  expect(await client.refusal({ type: "answer_question", sessionId, requestId, optionId: "yes" })).toBe("QUESTION_NOT_FOUND");
});

test("what an agent asks and takes back does not keep the session waiting", async () => {
  const { run, events } = await stage();
  expect(await run("withdraw 20")).toMatchObject({ type: "turn_complete" });
  const states = events().flatMap((event) => (event.type === "session_state" ? [event.status] : []));
  expect(states.slice(-3)).toEqual(["waiting", "running", "ready"]);
});

test("an agent that crashes fails its turn with its last words in the log, and the next turn has a new one", async () => {
  const { run, reached, events } = await stage();
  expect(await run("crash 3")).toMatchObject({ type: "turn_error", code: "AGENT_FAILED", message: "The agent ended with exit code 3." });
  await reached("error");
  expect(events().find(({ type }) => type === "text_delta")).toMatchObject({ text: "about to crash" });
  expect(await run("say back")).toMatchObject({ type: "turn_complete", finalText: "back" });
  events();
});

test("an agent that comes back after a crash remembers its session, and what it replays does not reach the log", async () => {
  const { run, events } = await stage(["--load"]);
  await run("crash 1");
  expect(await run("say back")).toMatchObject({ finalText: "back" });
  const said = events().flatMap((event) => (event.type === "text_delta" ? [event.text] : []));
  expect(said).toEqual(["about to crash", "back"]);
});

test("an agent that is silent for too long fails its turn and is killed with what it started", async () => {
  const { client, run, begin, reached, events } = await stage([], { silenceMs: 1000 });
  await begin("leave attached");
  const { text } = await client.next("text_delta");
  const pid = Number(text);
  await client.next("turn_complete");
  expect(isRunning(pid)).toBe(true);
  expect(await run("hang")).toMatchObject({ type: "turn_error", code: "UPSTREAM_TIMEOUT" });
  await reached("inactive");
  expect(isRunning(pid)).toBe(false);
  expect(await run("say back")).toMatchObject({ finalText: "back" });
  events();
});

test("an agent that works without a word is not silent while it sends something", async () => {
  const { run, events } = await stage([], { silenceMs: 1000 });
  // Nothing of this becomes an event before the end.
  expect(await run("fidget 2000")).toMatchObject({ type: "turn_complete" });
  events();
});

test("an agent that does not heed a stop is killed, and the turn is stopped all the same", async () => {
  const { client, sessionId, begin, reached, events } = await stage();
  const turnId = await begin("hang");
  await client.next("text_delta");
  await client.request({ type: "stop_turn", sessionId }, "ack");
  expect(await client.turnEnd(turnId)).toMatchObject({ type: "turn_stopped", partialText: "hanging" });
  await reached("inactive");
  events();
});

test("an agent that floods is written down whole", async () => {
  const { run, events } = await stage();
  const bytes = 6 * 1024 * 1024;
  expect(await run(`flood ${bytes}`)).toMatchObject({ type: "turn_complete" });
  const said = events().flatMap((event) => (event.type === "text_delta" ? [event.text.length] : []));
  expect(said.reduce((sum, length) => sum + length, 0)).toBe(bytes);
});

test.each([
  ["rubbish", { type: "turn_complete", finalText: "still here" }],
  ["endless", { type: "turn_error", code: "AGENT_FAILED" }],
  ["mute", { type: "turn_error", code: "AGENT_FAILED", message: "The agent closed its standard output." }],
  ["die", { type: "turn_error", code: "AGENT_FAILED", message: "The agent was ended by SIGKILL." }],
  ["crash 0", { type: "turn_error", code: "AGENT_FAILED" }],
  ["stumble", { type: "turn_error", code: "AGENT_FAILED" }],
  ["write ../escape.txt x", { type: "turn_complete", finalText: '{"error":-32602}' }],
  ['fail {"code":-32603,"message":"See /home/me/.secrets/key"}', { type: "turn_error", code: "AGENT_FAILED", message: "See [path]" }],
])("an agent that does %s ends its turn once, and the next turn runs", async (deed, end) => {
  const { run, events } = await stage();
  expect(await run(deed)).toMatchObject(end);
  expect(await run("say fine")).toMatchObject({ type: "turn_complete", finalText: "fine" });
  expect(events().filter(({ type }) => type === "file_changed")).toEqual([]);
});

test("an agent that cannot be started fails the turn, with a reason that names no path", async () => {
  const { run, reached, events } = await stage([], { command: "/no/such/program" });
  expect(await run("say hello")).toMatchObject({
    type: "turn_error",
    code: "AGENT_UNAVAILABLE",
    message: "The agent's program could not be started (ENOENT).",
  });
  await reached("error");
  events();
});

test("stopping a turn whose agent is still being started leaves no process", async () => {
  const { client, sessionId, begin, reached, events } = await stage(["--deaf"]);
  const turnId = await begin("say hello");
  await reached("activating");
  await client.request({ type: "stop_turn", sessionId }, "ack");
  expect(await client.turnEnd(turnId)).toMatchObject({ type: "turn_stopped", partialText: "" });
  await expect.poll(() => runningWith("--deaf"), { timeout: 8_000 }).toEqual([]);
  events();
});

test("an attachment that the agent takes in no other form is a file of the workspace", async () => {
  const { run, events } = await stage();
  const attachments = [{ name: "a.bin", mimeType: "application/octet-stream", data: "AAEC" }];
  const end = await run("prompt", { attachments });
  expect(JSON.parse("finalText" in end ? end.finalText : "")).toMatchObject([{ type: "text" }, { type: "resource_link", name: "a.bin" }]);
  expect(events().find(({ type }) => type === "file_changed")).toMatchObject({ path: "attachments/a.bin", size: 3, change: "created" });
});

test("what a turn cost is what the session's cost rose by", async () => {
  const { client, run, events } = await stage();
  await run(`usage ${JSON.stringify({ used: 10, cost: 0.1, prompt: { totalTokens: 3, inputTokens: 2, outputTokens: 1 } })}`);
  const end = await run(`usage ${JSON.stringify({ used: 10, cost: 0.30000000000000004 })}`);
  expect(end).toMatchObject({ usage: { inputTokens: 10, outputTokens: 0, cost: { amount: "0.2", currency: "USD" } } });
  const { sessions } = await client.request({ type: "list_sessions" }, "session_list");
  expect(sessions[0]?.usage).toEqual({ inputTokens: 12, outputTokens: 1, cost: { amount: "0.3", currency: "USD" } });
  events();
});

test.each(["shutdown", "deletion"])("%s in the middle of a turn leaves no process", async (how) => {
  const { gateway, client, sessionId, begin } = await stage();
  await begin("leave attached");
  const pid = Number((await client.next("text_delta")).text);
  await client.next("turn_complete");
  await begin("hang");
  await client.next("text_delta");
  expect(isRunning(pid)).toBe(true);
  if (how === "shutdown") await gateway.close();
  else await client.request({ type: "delete_session", sessionId }, "session_deleted");
  await expect.poll(() => isRunning(pid), { timeout: 8_000 }).toBe(false);
});
