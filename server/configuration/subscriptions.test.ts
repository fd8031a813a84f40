import { expect, test } from "vitest";
import { LIMITS as STORE } from "../../generated/concordance/limits.ts";
import { ConcordanceCluster, ConcordanceProcess, until } from "../testing/concordance-process.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { refusal, type TestCaller, testCaller, testConfiguration } from "./testing/test-configuration.ts";

const USER = { scope: "user" } as const;
const TENANT = { scope: "tenant" } as const;

function versionsOf({ updates }: TestCaller, key: string): number[] {
  return updates.filter((update) => update.key === key).map(({ version }) => version);
}

function inOrder(updates: TestCaller["updates"]): boolean {
  return updates.every(({ revision }, at) => at === 0 || revision >= (updates[at - 1]?.revision ?? 0));
}

const upTo = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

test("100 subscribers of two gateways have each of 10,000 changes once and in order, though the leader is killed in the middle", async () => {
  const cluster = await ConcordanceCluster.start(3);
  // Each gateway watches another node first; one of them the leader.
  const gateways = await Promise.all([testConfiguration(cluster.addresses), testConfiguration(cluster.addresses.toReversed())]);
  const subscribers = Array.from({ length: 100 }, (_, at) => testCaller(`user-${at}`));
  await Promise.all(subscribers.map((caller, at) => (gateways[at % 2] as (typeof gateways)[0]).service.subscribe(TENANT, caller)));
  const leader = await cluster.leader();
  const writer = testCaller();
  const CHANGES = 10_000;
  const BATCH = 50;
  const seen = subscribers[0] as TestCaller;
  let isKilled: Promise<void> | null = null;
  for (let from = 0; from < CHANGES; ) {
    if (from >= CHANGES / 2) isKilled ??= leader.end("SIGKILL");
    const { service } = gateways[(from / BATCH) % 2] as (typeof gateways)[0];
    // Each key is written with the version that is due: whatever is not known to be done can be tried again.
    const operations = upTo(BATCH).map((at) => ({ op: "set" as const, ...TENANT, key: `k${at}`, value: from + at, cas: from / BATCH }));
    const done = await service.batch({ operations }, writer).catch((error: { code: string; facts: { currentVersion?: number } }) => error);
    if ("versions" in done) from += BATCH;
    else if (done.code === "VERSION_CONFLICT" && done.facts.currentVersion === from / BATCH + 1) from += BATCH;
    else expect(done.code).toBe("CONFIG_UNAVAILABLE");
  }
  await isKilled;
  await until("everyone has everything", () => subscribers.every(({ updates }) => updates.length >= CHANGES));
  for (const caller of subscribers) {
    expect(caller.updates.length).toBe(CHANGES);
    expect(caller.updates.map(({ key, version, revision }) => [key, version, revision])).toEqual(
      seen.updates.map(({ key, version, revision }) => [key, version, revision]),
    );
  }
  expect(inOrder(seen.updates)).toBe(true);
  for (const at of upTo(BATCH)) expect(versionsOf(seen, `k${at}`)).toEqual(upTo(CHANGES / BATCH));
});

test("whoever subscribes gets what changes from then on, whatever gateway and whatever way it is made", async () => {
  const cluster = await ConcordanceCluster.start(1);
  const [{ service: one }, { service: two }] = await Promise.all([
    testConfiguration(cluster.addresses),
    testConfiguration(cluster.addresses),
  ]);
  const [early, late] = [testCaller(), testCaller()];
  await one.set({ ...USER, key: "k", value: 1 }, early);
  const { revision } = await one.subscribe(USER, early);
  expect(revision).toBe(1);
  await two.set({ ...USER, key: "k", value: 2 }, early);
  await one.delete({ ...USER, key: "k" }, early);
  await two.set({ ...USER, key: "short", value: 0, expiresAt: 1 }, early);
  await until("all of it is told", () => early.updates.length === 4);
  expect(await one.subscribe(USER, late)).toEqual({ subscribed: true, revision: early.updates.at(-1)?.revision });
  await two.set({ ...USER, key: "k", value: 3 }, late);
  await until("it is told", () => early.updates.length === 5 && late.updates.length === 1);
  expect(early.updates.map(({ op, value, version, updatedBy }) => [op, value, version, updatedBy])).toEqual([
    ["set", 2, 2, "ada"],
    ["delete", null, 3, "ada"],
    ["set", 0, 1, "ada"],
    ["expire", null, 2, "concordance"],
    ["set", 3, 4, "ada"],
  ]);
  expect(early.updates[0]).toEqual({
    scope: "user",
    key: "k",
    value: 2,
    version: 2,
    revision: 2,
    op: "set",
    updatedBy: "ada",
  });
});

