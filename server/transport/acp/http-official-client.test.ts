import { realpath } from "node:fs/promises";
import { methods } from "@agentclientprotocol/sdk";
import { createHttpStream } from "@agentclientprotocol/sdk/experimental/http-client";
import { expect, test } from "vitest";
import { LIMITS } from "../../../generated/gateway/limits.ts";
import { CWD, openSession, prompt } from "../../acp/testing/acp-gateway.ts";
import { HostingEditor } from "../../acp/testing/hosting-editor.ts";
import { OfficialClient, type OfficialClientOptions } from "../../acp/testing/official-client.ts";
import { testAgentEntry } from "../../agents/acp/testing/start-test-agent.ts";
import { AgentCatalogue } from "../../agents/catalogue.ts";
import { ScriptedAgents } from "../../agents/testing/scripted-agents.ts";
import { GatewayProcess } from "../../testing/gateway-process.ts";
import { temporaryFolder } from "../../testing/temporary-folder.ts";
import { startTestGateway, type TestGateway } from "../../testing/test-gateway.ts";

/** Connects the official library's client over plain HTTP, and initializes. */
function connect(url: string, options: OfficialClientOptions = {}): Promise<OfficialClient> {
  const { token } = options;
  const headers = token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } };
  return OfficialClient.over(createHttpStream(`${url}/acp`, headers), options);
}

test("the official client runs whole turns, with a permission and a form", async () => {
  const { url } = await startTestGateway();
  const editor = await connect(url, {
    capabilities: { elicitation: { form: {} } },
    elicitation: () => ({ action: "accept", content: { name: "Ada" } }),
  });
  const sessionId = await openSession(editor);
  expect(await prompt(editor, sessionId, "Write me a program")).toMatchObject({ stopReason: "end_turn" });
  const kinds = new Set(editor.updates(sessionId).map(({ sessionUpdate }) => sessionUpdate));
  for (const kind of ["agent_thought_chunk", "plan", "tool_call", "tool_call_update", "agent_message_chunk"]) expect(kinds).toContain(kind);
  expect(await prompt(editor, sessionId, "Once more")).toMatchObject({ stopReason: "end_turn" });
});

test("the official client loads what another one ran: all of it before the answer", async () => {
  const { url } = await startTestGateway({ withTokens: true });
  const first = await connect(url, { token: "acme~ada" });
  const sessionId = await openSession(first, "echo");
  for (const text of ["one", "two", "three"]) await prompt(first, sessionId, text);
  const second = await connect(url, { token: "acme~bob" });
  await second.agent.request(methods.agent.session.load, { sessionId, cwd: CWD, mcpServers: [] });
  const atAnswer = second.updates(sessionId).length;
  expect(second.said(sessionId)).toBe("onetwothree");
  expect(atAnswer).toBeGreaterThan(5);
});

test("the official client cancels a turn", async () => {
  const agents = new ScriptedAgents();
  const { url } = await startTestGateway({ catalogue: agents.catalogue });
  const editor = await connect(url);
  const sessionId = await openSession(editor, "scripted");
  const answer = prompt(editor, sessionId, "Work");
  await agents.next();
  await editor.agent.notify(methods.agent.session.cancel, { sessionId });
  expect(await answer).toMatchObject({ stopReason: "cancelled" });
});

test("two official clients watch one session, and each hears what the other one runs", async () => {
  const { url } = await startTestGateway();
  const [one, two] = [await connect(url), await connect(url)];
  const sessionId = await openSession(one, "echo");
  await two.agent.request(methods.agent.session.load, { sessionId, cwd: CWD, mcpServers: [] });
  await prompt(one, sessionId, "from one");
  await two.update(sessionId, "agent_message_chunk", ({ content }) => content.type === "text" && content.text.includes("from one"));
  await prompt(two, sessionId, "from two");
  await one.update(sessionId, "user_message_chunk", ({ content }) => content.type === "text" && content.text === "from two");
});

/** An editor with files and terminals of its own, and a session of an agent that does what its prompts say. */
async function hosting(
  host: HostingEditor,
): Promise<{ gateway: TestGateway; editor: OfficialClient; sessionId: string; workspace: string }> {
  const gateway = await startTestGateway({ catalogue: new AgentCatalogue({ tester: testAgentEntry() }) });
  const editor = await connect(gateway.url, host.options);
  const sessionId = await openSession(editor, "tester");
  return { gateway, editor, sessionId, workspace: await realpath(`${gateway.dataDir}/sessions/${sessionId}/workspace`) };
}

