import { randomUUID } from "node:crypto";
import type { MessageModel } from "@diminuendo/typespec-protocol/model";
import { expect, test } from "vitest";
import { LIMITS } from "../../generated/gateway/limits.ts";
import { PERMISSIONS_OF } from "../../generated/gateway/permissions.ts";
import type { ErrorCode } from "../../generated/gateway/types.ts";
import { definition, GATEWAY } from "../../spec/test/gateway-model.ts";
import { brokenValues } from "../testing/broken-values.ts";
import { diskState } from "../testing/disk-state.ts";
import type { TestClient } from "../testing/test-client.ts";
import { startTestGateway, type TestGateway } from "../testing/test-gateway.ts";

type Message = Record<string, unknown>;

/** Messages that one connection sends in these tests: well below the rate limit. */
const PER_CONNECTION = LIMITS.messagesPerWindow - 10;
const SESSION = randomUUID();

/** A valid value of every field of every message, beside `type`. */
const VALID: Readonly<Record<string, Message>> = {
  authenticate: { token: "acme~ada" },
  list_sessions: { includeArchived: true, projectId: randomUUID(), cwd: "/somewhere", limit: 10, cursor: "W10" },
  create_session: { agentType: "echo", name: "A name", projectId: randomUUID(), metadata: { a: [1] } },
  rename_session: { sessionId: SESSION, name: "A name" },
  archive_session: { sessionId: SESSION },
  unarchive_session: { sessionId: SESSION },
  delete_session: { sessionId: SESSION },
  join_session: { sessionId: SESSION, afterSeq: 0, epoch: "an-epoch" },
  leave_session: { sessionId: SESSION },
  run_turn: {
    sessionId: SESSION,
    text: "go",
    clientTurnId: "mine",
    whenBusy: "queue",
    attachments: [{ name: "a.txt", mimeType: "text/plain", data: "QQ==" }],
  },
  stop_turn: { sessionId: SESSION },
  steer: { sessionId: SESSION, content: "left" },
  answer_question: { sessionId: SESSION, requestId: "request", answers: { a: 1 }, optionId: "yes", dismissed: false },
  get_history: { sessionId: SESSION, beforeSeq: 1, limit: 10 },
  get_events: { sessionId: SESSION, afterSeq: 0, limit: 10 },
  ping: { ts: 1.5 },
  list_files: { sessionId: SESSION, path: "a", depth: 1 },
  read_file: { sessionId: SESSION, path: "a" },
  file_history: { sessionId: SESSION, path: "a" },
  file_at_iteration: { sessionId: SESSION, path: "a", iteration: 1 },
  manage_members: { action: "list", userId: "bob", role: "viewer" },
};

/** A message that breaks one rule, and the field that `details` must name. */
interface Broken {
  name: string;
  pointer: string;
  message: Message;
}

const BY_TYPE = GATEWAY.messages.map((model): [string, MessageModel] => [model.type, model]);
const ABOUT_SESSIONS = GATEWAY.messages.filter(({ sessionProperty }) => sessionProperty !== null);

/** Every broken message of a type, but for those whose `type` or `ref` is broken. */
function brokenMessages({ type, model }: MessageModel): Broken[] {
  const valid = { ...VALID[type], type };
  const { properties = {}, required = [] } = definition(model);
  const fields = Object.fromEntries(Object.entries(properties).filter(([name]) => name !== "type" && name !== "ref"));
  const schema = { properties: fields, required: required.filter((name) => name !== "type") };
  const broken = brokenValues(schema, valid).filter(({ pointer }) => pointer !== "");
  return broken.map(({ name, pointer, value }) => ({ name, pointer, message: value as Message }));
}

/** The valid fields of a message, without the cursor that no list gave. */
function fieldsOf(type: string): Message {
  const { cursor: _cursor, ...fields } = VALID[type] ?? {};
  return fields;
}

function chunks<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / PER_CONNECTION) }, (_, index) =>
    items.slice(index * PER_CONNECTION, (index + 1) * PER_CONNECTION),
  );
}

/** Sends messages, and a ping behind them; everything that was heard in answer, but for the pong. */
async function answersTo(client: TestClient, messages: readonly Message[]): Promise<Message[]> {
  const before = client.heard.length;
  for (const message of messages) client.send(message);
  await client.request({ type: "ping", ref: "still-there" }, "pong");
  return client.heard.slice(before, -1) as unknown as Message[];
}