test("with `since`, what was missed comes first, and from the two ways together every change once and in order", async () => {
  const cluster = await ConcordanceCluster.start(1);
  const [{ service: one }, { service: two }] = await Promise.all([
    testConfiguration(cluster.addresses),
    testConfiguration(cluster.addresses),
  ]);
  const watcher = testCaller();
  await one.subscribe(USER, watcher);
  let isOver = false;
  const writing = (async () => {
    for (let at = 0; !isOver || at < 500; at += 1) {
      const operations = upTo(3).map((part) => ({ op: "set" as const, ...USER, key: `k${part}`, value: at }));
      await (at % 2 === 0 ? one : two).batch({ operations }, watcher);
    }
  })();
  const joiners: { caller: TestCaller; since: number }[] = [];
  for (let round = 0; round < 40; round += 1) {
    await until("something has changed", () => watcher.updates.length > (round + 1) * 9);
    const caller = testCaller();
    const since =
      round % 8 === 0 ? (watcher.updates.at(-1)?.revision ?? 0) : Math.floor((watcher.updates.at(-1)?.revision ?? 0) * (round / 40));
    joiners.push({ caller, since });
    const { revision = 0 } = await one.subscribe({ ...USER, since }, caller);
    expect(revision).toBeGreaterThanOrEqual(since);
  }
  isOver = true;
  await writing;
  const { items, revision } = await one.list({ ...USER, prefix: "", limit: 10 }, watcher);
  expect(items).toHaveLength(3);
  for (const { caller, since } of [...joiners, { caller: watcher, since: 0 }]) {
    await until("all of it is there", () => caller.updates.at(-1)?.revision === revision);
    expect(caller.updates.map(({ key, revision: at }) => `${at} ${key}`)).toEqual(
      upTo(revision).flatMap((at) => (at > since ? upTo(3).map((part) => `${at} k${part}`) : [])),
    );
  }
});

test("in a namespace that is quiet, what comes after a catch-up comes at once and once", async () => {
  const cluster = await ConcordanceCluster.start(1);
  const { service } = await testConfiguration(cluster.addresses);
  const caller = testCaller();
  for (const at of upTo(5)) await service.set({ ...USER, key: "k", value: at }, caller);
  // Others make the store's revision higher than anything in this namespace.
  for (const at of upTo(5)) await service.set({ ...TENANT, key: "k", value: at }, caller);
  await service.subscribe(TENANT, testCaller());
  await service.subscribe({ ...USER, since: 3 }, caller);
  await until("what was missed is told", () => caller.updates.length === 2);
  await service.set({ ...USER, key: "k", value: 6 }, caller);
  await until("the next one is told", () => caller.updates.length === 3);
  expect(caller.updates.map(({ version }) => version)).toEqual([4, 5, 6]);
});

test("subscribing again changes nothing, and with `since` begins anew; calls of one connection are done in their order", async () => {
  const cluster = await ConcordanceCluster.start(1);
  const { service } = await testConfiguration(cluster.addresses);
  const caller = testCaller();
  const answers = await Promise.all([service.subscribe(USER, caller), service.subscribe(USER, caller), service.subscribe(USER, caller)]);
  expect(answers.every(({ subscribed }) => subscribed)).toBe(true);
  await service.set({ ...USER, key: "k", value: 1 }, caller);
  await until("it is told", () => caller.updates.length === 1);
  await service.subscribe({ ...USER, since: 0 }, caller);
  await service.set({ ...USER, key: "k", value: 2 }, caller);
  await until("it is told anew", () => caller.updates.length === 3);
  expect(versionsOf(caller, "k")).toEqual([1, 1, 2]);
});

