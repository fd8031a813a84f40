import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { Cluster, statusOf, until } from "../testing/cluster.ts";
import { NodeProcess } from "../testing/node-process.ts";
import { kv, rest } from "../testing/rest.ts";
import { Stream } from "../testing/stream.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";

async function started(): Promise<{ cluster: Cluster; folder: string }> {
  const folder = await temporaryFolder();
  const cluster = await Cluster.start({ folder, nodes: 3, patient: true });
  onTestFinished(() => cluster.end());
  return { cluster, folder };
}

test("a dead node is replaced by a new one, which has everything, and the cluster stands the loss of another", async () => {
  const { cluster } = await started();
  const [first, , third] = cluster.nodes as [NodeProcess, NodeProcess, NodeProcess];
  for (let at = 0; at < 50; at += 1) await rest(first.address, "PUT", kv("t", String(at)), { body: { value: at } });
  await third.kill();
  const removed = await rest(first.address, "POST", "/api/v1/cluster/remove", { body: { nodeId: "n3" } });
  expect((removed.body as { members: { nodeId: string }[] }).members.map(({ nodeId }) => nodeId)).toEqual(["n1", "n2"]);
  const fourth = await cluster.add("n4");
  const { body } = await rest(fourth.address, "GET", `${kv("t")}?consistency=linearizable`);
  expect((body as { items: object[] }).items).toHaveLength(50);
  const leader = await cluster.leader();
  await leader.kill();
  const successor = await cluster.leader();
  await until("writes go on", async () => (await rest(successor.address, "PUT", kv("t", "after"), { body: { value: 1 } })).status === 200);
});

test("the leader can be removed: another one takes over, and it serves no more", async () => {
  const { cluster } = await started();
  const leader = await cluster.leader();
  const { nodeId } = (await statusOf(leader)) as { nodeId: string };
  const other = cluster.nodes.find((node) => node !== leader) as NodeProcess;
  expect((await rest(other.address, "POST", "/api/v1/cluster/remove", { body: { nodeId } })).status).toBe(200);
  await until("another leads", async () => {
    const status = await statusOf(other);
    return status?.leader !== null && status?.leader !== nodeId;
  });
  expect((await rest(other.address, "PUT", kv("t", "k"), { body: { value: 1 } })).status).toBe(200);
  await until("it knows", async () => (await rest(leader.address, "GET", "/api/v1/ready")).status === 503);
});

test("a removed node comes back with its old folder when it is told to join", async () => {
  const { cluster } = await started();
  const [first, , third] = cluster.nodes as [NodeProcess, NodeProcess, NodeProcess];
  await rest(first.address, "POST", "/api/v1/cluster/remove", { body: { nodeId: "n3" } });
  await third.end("SIGTERM");
  await rest(first.address, "PUT", kv("t", "k"), { body: { value: "while it was away" } });
  await third.start();
  await until("it has a vote again", async () => {
    const status = await statusOf(first);
    return status?.members.find(({ nodeId }) => nodeId === "n3")?.voter === true;
  });
  await until("it has caught up", async () => (await rest(third.address, "GET", kv("t", "k"))).status === 200);
});

test("a learner gets everything, and no vote", async () => {
  const { cluster, folder } = await started();
  const [first] = cluster.nodes as [NodeProcess];
  const learner = await NodeProcess.start({
    dataDir: join(folder, "n4"),
    args: ["--node-id", "n4", "--join", first.address, "--learner", "--log-level", "warn"],
  });
  onTestFinished(() => learner.kill());
  await rest(first.address, "PUT", kv("t", "k"), { body: { value: 1 } });
  await until("it has caught up", async () => (await rest(learner.address, "GET", kv("t", "k"))).status === 200);
  expect((await statusOf(first))?.members.at(-1)).toMatchObject({ nodeId: "n4", role: "learner", voter: false });
});

test("changes of the membership that come together are made one after the other, or refused", async () => {
  const { cluster } = await started();
  const [first] = cluster.nodes as [NodeProcess];
  const stream = await Stream.open(first.address);
  const join = (nodeId: string) => stream.call("cluster/join", { nodeId, address: "127.0.0.1:1", learner: true });
  const answers = await Promise.all(["a", "b", "c", "d"].map(join));
  const codes = answers.map(({ error }) => error?.data.code ?? "OK");
  expect(codes).toContain("OK");
  for (const code of codes) expect(["OK", "CHANGE_PENDING"]).toContain(code);
  const members = (await statusOf(first))?.members.map(({ nodeId }) => nodeId) ?? [];
  expect(members.slice(3)).toEqual(["a", "b", "c", "d"].filter((_, at) => codes[at] === "OK"));
  stream.end();
});
