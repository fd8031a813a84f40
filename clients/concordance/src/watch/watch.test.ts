import fc from "fast-check";
import { expect, test } from "vitest";
import { CompactedError } from "../errors.ts";
import type { Change } from "../generated/types.ts";
import { PATIENTLY, testClient } from "../testing/client.ts";
import { ScriptedCluster } from "../testing/scripted-cluster.ts";
import { Refusal, ScriptedNode, SILENCE } from "../testing/scripted-node.ts";
import type { Watch } from "./watch.ts";

/** The next changes, each with its revision and key. */
async function take(watch: Watch, count: number): Promise<string[]> {
  const taken: string[] = [];
  while (taken.length < count) {
    const { value } = await watch.next();
    if (value === undefined) throw new Error(`It ended after ${taken.length} changes.`);
    taken.push(`${value.revision} ${value.key}`);
  }
  return taken;
}

function told(changes: readonly Change[]): string[] {
  return changes.map(({ revision, key }) => `${revision} ${key}`);
}

test("changes from now on come as they happen, without what only the wire needs", async () => {
  const cluster = await ScriptedCluster.start(1);
  const client = testClient(cluster.addresses);
  await client.set("a", "before", 1);
  const watch = client.watch("a");
  await watch.opened;
  expect(watch.revision).toBe(1);
  await client.set("a", "k", { any: "thing" });
  expect((await watch.next()).value).toEqual({
    namespace: "a",
    key: "k",
    op: "set",
    value: { any: "thing" },
    version: 1,
    revision: 2,
    updatedBy: "api",
    updatedAt: 1,
  });
});

test("changes since a revision come first", async () => {
  const cluster = await ScriptedCluster.start(1);
  const client = testClient(cluster.addresses);
  for (const key of ["a", "b", "c"]) await client.set("a", key, 1);
  const watch = client.watch("a", { since: 1 });
  expect(await take(watch, 2)).toEqual(["2 b", "3 c"]);
});

test("a watch goes on at another node when its own is killed", async () => {
  const cluster = await ScriptedCluster.start(2);
  cluster.elect("n2");
  const client = testClient(cluster.addresses);
  const watch = client.watch("a");
  await watch.opened;
  await client.set("a", "one", 1);
  await take(watch, 1);
  cluster.node("n1").stop();
  await client.set("a", "two", 1);
  expect(await take(watch, 1)).toEqual(["2 two"]);
  expect(cluster.node("n2").callsOf("watch/subscribe")[0]?.params.sinceRevision).toBe(0);
});

test("wherever connections break, a watcher gets every change once and in order", async () => {
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.record({ write: fc.integer({ min: 1, max: 4 }) }) },
    { weight: 1, arbitrary: fc.constant("drop" as const) },
    { weight: 1, arbitrary: fc.constant("wait" as const) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const cluster = await ScriptedCluster.start(2);
      const client = testClient(cluster.addresses);
      const watch = client.watch("a", { since: 0 });
      await watch.opened;
      let keys = 0;
      for (const what of steps) {
        if (what === "wait") await new Promise((resolve) => setTimeout(resolve, 5));
        else if (what === "drop") for (const node of cluster.nodes) node.drop();
        else cluster.store.write(Array.from({ length: what.write }, () => ({ key: `k${keys++}`, value: 1 })));
      }
      cluster.store.write([{ key: "last", value: 1 }]);
      const { changes } = cluster.store;
      expect(await take(watch, changes.length)).toEqual(told(changes));
      client.close();
      for (const node of cluster.nodes) node.stop();
    }),
    { numRuns: 40 },
  );
});

test("what still comes for a subscription of before is not taken for one of now", async () => {
  const cluster = await ScriptedCluster.start(1);
  const node = cluster.node("n1");
  const works = cluster.scriptOf(node);
  const client = testClient(cluster.addresses);
  const first = client.watch("a");
  await first.opened;
  node.script = (call) => {
    if (call.method !== "watch/subscribe") return works(call);
    call.connection.notify("watch/change", { subscription: "a", ...cluster.store.changes[0], key: "of before" });
    return works(call);
  };
  cluster.store.write([{ key: "k", value: 1 }]);
  first.close();
  const second = client.watch("a", { since: 0 });
  expect(await take(second, 1)).toEqual(["1 k"]);
});

