import { Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import type { WebSocket } from "ws";
import { CLOSE_CODES } from "../../../generated/gateway/close-codes.ts";
import { ScriptedAgents, type ScriptedTurn } from "../../agents/testing/scripted-agents.ts";
import { Membership } from "../../members/membership.ts";
import type { SessionLog } from "../../sessions/event-log.ts";
import type { EventSource } from "../../sessions/replay.ts";
import type { TestClient } from "../../testing/test-client.ts";
import { startTestGateway, type TestGateway } from "../../testing/test-gateway.ts";
import { Broadcaster } from "../broadcaster.ts";
import { Admission } from "./admission.ts";
import { ClientConnection } from "./client-connection.ts";

const SESSIONS = 20;

async function createSessions(client: TestClient, agentType = "echo"): Promise<string[]> {
  const sessions: string[] = [];
  for (let count = 0; count < SESSIONS; count++) sessions.push(await client.createSession(agentType));
  return sessions;
}

/** How many have joined each of some sessions, a fresh client included. */
async function participants(gateway: TestGateway, sessions: readonly string[]): Promise<number[]> {
  const client = await gateway.connect();
  const counts: number[] = [];
  for (const sessionId of sessions) counts.push((await client.join(sessionId)).participants);
  await client.close();
  return counts;
}

test("a client that joins sessions and drops at once leaves nothing behind, however often", async () => {
  const agents = new ScriptedAgents();
  const gateway = await startTestGateway({ catalogue: agents.catalogue });
  const creator = await gateway.connect();
  const sessions = await createSessions(creator, "scripted");
  // Whoever joins waits for a commit, as something happens in every session all the time.
  const turns: ScriptedTurn[] = [];
  for (const sessionId of sessions) {
    await creator.request({ type: "run_turn", sessionId, text: "go" }, "ack");
    turns.push(await agents.next());
  }
  const happening = setInterval(() => {
    for (const { output } of turns) output.emit({ type: "terminal.stream", terminalId: "t", stream: "stdout", data: "x" });
  }, 1);
  onTestFinished(() => clearInterval(happening));
  for (let round = 0; round < 15; round++) {
    const client = await gateway.connect();
    for (const sessionId of sessions) client.send({ type: "join_session", sessionId });
    // Some drop before anything was handled, some in the middle of it.
    if (round % 3 === 0) client.socket.close();
    else if (round % 3 === 1) setTimeout(() => client.socket.terminate(), round / 3);
    else client.socket.terminate();
    await client.closed;
  }
  await expect.poll(() => participants(gateway, sessions), { interval: 50 }).toEqual(sessions.map(() => 1));
});

test("the same when the gateway has to read the sessions back first", async () => {
  const before = await startTestGateway();
  const creator = await before.connect();
  const sessions = await createSessions(creator);
  for (const sessionId of sessions.slice(0, 5)) {
    await creator.join(sessionId);
    await creator.runTurn(sessionId, "hello");
  }
  await before.close();
  const gateway = await startTestGateway({ dataDir: before.dataDir });
  const clients = await Promise.all(Array.from({ length: 5 }, () => gateway.connect()));
  for (const client of clients) {
    for (const sessionId of sessions) client.send({ type: "join_session", sessionId });
    setTimeout(() => client.socket.terminate(), 2);
  }
  await Promise.all(clients.map((client) => client.closed));
  await delay(100);
  await expect.poll(() => participants(gateway, sessions), { interval: 50 }).toEqual(sessions.map(() => 1));
});

test("a connection that is gone is given to nobody, and joins nothing", () => {
  const connection = new ClientConnection("id", "127.0.0.1", {} as WebSocket, new Socket());
  connection.dispose();
  const broadcaster = new Broadcaster();
  const membership = new Membership("ada", "acme", "ada@example.com", "owner");
  new Admission(broadcaster, Date.now).admit(connection, { membership, expiresAt: Date.now() + 1000 });
  expect(connection.membership).toBeNull();
  expect(broadcaster.members("acme").size).toBe(0);
  expect(connection.join({} as SessionLog, {} as EventSource, 0)).toBeNull();
  expect(connection.joinedCount).toBe(0);
});

test("what a client sent before it left by itself is done", async () => {
  const gateway = await startTestGateway();
  const watcher = await gateway.connect();
  const sessionId = await watcher.createSession();
  await watcher.join(sessionId);
  const client = await gateway.connect();
  client.send({ type: "rename_session", sessionId, name: "Renamed" });
  client.send({ type: "run_turn", sessionId, text: "go" });
  client.socket.close();
  expect((await watcher.next("turn_complete")).finalText).toBe("go");
  expect((await watcher.next("session_updated")).session.name).toBe("Renamed");
});

test("what someone sent who was turned out meanwhile is not done any more", async () => {
  const gateway = await startTestGateway({ withTokens: true });
  const owner = await gateway.connect("acme~ada");
  await owner.request({ type: "manage_members", action: "add", userId: "eve", role: "owner" }, "member_list");
  const sessionId = await owner.createSession();
  const eve = await gateway.connect("acme~eve");
  // She removes herself; what she had sent behind it waits until that is answered.
  eve.send({ type: "manage_members", action: "remove", userId: "eve" });
  for (let count = 0; count < 5; count++) eve.send({ type: "rename_session", sessionId, name: "Taken over" });
  eve.send({ type: "delete_session", sessionId });
  expect((await eve.closed).code).toBe(CLOSE_CODES.FORBIDDEN);
  await delay(50);
  const { sessions } = await owner.request({ type: "list_sessions" }, "session_list");
  expect(sessions).toMatchObject([{ id: sessionId, name: "New session" }]);
});
