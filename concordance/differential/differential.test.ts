import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Cluster } from "../testing/cluster.ts";
import { freePort } from "../testing/free-port.ts";
import { ConcordanceSide, type Road } from "./concordance-side.ts";
import { Etcd, hasEtcd } from "./etcd.ts";
import { EtcdSide } from "./etcd-side.ts";
import { restRoad, streamRoad } from "./roads.ts";
import { FEWEST_STEPS, type Step, sequence } from "./sequence.ts";
import { outcomeOf } from "./side.ts";

/*
 * The same sequences are done to Concordance and to a real etcd, and both have to say the same wherever they promise the same:
 * values, what is there, whether conditional writes and batches succeed, how much was deleted, order and pages of lists, how
 * revisions follow each other, and what watchers are told. Where they differ by design is at the end of this file.
 */

const SEQUENCES = 200;
/** Some 24,000 calls, one after the other. */
const PATIENCE_MS = 600_000;

/** Continuous integration installs etcd; where it is not, there is nothing to compare with. */
const withEtcd = test.runIf(hasEtcd());

let folder: string;
let etcd: Etcd;
let alone: Cluster;
let three: Cluster;
let stream: Road & { end(): void };

beforeAll(async () => {
  if (!hasEtcd()) return;
  folder = await mkdtemp(join(tmpdir(), "concordance-differential-"));
  etcd = await Etcd.start(join(folder, "etcd"), [await freePort(), await freePort()]);
  alone = await Cluster.start({ folder: join(folder, "alone"), nodes: 1 });
  three = await Cluster.start({ folder: join(folder, "three"), nodes: 3 });
  const leader = await three.leader();
  const follower = three.nodes.find((node) => node !== leader) ?? leader;
  stream = await streamRoad(follower.address);
});

afterAll(async () => {
  if (!hasEtcd()) return;
  stream?.end();
  await Promise.all([etcd?.end(), alone?.end(), three?.end()]);
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

let roots = 0;

/** A namespace that is nobody's beginning. */
function newRoot(): string {
  roots += 1;
  return `diff/${String(roots).padStart(8, "0")}`;
}

withEtcd(
  `${SEQUENCES} sequences are answered alike by etcd, by one node over REST, and by a follower of three over /stream`,
  { timeout: PATIENCE_MS },
  async () => {
    let steps = 0;
    let conflicts = 0;
    const property = fc.asyncProperty(sequence, async (given: Step[]) => {
      const root = newRoot();
      const [theirs, one, many] = await Promise.all([
        EtcdSide.begin(etcd, root).then((side) => outcomeOf(side, given)),
        ConcordanceSide.begin(restRoad(alone.nodes[0]?.address ?? ""), root).then((side) => outcomeOf(side, given)),
        ConcordanceSide.begin(stream, root).then((side) => outcomeOf(side, given)),
      ]);
      expect(one).toEqual(theirs);
      expect(many).toEqual(theirs);
      steps += given.length;
      conflicts += theirs.answers.filter(({ kind }) => kind === "conflict").length;
    });
    await fc.assert(property, { numRuns: SEQUENCES });
    expect(steps).toBeGreaterThanOrEqual(SEQUENCES * FEWEST_STEPS);
    expect(conflicts).toBeGreaterThan(SEQUENCES);
  },
);

withEtcd("by design: versions go on after a deletion, etcd's begin again at 1", async () => {
  const root = newRoot();
  const key = Buffer.from(`${root}\0k`).toString("base64");
  const versions: number[][] = [[], []];
  for (const value of ["MQ==", "Mg=="]) {
    await etcd.call("/v3/kv/put", { key, value });
    const { kvs } = await etcd.call<{ kvs: { version: string }[] }>("/v3/kv/range", { key });
    versions[0]?.push(Number(kvs[0]?.version));
    await etcd.call("/v3/kv/deleterange", { key });
    versions[1]?.push(await resultOf<number>("kv/set", { namespace: root, key: "k", value }, "version"));
    await resultOf("kv/delete", { namespace: root, key: "k" }, "version");
  }
  expect(versions).toEqual([
    [1, 1],
    [1, 3],
  ]);
});

withEtcd("by design: a batch may write a key twice, a transaction of etcd may not", async () => {
  const root = newRoot();
  const key = Buffer.from(`${root}\0k`).toString("base64");
  const put = { request_put: { key, value: "MQ==" } };
  await expect(etcd.call("/v3/kv/txn", { success: [put, put] })).rejects.toThrow("duplicate key");
  const set = { op: "set", namespace: root, key: "k", value: 1 };
  const results = await resultOf<{ version: number }[]>(
    "kv/batch",
    { operations: [set, { op: "delete", namespace: root, key: "k" }, set] },
    "results",
  );
  expect(results.map(({ version }) => version)).toEqual([1, 2, 3]);
});

async function resultOf<Value>(method: string, params: object, member: string): Promise<Value> {
  const answer = await restRoad(alone.nodes[0]?.address ?? "").call<Record<string, Value>>(method, params);
  if ("code" in answer) throw new Error(answer.code);
  return answer.result[member] as Value;
}
