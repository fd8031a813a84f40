import { realpath } from "node:fs/promises";
import { type McpServer, methods } from "@agentclientprotocol/sdk";
import { expect, test } from "vitest";
import { testAgentEntry } from "../agents/acp/testing/start-test-agent.ts";
import { AgentCatalogue } from "../agents/catalogue.ts";
import { startTestGateway, type TestGateway } from "../testing/test-gateway.ts";
import { CWD, openSession, prompt } from "./testing/acp-gateway.ts";
import { HostingEditor } from "./testing/hosting-editor.ts";
import { OfficialClient, type OfficialClientOptions } from "./testing/official-client.ts";

async function stage(
  options: OfficialClientOptions,
): Promise<{ gateway: TestGateway; editor: OfficialClient; sessionId: string; workspace: string }> {
  const gateway = await startTestGateway({ catalogue: new AgentCatalogue({ tester: testAgentEntry([]) }) });
  const editor = await OfficialClient.connect(gateway.url, options);
  const sessionId = await openSession(editor, "tester");
  return { gateway, editor, sessionId, workspace: await realpath(`${gateway.dataDir}/sessions/${sessionId}/workspace`) };
}

test("a file that the editor has not saved yet is read from the editor, by its path there", async () => {
  const host = new HostingEditor();
  host.files.set(`${CWD}/src/main.ts`, "not saved yet");
  const { editor, sessionId, workspace } = await stage(host.options);
  await prompt(editor, sessionId, `read ${JSON.stringify({ path: `${workspace}/src/main.ts` })}`);
  expect(host.asked).toEqual([`read ${CWD}/src/main.ts`]);
  expect(editor.said(sessionId)).toContain("not saved yet");
});

test("what the agent writes is written in the editor and in the session's workspace", async () => {
  const host = new HostingEditor();
  const { gateway, editor, sessionId, workspace } = await stage(host.options);
  await prompt(
    editor,
    sessionId,
    `request ${JSON.stringify({ method: "fs/write_text_file", params: { path: `${workspace}/notes.md`, content: "remember" } })}`,
  );
  expect(host.files.get(`${CWD}/notes.md`)).toBe("remember");
  const response = await gateway.request("GET", `/api/v1/sessions/${sessionId}/files/content?path=notes.md`);
  expect(await response.json()).toMatchObject({ content: "remember" });
});

test("a path outside of the workspace never reaches the editor", async () => {
  const host = new HostingEditor();
  host.files.set("/etc/passwd", "the editor's own");
  const { editor, sessionId } = await stage(host.options);
  await prompt(editor, sessionId, `read ${JSON.stringify({ path: "/etc/passwd" })}`);
  expect(host.asked).toEqual([]);
  expect(editor.said(sessionId)).not.toContain("the editor's own");
});

test("a command runs in the editor's terminal, which the tool call names as the editor does, and is released after the turn", async () => {
  const host = new HostingEditor();
  const { editor, sessionId } = await stage(host.options);
  await prompt(editor, sessionId, `run ${JSON.stringify({ command: "npm", args: ["test"] })}`);
  await editor.agent.request(methods.agent.session.list, {});
  expect(host.asked[0]).toBe(`create npm test ${CWD}`);
  expect(host.asked.at(-1)).toBe("release term-1");
  const terminals = editor
    .updates(sessionId)
    .flatMap((update) => (update.sessionUpdate === "tool_call_update" ? (update.content ?? []) : []))
    .flatMap((content) => (content.type === "terminal" ? [content.terminalId] : []));
  expect(terminals).toEqual(["term-1"]);
  const shown = editor.frames.findIndex((frame) => JSON.stringify(frame).includes('"type":"terminal"'));
  const released = editor.frames.findIndex((frame) => "method" in frame && frame.method === methods.client.terminal.release);
  expect(shown).toBeGreaterThan(-1);
  expect(released).toBeGreaterThan(shown);
});

test("others who watch see what the editor's terminal printed", async () => {
  const host = new HostingEditor();
  const { gateway, editor, sessionId } = await stage(host.options);
  const other = await OfficialClient.connect(gateway.url);
  await other.agent.request(methods.agent.session.load, { sessionId, cwd: "/elsewhere", mcpServers: [] });
  await prompt(editor, sessionId, `run ${JSON.stringify({ command: "npm", args: ["test"] })}`);
  const seen = await other.update(sessionId, "tool_call_update", ({ status }) => status === "completed");
  expect(JSON.stringify(seen.content)).toContain("from the editor");
  expect(JSON.stringify(seen.content)).not.toContain("terminalId");
});

test("nothing is asked of a client that has not offered it", async () => {
  const { editor, sessionId, workspace } = await stage({});
  await prompt(editor, sessionId, `run ${JSON.stringify({ command: "echo", args: ["by the gateway"] })}`);
  await prompt(editor, sessionId, `read ${JSON.stringify({ path: `${workspace}/none` })}`);
  expect(editor.said(sessionId)).toContain("by the gateway");
  const asked = editor.frames.flatMap((frame) => ("method" in frame && "id" in frame ? [frame.method] : []));
  expect(asked).toEqual([]);
});

