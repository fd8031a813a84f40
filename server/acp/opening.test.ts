import { type AnyMessage, methods, type SessionUpdate } from "@agentclientprotocol/sdk";
import { expect, test } from "vitest";
import { startTestGateway } from "../testing/test-gateway.ts";
import { CWD, openSession, prompt, refusal, scriptedSession } from "./testing/acp-gateway.ts";
import { OfficialClient } from "./testing/official-client.ts";

const load = (editor: OfficialClient, sessionId: string, cwd = CWD) =>
  editor.agent.request(methods.agent.session.load, { sessionId, cwd, mcpServers: [] });
const resume = (editor: OfficialClient, sessionId: string, meta: Record<string, unknown> = {}) =>
  editor.agent.request(methods.agent.session.resume, { sessionId, cwd: CWD, mcpServers: [], _meta: meta });

/** What a session's updates say, without what a replay may not repeat. */
const told = (editor: OfficialClient, sessionId: string): SessionUpdate[] =>
  editor
    .updates(sessionId)
    .filter(
      ({ sessionUpdate }) =>
        !["user_message_chunk", "session_info_update", "available_commands_update", "current_mode_update", "config_option_update"].includes(
          sessionUpdate,
        ),
    );

const isAnswer = (frame: AnyMessage) => "result" in frame;

test("a session that is loaded after a restart is told as it was told live, and what people said besides", async () => {
  const gateway = await startTestGateway();
  const first = await OfficialClient.connect(gateway.url, {
    capabilities: { elicitation: { form: {} } },
    elicitation: () => ({ action: "accept", content: { name: "Ada" } }),
  });
  const sessionId = await openSession(first);
  await prompt(first, sessionId, "Write me a program");
  await gateway.close();
  const restarted = await startTestGateway({ dataDir: gateway.dataDir });
  const second = await OfficialClient.connect(restarted.url);

  await load(second, sessionId);

  expect(told(second, sessionId)).toEqual(told(first, sessionId));
  expect(second.updates(sessionId)).toContainEqual(
    expect.objectContaining({ sessionUpdate: "user_message_chunk", content: { type: "text", text: "Write me a program" } }),
  );
});

test("the whole replay comes before the answer to session/load", async () => {
  const { url } = await startTestGateway();
  const first = await OfficialClient.connect(url);
  const sessionId = await openSession(first, "echo");
  for (const text of ["one", "two", "three"]) await prompt(first, sessionId, text);
  const second = await OfficialClient.connect(url);
  await load(second, sessionId);
  const answer = second.frames.findLastIndex(isAnswer);
  expect(second.frames.slice(answer + 1)).toEqual([]);
  expect(second.said(sessionId)).toBe("onetwothree");
});

test("a session is loaded by another folder's client with paths below that folder", async () => {
  const { url } = await startTestGateway();
  const first = await OfficialClient.connect(url);
  const sessionId = await openSession(first);
  await prompt(first, sessionId, "Write me a program");
  const second = await OfficialClient.connect(url);
  await load(second, sessionId, "C:\\work");
  const paths = second
    .updates(sessionId)
    .flatMap((update) => (update.sessionUpdate === "tool_call_update" ? (update.content ?? []) : []))
    .flatMap((content) => (content.type === "diff" ? [content.path] : []));
  expect(new Set(paths)).toEqual(new Set(["C:\\work\\hello.mjs"]));
});

test("a session that is resumed is not replayed, and goes on", async () => {
  const { url } = await startTestGateway();
  const first = await OfficialClient.connect(url);
  const sessionId = await openSession(first, "echo");
  await prompt(first, sessionId, "before");
  const second = await OfficialClient.connect(url);
  await resume(second, sessionId);
  expect(second.updates(sessionId)).toEqual([]);
  await prompt(second, sessionId, "after");
  expect(second.said(sessionId)).toBe("after");
});

test("a session that is resumed from a cursor is told exactly what came after it", async () => {
  const { url } = await startTestGateway();
  const first = await OfficialClient.connect(url);
  const sessionId = await openSession(first, "echo");
  await prompt(first, sessionId, "before");
  const cursor = first.updates(sessionId).flatMap((update) => (update._meta?.["seq"] as number | undefined) ?? []);
  await prompt(first, sessionId, "after");
  const second = await OfficialClient.connect(url);
  const { _meta } = await resume(second, sessionId, { afterSeq: Math.max(...cursor) });
  expect(second.said(sessionId)).toBe("after");
  expect(_meta).toMatchObject({ resume: "continued" });
});

