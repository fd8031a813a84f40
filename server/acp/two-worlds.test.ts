import { methods } from "@agentclientprotocol/sdk";
import { expect, test } from "vitest";
import { CWD, openSession, prompt, scriptedSession } from "./testing/acp-gateway.ts";
import { allow, OfficialClient } from "./testing/official-client.ts";

const MAY_I = {
  title: "May I?",
  options: [
    { optionId: "y", name: "Yes", kind: "allow_once" as const },
    { optionId: "n", name: "No", kind: "reject_once" as const },
  ],
};
const NEVER = () => new Promise<never>(() => undefined);

const isPermission = (frame: unknown) => (frame as { method?: string }).method === methods.client.session.requestPermission;
const isTakenBack = (frame: unknown) => (frame as { method?: string }).method === "$/cancel_request";

test("a turn that an editor runs streams to whoever has joined its session on /ws", async () => {
  const { agents, gateway, editor, sessionId } = await scriptedSession();
  const watcher = await gateway.connect();
  await watcher.join(sessionId);
  const answered = prompt(editor, sessionId, "go");
  const turn = await agents.next();
  turn.output.text("on its way");
  expect(await watcher.next("turn_started")).toMatchObject({ text: "go", sessionId });
  expect(await watcher.next("text_delta")).toMatchObject({ text: "on its way" });
  turn.complete();
  const { _meta } = await answered;
  expect(await watcher.next("turn_complete")).toMatchObject({ turnId: _meta?.["turnId"], finalText: "on its way" });
});

test("a turn that is run on /ws streams to the editor, with what was said to the agent", async () => {
  const { agents, gateway, editor, sessionId } = await scriptedSession();
  const watcher = await gateway.connect();
  await watcher.request({ type: "run_turn", sessionId, text: "from the web" }, "ack");
  const turn = await agents.next();
  turn.output.text("for everyone");
  expect(await editor.update(sessionId, "user_message_chunk")).toMatchObject({
    content: { text: "from the web" },
    _meta: { userId: "dev-user-001" },
  });
  expect(await editor.update(sessionId, "agent_message_chunk")).toMatchObject({ content: { text: "for everyone" } });
  turn.complete();
});

test("whoever answers a permission first has answered: /ws before the editor", async () => {
  const { agents, gateway, editor, sessionId } = await scriptedSession({ permission: NEVER });
  const watcher = await gateway.connect();
  await watcher.join(sessionId);
  const answered = prompt(editor, sessionId, "go");
  const turn = await agents.next();
  const permission = turn.output.requestPermission(MAY_I);
  await editor.frame(isPermission);
  const { requestId } = await watcher.next("permission_requested");
  await watcher.request({ type: "answer_question", sessionId, requestId, optionId: "n" }, "ack");
  expect(await permission).toMatchObject({ optionId: "n" });
  await editor.frame(isTakenBack);
  turn.complete();
  await answered;
});

test("whoever answers a permission first has answered: one of two editors, and the other one is told", async () => {
  const { agents, gateway, editor: slow, sessionId } = await scriptedSession({ permission: NEVER });
  const fast = await OfficialClient.connect(gateway.url, { permission: allow });
  await fast.agent.request(methods.agent.session.load, { sessionId, cwd: CWD, mcpServers: [] });
  const answered = prompt(slow, sessionId, "go");
  const turn = await agents.next();
  expect(await turn.output.requestPermission(MAY_I)).toMatchObject({ optionId: "y" });
  await slow.frame(isPermission);
  await slow.frame(isTakenBack);
  turn.complete();
  await answered;
});

