import { GatewayClient } from "../gateway-client.ts";
import { inTemporaryFolder, onPath, Program } from "../processes.ts";
import { type Figure, percentile, report } from "../result.ts";

/*
 * Durable events of one session to 1,000 joined clients. Bun and Socket.IO publish the same payload, as often, in the
 * same bursts, to the same clients, but store nothing.
 */

const CLIENTS = 1000;
const TEXT = 100;
const ROUNDS = 5;

/** How events come: so many between two turns of the event loop. */
interface Burst {
  perTick: number;
  events: number;
  /** Fewer, as Socket.IO takes several times as long. */
  socketIoEvents: number;
}

const BURSTS: readonly Burst[] = [
  { perTick: 25, events: 4000, socketIoEvents: 300 },
  { perTick: 1, events: 1500, socketIoEvents: 300 },
];

const figures: Figure[] = [];
for (const burst of BURSTS) figures.push(...(await inTemporaryFolder((folder) => measure(burst, folder))));
report({ row: "fan-out", figures });
process.exit(0);

async function measure(burst: Burst, folder: string): Promise<Figure[]> {
  const { rate, payload } = await measureGateway(burst, folder);
  const bun = onPath("bun");
  const bunRate = bun === null ? undefined : await measurePeer("bun-publish.js", "/", [bun], payload, burst.perTick, burst.events);
  const socketIo = "/socket.io/?EIO=4&transport=websocket";
  const socketIoRate = await measurePeer("socketio-publish.ts", socketIo, [process.execPath], payload, burst.perTick, burst.socketIoEvents);
  const of = `${burst.perTick} a tick`;
  const bytes = Buffer.byteLength(payload);
  return [
    {
      name: `gateway: append, commit, publish, ${of}`,
      value: rate,
      unit: "events/s",
      ...(bunRate === undefined ? {} : { target: { at: "least", value: bunRate } }),
      note: `${burst.events} events of ${bytes} bytes to ${CLIENTS} clients; the median of ${ROUNDS} rounds`,
    },
    bunRate === undefined
      ? { name: `Bun: publish, ${of}`, value: null, unit: "events/s", note: "not measured: bun is not on the PATH" }
      : { name: `Bun: publish, ${of}`, value: bunRate, unit: "events/s" },
    { name: `Socket.IO: broadcast, ${of}`, value: socketIoRate, unit: "events/s" },
    { name: `gateway ÷ Socket.IO, ${of}`, value: rate / socketIoRate, unit: "×", target: { at: "least", value: 6 } },
  ];
}

async function measureGateway({ perTick, events }: Burst, folder: string): Promise<{ rate: number; payload: string }> {
  const gateway = Program.start("bench-gateway.ts", [folder]);
  const { port } = await gateway.next<{ port: number }>();
  const driver = await GatewayClient.connect(port);
  const sessionId = await driver.createSession("fountain");
  const load = Program.start("socket-load.ts", [port, "/ws", CLIENTS]);
  await load.next();
  load.tell({ send: JSON.stringify({ type: "join_session", sessionId }) });
  await load.next();
  const run = (count: number) =>
    driver.request({ type: "run_turn", sessionId, text: JSON.stringify({ events: count, perTick, size: TEXT }) });
  await run(10);
  const payload = await sampleEvent(driver, sessionId);
  const rates: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    // Later events have longer numbers, so that this is a little less than what comes.
    load.tell({ await: events * Buffer.byteLength(payload) });
    await load.next();
    await run(events);
    rates.push(rateOf(await load.next<{ ms: number }>(), events));
    await rest();
  }
  await Promise.all([load.end(), gateway.end()]);
  return { rate: typical(rates), payload };
}

async function measurePeer(
  program: string,
  path: string,
  runtime: string[],
  payload: string,
  perTick: number,
  events: number,
): Promise<number> {
  const server = Program.start(program, [], runtime);
  const { port } = await server.next<{ port: number }>();
  const load = Program.start("socket-load.ts", [port, path, CLIENTS]);
  await load.next();
  if (program.startsWith("socketio")) {
    // Engine.IO's "message" with Socket.IO's "connect".
    load.tell({ send: "40" });
    await load.next();
  }
  const rates: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    load.tell({ await: events * Buffer.byteLength(payload) });
    await load.next();
    server.tell({ events, perTick, payload });
    rates.push(rateOf(await load.next<{ ms: number }>(), events));
    await server.next();
    await rest();
  }
  await Promise.all([load.end(), server.end()]);
  return typical(rates);
}

/** One of the events that the agent put out, as it stands in the log. */
async function sampleEvent(driver: GatewayClient, sessionId: string): Promise<string> {
  for (;;) {
    await rest();
    const { events } = (await driver.request({ type: "get_events", sessionId })) as unknown as { events: { type: string }[] };
    const sample = events.find(({ type }) => type === "terminal.stream");
    if (sample !== undefined) return JSON.stringify(sample);
  }
}

/** The median of the rounds but the first, which warms up. */
function typical(rates: readonly number[]): number {
  return percentile(rates.slice(1), 0.5);
}

function rateOf({ ms }: { ms: number }, events: number): number {
  return (events * CLIENTS) / (ms / 1000);
}

async function rest(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 1500));
}