test("files of a turn are read and written in the official client's folder, and nowhere else", async () => {
  const host = new HostingEditor();
  host.files.set(`${CWD}/draft.md`, "not saved yet");
  host.files.set("/etc/passwd", "the editor's own");
  const { gateway, editor, sessionId, workspace } = await hosting(host);
  await prompt(editor, sessionId, `read ${JSON.stringify({ path: `${workspace}/draft.md` })}`);
  const write = { method: "fs/write_text_file", params: { path: `${workspace}/notes.md`, content: "remember" } };
  await prompt(editor, sessionId, `request ${JSON.stringify(write)}`);
  await prompt(editor, sessionId, `read ${JSON.stringify({ path: "/etc/passwd" })}`);
  expect(host.asked).toEqual([`read ${CWD}/draft.md`, `write ${CWD}/notes.md`]);
  expect(host.files.get(`${CWD}/notes.md`)).toBe("remember");
  expect(editor.said(sessionId)).toContain("not saved yet");
  expect(editor.said(sessionId)).not.toContain("the editor's own");
  const response = await gateway.request("GET", `/api/v1/sessions/${sessionId}/files/content?path=notes.md`);
  expect(await response.json()).toMatchObject({ content: "remember" });
});

test("a command runs in the official client's terminal, is shown by the client's name of it, and is released after the turn", async () => {
  const host = new HostingEditor();
  const { editor, sessionId } = await hosting(host);
  await prompt(editor, sessionId, `run ${JSON.stringify({ command: "npm", args: ["test"] })}`);
  await editor.frame((frame) => "method" in frame && frame.method === methods.client.terminal.release);
  expect(host.asked[0]).toBe(`create npm test ${CWD}`);
  const shown = editor
    .updates(sessionId)
    .flatMap((update) => (update.sessionUpdate === "tool_call_update" ? (update.content ?? []) : []))
    .flatMap((content) => (content.type === "terminal" ? [content.terminalId] : []));
  expect(shown).toEqual(["term-1"]);
  expect(editor.said(sessionId)).toContain("from the editor");
});

test("a turn whose official client ends its connection while it is asked for a file goes on without it", async () => {
  const host = new HostingEditor();
  const asked = Promise.withResolvers<void>();
  const gateway = await startTestGateway({ catalogue: new AgentCatalogue({ tester: testAgentEntry() }) });
  const editor = await connect(gateway.url, {
    ...host.options,
    extend: (app) =>
      app.onRequest(methods.client.fs.readTextFile, () => {
        asked.resolve();
        return new Promise(() => undefined);
      }),
  });
  const sessionId = await openSession(editor, "tester");
  const workspace = await realpath(`${gateway.dataDir}/sessions/${sessionId}/workspace`);
  const watcher = await gateway.connect();
  await watcher.join(sessionId);
  prompt(editor, sessionId, `read ${JSON.stringify({ path: `${workspace}/none` })}`).catch(() => undefined);
  await asked.promise;
  editor.connection.close();
  expect(await watcher.next("turn_complete")).toMatchObject({ stopReason: "end_turn" });
});

test("a session is loaded by the official client after its gateway was killed and started again, with the same ids", async () => {
  const gateway = await GatewayProcess.start({ dataDir: await temporaryFolder() });
  const first = await connect(gateway.url);
  const sessionId = await openSession(first, "echo");
  for (const text of ["one", "two"]) await prompt(first, sessionId, text);
  await gateway.kill();
  await first.connection.closed;
  await gateway.restart();
  const second = await connect(gateway.url);
  await second.agent.request(methods.agent.session.load, { sessionId, cwd: CWD, mcpServers: [] });
  const told = (editor: OfficialClient) => editor.updates(sessionId).filter(({ sessionUpdate }) => sessionUpdate === "agent_message_chunk");
  expect(second.said(sessionId)).toBe("onetwo");
  expect(told(second)).toEqual(told(first));
  expect(second.updates(sessionId).filter(({ sessionUpdate }) => sessionUpdate === "user_message_chunk")).toHaveLength(2);
  expect(await prompt(second, sessionId, "three")).toMatchObject({ stopReason: "end_turn" });
  await second.update(sessionId, "agent_message_chunk", ({ content }) => content.type === "text" && content.text === "three");
});

test("a log of many times the bytes that may wait is loaded whole", async () => {
  const agents = new ScriptedAgents();
  const gateway = await startTestGateway({ catalogue: agents.catalogue });
  const { url } = gateway;
  const first = await connect(url);
  const sessionId = await openSession(first, "scripted");
  void prompt(first, sessionId, "Talk").catch(() => undefined);
  const turn = await agents.next();
  first.connection.close();
  await first.connection.closed;
  const piece = "x".repeat(64 * 1024);
  const pieces = (3 * LIMITS.sendBufferBytes) / piece.length;
  for (let count = 0; count < pieces; count++) {
    turn.output.text(piece);
    await turn.output.ready();
  }
  turn.complete();
  const second = await connect(url);
  await second.agent.request(methods.agent.session.load, { sessionId, cwd: CWD, mcpServers: [] });
  expect(second.said(sessionId).length).toBe(pieces * piece.length);
});

test("when the gateway shuts down the official client's connection ends", async () => {
  const gateway = await startTestGateway();
  const editor = await connect(gateway.url);
  await openSession(editor, "echo");
  await gateway.close();
  await editor.connection.closed;
});