test("two editors in one session are told the same, but for their own words", async () => {
  const { agents, gateway, editor: first, sessionId } = await scriptedSession();
  const second = await OfficialClient.connect(gateway.url);
  await second.agent.request(methods.agent.session.load, { sessionId, cwd: CWD, mcpServers: [] });
  const answered = prompt(first, sessionId, "go");
  const turn = await agents.next();
  turn.output.thought("hm");
  turn.output.text("so be it");
  turn.complete();
  await answered;
  await second.update(sessionId, "agent_message_chunk");
  const untold = ({ sessionUpdate }: { sessionUpdate: string }) =>
    sessionUpdate !== "user_message_chunk" && sessionUpdate !== "session_info_update";
  expect(second.updates(sessionId).filter(untold)).toEqual(first.updates(sessionId).filter(untold));
  expect(second.updates(sessionId)).toContainEqual(expect.objectContaining({ sessionUpdate: "user_message_chunk" }));
});

test("a turn of an editor is stopped over REST, and the editor is told that it was cancelled", async () => {
  const { agents, gateway, editor, sessionId } = await scriptedSession();
  const answered = prompt(editor, sessionId, "go");
  await agents.next();
  await gateway.request("POST", `/api/v1/sessions/${sessionId}/stop`);
  expect(await answered).toMatchObject({ stopReason: "cancelled" });
});

test("a question that an editor cannot be asked waits for someone on /ws who can", async () => {
  const { agents, gateway, editor, sessionId } = await scriptedSession();
  const watcher = await gateway.connect();
  await watcher.join(sessionId);
  const answered = prompt(editor, sessionId, "go");
  const turn = await agents.next();
  const answer = turn.output.ask({ question: "Whom?", fields: { type: "object", properties: { name: { type: "string" } } } });
  const { requestId } = await watcher.next("question_requested");
  await watcher.request({ type: "answer_question", sessionId, requestId, answers: { name: "Ada" } }, "ack");
  expect(await answer).toMatchObject({ answers: { name: "Ada" } });
  turn.complete();
  await answered;
});

test("what another session does is not told to an editor that has not opened it", async () => {
  const { agents, gateway, editor, sessionId } = await scriptedSession();
  const watcher = await gateway.connect();
  const other = await watcher.createSession("scripted");
  await watcher.request({ type: "run_turn", sessionId: other, text: "secret" }, "ack");
  const turn = await agents.next();
  turn.output.text("secret, too");
  turn.complete();
  await watcher.join(other, { afterSeq: 0 });
  await watcher.next("turn_complete");
  const answered = prompt(editor, sessionId, "mine");
  (await agents.next()).complete();
  await answered;
  expect(JSON.stringify(editor.frames)).not.toContain("secret");
});

test("the history of a session reads the same over REST and over /acp", async () => {
  const { agents, gateway, editor, sessionId } = await scriptedSession();
  for (const text of ["one", "two"]) {
    const answered = prompt(editor, sessionId, text);
    const turn = await agents.next();
    turn.output.text(`answer to ${text}`);
    turn.complete();
    await answered;
  }
  const second = await OfficialClient.connect(gateway.url);
  await second.agent.request(methods.agent.session.load, { sessionId, cwd: CWD, mcpServers: [] });
  const response = await gateway.request("GET", `/api/v1/sessions/${sessionId}/messages`);
  const { items } = (await response.json()) as { items: { role: string; text: string }[] };
  const told = second.updates(sessionId).flatMap((update) => {
    if (update.sessionUpdate !== "user_message_chunk" && update.sessionUpdate !== "agent_message_chunk") return [];
    const role = update.sessionUpdate === "user_message_chunk" ? "user" : "agent";
    return update.content.type === "text" ? [{ role, text: update.content.text }] : [];
  });
  expect(told).toEqual(items.map(({ role, text }) => ({ role: role === "user" ? "user" : "agent", text })));
});

test("a new name reaches an editor, whoever gave it", async () => {
  const { gateway, editor, sessionId } = await scriptedSession();
  const other = await openSession(editor, "scripted");
  await gateway.request("PATCH", `/api/v1/sessions/${sessionId}`, { body: { name: "Renamed" } });
  expect(await editor.update(sessionId, "session_info_update")).toMatchObject({ title: "Renamed" });
  expect(editor.updates(other)).toEqual([]);
});
