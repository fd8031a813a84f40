import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { LIMITS } from "../../generated/concordance/limits.ts";
import { Cluster, statusOf, until } from "../testing/cluster.ts";
import { NodeProcess } from "../testing/node-process.ts";
import { kv, rest } from "../testing/rest.ts";
import { Stream } from "../testing/stream.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";

/** More would be turned away. */
const WRITERS = 1_000;

/** Writes some numbered entries, many at a time, and resolves with those that were acknowledged. */
async function writeAll(address: string, count: number, namespace = "t"): Promise<number[]> {
  const stream = await Stream.open(address);
  const acknowledged: number[] = [];
  await Promise.all(
    Array.from({ length: WRITERS }, async (_, first) => {
      for (let at = first; at < count; at += WRITERS) {
        const { error } = await stream.call("kv/set", { namespace, key: String(at).padStart(6, "0"), value: at });
        if (error === undefined) acknowledged.push(at);
      }
    }),
  ).catch(() => undefined);
  stream.end();
  return acknowledged;
}

async function keysOf(address: string, namespace = "t"): Promise<Set<number>> {
  const keys = new Set<number>();
  let cursor = "";
  do {
    const { body } = await rest(address, "GET", `${kv(namespace)}?consistency=linearizable${cursor}`);
    const page = body as { items: { value: number }[]; nextCursor: string | null };
    for (const { value } of page.items) keys.add(value);
    cursor = page.nextCursor === null ? "" : `&cursor=${page.nextCursor}`;
  } while (cursor !== "");
  return keys;
}

test("what was acknowledged survives the death of all nodes at once, in the middle of writes", async () => {
  const cluster = await Cluster.start({ folder: await temporaryFolder(), nodes: 3, patient: true });
  onTestFinished(() => cluster.end());
  for (let round = 0; round < 3; round += 1) {
    const leader = await cluster.leader();
    const written = writeAll(leader.address, 20_000, `t/${round}`);
    const reader = await Stream.open(leader.address);
    await reader.result("watch/subscribe", { namespace: `t/${round}` });
    await reader.find(() => (reader.notifications.length > 500 ? true : undefined));
    await Promise.all(cluster.nodes.map((node) => node.kill()));
    const acknowledged = await written;
    const seen = reader.notifications.map(({ params }) => params["value"] as number);
    expect(acknowledged.length).toBeGreaterThan(0);
    await Promise.all(cluster.nodes.map((node) => node.start()));
    const kept = await keysOf((await cluster.leader()).address, `t/${round}`);
    // What a watcher was told is as certain as what a writer was told.
    for (const at of [...acknowledged, ...seen]) expect(kept.has(at)).toBe(true);
  }
});

test("a node that was away for longer than the log reaches back takes the leader's snapshot, and goes on from there", async () => {
  const cluster = await Cluster.start({ folder: await temporaryFolder(), nodes: 3, patient: true });
  onTestFinished(() => cluster.end());
  const leader = await cluster.leader();
  const away = cluster.nodes.find((node) => node !== leader) as NodeProcess;
  const watcher = await Stream.open(away.address);
  await watcher.result("watch/subscribe", { namespace: "t" });
  await away.end("SIGTERM");
  const count = LIMITS.snapshotEntries * 2 + LIMITS.snapshotTrailing;
  expect(await writeAll(leader.address, count)).toHaveLength(count);
  await away.start();
  await until("it has caught up", async () => (await statusOf(away))?.revision === (await statusOf(leader))?.revision);
  expect((await keysOf(away.address)).size).toBe(count);
  // And again from the files that it has now.
  await away.kill();
  await away.start();
  await until("it has caught up", async () => (await statusOf(away))?.revision === (await statusOf(leader))?.revision);
  const backups = await Promise.all(cluster.nodes.map(({ address }) => rest(address, "GET", "/api/v1/snapshot")));
  for (const { bytes } of backups) expect(bytes.equals(backups[0]?.bytes as Buffer)).toBe(true);
});

test("a node whose disk refuses a write stops serving and says so; the others go on, and it comes back when there is room", async () => {
  const cluster = await Cluster.start({ folder: await temporaryFolder(), nodes: 3, patient: true });
  onTestFinished(() => cluster.end());
  const leader = await cluster.leader();
  const { nodeId } = (await statusOf(leader)) as { nodeId: string };
  const before = await writeAll(leader.address, 100, "t/before");
  expect(before).toHaveLength(100);
  // No file may be written beyond its first page: to the process that is a disk without room.
  execFileSync("prlimit", ["--pid", String(leader.pid), "--fsize=4096:"]);
  const stream = await Stream.open(leader.address);
  const answer = await stream.call("kv/set", { namespace: "t", key: "k", value: "lost or kept, but not acknowledged" });
  expect(["STORAGE_FAILED", "PROPOSAL_TIMEOUT"]).toContain(answer.error?.data.code);
  await until("it says so", async () => (await rest(leader.address, "GET", "/api/v1/ready")).status === 503);
  for (const [method, path, body] of [
    ["GET", kv("t/before"), undefined],
    ["PUT", kv("t", "k"), { value: 1 }],
    ["GET", "/api/v1/cluster/status", undefined],
  ] as const) {
    expect(await rest(leader.address, method, path, { body })).toMatchObject({ status: 503, body: { error: { code: "STORAGE_FAILED" } } });
  }
  expect((await rest(leader.address, "GET", "/api/v1/health")).status).toBe(200);
  const others = cluster.nodes.filter((node) => node !== leader);
  await until("another leads", async () => {
    const status = await statusOf(others[0] as NodeProcess);
    return status !== null && status.leader !== null && status.leader !== nodeId;
  });
  expect((await rest((others[0] as NodeProcess).address, "PUT", kv("t/after", "k"), { body: { value: 1 } })).status).toBe(200);
  await leader.kill();
  await leader.start();
  await until("it has caught up", async () => (await rest(leader.address, "GET", kv("t/after", "k"))).status === 200);
  expect((await keysOf(leader.address, "t/before")).size).toBe(100);
});

test("a damaged log is refused at the start, with what is damaged, and nothing of it is lost", async () => {
  const dataDir = join(await temporaryFolder(), "n1");
  const node = await NodeProcess.start({ dataDir, args: ["--bootstrap", "--log-level", "silent"] });
  onTestFinished(() => node.kill());
  await writeAll(node.address, 200);
  await node.end("SIGTERM");
  const file = join(dataDir, "raft.db");
  const whole = await readFile(file);
  const at = whole.indexOf("000123");
  expect(at).toBeGreaterThan(0);
  const damaged = Buffer.from(whole);
  damaged[at] = 0x39;
  await writeFile(file, damaged);
  await expect(node.start()).rejects.toThrow(/ended with 1:\n.*(checksum|damaged)/s);
  await writeFile(file, whole);
  await node.start();
  expect((await keysOf(node.address)).size).toBe(200);
});