test("a cursor of another log is answered with everything", async () => {
  const { url } = await startTestGateway();
  const first = await OfficialClient.connect(url);
  const sessionId = await openSession(first, "echo");
  await prompt(first, sessionId, "before");
  const second = await OfficialClient.connect(url);
  const { _meta } = await resume(second, sessionId, { afterSeq: 3, epoch: "another" });
  expect(_meta).toMatchObject({ resume: "reset" });
  expect(second.said(sessionId)).toBe("before");
});

test("a turn that runs when its session is loaded is told from its beginning to its end", async () => {
  const { agents, gateway, editor, sessionId } = await scriptedSession();
  const answered = prompt(editor, sessionId, "go");
  const turn = await agents.next();
  turn.output.text("first half, ");
  await editor.update(sessionId, "agent_message_chunk");
  const second = await OfficialClient.connect(gateway.url);
  await load(second, sessionId);
  turn.output.text("second half");
  turn.complete();
  await answered;
  await second.update(sessionId, "agent_message_chunk", ({ content }) => content.type === "text" && content.text.includes("second"));
  expect(second.said(sessionId)).toBe("first half, second half");
});

test("the same clientTurnId again is answered when its turn has ended, while it runs and long after", async () => {
  const { agents, gateway, editor, sessionId } = await scriptedSession();
  const answered = prompt(editor, sessionId, "go", { clientTurnId: "mine" });
  const turn = await agents.next();
  const second = await OfficialClient.connect(gateway.url);
  await load(second, sessionId);
  const again = prompt(second, sessionId, "go", { clientTurnId: "mine" });
  await second.agent.request(methods.agent.session.list, {});
  turn.complete();
  const first = await answered;
  expect(await again).toMatchObject({ stopReason: "end_turn", _meta: { turnId: first._meta?.["turnId"], duplicate: true } });
  expect(await prompt(second, sessionId, "go", { clientTurnId: "mine" })).toMatchObject({
    stopReason: "end_turn",
    _meta: { turnId: first._meta?.["turnId"] },
  });
});

test("a lost connection cancels nothing: the turn is waiting for its client", async () => {
  const { agents, gateway, editor, sessionId } = await scriptedSession();
  prompt(editor, sessionId, "go", { clientTurnId: "mine" }).catch(() => undefined);
  const turn = await agents.next();
  turn.output.text("heard, ");
  await editor.update(sessionId, "agent_message_chunk");
  editor.connection.close();
  turn.output.text("and missed");
  const second = await OfficialClient.connect(gateway.url);
  const seq = editor.updates(sessionId).at(-1)?._meta?.["seq"];
  await resume(second, sessionId, { afterSeq: seq });
  const answered = prompt(second, sessionId, "go", { clientTurnId: "mine" });
  turn.complete();
  expect(await answered).toMatchObject({ stopReason: "end_turn" });
  expect(second.said(sessionId)).toBe("and missed");
});

test("sessions are listed by page, by folder, and not when they are archived", async () => {
  const gateway = await startTestGateway();
  const editor = await OfficialClient.connect(gateway.url);
  const created: string[] = [];
  for (let index = 0; index < 55; index++) created.push(await openSession(editor, "echo"));
  const elsewhere = await editor.agent.request(methods.agent.session.new, {
    cwd: "/elsewhere",
    mcpServers: [],
    _meta: { agentType: "echo" },
  });
  await gateway.request("POST", `/api/v1/sessions/${created[0]}/archive`);

  const first = await editor.agent.request(methods.agent.session.list, { cwd: CWD });
  const second = await editor.agent.request(methods.agent.session.list, { cwd: CWD, cursor: first.nextCursor ?? null });

  const listed = [...first.sessions, ...second.sessions].map(({ sessionId }) => sessionId);
  expect(new Set(listed)).toEqual(new Set(created.slice(1)));
  expect(listed).toHaveLength(54);
  expect(second.nextCursor).toBeUndefined();
  expect(listed).not.toContain(elsewhere.sessionId);
}, 20_000);

