import { AcpClient } from "../acp-client.ts";
import { GatewayClient } from "../gateway-client.ts";
import { startGateway } from "../gateway-process.ts";
import { inTemporaryFolder } from "../processes.ts";
import { percentile, report } from "../result.ts";

/* An echo turn over `/acp` beside the same turn over `/ws`, one after the other, in turns. */

const TEXT = "The quick brown fox jumps over the lazy dog.";
const ROUNDS = 40;
/** Fewer than the limits allow one connection. */
const PER_CONNECTION = 25;
/** What `/acp` may take beside `/ws`, in ms. */
const MARGIN_MS = 2;

await inTemporaryFolder(async (folder) => {
  const gateway = await startGateway(folder);
  await overAcp(gateway.port);
  await overWebSocket(gateway.port);
  const acp: number[] = [];
  const webSocket: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    acp.push(...(await overAcp(gateway.port)));
    webSocket.push(...(await overWebSocket(gateway.port)));
  }
  await gateway.end();
  const beside = percentile(webSocket, 0.5);
  report({
    row: "acp-turn",
    figures: [
      { name: "echo turn on /ws, run_turn to turn_complete, p50", value: beside, unit: "ms" },
      {
        name: "the same on /acp, session/prompt to its answer, p50",
        value: percentile(acp, 0.5),
        unit: "ms",
        target: { at: "most", value: beside + MARGIN_MS },
      },
      { name: "on /ws, p99", value: percentile(webSocket, 0.99), unit: "ms" },
      { name: "on /acp, p99", value: percentile(acp, 0.99), unit: "ms" },
    ],
  });
});
process.exit(0);

async function overAcp(port: number): Promise<number[]> {
  const client = await AcpClient.connect(port);
  const opened = await client.call("session/new", { cwd: "/bench", mcpServers: [], _meta: { agentType: "echo", name: "bench" } });
  const { sessionId } = opened as { sessionId: string };
  const samples: number[] = [];
  for (let count = 0; count < PER_CONNECTION; count++) {
    const start = performance.now();
    await client.call("session/prompt", { sessionId, prompt: [{ type: "text", text: TEXT }] });
    samples.push(performance.now() - start);
  }
  client.close();
  return samples.slice(1);
}

async function overWebSocket(port: number): Promise<number[]> {
  const client = await GatewayClient.connect(port);
  const sessionId = await client.createSession("echo");
  await client.request({ type: "join_session", sessionId });
  const samples: number[] = [];
  for (let count = 0; count < PER_CONNECTION; count++) {
    const start = performance.now();
    const complete = client.event("turn_complete");
    void client.request({ type: "run_turn", sessionId, text: TEXT });
    await complete;
    samples.push(performance.now() - start);
  }
  client.close();
  // The first turn starts the agent, which `session/new` has done on the other side.
  return samples.slice(1);
}