/** What is on disk once everything that was committed is where it belongs, and what was deleted is gone. */
async function settled(gateway: TestGateway, client: TestClient): Promise<Record<string, unknown>> {
  await client.request({ type: "list_sessions" }, "session_list");
  const inTrash = () => Object.keys(diskState(gateway.dataDir)).filter((path) => path.startsWith("trash/"));
  await expect.poll(inTrash, { interval: 5, timeout: 15_000 }).toEqual([]);
  return diskState(gateway.dataDir);
}

test("a valid value is written down for every field of every message", () => {
  const missing = GATEWAY.messages.flatMap(({ type, model }) =>
    Object.keys(definition(model).properties ?? {}).filter((name) => name !== "type" && name !== "ref" && !(name in (VALID[type] ?? {}))),
  );
  expect(missing).toEqual([]);
  expect(GATEWAY.messages).toHaveLength(21);
});

test.each(BY_TYPE)("%s: whatever breaks a rule gets one error that names the field, and changes nothing", async (type, model) => {
  const gateway = await startTestGateway({ withTokens: true });
  const owner = await gateway.connect("acme~ada");
  await owner.createSession();
  const before = await settled(gateway, owner);
  const broken = brokenMessages(model);
  for (const some of chunks(broken)) {
    const client = await gateway.connect("acme~ada");
    const messages = some.map(({ message }, index) => ({ ...message, ref: `ref-${index}` }));
    const answers = await answersTo(client, messages);
    expect(answers).toHaveLength(some.length);
    for (const [index, { name, pointer }] of some.entries()) {
      const answer = answers[index] as { message: string; details: { path: string }[] };
      expect(answer, `${pointer} ${name}`).toMatchObject({
        type: "error",
        code: "INVALID_MESSAGE",
        ref: `ref-${index}`,
        messageType: type,
      });
      expect(
        answer.details.map(({ path }) => path),
        `${pointer} ${name}`,
      ).toContain(pointer);
      expect(answer.message.length).toBeLessThanOrEqual(LIMITS.errorMessageLength);
    }
  }
  expect(await settled(gateway, owner)).toEqual(before);
});

test("a ref that breaks a rule is named, and not repeated", async () => {
  const gateway = await startTestGateway({ withTokens: true });
  for (const { type } of GATEWAY.messages) {
    const client = await gateway.connect("acme~ada");
    const refs = [null, true, 7, [], {}, "", "a".repeat(65), "😀".repeat(65)];
    const messages = refs.map((ref) => ({ ...VALID[type], type, ref }));
    const answers = await answersTo(client, messages);
    expect(answers, type).toHaveLength(refs.length);
    for (const answer of answers) {
      expect(answer).toMatchObject({ type: "error", code: "INVALID_MESSAGE", messageType: type, details: [{ path: "/ref" }] });
      expect(answer).not.toHaveProperty("ref");
    }
  }
});

test.each([
  ["missing", {}],
  ["null", { type: null }],
  ["a number", { type: 7 }],
  ["empty", { type: "" }],
  ["in upper case", { type: "PING" }],
  ["an event's", { type: "pong" }],
  ["what every object inherits", { type: "constructor" }],
  ["very long", { type: "p".repeat(5000) }],
])("a type that is %s is INVALID_MESSAGE with the ref, and names the type", async (_name, message) => {
  const gateway = await startTestGateway();
  const client = await gateway.connect();
  const reply = await client.request({ ...message, ref: "mine" }, "error");
  expect(reply).toMatchObject({ code: "INVALID_MESSAGE", ref: "mine", details: [{ path: "/type" }] });
  expect(JSON.stringify(reply).length).toBeLessThan(1000);
});

/** What a message about nothing that is there is refused with, though its form is right. */
const ABOUT_NOTHING: Readonly<Record<string, ErrorCode>> = {
  stop_turn: "NO_ACTIVE_TURN",
  steer: "NO_ACTIVE_TURN",
  answer_question: "QUESTION_NOT_FOUND",
  list_files: "FILE_NOT_FOUND",
  read_file: "FILE_NOT_FOUND",
  file_history: "FILE_NOT_FOUND",
  file_at_iteration: "FILE_NOT_FOUND",
};

