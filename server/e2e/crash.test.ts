import { randomInt, randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { WebSocket } from "ws";
import type { DurableEvent } from "../../generated/gateway/types.ts";
import { GatewayProcess } from "../testing/gateway-process.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { TestClient } from "../testing/test-client.ts";

const KILLS = 22;
const SESSIONS = 10;
const WATCHERS = 50;

/** Watches a session through any number of restarts: rejoins with its cursor and remembers the exact text of every event. */
class Watcher {
  readonly seen: string[] = [];
  readonly problems: string[] = [];
  readonly #sessionId: string;
  #epoch: string | undefined;
  #stopped = false;
  #socket: WebSocket | undefined;

  constructor(sessionId: string) {
    this.#sessionId = sessionId;
  }

  async run(url: string): Promise<void> {
    while (!this.#stopped) {
      const socket = new WebSocket(`${url.replace("http", "ws")}/ws`);
      this.#socket = socket;
      socket.on("error", () => undefined);
      socket.on("message", (data) => this.#hear(socket, String(data)));
      await new Promise((resolve) => socket.once("close", resolve));
      await delay(5);
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#socket?.terminate();
  }

  #hear(socket: WebSocket, text: string): void {
    const event = JSON.parse(text) as Record<string, unknown>;
    if (event["type"] === "authenticated") {
      const cursor = this.#epoch === undefined ? {} : { epoch: this.#epoch };
      socket.send(JSON.stringify({ type: "join_session", sessionId: this.#sessionId, afterSeq: this.seen.length, ...cursor }));
    } else if (event["type"] === "state_snapshot") {
      this.#epoch = String(event["epoch"]);
      if (event["resume"] !== "continued") this.problems.push(`resume was ${event["resume"]} at ${this.seen.length}`);
    } else if (event["type"] === "error") {
      this.problems.push(text);
    } else if (typeof event["seq"] === "number" && typeof event["ts"] === "number") {
      if (event["seq"] !== this.seen.length + 1) this.problems.push(`expected ${this.seen.length + 1}, got ${event["seq"]}`);
      this.seen.push(text);
    }
  }
}

/** Runs one turn after the other in a session, through any number of restarts; each is sent until it is acknowledged. */
class Driver {
  readonly acknowledged = new Map<string, string>();
  readonly #sessionId: string;
  #stopped = false;

  constructor(sessionId: string) {
    this.#sessionId = sessionId;
  }

  async run(url: string): Promise<void> {
    let clientTurnId = randomUUID();
    while (!this.#stopped) {
      const socket = new WebSocket(`${url.replace("http", "ws")}/ws`);
      socket.on("error", () => undefined);
      const send = () => {
        const text = "It was a dark and stormy night. ".repeat(randomInt(1, 400));
        socket.send(JSON.stringify({ type: "run_turn", sessionId: this.#sessionId, text, clientTurnId, whenBusy: "queue" }));
      };
      let timer: NodeJS.Timeout | undefined;
      socket.on("message", (data) => {
        const event = JSON.parse(String(data)) as { type: string; turnId?: string; messageType?: string };
        if (event.type === "ack" && event.turnId !== undefined) {
          this.acknowledged.set(clientTurnId, event.turnId);
          clientTurnId = randomUUID();
        }
        if (event.type !== "authenticated" && event.type !== "ack" && event.type !== "error") return;
        if (this.#stopped) socket.terminate();
        else timer = setTimeout(send, event.type === "error" ? 200 : randomInt(1, 30));
      });
      await new Promise((resolve) => socket.once("close", resolve));
      clearTimeout(timer);
      await delay(5);
    }
  }

  stop(): void {
    this.#stopped = true;
  }
}

test("whatever any client has seen when the gateway is killed, at whatever moment, stands in the log after the restart", async () => {
  const gateway = await GatewayProcess.start({ dataDir: await temporaryFolder(), env: { LOG_LEVEL: "error" } });
  const creator = await TestClient.connect(gateway.url);
  const sessions: string[] = [];
  for (let count = 0; count < SESSIONS; count++) sessions.push(await creator.createSession());
  await creator.close();
  const sessionOf = (index: number) => sessions[index % SESSIONS] ?? "";
  const watchers = Array.from({ length: WATCHERS }, (_, index) => new Watcher(sessionOf(index)));
  const drivers = sessions.map((sessionId) => new Driver(sessionId));
  const running = [...watchers, ...drivers].map((worker) => worker.run(gateway.url));

  for (let kill = 0; kill < KILLS; kill++) {
    await delay(randomInt(20, 500));
    await gateway.kill();
    await gateway.restart();
  }

  await delay(300);
  for (const driver of drivers) driver.stop();
  const reader = await TestClient.connect(gateway.url);
  const logs = new Map<string, DurableEvent[]>();
  for (const sessionId of sessions) {
    const watching = await TestClient.connect(gateway.url);
    await untilAtRest(watching, sessionId);
    const { body } = await fetch(`${gateway.url}/api/v1/sessions/${sessionId}/export`);
    const lines = (await new Response(body).text()).trimEnd().split("\n");
    logs.set(
      sessionId,
      lines.map((line) => JSON.parse(line) as DurableEvent),
    );
    for (const [index, watcher] of watchers.entries()) {
      if (sessionOf(index) !== sessionId) continue;
      await untilSeen(watcher, lines.length);
      expect(watcher.problems).toEqual([]);
      expect(watcher.seen).toEqual(lines);
    }
  }
  for (const watcher of watchers) watcher.stop();
  await reader.close();
  await Promise.all(running);

  let restarted = 0;
  for (const [index, sessionId] of sessions.entries()) {
    const log = logs.get(sessionId) ?? [];
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, place) => place + 1));
    const starts = log.filter((event) => event.type === "turn_started");
    const ends = log.filter((event) => event.type === "turn_complete" || event.type === "turn_error" || event.type === "turn_stopped");
    expect(ends.map((event) => "turnId" in event && event.turnId)).toEqual(starts.map(({ turnId }) => turnId));
    expect(new Set(starts.map(({ turnId }) => turnId)).size).toBe(starts.length);
    const started = new Map(starts.map(({ clientTurnId, turnId }) => [clientTurnId, turnId]));
    for (const [clientTurnId, turnId] of drivers[index]?.acknowledged ?? []) expect(started.get(clientTurnId)).toBe(turnId);
    restarted += ends.filter((event) => event.type === "turn_error" && event.code === "GATEWAY_RESTARTED").length;
  }
  // The kills came in the middle of turns, or this test has shown nothing.
  expect(restarted).toBeGreaterThan(0);
}, 180_000);

/** Waits until nothing runs in a session, and nothing waits. */
async function untilAtRest(client: TestClient, sessionId: string): Promise<void> {
  const { session } = await client.join(sessionId);
  let { status } = session;
  let queued = 1;
  while (queued > 0 || (status !== "ready" && status !== "inactive")) {
    const settled = client.next("session_state", () => true);
    queued = 0;
    const quiet = delay(700).then(() => undefined);
    const event = await Promise.race([settled, quiet]);
    if (event !== undefined) {
      status = event.status;
      queued = 1;
    }
  }
}

async function untilSeen(watcher: Watcher, count: number): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (watcher.seen.length < count && Date.now() < deadline) await delay(10);
}
