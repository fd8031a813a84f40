import { methods } from "@agentclientprotocol/sdk";
import { expect, test } from "vitest";
import { startTestGateway } from "../testing/test-gateway.ts";
import { CWD, openSession, prompt, scriptedSession } from "./testing/acp-gateway.ts";
import { OfficialClient } from "./testing/official-client.ts";

const FORMS = { elicitation: { form: {} } };

test("echo: what was said comes back before the answer, which says why the turn ended", async () => {
  const { url } = await startTestGateway();
  const editor = await OfficialClient.connect(url);
  const sessionId = await openSession(editor, "echo");
  expect(await prompt(editor, sessionId, "Hello there")).toMatchObject({ stopReason: "end_turn" });
  expect(editor.said(sessionId)).toBe("Hello there");
});

test("a client's own prompt is not repeated to it", async () => {
  const { url } = await startTestGateway();
  const editor = await OfficialClient.connect(url);
  const sessionId = await openSession(editor, "echo");
  await prompt(editor, sessionId, "Hello there");
  expect(editor.updates(sessionId).filter(({ sessionUpdate }) => sessionUpdate === "user_message_chunk")).toEqual([]);
});

test("the default agent plays a whole turn: thoughts, plan, tools, a diff, a permission, a form, text", async () => {
  const { url } = await startTestGateway();
  const editor = await OfficialClient.connect(url, {
    capabilities: FORMS,
    elicitation: () => ({ action: "accept", content: { name: "Ada" } }),
  });
  const sessionId = await openSession(editor);

  const { stopReason } = await prompt(editor, sessionId, "Write me a program");

  expect(stopReason).toBe("end_turn");
  const kinds = new Set(editor.updates(sessionId).map(({ sessionUpdate }) => sessionUpdate));
  for (const kind of ["agent_thought_chunk", "plan", "tool_call", "tool_call_update", "agent_message_chunk"]) expect(kinds).toContain(kind);
  const contents = editor
    .updates(sessionId)
    .flatMap((update) => (update.sessionUpdate === "tool_call_update" ? (update.content ?? []) : []));
  const diffs = contents.flatMap((content) => (content.type === "diff" ? [content.path] : []));
  expect(new Set(diffs)).toEqual(new Set([`${CWD}/hello.mjs`]));
  expect(contents.flatMap((content) => (content.type === "diff" ? [content.newText] : [])).join()).toContain("Ada");
  const printed = contents.flatMap((content) =>
    content.type === "content" && content.content.type === "text" ? [content.content.text] : [],
  );
  expect(printed.join()).toContain("Hello, world!");
  const last = editor.frames.at(-1);
  expect(last).toMatchObject({ result: { stopReason: "end_turn" } });
});

test("every tool call that was shown has ended when the prompt is answered", async () => {
  const { url } = await startTestGateway();
  const editor = await OfficialClient.connect(url, { capabilities: FORMS, elicitation: () => ({ action: "decline" }) });
  const sessionId = await openSession(editor);
  await prompt(editor, sessionId, "Write me a program");
  const states = new Map<string, unknown>();
  for (const update of editor.updates(sessionId)) {
    if (update.sessionUpdate === "tool_call") states.set(update.toolCallId, update.status ?? "pending");
    if (update.sessionUpdate === "tool_call_update" && update.status) states.set(update.toolCallId, update.status);
  }
  expect(states.size).toBeGreaterThan(2);
  expect(new Set(states.values())).toEqual(new Set(["completed"]));
});

test("a permission that is refused is refused at the agent, and the turn goes on", async () => {
  const { url } = await startTestGateway();
  const editor = await OfficialClient.connect(url, {
    permission: ({ options }) => ({
      outcome: { outcome: "selected", optionId: options.find(({ kind }) => kind === "reject_once")?.optionId ?? "" },
    }),
  });
  const sessionId = await openSession(editor);
  expect(await prompt(editor, sessionId, "Write me a program")).toMatchObject({ stopReason: "end_turn" });
  const failed = editor.updates(sessionId).filter((update) => update.sessionUpdate === "tool_call_update" && update.status === "failed");
  expect(failed.length).toBeGreaterThan(0);
});

