import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ConcordanceClient } from "@diminuendo/concordance";
import { Cluster, until } from "../../../concordance/testing/cluster.ts";
import { NodeProcess } from "../../../concordance/testing/node-process.ts";
import { inTemporaryFolder } from "../processes.ts";
import { type Figure, percentile, report } from "../result.ts";
import { VALUE } from "../stores/measure.ts";

/* What does not depend on load: the loss of a leader, a start, memory. */

const KILLS = 20;
const KEYS = 100_000;
const LOG_ENTRIES = 10_000;
const STARTS = 5;

report({
  row: "Concordance by itself",
  figures: [...(await inTemporaryFolder(failover)), ...(await inTemporaryFolder(startAndMemory))],
});
process.exit(0);

/** How long nobody can write after the leader was killed. */
async function failover(folder: string): Promise<Figure[]> {
  const cluster = await Cluster.start({ folder, nodes: 3 });
  const client = new ConcordanceClient({ addresses: cluster.addresses, apiKey: "dev" });
  const gaps: number[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    const leader = await cluster.leader();
    await client.set("bench", "k", kill);
    const killed = leader.kill();
    const began = performance.now();
    await client.set("bench", "k", kill, { repeatUnknown: true });
    gaps.push(performance.now() - began);
    await killed;
    await leader.start();
    await until("all are there", async () => {
      const { members } = await client.status({ consistency: "linearizable" });
      return members.every(({ lastContactMs }) => lastContactMs !== null && lastContactMs < 100);
    });
  }
  await client.close();
  await cluster.end();
  return [
    {
      name: `time without a successful write after SIGKILL of the leader, median of ${KILLS}`,
      value: percentile(gaps, 0.5),
      unit: "ms",
      target: { at: "most", value: 500 },
      note: `longest ${Math.round(percentile(gaps, 1))} ms`,
    },
  ];
}

async function startAndMemory(folder: string): Promise<Figure[]> {
  const node = await NodeProcess.start({ dataDir: join(folder, "n1"), args: ["--bootstrap", "--log-level", "warn"] });
  const client = new ConcordanceClient({ addresses: [node.address], apiKey: "dev" });
  await fill(client, KEYS);
  const resident = await residentBytes(node.pid);
  // The last snapshot was taken at a multiple of 10,000 entries; these stay in the log.
  await fill(client, LOG_ENTRIES - 500);
  await client.close();
  await node.end("SIGTERM");
  const starts: number[] = [];
  for (let start = 0; start < STARTS; start += 1) {
    const began = performance.now();
    await node.start();
    while (!(await fetch(`${node.url}/api/v1/ready`)).ok);
    starts.push(performance.now() - began);
    await node.end("SIGTERM");
  }
  return [
    {
      name: `start with a log of about ${LOG_ENTRIES.toLocaleString("en-US")} entries on a snapshot of ${KEYS.toLocaleString("en-US")} keys, to ready`,
      value: percentile(starts, 0.5),
      unit: "ms",
      target: { at: "most", value: 1000 },
    },
    {
      name: `resident memory with ${KEYS.toLocaleString("en-US")} entries of 100 bytes`,
      value: resident / 2 ** 20,
      unit: "MiB",
      target: { at: "most", value: 150 },
    },
  ];
}

async function fill(client: ConcordanceClient, count: number): Promise<void> {
  const writer = async (_: unknown, first: number) => {
    for (let at = first; at < count; at += 64) await client.set("tenant:bench/settings", `key-${at}`, VALUE);
  };
  await Promise.all(Array.from({ length: 64 }, writer));
}

async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
}
