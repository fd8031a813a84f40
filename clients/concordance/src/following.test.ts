import { expect, test } from "vitest";
import { PATIENTLY, testClient } from "./testing/client.ts";
import { ScriptedCluster } from "./testing/scripted-cluster.ts";
import { Refusal, ScriptedNode, SILENCE } from "./testing/scripted-node.ts";

test("a write goes to the leader directly, also when only another node was given", async () => {
  const cluster = await ScriptedCluster.start();
  cluster.elect("n3");
  const client = testClient([cluster.node("n1").address]);
  await client.set("a", "k", 1);
  for (let count = 0; count < 20; count += 1) await client.set("a", "k", count);
  expect(cluster.node("n3").callsOf("kv/set")).toHaveLength(21);
  expect(cluster.node("n3").calls[0]?.params).toMatchObject({ forward: false });
  expect(cluster.node("n1").callsOf("kv/set").length).toBeLessThanOrEqual(1);
  expect(cluster.node("n2").opened).toBe(0);
});

test("a linearizable read goes to the leader, any other to the first node that was given", async () => {
  const cluster = await ScriptedCluster.start();
  cluster.elect("n2");
  const client = testClient(cluster.addresses);
  await client.set("a", "k", 1);
  await client.get("a", "k");
  await client.get("a", "k", { consistency: "linearizable" });
  expect(cluster.node("n1").callsOf("kv/get")).toHaveLength(1);
  expect(
    cluster
      .node("n2")
      .callsOf("kv/get")
      .map(({ params }) => params.consistency),
  ).toEqual(["linearizable"]);
});

test("when another node leads, calls go there at once", async () => {
  const cluster = await ScriptedCluster.start();
  const client = testClient(cluster.addresses);
  await client.set("a", "k", 1);
  cluster.elect("n2");
  const began = performance.now();
  await client.set("a", "k", 2);
  // Well within the time that it has.
  expect(performance.now() - began).toBeLessThan(2500);
  await client.set("a", "k", 3);
  expect(cluster.node("n2").callsOf("kv/set")).toHaveLength(2);
  expect(cluster.node("n1").callsOf("kv/set")).toHaveLength(2);
});

test("when the leader is killed, writes that were not under way wait for the next one, and none is lost or done twice", async () => {
  const cluster = await ScriptedCluster.start();
  const lost = Promise.withResolvers<void>();
  const client = testClient(cluster.addresses, { onState: ({ problem }) => problem !== null && lost.resolve() });
  await client.set("a", "k", 0);
  cluster.node("n1").stop();
  await lost.promise;
  // The others believe in it for a while, and then in nobody.
  const written = Promise.all(Array.from({ length: 50 }, (_, index) => client.set("a", `k${index}`, index)));
  setTimeout(() => cluster.elect(null), 100);
  setTimeout(() => cluster.elect("n3"), 200);
  const began = performance.now();
  const entries = await written;
  expect(performance.now() - began).toBeLessThan(3000);
  expect(entries.map(({ version }) => version)).toEqual(Array.from({ length: 50 }, () => 1));
  expect(cluster.store.revision).toBe(51);
});

test("nodes that send a call to each other are not asked without end", async () => {
  const [one, two] = [await ScriptedNode.start({ id: "n1" }), await ScriptedNode.start({ id: "n2" })];
  let isOver = false;
  one.script = () => (isOver ? { version: 1 } : new Refusal("NOT_LEADER", { leader: two.address }));
  two.script = () => new Refusal("NOT_LEADER", { leader: one.address });
  for (const node of [one, two]) node.status = () => SILENCE;
  const client = testClient([one.address, two.address]);
  const written = client.set("a", "k", 1);
  await new Promise((resolve) => setTimeout(resolve, 600));
  const asked = one.calls.length + two.calls.length;
  expect(asked).toBeGreaterThan(4);
  expect(asked).toBeLessThan(40);
  isOver = true;
  await expect(written).resolves.toEqual({ version: 1 });
});

test("a leader that this client cannot reach is reached by another node, until it can be", async () => {
  const cluster = await ScriptedCluster.start(2);
  cluster.elect("n2");
  cluster.node("n2").stop();
  const client = testClient([cluster.node("n1").address]);
  await client.set("a", "k", 1);
  expect(cluster.node("n1").callsOf("kv/set").at(-1)?.params).toMatchObject({ forward: true });
  await client.set("a", "k", 2);
  expect(cluster.store.revision).toBe(2);
  await cluster.node("n2").listen();
  await expect
    .poll(async () => {
      await client.set("a", "k", 3);
      return cluster.node("n2").callsOf("kv/set").length;
    }, PATIENTLY)
    .toBeGreaterThan(0);
});

