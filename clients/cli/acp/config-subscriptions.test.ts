import fc from "fast-check";
import { expect, test } from "vitest";
import { ConfigSubscriptions } from "./config-subscriptions.ts";

const USER = { scope: "user" };

function subscribed(since?: number, revision = 10): ConfigSubscriptions {
  const subscriptions = new ConfigSubscriptions();
  const params = since === undefined ? USER : { ...USER, since };
  subscriptions.began(params);
  subscriptions.taken(params, { subscribed: true, revision });
  return subscriptions;
}

function update(revision: number, key = "k", version = revision) {
  return { ...USER, key, version, revision, value: 1, op: "set", updatedBy: "u" };
}

test("it goes on from the revision of the answer when nothing was told", () => {
  expect(subscribed().toResume).toEqual([{ scope: "user", since: 10 }]);
});

test("it goes on one revision before the last one told, which may have been told in part", () => {
  const subscriptions = subscribed();
  expect(subscriptions.take(update(12, "a"))).toBe(true);
  expect(subscriptions.take(update(12, "b"))).toBe(true);
  expect(subscriptions.toResume).toEqual([{ scope: "user", since: 11 }]);
  expect(["a", "b", "c"].map((key) => subscriptions.take(update(12, key)))).toEqual([false, false, true]);
});

test("a key that one revision changes twice is told twice, and once each after a loss", () => {
  const subscriptions = subscribed();
  expect(subscriptions.take(update(12, "a", 1))).toBe(true);
  expect(subscriptions.take(update(12, "a", 2))).toBe(true);
  expect(subscriptions.take(update(12, "a", 1))).toBe(false);
  expect(subscriptions.take(update(12, "a", 2))).toBe(false);
});

test("updates that overtake the answer count", () => {
  const subscriptions = new ConfigSubscriptions();
  subscriptions.began({ ...USER, since: 3 });
  expect(subscriptions.take(update(7))).toBe(true);
  subscriptions.taken({ ...USER, since: 3 }, { subscribed: true, revision: 7 });
  expect(subscriptions.toResume).toEqual([{ scope: "user", since: 6 }]);
  expect(subscriptions.take(update(7))).toBe(false);
});

test("subscribing again without since changes nothing, with since it begins anew", () => {
  const subscriptions = subscribed();
  subscriptions.take(update(20));
  subscriptions.began(USER);
  subscriptions.taken(USER, { revision: 20 });
  expect(subscriptions.take(update(20))).toBe(false);
  subscriptions.began({ ...USER, since: 15 });
  expect(subscriptions.take(update(16))).toBe(true);
  expect(subscriptions.take(update(20))).toBe(true);
});

test("what is refused, ended, or not answered yet is not taken up again", () => {
  const subscriptions = new ConfigSubscriptions();
  subscriptions.began(USER);
  expect(subscriptions.toResume).toEqual([]);
  subscriptions.refused(USER);
  subscriptions.taken(USER, { revision: 1 });
  expect(subscriptions.toResume).toEqual([]);
  const taken = subscribed();
  taken.refused({ ...USER, since: 1 });
  expect(taken.toResume).toHaveLength(1);
  taken.ended(USER);
  expect(taken.toResume).toEqual([]);
});

test("scopes do not meet", () => {
  const subscriptions = subscribed();
  const session = { scope: "session", sessionId: "s" };
  subscriptions.began(session);
  subscriptions.taken(session, { revision: 5 });
  expect(subscriptions.take({ ...session, key: "k", version: 1, revision: 6 })).toBe(true);
  expect(subscriptions.toResume).toEqual([
    { scope: "user", since: 10 },
    { scope: "session", sessionId: "s", since: 5 },
  ]);
});

test("wherever it is cut, and however often, every change is told once and in order", () => {
  const change = fc.record({ step: fc.integer({ min: 0, max: 2 }), key: fc.constantFrom("a", "b") });
  fc.assert(
    fc.property(fc.array(change), fc.array(fc.nat(12)), (steps, cuts) => {
      const changes: ReturnType<typeof update>[] = [];
      for (const [index, { step, key }] of steps.entries()) changes.push(update((changes.at(-1)?.revision ?? 11) + step, key, index));
      const subscriptions = subscribed();
      const told: unknown[] = [];
      for (const cut of [...cuts, changes.length + 1]) {
        const since = Number(subscriptions.toResume[0]?.["since"]);
        const missed = changes.filter((one) => one.revision > since).slice(0, cut);
        for (const one of missed) if (subscriptions.take(one)) told.push(one);
      }
      for (const one of changes.filter((each) => each.revision > Number(subscriptions.toResume[0]?.["since"]))) {
        if (subscriptions.take(one)) told.push(one);
      }
      expect(told).toEqual(changes);
    }),
  );
});
