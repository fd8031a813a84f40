import { once } from "node:events";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { CLOSE_CODES } from "../../generated/gateway/close-codes.ts";
import { LIMITS } from "../../generated/gateway/limits.ts";
import { GatewayProcess } from "../testing/gateway-process.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { TestClient } from "../testing/test-client.ts";

test.each(["SIGTERM", "SIGINT"] as const)(
  "%s in the middle of turns ends each of them once, says goodbye, and exits with 0 in time",
  async (signal) => {
    const gateway = await GatewayProcess.start({ dataDir: await temporaryFolder() });
    const client = await TestClient.connect(gateway.url);
    const sessions: string[] = [];
    for (let count = 0; count < 5; count++) {
      const sessionId = await client.createSession("coding-agent");
      await client.join(sessionId);
      await client.request({ type: "run_turn", sessionId, text: "Write a greeting" }, "ack");
      sessions.push(sessionId);
    }
    const start = performance.now();
    const code = await gateway.end(signal);
    expect(code).toBe(0);
    expect(performance.now() - start).toBeLessThan(LIMITS.shutdownTime);
    expect((await client.closed).code).toBe(CLOSE_CODES.SHUTDOWN);
    expect(client.heard.filter(({ type }) => type === "server_shutdown")).toHaveLength(1);
    for (const sessionId of sessions) {
      const types = client.eventsOf(sessionId).map(({ type }) => type);
      expect(types.filter((type) => type === "turn_started")).toHaveLength(1);
      expect(types.filter((type) => type === "turn_error" || type === "turn_complete" || type === "turn_stopped")).toHaveLength(1);
    }
    await gateway.restart();
    const again = await TestClient.connect(gateway.url);
    for (const sessionId of sessions) {
      const { session, lastSeq } = await again.join(sessionId, { afterSeq: 0 });
      expect(session.status).toBe("inactive");
      expect(again.eventsOf(sessionId)).toEqual(client.eventsOf(sessionId));
      expect(lastSeq).toBe(client.eventsOf(sessionId).length);
    }
  },
);

test("a gateway that shuts down takes no new connections", async () => {
  const gateway = await GatewayProcess.start({ dataDir: await temporaryFolder() });
  const port = Number(new URL(gateway.url).port);
  await gateway.end("SIGTERM");
  const socket = connect(port, "127.0.0.1");
  const [error] = (await once(socket, "error")) as [NodeJS.ErrnoException];
  expect(error.code).toBe("ECONNREFUSED");
});

test("after a clean end nothing is left to be done at the next start: no journal, no write-ahead log", async () => {
  const { readdirSync } = await import("node:fs");
  const dataDir = await temporaryFolder();
  const gateway = await GatewayProcess.start({ dataDir });
  const client = await TestClient.connect(gateway.url);
  const sessionId = await client.createSession();
  await client.join(sessionId);
  await client.runTurn(sessionId, "hello");
  await gateway.end("SIGTERM");
  const files = readdirSync(dataDir, { recursive: true }).map(String);
  expect(files.filter((name) => name.endsWith(".journal") || name.endsWith("-wal"))).toEqual([]);
});

test("a configuration that cannot be is refused with every reason, and exit code 78", async () => {
  const starting = GatewayProcess.start({
    dataDir: await temporaryFolder(),
    env: { NODE_ENV: "production", DEV_MODE: "true", PORT: "http" },
  });
  await expect(starting).rejects.toThrow(/ended with 78[\s\S]*PORT:[\s\S]*DEV_MODE:/);
});

test("a port that is taken is said so, without a stack on the terminal", async () => {
  const first = await GatewayProcess.start({ dataDir: await temporaryFolder() });
  const starting = GatewayProcess.start({ dataDir: await temporaryFolder(), env: { PORT: new URL(first.url).port } });
  await expect(starting).rejects.toThrow(/ended with 1/);
});