test("two watches of one namespace do not end each other: each has a connection, which goes with it", async () => {
  const cluster = await ScriptedCluster.start(1);
  const node = cluster.node("n1");
  const client = testClient(cluster.addresses);
  for (const key of ["a", "b"]) await client.set("a", key, 1);
  const watches = [client.watch("a"), client.watch("a", { since: 0 }), client.watch("a", { since: 1 }), client.watch("other")];
  await Promise.all(watches.map(({ opened }) => opened));
  expect(node.connections.size).toBe(3);
  await client.set("a", "c", 1);
  const [now, all, some] = watches as [Watch, Watch, Watch];
  expect([await take(now, 1), await take(all, 3), await take(some, 2)]).toEqual([["3 c"], ["1 a", "2 b", "3 c"], ["2 b", "3 c"]]);
  for (const watch of watches) watch.close();
  await expect.poll(() => node.connections.size, PATIENTLY).toBe(1);
});

test("a node that takes no more subscriptions on a connection gets them on another one", async () => {
  const node = await ScriptedNode.start();
  node.script = ({ method, connection }) => {
    if (method !== "watch/subscribe") return {};
    const isFull = node.callsOf("watch/subscribe").filter((call) => call.connection === connection).length > 2;
    return isFull ? new Refusal("TOO_MANY_SUBSCRIPTIONS") : { revision: 1 };
  };
  const client = testClient([node.address]);
  await Promise.all(["a", "b", "c", "d", "e"].map((namespace) => client.watch(namespace).opened));
  expect(node.connections.size).toBe(3);
});

test("a loop that is left ends its subscription, and closing ends a loop", async () => {
  const cluster = await ScriptedCluster.start(1);
  const client = testClient(cluster.addresses);
  for (const key of ["a", "b"]) await client.set("a", key, 1);
  for await (const { key } of client.watch("a", { since: 0 })) if (key === "b") break;
  await expect.poll(() => cluster.node("n1").callsOf("watch/unsubscribe").length, PATIENTLY).toBe(1);
  const watch = client.watch("a");
  setTimeout(() => client.close(), 20);
  for await (const _change of watch) expect.fail("nothing has changed");
});

test("changes that are not kept any more end it, with what can be continued from", async () => {
  const cluster = await ScriptedCluster.start(1);
  cluster.store.revision = 90;
  cluster.store.compactedTo = 50;
  const watch = testClient(cluster.addresses).watch("a", { since: 49 });
  const error = await watch.next().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(CompactedError);
  expect(error).toMatchObject({ code: "COMPACTED", compactedTo: 50 });
  await expect(watch.opened).rejects.toBe(error);
});

test("a node that has not come as far as the cursor is not believed: another one has, or it will", async () => {
  const cluster = await ScriptedCluster.start(2);
  const [behind, ahead] = cluster.nodes as [ScriptedNode, ScriptedNode];
  cluster.store.write([{ key: "a", value: 1 }]);
  const works = cluster.scriptOf(behind);
  behind.script = (call) => (call.method === "watch/subscribe" ? new Refusal("COMPACTED", { compactedTo: 0 }) : works(call));
  const client = testClient(cluster.addresses);
  await client.watch("a", { since: 1 }).opened;
  expect(ahead.callsOf("watch/subscribe")).toHaveLength(1);
  const alone = testClient([behind.address]);
  ahead.stop();
  setTimeout(() => {
    behind.script = works;
  }, 300);
  await alone.watch("a", { since: 1 }).opened;
});

test("a cursor that no node ever comes to is given up after a while", async () => {
  const cluster = await ScriptedCluster.start(1);
  const watch = testClient(cluster.addresses, { timeoutMs: 300 }).watch("a", { since: 1_000_000 });
  await expect(watch.next()).rejects.toMatchObject({ name: "CompactedError", compactedTo: 0 });
});

test("a namespace that is none is told, and not asked for again", async () => {
  const node = await ScriptedNode.start({ script: () => new Refusal("INVALID_REQUEST", { details: [] }) });
  await expect(testClient([node.address]).watch("//").next()).rejects.toMatchObject({ code: "INVALID_REQUEST" });
  expect(node.calls).toHaveLength(1);
});

test("who does not take what comes does not fill the memory: it is asked for again when it is needed", async () => {
  const cluster = await ScriptedCluster.start(1);
  const node = cluster.node("n1");
  const client = testClient(cluster.addresses);
  const watch = client.watch("a", { since: 0 });
  await watch.opened;
  for (let count = 0; count < 6000; count += 1)
    cluster.store.write(Array.from({ length: 5 }, (_, index) => ({ key: `k${index}`, value: 1 })));
  await expect.poll(() => node.callsOf("watch/unsubscribe").length, PATIENTLY).toBe(1);
  const sent = node.callsOf("watch/subscribe").length;
  expect(await take(watch, 30_000)).toEqual(told(cluster.store.changes));
  expect(node.callsOf("watch/subscribe").length).toBeGreaterThan(sent);
});

