import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LIMITS } from "../../generated/gateway/limits.ts";
import type { DurableEvent, Session } from "../../generated/gateway/types.ts";
import { ScriptedAgents } from "../agents/testing/scripted-agents.ts";
import { GatewayProcess } from "../testing/gateway-process.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { TestClient } from "../testing/test-client.ts";
import { startTestGateway } from "../testing/test-gateway.ts";

const ENDS: readonly string[] = ["turn_complete", "turn_stopped", "turn_error"];

/** The types of a turn's events, as far as they are its beginning or its end. */
function lifeOf(events: readonly DurableEvent[], turnId: string): string[] {
  return events
    .filter((event) => "turnId" in event && event.turnId === turnId)
    .map(({ type }) => type)
    .filter((type) => type === "turn_started" || ENDS.includes(type));
}

/** A gateway with agents in the hands of the test, and a client that has joined a session with one. */
async function scripted() {
  const agents = new ScriptedAgents();
  const gateway = await startTestGateway({ catalogue: agents.catalogue });
  const client = await gateway.connect();
  const sessionId = await client.createSession("scripted");
  await client.join(sessionId);
  return { agents, gateway, client, sessionId };
}

test("a change of a session takes nothing but what may be changed, whatever else the request holds", async () => {
  const gateway = await startTestGateway({ withTokens: true });
  const ada = await gateway.connect("acme~ada");
  const secret = await ada.createSession("echo", { name: "Secret" });
  await ada.join(secret);
  await ada.runTurn(secret, "What nobody else may see");
  const eve = await gateway.connect("globex~eve");
  const own = await eve.createSession("echo", { name: "Own" });
  const token = "globex~eve";
  const read = async () => (await (await gateway.request("GET", `/api/v1/sessions/${own}`, { token })).json()) as Session;
  const before = await read();
  const foreign = (await (await gateway.request("GET", `/api/v1/sessions/${secret}`, { token: "acme~ada" })).json()) as Session;
  const body = { ...foreign, name: "Renamed", projectId: null, metadata: {}, archived: true, epoch: "e", tenantId: "acme", version: 99 };
  expect((await gateway.request("PATCH", `/api/v1/sessions/${own}`, { token, body })).status).toBe(200);
  expect(await read()).toEqual({ ...before, name: "Renamed", updatedAt: expect.any(String) });
  expect((await eve.request({ type: "get_history", sessionId: own }, "history")).messages).toEqual([]);
  await eve.join(own);
  expect((await eve.runTurn(own, "Mine")).type).toBe("turn_complete");
});

test("a turn that is stopped before its agent was asked to start leaves no agent behind", async () => {
  const { agents, client, sessionId } = await scripted();
  for (let count = 1; count <= 5; count++) {
    const acked = client.request({ type: "run_turn", sessionId, text: "Go" }, "ack");
    const stopped = client.request({ type: "stop_turn", sessionId }, "ack");
    const { turnId = "" } = await acked;
    await stopped;
    expect((await client.turnEnd(turnId)).type).toBe("turn_stopped");
  }
  const { turnId = "" } = await client.request({ type: "run_turn", sessionId, text: "Go" }, "ack");
  (await agents.next()).complete();
  expect((await client.turnEnd(turnId)).type).toBe("turn_complete");
  expect(agents.started).toBe(1);
});

test("a turn that is stopped before its agent was prompted ends at once, and the agent never hears of it", async () => {
  const { agents, client, sessionId } = await scripted();
  const first = await client.request({ type: "run_turn", sessionId, text: "First" }, "ack");
  (await agents.next()).complete();
  await client.turnEnd(first.turnId ?? "");
  const acked = client.request({ type: "run_turn", sessionId, text: "Second" }, "ack");
  const stopped = client.request({ type: "stop_turn", sessionId }, "ack");
  const { turnId = "" } = await acked;
  await stopped;
  const start = performance.now();
  expect((await client.turnEnd(turnId)).type).toBe("turn_stopped");
  expect(performance.now() - start).toBeLessThan(LIMITS.agentStopTimeout / 2);
  const third = await client.request({ type: "run_turn", sessionId, text: "Third" }, "ack");
  const heard = await agents.next();
  expect(["Second", "Third"]).toContain(heard.input.text);
  const last = heard.input.text === "Third" ? heard : await agents.next();
  expect(last.input.text).toBe("Third");
  last.complete();
  expect((await client.turnEnd(third.turnId ?? "")).type).toBe("turn_complete");
  expect(agents.started).toBe(1);
});