test("a client without forms is never asked for one: a question that nobody can be asked is dismissed, and the turn ends", async () => {
  const { url } = await startTestGateway();
  const editor = await OfficialClient.connect(url);
  const sessionId = await openSession(editor);
  expect(await prompt(editor, sessionId, "Write me a program")).toMatchObject({ stopReason: "end_turn" });
  expect(editor.frames.some((frame) => "method" in frame && frame.method === methods.client.elicitation.create)).toBe(false);
});

test("a question with options is put to a client without forms as a choice", async () => {
  const { agents, editor, sessionId } = await scriptedSession({
    permission: ({ options, toolCall }) => {
      expect(toolCall.title).toBe("Which one?");
      return { outcome: { outcome: "selected", optionId: options[1]?.optionId ?? "" } };
    },
  });
  const answered = prompt(editor, sessionId, "go");
  const turn = await agents.next();
  const answer = await turn.output.ask({
    question: "Which one?",
    options: [
      { optionId: "a", name: "This" },
      { optionId: "b", name: "That" },
    ],
  });
  expect(answer).toEqual({ optionId: "b", dismissed: false });
  turn.complete();
  await answered;
});

test("an agent that fails ends the prompt with the code of its error", async () => {
  const { agents, editor, sessionId } = await scriptedSession();
  const answered = prompt(editor, sessionId, "go");
  answered.catch(() => undefined);
  await agents.next();
  agents.crash();
  await expect(answered).rejects.toMatchObject({ code: -32031, data: { code: "AGENT_FAILED" } });
});

test("an agent that cannot be started is told at session/new, and leaves no session behind", async () => {
  const { agents, gateway, editor } = await scriptedSession();
  agents.failNextStart();
  await expect(openSession(editor, "scripted")).rejects.toMatchObject({ code: -32030, data: { code: "AGENT_UNAVAILABLE" } });
  const watcher = await gateway.connect();
  const { sessions } = await watcher.request({ type: "list_sessions" }, "session_list");
  expect(sessions).toHaveLength(1);
});

test("images, files and links of a prompt reach the agent", async () => {
  const { agents, editor, sessionId } = await scriptedSession();
  const image = Buffer.from("not really an image").toString("base64");
  const answered = editor.agent.request(methods.agent.session.prompt, {
    sessionId,
    prompt: [
      { type: "text", text: "Look:" },
      { type: "image", mimeType: "image/png", data: image },
      { type: "resource_link", uri: `file://${CWD}/src/main.ts`, name: "main.ts" },
      { type: "resource", resource: { uri: `file://${CWD}/notes.md`, text: "remember" } },
    ],
  });
  const turn = await agents.next();
  expect(turn.input.text).toContain("src/main.ts");
  expect(turn.input.text).toContain("remember");
  expect(turn.input.attachments).toMatchObject([{ mimeType: "image/png", data: image }]);
  turn.complete();
  await answered;
});

test("a session without a name is called by its first prompt, and its client is told so", async () => {
  const { url } = await startTestGateway();
  const editor = await OfficialClient.connect(url);
  const sessionId = await openSession(editor, "echo");
  await prompt(editor, sessionId, "\n  Fix the login test, please\nIt fails on Fridays.");
  await prompt(editor, sessionId, "And now something else");
  expect(await editor.update(sessionId, "session_info_update")).toMatchObject({ title: "Fix the login test, please" });
  const { sessions } = await editor.agent.request(methods.agent.session.list, {});
  expect(sessions).toMatchObject([{ sessionId, title: "Fix the login test, please", cwd: CWD }]);
});

test("a session with a name keeps it", async () => {
  const { url } = await startTestGateway();
  const editor = await OfficialClient.connect(url);
  const { sessionId } = await editor.agent.request(methods.agent.session.new, {
    cwd: CWD,
    mcpServers: [],
    _meta: { agentType: "echo", name: "Mine" },
  });
  await prompt(editor, sessionId, "Something");
  const { sessions } = await editor.agent.request(methods.agent.session.list, {});
  expect(sessions).toMatchObject([{ title: "Mine" }]);
});
