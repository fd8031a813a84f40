import { expect, onTestFinished, test } from "vitest";
import { Cluster } from "../../../concordance/testing/cluster.ts";
import { rest } from "../../../concordance/testing/rest.ts";
import { temporaryFolder } from "../../../concordance/testing/temporary-folder.ts";
import { type Change, ConcordanceClient, OutcomeUnknownError } from "../src/index.ts";

/** A write that was acknowledged, as the change log must have it. */
type Acknowledged = Pick<Change, "key" | "version" | "revision" | "value">;

async function startCluster(): Promise<Cluster> {
  const cluster = await Cluster.start({ folder: await temporaryFolder(), nodes: 3 });
  onTestFinished(() => cluster.end());
  return cluster;
}

function connect(addresses: readonly string[]): ConcordanceClient {
  const client = new ConcordanceClient({ addresses, apiKey: "dev" });
  onTestFinished(() => client.close());
  return client;
}

/** Kills the leader, and starts it again once others have gone on without it. */
async function killLeader(cluster: Cluster): Promise<void> {
  const leader = await cluster.leader();
  await leader.kill();
  await cluster.leader();
  await leader.start();
}

/** Every change of a namespace, as the leader has it. */
async function changeLog(cluster: Cluster, namespace: string): Promise<Change[]> {
  const { address } = await cluster.leader();
  const changes: Change[] = [];
  for (let since = 0; ; ) {
    const { body } = await rest(address, "GET", `/api/v1/changes?namespace=${namespace}&since=${since}`);
    const page = body as { changes: Change[]; revision: number };
    changes.push(...page.changes);
    if (page.changes.length === 0) return changes;
    since = page.revision;
  }
}

/** Writes one key again and again until it is told to stop. What it was not told of as done may have been done. */
async function writeUntil(stopped: AbortSignal, client: ConcordanceClient, key: string, isConditional: boolean): Promise<Acknowledged[]> {
  const acknowledged: Acknowledged[] = [];
  let version = 0;
  for (let value = 1; !stopped.aborted; value += 1) {
    try {
      const entry = await client.set("load", key, value, isConditional && version > 0 ? { cas: version } : {});
      version = entry.version;
      acknowledged.push({ key, version, revision: entry.revision, value });
    } catch (error) {
      if (!(error instanceof OutcomeUnknownError)) throw error;
      version = (await client.get("load", key, { consistency: "linearizable" }))?.version ?? 0;
    }
  }
  return acknowledged;
}

test("while leaders are killed, every acknowledged write is kept, and every watcher gets every change once and in order", async () => {
  const cluster = await startCluster();
  const { addresses } = cluster;
  const clients = [0, 1, 2].map((first) => connect([...addresses.slice(first), ...addresses.slice(0, first)]));
  const watched = clients.map(async (client) => {
    const changes: Change[] = [];
    for await (const change of client.watch("load", { since: 0 })) {
      changes.push(change);
      if (change.key === "last") return changes;
    }
    return changes;
  });
  const stopped = new AbortController();
  const writers = clients.flatMap((client, at) =>
    [0, 1, 2, 3].map((number) => writeUntil(stopped.signal, client, `writer-${at}-${number}`, number % 2 === 0)),
  );
  for (let kills = 0; kills < 4; kills += 1) await killLeader(cluster);
  stopped.abort();
  const acknowledged = (await Promise.all(writers)).flat();
  expect(acknowledged.length).toBeGreaterThan(200);
  // A node that was behind when it was killed must be told, too.
  await clients[0]?.set("load", "last", 1);
  const log = await changeLog(cluster, "load");
  for (const changes of await Promise.all(watched)) expect(changes).toEqual(log);
  const logged = new Map(log.map((change) => [`${change.key} ${change.version}`, change]));
  for (const write of acknowledged) expect(logged.get(`${write.key} ${write.version}`)).toMatchObject(write);
});

test("a write that begins after the leader was killed succeeds as soon as another one leads", async () => {
  const cluster = await startCluster();
  const client = connect(cluster.addresses);
  await client.set("a", "k", 0);
  const leader = await cluster.leader();
  await leader.kill();
  const began = performance.now();
  const { version } = await client.set("a", "k", 1, { repeatUnknown: true });
  expect(version).toBeGreaterThan(1);
  // Well above what it takes, as a busy machine holds elections up; it does not wait for any timeout of its own.
  expect(performance.now() - began).toBeLessThan(5000);
});

test("a leader that hands over loses no write, and no write becomes unknown", async () => {
  const cluster = await startCluster();
  const client = connect(cluster.addresses);
  const stopped = new AbortController();
  const writer = (async () => {
    let count = 0;
    for (; !stopped.signal.aborted; count += 1) await client.set("a", "k", count);
    return count;
  })();
  for (let count = 0; count < 3; count += 1) await client.transfer();
  stopped.abort();
  const written = await writer;
  await expect(client.get("a", "k", { consistency: "linearizable" })).resolves.toMatchObject({ version: written });
});

test("a client that was given one node finds the others, and does without it", async () => {
  const cluster = await startCluster();
  const [given] = cluster.nodes;
  const client = connect([given?.address ?? ""]);
  await client.set("a", "k", 1);
  await given?.kill();
  await expect(client.set("a", "k", 2, { repeatUnknown: true })).resolves.toMatchObject({ value: 2 });
  // Whichever node is asked now, its own state may be of a moment ago.
  await expect(client.get("a", "k", { consistency: "linearizable" })).resolves.toMatchObject({ value: 2 });
});