test("fields that nobody knows are passed over", async () => {
  const gateway = await startTestGateway();
  for (const { type, reply, sessionProperty } of GATEWAY.messages) {
    const client = await gateway.connect();
    const sessionId = sessionProperty === null ? {} : { sessionId: await client.createSession() };
    const extra = { extra: { deep: [null] }, "": 1, sessionid: 7, constructor: "x", "a/b~c": true };
    const answer = await client.ask({ ...fieldsOf(type), ...sessionId, ...extra, type });
    const code = ABOUT_NOTHING[type];
    expect(answer, type).toMatchObject(code === undefined ? { type: reply } : { type: "error", code });
  }
});

test("a viewer may do what the role permits; anything else is FORBIDDEN and changes nothing", async () => {
  const gateway = await startTestGateway({ withTokens: true });
  const owner = await gateway.connect("acme~ada");
  await owner.request({ type: "manage_members", action: "add", userId: "vic", role: "viewer" }, "member_list");
  const sessionId = await owner.createSession();
  const viewer = await gateway.connect("acme~vic");
  const before = await settled(gateway, owner);
  const refused: string[] = [];
  for (const { type, permission, permissionWhen } of GATEWAY.messages) {
    const forms =
      permissionWhen === null ? [{}] : Object.keys(permissionWhen.byValue).map((value) => ({ [permissionWhen.property]: value }));
    for (const form of forms) {
      const needed = permissionWhen === null ? permission : permissionWhen.byValue[String(Object.values(form)[0])];
      const answer = await viewer.ask({
        ...fieldsOf(type),
        sessionId,
        ...form,
        ...(type === "authenticate" ? { token: "acme~vic" } : {}),
        type,
      });
      const allowed = needed === null || (PERMISSIONS_OF.viewer as readonly unknown[]).includes(needed);
      if (allowed) expect(answer, type).not.toMatchObject({ code: "FORBIDDEN" });
      else expect(answer, type).toMatchObject({ type: "error", code: "FORBIDDEN", messageType: type });
      if (!allowed) refused.push(type);
      expect(await viewer.ask({ type: "ping" })).toMatchObject({ type: "pong" });
    }
  }
  expect(refused).toEqual(
    expect.arrayContaining(["create_session", "run_turn", "steer", "delete_session", "archive_session", "manage_members"]),
  );
  expect(await settled(gateway, owner)).toEqual(before);
});

test("a session that is unknown, deleted or another tenant's is SESSION_NOT_FOUND in the same words, and nothing changes", async () => {
  const gateway = await startTestGateway({ withTokens: true });
  const [ada, eve] = await Promise.all([gateway.connect("acme~ada"), gateway.connect("globex~eve")]);
  const foreign = await eve.createSession();
  const deleted = await ada.createSession();
  await ada.request({ type: "delete_session", sessionId: deleted }, "session_deleted");
  await settled(gateway, eve);
  const before = await settled(gateway, ada);
  for (const { type } of ABOUT_SESSIONS) {
    const client = await gateway.connect("acme~ada");
    const said = new Set<string>();
    for (const sessionId of [randomUUID(), deleted, foreign, foreign.toUpperCase(), "00000000-0000-0000-0000-000000000000"]) {
      const reply = await client.request({ ...VALID[type], type, sessionId, ref: "mine" }, "error");
      expect(reply, type).toMatchObject({ code: "SESSION_NOT_FOUND", sessionId: sessionId.toLowerCase(), ref: "mine", messageType: type });
      said.add(JSON.stringify({ ...reply, sessionId: "" }));
    }
    expect(said.size, type).toBe(1);
    expect(await client.ask({ type: "ping" })).toMatchObject({ type: "pong" });
  }
  expect(await settled(gateway, ada)).toEqual(before);
});

test("before authentication every other message is UNAUTHENTICATED, whatever it names, and nothing changes", async () => {
  const gateway = await startTestGateway({ withTokens: true });
  const owner = await gateway.connect("acme~ada");
  const sessionId = await owner.createSession();
  const before = await settled(gateway, owner);
  const stranger = await gateway.open();
  for (const { type } of GATEWAY.messages.filter(({ beforeAuthentication }) => !beforeAuthentication)) {
    for (const named of [{ sessionId }, { sessionId: randomUUID() }]) {
      const reply = await stranger.request({ ...VALID[type], ...named, type, ref: "mine" }, "error");
      expect(reply).toMatchObject({ code: "UNAUTHENTICATED", ref: "mine", messageType: type });
    }
  }
  expect(await settled(gateway, owner)).toEqual(before);
});