test("a turn that someone else runs never touches an editor's files and terminals", async () => {
  const host = new HostingEditor();
  const { gateway, editor, sessionId, workspace } = await stage(host.options);
  host.files.set(`${CWD}/secret`, "the editor's own");
  const watcher = await gateway.connect();
  await watcher.join(sessionId);
  for (const text of [
    `read ${JSON.stringify({ path: `${workspace}/secret` })}`,
    `run ${JSON.stringify({ command: "echo", args: ["hi"] })}`,
  ]) {
    const { turnId } = await watcher.request({ type: "run_turn", sessionId, text }, "ack");
    await watcher.turnEnd(turnId ?? "");
  }
  const stranger = await OfficialClient.connect(gateway.url);
  await stranger.agent.request(methods.agent.session.load, { sessionId, cwd: "/elsewhere", mcpServers: [] });
  await prompt(stranger, sessionId, `read ${JSON.stringify({ path: `${workspace}/secret` })}`);
  expect(host.asked).toEqual([]);
  expect(JSON.stringify(stranger.frames)).not.toContain("the editor's own");
  await editor.agent.request(methods.agent.session.list, {});
});

test("an editor that goes away in the middle leaves its turn to the gateway", async () => {
  const asked = Promise.withResolvers<void>();
  const { gateway, editor, sessionId, workspace } = await stage({
    capabilities: { fs: { readTextFile: true } },
    extend: (app) =>
      app.onRequest(methods.client.fs.readTextFile, () => {
        asked.resolve();
        return new Promise(() => undefined);
      }),
  });
  const watcher = await gateway.connect();
  await watcher.join(sessionId);
  prompt(editor, sessionId, `read ${JSON.stringify({ path: `${workspace}/none` })}`).catch(() => undefined);
  await asked.promise;
  editor.connection.close();
  expect(await watcher.next("turn_complete")).toMatchObject({ stopReason: "end_turn" });
});

test("MCP servers of the client reach the agent", async () => {
  const gateway = await startTestGateway({ catalogue: new AgentCatalogue({ tester: testAgentEntry([]) }) });
  const editor = await OfficialClient.connect(gateway.url);
  const server: McpServer = { name: "docs", command: "/usr/bin/docs", args: ["--fast"], env: [{ name: "DOCS_KEY", value: "s3cr3t" }] };
  const { sessionId } = await editor.agent.request(methods.agent.session.new, {
    cwd: CWD,
    mcpServers: [server],
    _meta: { agentType: "tester" },
  });
  await prompt(editor, sessionId, "mcp");
  expect(JSON.parse(editor.said(sessionId))).toEqual([server]);
});

test("modes and options of the agent reach the client, and what the client sets reaches the agent and everyone", async () => {
  const gateway = await startTestGateway();
  const editor = await OfficialClient.connect(gateway.url, { capabilities: { session: { configOptions: { boolean: {} } } } });
  const opened = await editor.agent.request(methods.agent.session.new, { cwd: CWD, mcpServers: [], _meta: { agentType: "coding-agent" } });
  const { sessionId, modes, configOptions } = opened;
  expect(modes).toMatchObject({ currentModeId: "ask" });
  expect(configOptions?.map(({ type }) => type).sort()).toEqual(["boolean", "select"]);
  const other = await OfficialClient.connect(gateway.url);
  const loaded = await other.agent.request(methods.agent.session.load, { sessionId, cwd: CWD, mcpServers: [] });
  expect(loaded?.configOptions?.map(({ type }) => type)).toEqual(["select"]);

  await editor.agent.request(methods.agent.session.setMode, { sessionId, modeId: "auto" });
  await other.update(sessionId, "current_mode_update", ({ currentModeId }) => currentModeId === "auto");
  const set = await editor.agent.request(methods.agent.session.setConfigOption, { sessionId, configId: "greeting", value: "good-day" });
  expect(set.configOptions).toHaveLength(2);
  await other.update(sessionId, "config_option_update", (update) => JSON.stringify(update).includes('"currentValue":"good-day"'));
  await prompt(editor, sessionId, "Write me a program");
  expect(editor.frames.some((frame) => "method" in frame && frame.method === methods.client.session.requestPermission)).toBe(false);
});

test("a mode, an option or a value that the agent does not know is refused by its field, and changes nothing", async () => {
  const gateway = await startTestGateway();
  const editor = await OfficialClient.connect(gateway.url);
  const sessionId = await openSession(editor, "coding-agent");
  const { setMode, setConfigOption } = methods.agent.session;
  for (const call of [
    editor.agent.request(setMode, { sessionId, modeId: "reckless" }),
    editor.agent.request(setConfigOption, { sessionId, configId: "nothing", value: "x" }),
    editor.agent.request(setConfigOption, { sessionId, configId: "greeting", value: "x" }),
    editor.agent.request(setConfigOption, { sessionId, configId: "greeting", type: "boolean", value: true }),
  ]) {
    await expect(call).rejects.toMatchObject({ code: -32602, data: { code: "INVALID_MESSAGE" } });
  }
  const resumed = await editor.agent.request(methods.agent.session.resume, { sessionId, cwd: CWD });
  expect(resumed.modes?.currentModeId).toBe("ask");
});

test("the commands of an agent are told once the client knows the session", async () => {
  const gateway = await startTestGateway();
  const editor = await OfficialClient.connect(gateway.url);
  const sessionId = await openSession(editor, "coding-agent");
  const { availableCommands } = await editor.update(sessionId, "available_commands_update");
  expect(availableCommands.map(({ name }) => name).sort()).toEqual(["hello", "plan"]);
});
