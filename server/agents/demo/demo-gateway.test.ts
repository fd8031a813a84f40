import { expect, test } from "vitest";
import { startTestGateway } from "../../testing/test-gateway.ts";
import { checkLog } from "../testing/session-log.ts";

/** A session of the coding agent in a whole gateway, with a client that has joined. */
async function stage() {
  const gateway = await startTestGateway();
  const client = await gateway.connect();
  const sessionId = await client.createSession("coding-agent");
  await client.join(sessionId);
  const { turnId = "" } = await client.request({ type: "run_turn", sessionId, text: "Write something" }, "ack");
  return { client, sessionId, turnId };
}

test("a whole turn of the coding agent, with a permission and a question, leaves two versions of its program", async () => {
  const { client, sessionId, turnId } = await stage();
  const permission = await client.next("permission_requested");
  await client.request({ type: "answer_question", sessionId, requestId: permission.requestId, optionId: "allow" }, "ack");
  const question = await client.next("question_requested");
  await client.request({ type: "answer_question", sessionId, requestId: question.requestId, answers: { name: "Ada" } }, "ack");
  expect(await client.turnEnd(turnId)).toMatchObject({ type: "turn_complete", finalText: expect.stringContaining("greets Ada") });
  const events = client.eventsOf(sessionId);
  checkLog(events);
  const changes = events.flatMap((event) => (event.type === "file_changed" ? [[event.path, event.iteration, event.change]] : []));
  expect(changes).toEqual([
    ["hello.mjs", 1, "created"],
    ["hello.mjs", 2, "modified"],
  ]);
  const types = new Set(events.map(({ type }) => type));
  for (const type of ["thinking.start", "thinking.complete", "plan.updated", "terminal.stream", "terminal.complete", "usage.updated"]) {
    expect(types).toContain(type);
  }
});

test("a coding agent that is stopped while it waits leaves a stopped turn and a session that is ready", async () => {
  const { client, sessionId, turnId } = await stage();
  await client.next("permission_requested");
  await client.request({ type: "stop_turn", sessionId }, "ack");
  expect(await client.turnEnd(turnId)).toMatchObject({ type: "turn_stopped" });
  await client.next("session_state", ({ status, previous }) => status === "ready" && previous === "running");
  checkLog(client.eventsOf(sessionId));
});

test("a coding agent acknowledges guidance in what it says", async () => {
  const { client, sessionId, turnId } = await stage();
  const { requestId } = await client.next("permission_requested");
  await client.request({ type: "steer", sessionId, content: "be brief" }, "ack");
  await client.request({ type: "answer_question", sessionId, requestId, dismissed: true }, "ack");
  const question = await client.next("question_requested");
  await client.request({ type: "answer_question", sessionId, requestId: question.requestId, dismissed: true }, "ack");
  expect(await client.turnEnd(turnId)).toMatchObject({ finalText: expect.stringContaining("(Understood: be brief)") });
  checkLog(client.eventsOf(sessionId));
});
