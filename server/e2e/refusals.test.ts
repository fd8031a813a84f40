import { randomUUID } from "node:crypto";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LIMITS } from "../../generated/gateway/limits.ts";
import type { ErrorCode } from "../../generated/gateway/types.ts";
import { ScriptedAgents } from "../agents/testing/scripted-agents.ts";
import { diskState } from "../testing/disk-state.ts";
import type { TestClient } from "../testing/test-client.ts";
import { startTestGateway, type TestGateway } from "../testing/test-gateway.ts";

const NO_SUCH = randomUUID();

/** What is on disk once everything that was committed is where it belongs. */
async function settled(gateway: TestGateway, client: TestClient): Promise<Record<string, unknown>> {
  await client.request({ type: "list_sessions" }, "session_list");
  return diskState(gateway.dataDir);
}

/** Asks for what cannot be, and checks that the refusal says so and leaves everything as it was. */
async function refuses(gateway: TestGateway, refusals: readonly [Record<string, unknown>, ErrorCode][], token?: string): Promise<void> {
  const client = await gateway.connect(token);
  const before = await settled(gateway, client);
  for (const [message, code] of refusals) {
    const reply = await client.request({ ...message, ref: "mine" }, "error");
    expect(reply, JSON.stringify(message)).toMatchObject({ code, ref: "mine", messageType: message["type"] });
    expect(reply.message).not.toContain(gateway.dataDir);
    expect([...reply.message].length).toBeLessThanOrEqual(LIMITS.errorMessageLength);
    expect(await client.ask({ type: "ping" })).toMatchObject({ type: "pong" });
  }
  expect(await settled(gateway, client)).toEqual(before);
}

test("a session in which nothing runs refuses what needs a turn", async () => {
  const gateway = await startTestGateway();
  const client = await gateway.connect();
  const sessionId = await client.createSession();
  await refuses(gateway, [
    [{ type: "stop_turn", sessionId }, "NO_ACTIVE_TURN"],
    [{ type: "steer", sessionId, content: "left" }, "NO_ACTIVE_TURN"],
    [{ type: "answer_question", sessionId, requestId: "none", dismissed: true }, "QUESTION_NOT_FOUND"],
    [{ type: "create_session", agentType: "nobody" }, "AGENT_NOT_FOUND"],
    [{ type: "run_turn", sessionId, text: "go", attachments: [{ name: "a", mimeType: "b", fileId: NO_SUCH }] }, "FILE_NOT_FOUND"],
  ]);
});

test("a session in which a turn runs refuses what needs it to rest", async () => {
  const agents = new ScriptedAgents();
  const gateway = await startTestGateway({ catalogue: agents.catalogue });
  const client = await gateway.connect();
  const sessionId = await client.createSession("scripted");
  await client.join(sessionId);
  await client.request({ type: "run_turn", sessionId, text: "go" }, "ack");
  await agents.next();
  await client.next("session_state", ({ status }) => status === "running");
  await refuses(gateway, [
    [{ type: "run_turn", sessionId, text: "go" }, "TURN_IN_PROGRESS"],
    [{ type: "archive_session", sessionId }, "TURN_IN_PROGRESS"],
    [{ type: "answer_question", sessionId, requestId: "none", optionId: "a" }, "QUESTION_NOT_FOUND"],
  ]);
});

test("a full queue refuses one more, whether it waits or interrupts", async () => {
  const agents = new ScriptedAgents();
  const gateway = await startTestGateway({ catalogue: agents.catalogue });
  const [client, watcher] = await Promise.all([gateway.connect(), gateway.connect()]);
  const sessionId = await client.createSession("scripted");
  await watcher.join(sessionId);
  await client.request({ type: "run_turn", sessionId, text: "go" }, "ack");
  await watcher.next("session_state", ({ status }) => status === "running");
  for (let count = 0; count < LIMITS.queuedTurns; count++) {
    await client.request({ type: "run_turn", sessionId, text: "go", whenBusy: "queue" }, "ack");
  }
  await refuses(gateway, [
    [{ type: "run_turn", sessionId, text: "go", whenBusy: "queue" }, "QUEUE_FULL"],
    [{ type: "run_turn", sessionId, text: "go", whenBusy: "interrupt" }, "QUEUE_FULL"],
  ]);
});

test("an answer that does not fit what was asked is refused, and the question stays open", async () => {
  const agents = new ScriptedAgents();
  const gateway = await startTestGateway({ catalogue: agents.catalogue });
  const client = await gateway.connect();
  const sessionId = await client.createSession("scripted");
  await client.join(sessionId);
  await client.request({ type: "run_turn", sessionId, text: "go" }, "ack");
  const turn = await agents.next();
  const allowed = turn.output.requestPermission({ title: "May I?", options: [{ optionId: "yes", name: "Yes", kind: "allow_once" }] });
  const { requestId } = await client.next("permission_requested");
  await refuses(gateway, [
    [{ type: "answer_question", sessionId, requestId, optionId: "no" }, "INVALID_MESSAGE"],
    [{ type: "answer_question", sessionId, requestId, answers: { a: 1 } }, "INVALID_MESSAGE"],
    [{ type: "answer_question", sessionId, requestId }, "INVALID_MESSAGE"],
  ]);
  await client.request({ type: "answer_question", sessionId, requestId, optionId: "yes" }, "ack");
  expect(await allowed).toMatchObject({ optionId: "yes" });
  await refuses(gateway, [[{ type: "answer_question", sessionId, requestId, optionId: "yes" }, "QUESTION_NOT_FOUND"]]);
});

