import { methods } from "@agentclientprotocol/sdk";
import { expect, test } from "vitest";
import { ScriptedAgents } from "../agents/testing/scripted-agents.ts";
import { startTestGateway } from "../testing/test-gateway.ts";
import { CWD, openSession, prompt, refusal, scriptedSession } from "./testing/acp-gateway.ts";
import { OfficialClient } from "./testing/official-client.ts";
import { RawClient } from "./testing/raw-client.ts";

/* What happens to a call when something else happens to its connection or its session. */

const PROMPT = [{ type: "text", text: "go" }];
const OWNER = "acme~ada";
const MAY_I = { title: "May I?", options: [{ optionId: "y", name: "Yes", kind: "allow_once" as const }] };

/** A gateway whose agent starts when the test lets it. */
async function slowStart(withTokens = false) {
  const agents = new ScriptedAgents();
  const gateway = await startTestGateway({ withTokens, catalogue: agents.catalogue });
  const release = agents.holdStarts();
  return { agents, gateway, release };
}

const NEW = { cwd: CWD, mcpServers: [], _meta: { agentType: "scripted" } };

test.each([
  ["session/load", { cwd: CWD, mcpServers: [] }],
  ["session/resume", { cwd: CWD, mcpServers: [] }],
])("%s of a session whose turn the client runs leaves the prompt waiting for that turn's end", async (method, params) => {
  const { agents, gateway } = await scriptedSession();
  const client = await RawClient.initialized(gateway.url);
  const { sessionId } = await client.result("session/new", NEW);
  const answered = client.call("session/prompt", { sessionId, prompt: PROMPT });
  const turn = await agents.next();
  await client.result(method, { sessionId, ...params });
  turn.output.text("still here");
  turn.complete();
  expect(await answered).toMatchObject({ result: { stopReason: "end_turn" } });
  const end = client.heard.findIndex(({ result }) => result?.["stopReason"] === "end_turn");
  expect(JSON.stringify(client.heard.slice(0, end))).toContain("still here");
});

test("a prompt is cancelled after its session was loaded again", async () => {
  const { agents, editor, sessionId } = await scriptedSession();
  const answered = prompt(editor, sessionId, "go");
  await agents.next();
  await editor.agent.request(methods.agent.session.load, { sessionId, cwd: CWD, mcpServers: [] });
  await editor.agent.notify(methods.agent.session.cancel, { sessionId });
  expect(await answered).toMatchObject({ stopReason: "cancelled" });
});

test("a session that is loaded twice at once is told as a whole before each answer", async () => {
  const gateway = await startTestGateway();
  const first = await OfficialClient.connect(gateway.url);
  const sessionId = await openSession(first, "echo");
  for (const text of ["one", "two", "three"]) await prompt(first, sessionId, text);
  const client = await RawClient.initialized(gateway.url);
  const load = () => client.result("session/load", { sessionId, cwd: CWD, mcpServers: [] });
  const answers = await Promise.all([load(), load()]);
  expect(answers.map((answer) => (answer["_meta"] as { resume: string }).resume)).toEqual(["continued", "continued"]);
  const said = client.heard.flatMap(({ params, result }) => {
    if (result !== undefined) return result["agentCapabilities"] === undefined ? ["answer"] : [];
    const update = params?.["update"] as { sessionUpdate?: string; content?: { text: string } } | undefined;
    return update?.sessionUpdate === "agent_message_chunk" ? [update.content?.text] : [];
  });
  expect(said).toEqual(["one", "two", "three", "answer", "one", "two", "three", "answer"]);
});

test("closing and loading a session at once answers both, and the prompt", async () => {
  const { agents, gateway } = await scriptedSession();
  const client = await RawClient.initialized(gateway.url);
  const { sessionId } = await client.result("session/new", NEW);
  const answered = client.call("session/prompt", { sessionId, prompt: PROMPT });
  await agents.next();
  const [closed, loaded] = [
    client.result("session/close", { sessionId }),
    client.result("session/load", { sessionId, cwd: CWD, mcpServers: [] }),
  ];
  expect(await answered).toMatchObject({ result: { stopReason: "cancelled" } });
  await closed;
  await loaded;
  const again = client.call("session/prompt", { sessionId, prompt: PROMPT });
  (await agents.next()).complete();
  expect(await again).toMatchObject({ result: { stopReason: "end_turn" } });
});

