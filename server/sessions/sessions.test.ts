import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LIMITS } from "../../generated/gateway/limits.ts";
import type { Session } from "../../generated/gateway/types.ts";
import { ScriptedAgents } from "../agents/testing/scripted-agents.ts";
import type { TestClient } from "../testing/test-client.ts";
import { startTestGateway } from "../testing/test-gateway.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

async function list(client: TestClient, fields: Record<string, unknown> = {}): Promise<Session[]> {
  return (await client.request({ type: "list_sessions", ...fields }, "session_list")).sessions;
}

test("a new session is inactive, has what it was created with, and nothing else", async () => {
  const gateway = await startTestGateway();
  const client = await gateway.connect();
  const projectId = randomUUID();
  const metadata = { ticket: 7, nested: { ü: ["💡"] } };
  const { session } = await client.request(
    { type: "create_session", agentType: "echo", name: "Über 💡", projectId, metadata },
    "session_created",
  );
  expect(session).toEqual({
    id: expect.stringMatching(UUID),
    name: "Über 💡",
    agentType: "echo",
    status: "inactive",
    projectId,
    metadata,
    archived: false,
    createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    updatedAt: session.createdAt,
    lastSeq: 0,
    createdBy: "dev-user-001",
    usage: { inputTokens: 0, outputTokens: 0, cost: null },
  });
  expect(await list(client)).toEqual([session]);
});

test("metadata may hold keys that mean something to JavaScript, and they mean nothing here", async () => {
  const gateway = await startTestGateway();
  const client = await gateway.connect();
  client.sendRaw('{"type":"create_session","agentType":"echo","ref":"p","metadata":{"__proto__":{"admin":true},"constructor":1}}');
  const { session } = await client.next("session_created");
  expect(JSON.stringify(session.metadata)).toBe('{"__proto__":{"admin":true},"constructor":1}');
  expect(({} as Record<string, unknown>)["admin"]).toBeUndefined();
});

test("an agent type that the catalogue does not have is refused", async () => {
  const gateway = await startTestGateway();
  const client = await gateway.connect();
  expect(await client.refusal({ type: "create_session", agentType: "nobody" })).toBe("AGENT_NOT_FOUND");
  expect(await client.refusal({ type: "create_session", agentType: "constructor" })).toBe("AGENT_NOT_FOUND");
  expect(await list(client)).toEqual([]);
});

test("the others of the tenant hear of a session that is created, renamed, archived, taken back and deleted; the caller hears once", async () => {
  const gateway = await startTestGateway({ withTokens: true });
  const [ada, bob, eve] = await Promise.all([gateway.connect("acme~ada"), gateway.connect("acme~bob"), gateway.connect("globex~eve")]);
  const sessionId = await ada.createSession();
  await ada.request({ type: "rename_session", sessionId, name: "Renamed" }, "session_updated");
  await ada.request({ type: "archive_session", sessionId }, "session_archived");
  await ada.request({ type: "unarchive_session", sessionId }, "session_unarchived");
  await ada.request({ type: "delete_session", sessionId }, "session_deleted");
  await bob.next("session_deleted");
  const session = (client: TestClient) => client.heard.map(({ type }) => type).filter((type) => type.startsWith("session_"));
  const expected = ["session_created", "session_updated", "session_archived", "session_unarchived", "session_deleted"];
  expect(session(bob)).toEqual(expected);
  expect(session(ada)).toEqual(expected);
  await eve.request({ type: "ping" }, "pong");
  expect(session(eve)).toEqual([]);
});

test("lists leave archived sessions out unless they are asked for", async () => {
  const gateway = await startTestGateway();
  const client = await gateway.connect();
  const [kept, archived] = [await client.createSession(), await client.createSession()];
  await client.request({ type: "archive_session", sessionId: archived }, "session_archived");
  expect((await list(client)).map(({ id }) => id)).toEqual([kept]);
  expect((await list(client, { includeArchived: true })).map(({ id }) => id).sort()).toEqual([archived, kept].sort());
});