test("an archived session refuses turns, however they are asked for", async () => {
  const gateway = await startTestGateway();
  const client = await gateway.connect();
  const sessionId = await client.createSession();
  await client.request({ type: "archive_session", sessionId }, "session_archived");
  await refuses(
    gateway,
    ["reject", "queue", "interrupt"].map((whenBusy) => [{ type: "run_turn", sessionId, text: "go", whenBusy }, "SESSION_ARCHIVED"]),
  );
});

test("files that are not there, lead out, or are not files are refused, in the same way by every message about files", async () => {
  const gateway = await startTestGateway();
  const client = await gateway.connect();
  const sessionId = await client.createSession();
  const workspace = join(gateway.dataDir, "sessions", sessionId, "workspace");
  await mkdir(join(workspace, "folder"), { recursive: true });
  await writeFile(join(workspace, "file"), "x");
  await symlink("/etc", join(workspace, "out"));
  await symlink("../../elsewhere", join(workspace, "dangling"));
  const about = (fields: Record<string, unknown>): Record<string, unknown>[] => [
    { type: "list_files", sessionId, ...fields },
    { type: "read_file", sessionId, ...fields },
    { type: "file_history", sessionId, ...fields },
    { type: "file_at_iteration", sessionId, iteration: 1, ...fields },
  ];
  const outside = ["..", "../x", "a/../../b", "/etc/passwd", "/", "a\0b", "out", "out/passwd", "dangling", "dangling/x"];
  for (const path of outside)
    await refuses(
      gateway,
      about({ path }).map((message) => [message, "PATH_OUTSIDE_WORKSPACE"]),
    );
  for (const path of ["nothing", "file/x", "folder/nothing", "a".repeat(4096)]) {
    await refuses(
      gateway,
      about({ path }).map((message) => [message, "FILE_NOT_FOUND"]),
    );
  }
  await refuses(gateway, [
    [{ type: "read_file", sessionId, path: "folder" }, "FILE_NOT_FOUND"],
    [{ type: "file_history", sessionId, path: "folder" }, "FILE_NOT_FOUND"],
    [{ type: "file_history", sessionId, path: "." }, "FILE_NOT_FOUND"],
    [{ type: "list_files", sessionId, path: "file" }, "FILE_NOT_FOUND"],
    [{ type: "file_at_iteration", sessionId, path: "file", iteration: 1 }, "FILE_NOT_FOUND"],
  ]);
});

test("an iteration that a file does not have is ITERATION_NOT_FOUND", async () => {
  const agents = new ScriptedAgents();
  const gateway = await startTestGateway({ catalogue: agents.catalogue });
  const client = await gateway.connect();
  const sessionId = await client.createSession("scripted");
  await client.join(sessionId);
  const { turnId = "" } = await client.request({ type: "run_turn", sessionId, text: "go" }, "ack");
  const turn = await agents.next();
  await writeFile(join(gateway.dataDir, "sessions", sessionId, "workspace", "file"), "x");
  turn.complete();
  await client.turnEnd(turnId);
  await refuses(
    gateway,
    [2, 3, Number.MAX_SAFE_INTEGER].map((iteration) => [
      { type: "file_at_iteration", sessionId, path: "file", iteration },
      "ITERATION_NOT_FOUND",
    ]),
  );
});

test("members that are there or not, and the last owner, are refused as the contract says", async () => {
  const gateway = await startTestGateway({ withTokens: true });
  await gateway.connect("acme~ada");
  const refusals: [Record<string, unknown>, ErrorCode][] = [
    [{ type: "manage_members", action: "add", userId: "ada", role: "viewer" }, "CONFLICT"],
    [{ type: "manage_members", action: "remove", userId: "bob" }, "MEMBER_NOT_FOUND"],
    [{ type: "manage_members", action: "set_role", userId: "bob", role: "viewer" }, "MEMBER_NOT_FOUND"],
    [{ type: "manage_members", action: "remove", userId: "ada" }, "LAST_OWNER"],
    [{ type: "manage_members", action: "set_role", userId: "ada", role: "admin" }, "LAST_OWNER"],
    [{ type: "authenticate", token: "acme~bob" }, "INVALID_STATE"],
    [{ type: "authenticate", token: "globex~ada" }, "INVALID_STATE"],
    [{ type: "authenticate", token: "nonsense" }, "AUTH_FAILED"],
  ];
  await refuses(gateway, refusals, "acme~ada");
});