test("nodes are learned from the cluster: the one that was given may go", async () => {
  const cluster = await ScriptedCluster.start();
  cluster.elect("n2");
  const client = testClient([cluster.node("n1").address]);
  await client.set("a", "k", 1);
  cluster.node("n1").stop();
  await expect(client.get("a", "k")).resolves.toMatchObject({ value: 1 });
  cluster.elect("n3");
  await expect(client.set("a", "k", 2)).resolves.toMatchObject({ version: 2 });
});

test("a node that does not answer at all does not hold up what others can answer", async () => {
  const cluster = await ScriptedCluster.start(2);
  const first = cluster.node("n1");
  first.stop();
  const { createServer } = await import("node:net");
  const mute = createServer(() => undefined).listen(Number(first.address.split(":")[1]), "127.0.0.1");
  cluster.elect("n2");
  const problems: Error[] = [];
  const client = testClient(cluster.addresses, { onState: ({ problem }) => problem !== null && problems.push(problem) });
  await client.set("a", "k", 1);
  await client.get("a", "k");
  // It was not even waited for until it was given up.
  expect(problems).toEqual([]);
  client.close();
  mute.close();
});

test("a node that stopped in the middle is noticed, and what only reads is asked of another one", async () => {
  const cluster = await ScriptedCluster.start(2);
  const client = testClient(cluster.addresses, { timeoutMs: 10_000 });
  await client.set("a", "k", 1);
  await client.get("a", "k");
  for (const { socket } of cluster.node("n1").connections) socket.pause();
  const began = performance.now();
  await expect(client.get("a", "k")).resolves.toMatchObject({ value: 1 });
  expect(performance.now() - began).toBeLessThan(9000);
});

test("a leader that stopped is left as soon as another one leads, before it is certain that it is dead", async () => {
  const cluster = await ScriptedCluster.start();
  const client = testClient(cluster.addresses, { timeoutMs: 10_000 });
  await client.set("a", "k", 1);
  for (const { socket } of cluster.node("n1").connections) socket.pause();
  cluster.elect("n2");
  let isStuck = true;
  const stuck = client
    .set("a", "k", 2)
    .catch((error: Error) => error.name)
    .finally(() => {
      isStuck = false;
    });
  await new Promise((resolve) => setTimeout(resolve, 1700));
  await client.set("a", "k", 3);
  expect(isStuck).toBe(true);
  expect(await stuck).toBe("OutcomeUnknownError");
});

test("a node whose disk fails is left alone while another one is there", async () => {
  const cluster = await ScriptedCluster.start(2);
  const client = testClient(cluster.addresses);
  await client.set("a", "k", 1);
  cluster.node("n1").script = () => new Refusal("STORAGE_FAILED");
  cluster.elect("n2");
  for (let count = 0; count < 10; count += 1) await expect(client.get("a", "k")).resolves.toMatchObject({ value: 1 });
  await client.set("a", "k", 2);
  expect(cluster.node("n1").calls.length).toBeLessThan(6);
});

test("one connection serves all calls to a node", async () => {
  const cluster = await ScriptedCluster.start(1);
  const client = testClient(cluster.addresses);
  await Promise.all(Array.from({ length: 200 }, (_, index) => client.set("a", `k${index}`, index)));
  expect(cluster.node("n1").opened).toBe(1);
  expect(cluster.node("n1").upgrades[0]?.headers).toMatchObject({
    authorization: "Bearer dev",
    "sec-websocket-protocol": "concordance.v1",
  });
});

test("whoever wants to know is told of connections and of who leads", async () => {
  const cluster = await ScriptedCluster.start(2);
  const told: (readonly [number, string | null])[] = [];
  const client = testClient([cluster.node("n1").address], {
    onState: ({ connected, leader }) => {
      told.push([connected.length, leader]);
    },
  });
  await client.set("a", "k", 1);
  cluster.elect("n2");
  await client.set("a", "k", 2);
  expect(told[0]).toEqual([1, null]);
  expect(told.at(-1)).toEqual([2, cluster.node("n2").address]);
});

test("a watch does not stay at a node that has lost its cluster", async () => {
  const cluster = await ScriptedCluster.start();
  cluster.elect("n2");
  const [alone, leader] = [cluster.node("n1"), cluster.node("n2")];
  const lost = { ...cluster.statusOf(alone), leader: null, role: "pre_candidate" };
  const client = testClient(cluster.addresses);
  const watch = client.watch("a");
  await watch.opened;
  expect(alone.callsOf("watch/subscribe")).toHaveLength(1);
  alone.status = () => lost;
  await expect
    .poll(() => leader.callsOf("watch/subscribe").length + cluster.node("n3").callsOf("watch/subscribe").length, PATIENTLY)
    .toBe(1);
});

test("when all nodes have lost their leader, a watch stays where it is", async () => {
  const cluster = await ScriptedCluster.start();
  const client = testClient(cluster.addresses);
  await client.watch("a").opened;
  cluster.elect(null);
  await new Promise((resolve) => setTimeout(resolve, 4000));
  expect(cluster.nodes.map((node) => node.callsOf("watch/subscribe").length)).toEqual([1, 0, 0]);
});