test("lists can be narrowed to a project", async () => {
  const gateway = await startTestGateway();
  const client = await gateway.connect();
  const projectId = randomUUID();
  const inside = await client.createSession("echo", { projectId });
  await client.createSession();
  expect((await list(client, { projectId })).map(({ id }) => id)).toEqual([inside]);
  expect(await list(client, { projectId: randomUUID() })).toEqual([]);
});

test("paging through a list yields every session once, the most recently updated first", async () => {
  const gateway = await startTestGateway();
  const client = await gateway.connect();
  const created: string[] = [];
  for (let count = 0; count < 23; count++) created.push(await client.createSession("echo", { name: `Session ${count}` }));
  const seen: Session[] = [];
  let cursor: string | null = null;
  do {
    const page: { sessions: Session[]; nextCursor: string | null } = await client.request(
      { type: "list_sessions", limit: 5, ...(cursor === null ? {} : { cursor }) },
      "session_list",
    );
    expect(page.sessions.length).toBeLessThanOrEqual(5);
    seen.push(...page.sessions);
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(seen.map(({ id }) => id).sort()).toEqual(created.sort());
  const times = seen.map(({ updatedAt }) => updatedAt);
  expect(times).toEqual([...times].sort().reverse());
});

test.each(["nonsense", "W10", "WzEsMl0", "eyJhIjoxfQ"])("the cursor %s, which no list gave, is refused", async (cursor) => {
  const gateway = await startTestGateway();
  const client = await gateway.connect();
  const refusal = await client.request({ type: "list_sessions", cursor }, "error");
  expect(refusal).toMatchObject({ code: "INVALID_MESSAGE", details: [{ path: "/cursor" }] });
});

test("an archived session takes no turns, and takes them again once it is taken back", async () => {
  const gateway = await startTestGateway();
  const client = await gateway.connect();
  const sessionId = await client.createSession();
  await client.join(sessionId);
  await client.runTurn(sessionId, "before");
  const archived = await client.request({ type: "archive_session", sessionId }, "session_archived");
  expect(archived.session).toMatchObject({ archived: true, status: "inactive" });
  expect(await client.refusal({ type: "run_turn", sessionId, text: "no" })).toBe("SESSION_ARCHIVED");
  expect(await client.ask({ type: "archive_session", sessionId })).toMatchObject({ type: "session_archived", session: { archived: true } });
  await client.request({ type: "unarchive_session", sessionId }, "session_unarchived");
  expect(await client.ask({ type: "unarchive_session", sessionId })).toMatchObject({
    type: "session_unarchived",
    session: { archived: false },
  });
  expect((await client.runTurn(sessionId, "after")).type).toBe("turn_complete");
});

test("a session in which a turn runs cannot be archived, and the turn runs on", async () => {
  const agents = new ScriptedAgents();
  const gateway = await startTestGateway({ catalogue: agents.catalogue });
  const client = await gateway.connect();
  const sessionId = await client.createSession("scripted");
  await client.join(sessionId);
  const { turnId } = await client.request({ type: "run_turn", sessionId, text: "go" }, "ack");
  const turn = await agents.next();
  expect(await client.refusal({ type: "archive_session", sessionId })).toBe("TURN_IN_PROGRESS");
  turn.complete();
  expect((await client.turnEnd(turnId ?? "")).type).toBe("turn_complete");
});

test("a deleted session is gone: for lists, for those who had joined it, and on disk; its running turn is stopped", async () => {
  const agents = new ScriptedAgents();
  const gateway = await startTestGateway({ catalogue: agents.catalogue });
  const [client, watcher] = await Promise.all([gateway.connect(), gateway.connect()]);
  const sessionId = await client.createSession("scripted");
  await watcher.join(sessionId);
  const { turnId } = await client.request({ type: "run_turn", sessionId, text: "go" }, "ack");
  await agents.next();
  await client.request({ type: "delete_session", sessionId }, "session_deleted");
  expect((await watcher.turnEnd(turnId ?? "")).type).toBe("turn_stopped");
  expect((await watcher.next("session_deleted")).sessionId).toBe(sessionId);
  expect(await list(client, { includeArchived: true })).toEqual([]);
  expect(existsSync(join(gateway.dataDir, "sessions", sessionId))).toBe(false);
  for (const message of [{ type: "join_session" }, { type: "run_turn", text: "x" }, { type: "get_events" }, { type: "delete_session" }]) {
    expect(await client.refusal({ ...message, sessionId })).toBe("SESSION_NOT_FOUND");
  }
  expect(watcher.heard.filter(({ type }) => type === "session_deleted")).toHaveLength(1);
});

test("a session that was deleted does not come back with a restart", async () => {
  const gateway = await startTestGateway();
  const client = await gateway.connect();
  const [gone, kept] = [await client.createSession(), await client.createSession()];
  await client.join(gone);
  await client.runTurn(gone, "hello");
  await client.request({ type: "delete_session", sessionId: gone }, "session_deleted");
  await gateway.close();
  const restarted = await startTestGateway({ dataDir: gateway.dataDir });
  expect((await list(await restarted.connect())).map(({ id }) => id)).toEqual([kept]);
});

test("what a session has used adds up over its turns, and survives a restart", async () => {
  const gateway = await startTestGateway();
  const client = await gateway.connect();
  const sessionId = await client.createSession();
  await client.join(sessionId);
  await client.runTurn(sessionId, "12345678");
  await client.runTurn(sessionId, "1234");
  const [before] = await list(client);
  expect(before?.usage).toEqual({ inputTokens: 3, outputTokens: 3, cost: null });
  await gateway.close();
  const restarted = await startTestGateway({ dataDir: gateway.dataDir });
  const [after] = await list(await restarted.connect());
  expect(after).toMatchObject({ usage: before?.usage, id: sessionId });
});

test("a connection joins as many sessions as the limit says, not one more, and the same one again", async () => {
  // The rate limit would stop this test long before the limit that it is about.
  const clock = { now: 0 };
  const real = performance.now.bind(performance);
  performance.now = () => real() + clock.now;
  try {
    const gateway = await startTestGateway();
    const client = await gateway.connect();
    const ids: string[] = [];
    for (let count = 0; count <= LIMITS.joinedSessions; count++) {
      if (count % 20 === 0) clock.now += LIMITS.messageWindow;
      ids.push(await client.createSession());
    }
    for (const [index, sessionId] of ids.slice(0, LIMITS.joinedSessions).entries()) {
      if (index % 20 === 0) clock.now += LIMITS.messageWindow;
      await client.request({ type: "join_session", sessionId }, "state_snapshot");
    }
    const last = ids[LIMITS.joinedSessions];
    expect(await client.refusal({ type: "join_session", sessionId: last })).toBe("INVALID_STATE");
    expect(await client.ask({ type: "join_session", sessionId: ids[0] })).toMatchObject({ type: "state_snapshot" });
    await client.request({ type: "leave_session", sessionId: ids[0] }, "ack");
    expect(await client.ask({ type: "join_session", sessionId: last })).toMatchObject({ type: "state_snapshot" });
  } finally {
    performance.now = real;
  }
});

test("who has left a session hears nothing more of it, and leaving twice changes nothing", async () => {
  const gateway = await startTestGateway();
  const [client, watcher] = await Promise.all([gateway.connect(), gateway.connect()]);
  const sessionId = await client.createSession();
  await client.join(sessionId);
  expect((await watcher.join(sessionId)).participants).toBe(2);
  await watcher.request({ type: "leave_session", sessionId }, "ack");
  await client.runTurn(sessionId, "hello");
  await watcher.request({ type: "leave_session", sessionId }, "ack");
  expect(watcher.eventsOf(sessionId)).toEqual([]);
});
