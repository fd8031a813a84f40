import { randomUUID } from "node:crypto";
import { LIMITS } from "../../../generated/gateway/limits.ts";
import { EventLog, type SessionLog } from "../../../server/sessions/event-log.ts";
import { insertSession, newRecord } from "../../../server/sessions/session-record.ts";
import { Storage } from "../../../server/storage/storage.ts";
import { inTemporaryFolder } from "../processes.ts";
import { type Figure, percentile, report } from "../result.ts";

/* Durable events, appended and committed, and then carried into the session databases. */

interface Case {
  name: string;
  sessions: number;
  perTick: number;
  ticks: number;
  target: number;
}

const CASES: readonly Case[] = [
  { name: "one session", sessions: 1, perTick: 100, ticks: 10_000, target: 250_000 },
  { name: "100 sessions", sessions: 100, perTick: 10, ticks: 1000, target: 100_000 },
  { name: "1,000 sessions, one event each a tick", sessions: 1000, perTick: 1, ticks: 400, target: 30_000 },
];
/** Longest commit that one in a hundred may take, in ms. */
const LONGEST_COMMIT_MS = 25;

const figures: Figure[] = [];
for (const each of CASES) figures.push(...(await inTemporaryFolder((folder) => measure(each, folder))));
report({ row: "append + commit", figures });
process.exit(0);

async function measure({ name, sessions, perTick, ticks, target }: Case, root: string): Promise<Figure[]> {
  const { storage } = await Storage.open({ root, openDatabases: LIMITS.openDatabases, onFault: ({ error }) => fail(error.message) });
  const log = new EventLog({ target: storage, publish: () => undefined, onStall: (_stalled, reason) => fail(reason), now: Date.now });
  const logs = await openLogs(storage, log, sessions);
  await append(logs, perTick, Math.ceil(ticks / 10));
  const start = performance.now();
  const commits = await append(logs, perTick, ticks);
  const committed = performance.now();
  await storage.settle({ tenantId: "bench" });
  const settled = performance.now();
  await storage.close();
  const events = sessions * perTick * ticks;
  return [
    { name: `${name}: committed`, value: events / ((committed - start) / 1000), unit: "events/s", target: { at: "least", value: target } },
    {
      name: `${name}: committed and in the session databases`,
      value: events / ((settled - start) / 1000),
      unit: "events/s",
      target: { at: "least", value: target },
    },
    {
      name: `${name}: a commit, p99`,
      value: percentile(commits, 0.99),
      unit: "ms",
      ...(sessions === 1000 ? { target: { at: "most", value: LONGEST_COMMIT_MS } } : {}),
    },
  ];
}

async function append(logs: readonly SessionLog[], perTick: number, ticks: number): Promise<number[]> {
  const event = { type: "terminal.stream", turnId: randomUUID(), terminalId: "t", stream: "stdout", data: "x".repeat(60) } as const;
  const commits: number[] = [];
  for (let tick = 0; tick < ticks; tick++) {
    const start = performance.now();
    for (const log of logs) for (let count = 0; count < perTick; count++) log.append(event);
    await Promise.all(logs.map((log) => log.committed(log.lastSeq)));
    commits.push(performance.now() - start);
  }
  return commits;
}

async function openLogs(storage: Storage, log: EventLog, count: number): Promise<SessionLog[]> {
  const session = { agentType: "echo", name: "Bench", projectId: null, metadata: {}, createdBy: "bench", cwd: null };
  const records = Array.from({ length: count }, () => newRecord(randomUUID(), session, 0));
  await storage.transact({ kind: "registry", tenantId: "bench" }, records.map(insertSession));
  return records.map(({ id }) => log.open("bench", id, 0));
}

function fail(reason: string): never {
  throw new Error(reason);
}