test("the size of what waits counts, too", async () => {
  const cluster = await ScriptedCluster.start(1);
  const node = cluster.node("n1");
  const watch = testClient(cluster.addresses).watch("a", { since: 0 });
  await watch.opened;
  const value = "x".repeat(1024 * 1024);
  for (let count = 0; count < 40; count += 1) cluster.store.write([{ key: "k", value }]);
  await expect.poll(() => node.callsOf("watch/unsubscribe").length, PATIENTLY).toBe(1);
  expect(await take(watch, 40)).toEqual(told(cluster.store.changes));
});

test("progress moves the cursor of a watch that is waited on", async () => {
  const node = await ScriptedNode.start({ script: () => ({ revision: 4 }) });
  const watch = testClient([node.address]).watch("a");
  await watch.opened;
  const next = watch.next();
  for (const { connection } of node.callsOf("watch/subscribe")) connection.notify("watch/progress", { namespace: "a", revision: 900 });
  await expect.poll(() => watch.revision, PATIENTLY).toBe(900);
  watch.close();
  expect(await next).toEqual({ done: true, value: undefined });
});

test("notifications that make no sense are passed over", async () => {
  const cluster = await ScriptedCluster.start(1);
  const client = testClient(cluster.addresses);
  const watch = client.watch("a");
  await watch.opened;
  for (const connection of cluster.node("n1").connections) {
    connection.notify("watch/change", { subscription: "a", revision: "7" });
    connection.notify("watch/change", { subscription: "other", revision: 7 });
    connection.notify("watch/progress", {});
    connection.notify("watch/something-new", { revision: 7 });
  }
  await client.set("a", "k", 1);
  expect(await take(watch, 1)).toEqual(["1 k"]);
});

test("a subscription that is not answered is tried again", async () => {
  const node = await ScriptedNode.start();
  node.script = ({ method }) => (method === "watch/subscribe" && node.callsOf(method).length > 1 ? { revision: 3 } : SILENCE);
  await testClient([node.address], { timeoutMs: 200 }).watch("a").opened;
  expect(node.callsOf("watch/subscribe").length).toBeGreaterThan(1);
});

test("a watch waits for a cluster that is not there yet", async () => {
  const cluster = await ScriptedCluster.start(1);
  const node = cluster.node("n1");
  node.stop();
  const client = testClient(cluster.addresses, { timeoutMs: 100 });
  const watch = client.watch("a");
  await new Promise((resolve) => setTimeout(resolve, 300));
  await node.listen();
  await watch.opened;
});

test("changes can be called back with, one after the other", async () => {
  const cluster = await ScriptedCluster.start(1);
  const client = testClient(cluster.addresses);
  for (const key of ["a", "b", "c"]) await client.set("a", key, 1);
  const heard: string[] = [];
  const watch = client.watch("a", {
    since: 0,
    onChange: async ({ key }) => {
      heard.push(`${key} begins`);
      await new Promise((resolve) => setTimeout(resolve, 5));
      heard.push(`${key} ends`);
      if (key === "c") watch.close();
    },
  });
  await watch.ended;
  expect(heard).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
});

test("what a callback throws ends the watch, and is told", async () => {
  const cluster = await ScriptedCluster.start(1);
  const node = cluster.node("n1");
  const client = testClient(cluster.addresses);
  await client.set("a", "k", 1);
  const watch = client.watch("a", {
    since: 0,
    onChange: () => {
      throw new Error("no room");
    },
  });
  await expect(watch.ended).rejects.toThrow("no room");
  await expect.poll(() => node.callsOf("watch/unsubscribe").length, PATIENTLY).toBe(1);
});

test("what is taken after the end of a watch does not begin it again", async () => {
  const cluster = await ScriptedCluster.start(1);
  const node = cluster.node("n1");
  const client = testClient(cluster.addresses);
  const watch = client.watch("a", { since: 0 });
  await watch.opened;
  for (let count = 0; count < 3000; count += 1)
    cluster.store.write(Array.from({ length: 5 }, (_, index) => ({ key: `k${index}`, value: 1 })));
  await expect.poll(() => node.callsOf("watch/unsubscribe").length, PATIENTLY).toBe(1);
  watch.close();
  expect(await watch.next()).toEqual({ done: true, value: undefined });
  await client.set("a", "k", 1);
  expect(node.callsOf("watch/subscribe")).toHaveLength(1);
});