test("a session that was made elsewhere is listed with a folder all the same, and can be loaded", async () => {
  const gateway = await startTestGateway();
  const watcher = await gateway.connect();
  const sessionId = await watcher.createSession("echo");
  const editor = await OfficialClient.connect(gateway.url);
  const { sessions } = await editor.agent.request(methods.agent.session.list, {});
  expect(sessions).toMatchObject([{ sessionId, cwd: "/" }]);
  await load(editor, sessionId);
  expect(await prompt(editor, sessionId, "hi")).toMatchObject({ stopReason: "end_turn" });
});

test("a deleted session is gone from the list, its prompt ends, and deleting it again is no error", async () => {
  const { agents, editor, sessionId } = await scriptedSession();
  const answered = prompt(editor, sessionId, "go");
  answered.catch(() => undefined);
  await agents.next();
  await editor.agent.request(methods.agent.session.delete, { sessionId });
  expect(await answered).toMatchObject({ stopReason: "cancelled" });
  await editor.agent.request(methods.agent.session.delete, { sessionId });
  await editor.agent.request(methods.agent.session.delete, { sessionId: "never-was" });
  expect((await editor.agent.request(methods.agent.session.list, {})).sessions).toEqual([]);
  expect(await refusal(load(editor, sessionId))).toMatchObject({ code: -32002, name: "SESSION_NOT_FOUND" });
});

test("an archived session can be read, and not prompted", async () => {
  const gateway = await startTestGateway();
  const first = await OfficialClient.connect(gateway.url);
  const sessionId = await openSession(first, "echo");
  await prompt(first, sessionId, "before");
  await gateway.request("POST", `/api/v1/sessions/${sessionId}/archive`);
  const second = await OfficialClient.connect(gateway.url);
  await load(second, sessionId);
  expect(second.said(sessionId)).toBe("before");
  expect(await refusal(prompt(second, sessionId, "more"))).toMatchObject({ name: "SESSION_ARCHIVED" });
});

test("a permission that is still open when a session is loaded is asked again", async () => {
  const { agents, gateway, editor, sessionId } = await scriptedSession({ permission: () => new Promise(() => undefined) });
  prompt(editor, sessionId, "go").catch(() => undefined);
  const turn = await agents.next();
  const permission = turn.output.requestPermission({ title: "May I?", options: [{ optionId: "y", name: "Yes", kind: "allow_once" }] });
  await editor.frame((frame) => "method" in frame && frame.method === methods.client.session.requestPermission);
  editor.connection.close();
  const second = await OfficialClient.connect(gateway.url);
  await load(second, sessionId);
  expect(await permission).toEqual({ optionId: "y", dismissed: false });
  turn.complete();
});

test("a permission that was settled long ago is not asked again when its session is loaded", async () => {
  const { url } = await startTestGateway();
  const first = await OfficialClient.connect(url);
  const sessionId = await openSession(first);
  await prompt(first, sessionId, "Write me a program");
  const second = await OfficialClient.connect(url);
  await load(second, sessionId);
  await second.agent.request(methods.agent.session.list, {});
  expect(second.frames.some((frame) => "method" in frame && frame.method === methods.client.session.requestPermission)).toBe(false);
});

test("a session that is resumed in the middle of a turn is told the rest under the same ids as it would have been", async () => {
  const { agents, gateway, editor, sessionId } = await scriptedSession();
  const answered = prompt(editor, sessionId, "go");
  const turn = await agents.next();
  turn.output.emit({ type: "tool_call_start", toolCallId: "c", toolName: "look", kind: "read" });
  turn.output.text("one ");
  const { _meta } = await editor.update(sessionId, "agent_message_chunk");
  const second = await OfficialClient.connect(gateway.url);
  await resume(second, sessionId, { afterSeq: _meta?.["seq"] });
  turn.output.text("two");
  turn.output.emit({ type: "tool_call", toolCallId: "c", toolName: "look", input: {} });
  turn.output.emit({ type: "tool_result", toolCallId: "c", output: null });
  turn.complete();
  await answered;
  await second.update(sessionId, "tool_call_update", ({ status }) => status === "completed");
  const all = told(editor, sessionId);
  expect(told(second, sessionId)).toEqual(all.slice(all.findIndex((update) => update._meta?.["seq"] === _meta?.["seq"]) + 1));
});
