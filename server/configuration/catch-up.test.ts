import { ConcordanceClient } from "@diminuendo/concordance";
import { expect, onTestFinished, test } from "vitest";
import { LIMITS as STORE } from "../../generated/concordance/limits.ts";
import { Membership } from "../members/membership.ts";
import { createLogger } from "../observability/logger.ts";
import { ConcordanceCluster, until } from "../testing/concordance-process.ts";
import { CatchUp } from "./catch-up.ts";
import { ChangeReader } from "./change-reader.ts";
import { Subscription } from "./subscription.ts";
import { type TestCaller, testCaller, testConfiguration, type Update } from "./testing/test-configuration.ts";
import { WatchedNamespace } from "./watched-namespace.ts";

const NAMESPACE = "tenant:acme/settings";
const upTo = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

/** What catches up with a namespace of a store of its own, step by step. */
async function started() {
  const cluster = await ConcordanceCluster.start(1);
  const client = new ConcordanceClient({ addresses: cluster.addresses, apiKey: "dev" });
  const reader = new ChangeReader({ addresses: cluster.addresses, apiKey: "dev" });
  onTestFinished(() => {
    client.close();
    reader.close();
  });
  const watched = new WatchedNamespace(client, NAMESPACE, { scope: "tenant" });
  const updates: Update[] = [];
  const notify = (text: string) => void updates.push((JSON.parse(text) as { params: Update }).params);
  const subscription = new Subscription({ notify }, new Membership("ada", "acme", "", "owner"), "config:read");
  const catchUpFrom = (since: number) => new CatchUp({ client, reader, log: createLogger("silent") }, watched, subscription, since);
  const set = async (keys: readonly string[], value: unknown = 1) =>
    (await client.batch(keys.map((key) => ({ op: "set", namespace: NAMESPACE, key, value })))).revision;
  return { cluster, client, subscription, updates, catchUpFrom, set };
}

test("when changes in the middle are not kept any more, it is told what there is and what has gone, and nothing twice", async () => {
  const { client, subscription, updates, catchUpFrom, set } = await started();
  const keys = upTo(250).map((at) => `k${at}`);
  for (let round = 1; round <= 6; round += 1) await set(keys, round);
  const catchUp = catchUpFrom(0);
  // The first page has four of the six rounds.
  await catchUp.begin();
  await client.delete(NAMESPACE, "k1");
  const until = await set(["new"]);
  // A change log is full of other changes then.
  const value = "x".repeat(1_000_000);
  for (let bytes = 0; bytes <= STORE.changeLogValueBytes; bytes += 4_000_000) {
    await client.batch(upTo(4).map((at) => ({ op: "set", namespace: "tenant:other/settings", key: `${at}`, value })));
  }
  await catchUp.run(until);
  expect(subscription.isLive).toBe(true);
  const versionsOf = (key: string) => updates.filter((update) => update.key === key).map(({ op, version }) => [op, version]);
  const first = upTo(4).map((version) => ["set", version]);
  expect(versionsOf("k1")).toEqual([...first, ["delete", 7]]);
  for (const key of keys.slice(1)) expect(versionsOf(key)).toEqual([...first, ["set", 6]]);
  expect(versionsOf("new")).toEqual([["set", 1]]);
  expect(updates.every(({ revision }, at) => at === 0 || revision >= (updates[at - 1]?.revision ?? 0))).toBe(true);
});

test("when more happens than may wait, it goes on from where it is, and every change is told once", async () => {
  const { subscription, updates, catchUpFrom, set } = await started();
  const keys = upTo(250).map((at) => `k${at}`);
  for (let round = 1; round <= 2; round += 1) await set(keys);
  const catchUp = catchUpFrom(0);
  await catchUp.begin();
  // What the live watch would tell meanwhile.
  for (let round = 3; round <= 44; round += 1) {
    const revision = await set(keys);
    for (const _ of keys) subscription.hear(revision, '{"params":{"key":"heard"}}');
  }
  expect(subscription.droppedUpTo).toBe(43);
  await catchUp.run(2);
  const told = updates.filter(({ key }) => key !== "heard");
  expect(told.map(({ key, revision }) => `${revision} ${key}`)).toEqual(
    upTo(44).flatMap((revision) => keys.map((key) => `${revision} ${key}`)),
  );
  expect(updates.length).toBe(told.length);
});

test("a store that has begun anew meanwhile is told of as it is, and nothing of what waited before", async () => {
  const { subscription, updates, catchUpFrom, set } = await started();
  await set(["a", "b"]);
  const catchUp = catchUpFrom(0);
  await catchUp.begin();
  subscription.hear(900, '{"params":{"key":"of before"}}');
  subscription.restart(1);
  subscription.hear(1, '{"params":{"key":"differs"}}');
  await catchUp.run(900);
  expect(updates.map(({ key, version }) => [key, version])).toEqual([
    ["a", 1],
    ["b", 1],
  ]);
  subscription.hear(2, '{"params":{"key":"next"}}');
  expect(updates.at(-1)?.key).toBe("next");
});

test("300 who come back at once open no connection of their own that stays, and have what they missed", async () => {
  const cluster = await ConcordanceCluster.start(1);
  const { service } = await testConfiguration(cluster.addresses);
  const writer = testCaller();
  for (const value of upTo(5)) await service.set({ scope: "tenant", key: "k", value }, writer);
  await service.subscribe({ scope: "tenant" }, writer);
  const connections = async () => {
    const text = await (await fetch(`http://${cluster.addresses[0]}/metrics`, { headers: { authorization: "Bearer dev" } })).text();
    return Number(/^concordance_connections(?:\{[^}]*\})? (\d+)/m.exec(text)?.[1]);
  };
  const before = await connections();
  expect(before).toBeGreaterThan(0);
  const callers: TestCaller[] = Array.from({ length: 300 }, (_, at) => testCaller(`user-${at}`));
  await Promise.all(callers.map((caller) => service.subscribe({ scope: "tenant", since: 2 }, caller)));
  expect(await connections()).toBe(before);
  await until("all of it is told", () => callers.every(({ updates }) => updates.length === 3));
  await service.set({ scope: "tenant", key: "k", value: 6 }, writer);
  await until("it goes on", () => callers.every(({ updates }) => updates.length === 4));
  for (const { updates } of callers) expect(updates.map(({ version }) => version)).toEqual([3, 4, 5, 6]);
});
