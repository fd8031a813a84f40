import { GatewayClient } from "../gateway-client.ts";
import { inTemporaryFolder, Program } from "../processes.ts";
import { percentile, report } from "../result.ts";

/* A client that comes back to a session of 100,000 events and wants them all. */

const EVENTS = 100_000;
const ROUNDS = 5;

await inTemporaryFolder(async (folder) => {
  const gateway = Program.start("bench-gateway.ts", [folder]);
  const { port } = await gateway.next<{ port: number }>();
  const driver = await GatewayClient.connect(port);
  const sessionId = await driver.createSession("fountain");
  await driver.request({ type: "join_session", sessionId });
  const complete = driver.event("turn_complete");
  await driver.request({ type: "run_turn", sessionId, text: JSON.stringify({ events: EVENTS, perTick: 100, size: 40 }) });
  await complete;
  const { lastSeq } = (await driver.request({ type: "get_events", sessionId, limit: 1 })) as unknown as { lastSeq: number };
  const rates: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const client = Program.start("rejoin-client.ts", [port, sessionId]);
    const { ms, events } = await client.next<{ ms: number; events: number }>();
    if (events !== lastSeq) throw new Error(`${events} of ${lastSeq} events came.`);
    if (round > 0) rates.push(events / (ms / 1000));
    await client.end();
  }
  await gateway.end();
  report({
    row: "rejoin with afterSeq: 0",
    figures: [
      {
        name: `${lastSeq} events, to session_synced`,
        value: percentile(rates, 0.5),
        unit: "events/s",
        target: { at: "least", value: 200_000 },
      },
    ],
  });
});
process.exit(0);