test("after the answer to an unsubscription, after leaving, and without the permission, nothing comes", async () => {
  const cluster = await ConcordanceCluster.start(1);
  const { service } = await testConfiguration(cluster.addresses);
  const [stays, unsubscribed, left, demoted, overtaken, gone] = Array.from({ length: 6 }, () => testCaller()) as [
    TestCaller,
    TestCaller,
    TestCaller,
    TestCaller,
    TestCaller,
    TestCaller,
  ];
  for (const caller of [stays, unsubscribed, left, demoted]) await service.subscribe(TENANT, caller);
  await service.unsubscribe(TENANT, unsubscribed);
  service.leave(left.subscriber);
  demoted.membership.may = () => false;
  // Unsubscribed and left before the subscription has begun.
  const beginning = service.subscribe({ ...TENANT, since: 0 }, overtaken);
  const leaving = service.subscribe(TENANT, gone);
  service.leave(gone.subscriber);
  await until("it is under way", async () => (await service.unsubscribe(TENANT, overtaken)).subscribed === false);
  await service.set({ ...TENANT, key: "k", value: 1 }, stays);
  await until("it is told", () => stays.updates.length === 1);
  expect((await leaving).subscribed).toBe(false);
  await beginning;
  expect([unsubscribed, left, demoted, gone].map(({ updates }) => updates.length)).toEqual([0, 0, 0, 0]);
  expect((await service.subscribe(TENANT, gone)).subscribed).toBe(false);
  expect(await service.unsubscribe(TENANT, stays)).toEqual({ subscribed: false });
  expect(await service.unsubscribe(TENANT, stays)).toEqual({ subscribed: false });
});

test("a cursor of more than the store has, or of less than it keeps, is COMPACTED", async () => {
  const cluster = await ConcordanceCluster.start(1);
  const { service } = await testConfiguration(cluster.addresses);
  const caller = testCaller();
  await service.set({ ...USER, key: "k", value: 1 }, caller);
  expect(await refusal(service.subscribe({ ...USER, since: 2 }, caller))).toMatchObject({ code: "COMPACTED" });
  expect(await service.subscribe({ ...USER, since: 1 }, caller)).toMatchObject({ subscribed: true });
  await service.unsubscribe(USER, caller);
  const operations = upTo(STORE.batchOperations).map((at) => ({ op: "set" as const, ...TENANT, key: `k${at}`, value: 1 }));
  for (let changes = 0; changes <= STORE.changeLogChanges; changes += operations.length) await service.batch({ operations }, caller);
  expect(await refusal(service.subscribe({ ...USER, since: 1 }, caller))).toMatchObject({ code: "COMPACTED" });
});

test("a store that comes back with less than it had is told of as it is: what differs, once", async () => {
  const folder = await temporaryFolder();
  const first = new ConcordanceProcess("n1", ["--bootstrap", "--data-dir", `${folder}/one`]);
  await first.start();
  const { service } = await testConfiguration([first.address]);
  const caller = testCaller();
  for (const key of ["same", "changed", "gone"]) await service.set({ ...USER, key, value: 1 }, caller);
  for (const at of upTo(20)) await service.set({ ...TENANT, key: "k", value: at }, caller);
  await service.subscribe(USER, caller);
  await first.end("SIGKILL");
  // Another store, at the same address, with a history of its own.
  const second = new ConcordanceProcess("n1", ["--bootstrap", "--data-dir", `${folder}/two`]);
  second.address = first.address;
  await second.start();
  const { service: other } = await testConfiguration([second.address]);
  await other.set({ ...USER, key: "same", value: 1 }, caller);
  await other.set({ ...USER, key: "changed", value: 2 }, caller);
  await other.set({ ...USER, key: "changed", value: 3 }, caller);
  await until("what differs is told", () => caller.updates.length === 2);
  expect(caller.updates.map(({ key, op, value }) => [key, op, value])).toEqual([
    ["changed", "set", 3],
    ["gone", "delete", null],
  ]);
  expect(await service.get({ ...USER, key: "changed" }, caller)).toEqual({ value: 3, version: 2 });
  await other.set({ ...USER, key: "changed", value: 4 }, caller);
  await until("it goes on", () => caller.updates.length === 3);
  expect(caller.updates.at(-1)).toMatchObject({ value: 4, version: 3 });
});