test("logging out answers open prompts, and their turns go on", async () => {
  const agents = new ScriptedAgents();
  const gateway = await startTestGateway({ withTokens: true, catalogue: agents.catalogue });
  const client = await RawClient.initialized(gateway.url, { token: OWNER });
  const watcher = await gateway.connect(OWNER);
  const { sessionId } = await client.result("session/new", NEW);
  await watcher.join(String(sessionId));
  const answered = client.call("session/prompt", { sessionId, prompt: PROMPT });
  const turn = await agents.next();
  await client.result("logout");
  expect(await answered).toMatchObject({ error: { data: { code: "INVALID_STATE" } } });
  turn.complete();
  expect(await watcher.next("turn_complete")).toMatchObject({ stopReason: "end_turn" });
});

test("a call that was made before the connection changed hands gives its new owner nothing", async () => {
  const { agents, gateway, release } = await slowStart(true);
  const client = await RawClient.initialized(gateway.url, { token: OWNER });
  const created = client.call("session/new", NEW);
  await agents.starting();
  await client.result("logout");
  await client.result("authenticate", { methodId: "token", _meta: { token: "other~eve" } });
  release();
  expect(await created).toMatchObject({ error: { data: { code: "INVALID_STATE" } } });
  expect(await client.result("session/list")).toMatchObject({ sessions: [] });
  const ours = await RawClient.initialized(gateway.url, { token: OWNER });
  expect(await ours.result("session/list")).toMatchObject({ sessions: [] });
});

test("a client that goes while its session is created leaves neither session nor watcher behind", async () => {
  const { agents, gateway, release } = await slowStart();
  const client = await RawClient.initialized(gateway.url);
  client.call("session/new", NEW).catch(() => undefined);
  await agents.starting();
  client.socket.terminate();
  await client.closed;
  release();
  const other = await RawClient.initialized(gateway.url);
  await expect.poll(async () => (await other.result("session/list"))["sessions"]).toEqual([]);
});

test("a client that goes while it loads a session does not count as one who watches", async () => {
  const { agents, gateway, release } = await slowStart();
  const watcher = await gateway.connect();
  const sessionId = await watcher.createSession("scripted");
  const client = await RawClient.initialized(gateway.url);
  client.call("session/load", { sessionId, cwd: CWD, mcpServers: [] }).catch(() => undefined);
  await agents.starting();
  client.socket.terminate();
  await client.closed;
  release();
  const other = await RawClient.initialized(gateway.url);
  await other.result("session/resume", { sessionId, cwd: CWD });
  expect(await watcher.join(sessionId)).toMatchObject({ participants: 2 });
});

test.each([
  ["takes it for cancelled", { result: { outcome: { outcome: "cancelled" } } }],
  ["chooses what was not offered", { result: { outcome: { outcome: "selected", optionId: "other" } } }],
  ["answers with an error", { error: { code: -32603, message: "no" } }],
  ["answers what is no answer", { result: { outcome: 5 } }],
])("a permission is dismissed when the only one who can be asked %s", async (_name, answer) => {
  const { agents, gateway } = await scriptedSession();
  const client = await RawClient.initialized(gateway.url);
  const { sessionId } = await client.result("session/new", NEW);
  const answered = client.call("session/prompt", { sessionId, prompt: PROMPT });
  const turn = await agents.next();
  const permission = turn.output.requestPermission(MAY_I);
  const { id } = await client.next(({ method }) => method === "session/request_permission");
  client.send(JSON.stringify({ jsonrpc: "2.0", id, ...answer }));
  expect(await permission).toEqual({ dismissed: true });
  turn.complete();
  await answered;
});

test("a permission that one client refuses to answer is left to another one", async () => {
  const { agents, gateway, editor, sessionId } = await scriptedSession({ permission: () => ({ outcome: { outcome: "cancelled" } }) });
  const watcher = await gateway.connect();
  await watcher.join(sessionId);
  const answered = prompt(editor, sessionId, "go");
  const turn = await agents.next();
  const permission = turn.output.requestPermission(MAY_I);
  const { requestId } = await watcher.next("permission_requested");
  await editor.agent.request(methods.agent.session.list, {});
  await watcher.request({ type: "answer_question", sessionId, requestId, optionId: "y" }, "ack");
  expect(await permission).toMatchObject({ optionId: "y" });
  turn.complete();
  await answered;
});

test("a session that cannot be opened any more ends what the client has open of it", async () => {
  const { editor, sessionId } = await scriptedSession();
  expect(await refusal(editor.agent.request(methods.agent.session.load, { sessionId, cwd: "relative", mcpServers: [] }))).toMatchObject({
    name: "INVALID_MESSAGE",
  });
  // A refused call changes nothing: the session is open as it was.
  const commands = await editor.agent.request(methods.agent.session.resume, { sessionId, cwd: CWD });
  expect(commands._meta).toMatchObject({ resume: "live" });
});
