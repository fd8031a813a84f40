import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Cluster } from "../testing/cluster.ts";
import { freePort } from "../testing/free-port.ts";
import type { Outcome } from "./answer.ts";
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

/** No election because a machine is slow: this is not about those. */
const PATIENT = ["--election-ms", "2000", "--heartbeat-ms", "100"];

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
  three = await Cluster.start({ folder: join(folder, "three"), nodes: 3, args: PATIENT });
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

/** What etcd says to a sequence, and what Concordance says by some of its roads. */
async function outcomes(steps: readonly Step[], roads: readonly Road[]): Promise<[theirs: Outcome, ...ours: Outcome[]]> {
  const root = newRoot();
  const theirs = EtcdSide.begin(etcd, root).then((side) => outcomeOf(side, steps));
  const ours = roads.map((road) => ConcordanceSide.begin(road, root).then((side) => outcomeOf(side, steps)));
  return await Promise.all([theirs, ...ours]);
}

const oneNode = () => restRoad(alone.nodes[0]?.address ?? "");

withEtcd(
  `${SEQUENCES} sequences are answered alike by etcd, by one node over REST, and by a follower of three over /stream`,
  { timeout: PATIENCE_MS },
  async () => {
    let [steps, conflicts, events] = [0, 0, 0];
    const property = fc.asyncProperty(sequence, async (given: Step[]) => {
      const [theirs, one, many] = await outcomes(given, [oneNode(), stream]);
      expect(one).toEqual(theirs);
      expect(many).toEqual(theirs);
      steps += given.length;
      conflicts += theirs.answers.filter(({ kind }) => kind === "conflict").length;
      events += theirs.watched.length;
    });
    await fc.assert(property, { numRuns: SEQUENCES });
    expect(steps).toBeGreaterThanOrEqual(SEQUENCES * FEWEST_STEPS);
    expect(conflicts).toBeGreaterThan(SEQUENCES);
    expect(events).toBeGreaterThan(SEQUENCES * 5);
  },
);

/** Concordance with a defect. */
const DEFECTS: Readonly<Record<string, (road: Road) => Road>> = {
  "does not look at cas": (road) => ({ ...road, call: (method, { cas: _, ...params }: { cas?: number }) => road.call(method, params) }),
  "lists more than was asked for": (road) => ({
    ...road,
    call: (method, params) => road.call(method, method === "kv/list" ? { ...params, prefix: "" } : params),
  }),
  "tells watchers of no deletion": (road) => ({
    ...road,
    watch: (namespace, since, onChange) => road.watch(namespace, since, (change) => change.op === "set" && onChange(change)),
  }),
  "resumes one revision too late": (road) => ({
    ...road,
    watch: async (namespace, since, onChange) => await road.watch(namespace, Math.min(since + 1, await road.revision()), onChange),
  }),
};

withEtcd.for(Object.keys(DEFECTS))("a store that %s is caught", async (defect) => {
  const broken = DEFECTS[defect]?.(oneNode()) ?? oneNode();
  const property = fc.asyncProperty(sequence, async (given: Step[]) => {
    const [theirs, ours] = await outcomes(given, [broken]);
    expect(ours).toEqual(theirs);
  });
  const { failed } = await fc.check(property, { numRuns: 20, endOnFailure: true });
  expect(failed).toBe(true);
});

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
  const answer = await oneNode().call<Record<string, Value>>(method, params);
  if ("code" in answer) throw new Error(answer.code);
  return answer.result[member] as Value;
}