test("an agent that ends its turn and leaves at once has ended it well, and every file that it left is kept", async () => {
  const { agents, gateway, client, sessionId } = await scripted();
  const { turnId = "" } = await client.request({ type: "run_turn", sessionId, text: "Write" }, "ack");
  const turn = await agents.next();
  const folder = join(gateway.dataDir, "sessions", sessionId, "workspace", "made");
  await mkdir(folder, { recursive: true });
  for (let count = 0; count < 200; count++) await writeFile(join(folder, `${count}.txt`), `file ${count}`);
  turn.complete();
  // The outcome is on its way; the process is gone before the files were looked at.
  await Promise.resolve();
  agents.leave();
  expect((await client.turnEnd(turnId)).type).toBe("turn_complete");
  expect(client.eventsOf(sessionId).filter(({ type }) => type === "file_changed")).toHaveLength(200);
  const next = await client.request({ type: "run_turn", sessionId, text: "Again" }, "ack");
  (await agents.next()).complete();
  expect((await client.turnEnd(next.turnId ?? "")).type).toBe("turn_complete");
});

test("a turn that was accepted while its session was being archived begins and ends all the same", async () => {
  const gateway = await startTestGateway();
  const [runner, archivist] = [await gateway.connect(), await gateway.connect()];
  let accepted = 0;
  // Three messages each: fewer than the rate limit allows.
  for (let count = 0; count < 19; count++) {
    const sessionId = await runner.createSession("echo");
    await runner.join(sessionId);
    const [turn, archived] = await Promise.all([
      runner.ask({ type: "run_turn", sessionId, text: "Go" }),
      archivist.ask({ type: "archive_session", sessionId }),
    ]);
    if (turn.type === "ack") {
      accepted++;
      const { turnId = "" } = turn;
      await runner.turnEnd(turnId);
      expect(lifeOf(runner.eventsOf(sessionId), turnId)).toHaveLength(2);
      expect(archived).toMatchObject({ type: "error", code: "TURN_IN_PROGRESS" });
    } else {
      expect(["SESSION_ARCHIVED", "INVALID_STATE"]).toContain(turn.type === "error" ? turn.code : turn.type);
      expect(archived.type).toBe("session_archived");
    }
  }
  expect(accepted).toBeGreaterThan(0);
});

test("of turns that are asked for at once, one runs, as many wait as the limit says, and one more is refused", async () => {
  const { client, sessionId } = await scripted();
  const asked = Array.from({ length: LIMITS.queuedTurns + 2 }, (_, index) =>
    client.ask({ type: "run_turn", sessionId, text: `Turn ${index}`, whenBusy: "queue" }),
  );
  const [first, ...others] = await Promise.all(asked);
  expect(first).toMatchObject({ type: "ack" });
  expect(first).not.toHaveProperty("queued");
  expect(others.slice(0, -1).map((reply) => (reply.type === "ack" ? reply.position : reply.type))).toEqual(
    Array.from({ length: LIMITS.queuedTurns }, (_, index) => index + 1),
  );
  expect(others.at(-1)).toMatchObject({ type: "error", code: "QUEUE_FULL" });
});

test("a shutdown in the middle of a turn keeps what the turn has left behind", async () => {
  const gateway = await GatewayProcess.start({ dataDir: await temporaryFolder() });
  const client = await TestClient.connect(gateway.url);
  const sessionId = await client.createSession("coding-agent");
  await client.join(sessionId);
  await client.request({ type: "run_turn", sessionId, text: "Write a greeting" }, "ack");
  await client.next("permission_requested");
  await writeFile(join(gateway.dataDir, "sessions", sessionId, "workspace", "notes.md"), "left behind");
  expect(await gateway.end("SIGTERM")).toBe(0);
  await gateway.restart();
  const again = await TestClient.connect(gateway.url);
  const { iterations } = await again.request({ type: "file_history", sessionId, path: "notes.md" }, "file_history");
  expect(iterations).toMatchObject([{ iteration: 1, size: "left behind".length }]);
  await again.join(sessionId, { afterSeq: 0 });
  const events = again.eventsOf(sessionId);
  const calls = (type: string) => events.filter((event) => event.type === type).length;
  expect(calls("tool_call_start")).toBe(calls("tool_result") + calls("tool_error"));
  expect(events.filter(({ type }) => ENDS.includes(type))).toMatchObject([{ type: "turn_error", code: "SHUTTING_DOWN" }]);
});
