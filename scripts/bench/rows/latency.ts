import { GatewayClient } from "../gateway-client.ts";
import { startGateway } from "../gateway-process.ts";
import { inTemporaryFolder } from "../processes.ts";
import { type Figure, percentile, report } from "../result.ts";

/* How long one client waits, one request after the other. */

const SAMPLES = 1000;
/** Fewer than the rate limit allows one connection. */
const PER_CONNECTION = 25;

await inTemporaryFolder(async (folder) => {
  const gateway = await startGateway(folder);
  const { port } = gateway;
  await connects(port, SAMPLES / 4);
  const connected = await connects(port, SAMPLES);
  const created = await creations(port);
  const turns = await echoTurns(port);
  await gateway.end();
  report({
    row: "latency",
    figures: [
      ...both("connect + authenticate (dev)", connected, 1),
      ...both("create_session", created, 1),
      ...both("echo turn, run_turn to turn_complete", turns, 5),
    ],
  });
});
process.exit(0);

function both(name: string, samples: number[], target: number): Figure[] {
  return [
    { name: `${name}, p50`, value: percentile(samples, 0.5), unit: "ms", target: { at: "most", value: target } },
    { name: `${name}, p99`, value: percentile(samples, 0.99), unit: "ms" },
  ];
}

async function connects(port: number, count: number): Promise<number[]> {
  const samples: number[] = [];
  for (let done = 0; done < count; done++) {
    const start = performance.now();
    const client = await GatewayClient.connect(port);
    samples.push(performance.now() - start);
    client.close();
  }
  return samples;
}

async function creations(port: number): Promise<number[]> {
  const samples: number[] = [];
  while (samples.length < SAMPLES) {
    const client = await GatewayClient.connect(port);
    for (let count = 0; count < PER_CONNECTION; count++) {
      const start = performance.now();
      await client.createSession("echo");
      samples.push(performance.now() - start);
    }
    client.close();
  }
  return samples;
}

async function echoTurns(port: number): Promise<number[]> {
  const samples: number[] = [];
  while (samples.length < SAMPLES) {
    const client = await GatewayClient.connect(port);
    const sessionId = await client.createSession("echo");
    await client.request({ type: "join_session", sessionId });
    for (let count = 0; count < PER_CONNECTION; count++) {
      const start = performance.now();
      const complete = client.event("turn_complete");
      void client.request({ type: "run_turn", sessionId, text: "The quick brown fox jumps over the lazy dog." });
      await complete;
      samples.push(performance.now() - start);
    }
    client.close();
  }
  return samples;
}
