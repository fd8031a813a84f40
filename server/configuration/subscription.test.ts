import { expect, test } from "vitest";
import { Membership } from "../members/membership.ts";
import { Subscription } from "./subscription.ts";

function subscribed(): { subscription: Subscription; told: string[] } {
  const told: string[] = [];
  const membership = new Membership("ada", "acme", "", "owner");
  return { subscription: new Subscription({ notify: (text) => void told.push(text) }, membership, "config:read"), told };
}

test("10,000 notifications wait for it to go live; of one more all are dropped, and up to where is said", () => {
  const { subscription, told } = subscribed();
  for (let revision = 1; revision <= 10_000; revision += 1) subscription.hear(revision, `${revision}`);
  expect(subscription.droppedUpTo).toBe(0);
  subscription.hear(10_001, "10001");
  expect(subscription.droppedUpTo).toBe(10_001);
  subscription.hear(10_001, "of the same revision");
  subscription.hear(10_002, "10002");
  subscription.goLive(10_001);
  expect(told).toEqual(["10002"]);
});

test("32 MiB of text wait, and one character more does not", () => {
  const { subscription } = subscribed();
  const mebibyte = "x".repeat(1024 * 1024);
  for (let revision = 1; revision <= 32; revision += 1) subscription.hear(revision, mebibyte);
  expect(subscription.droppedUpTo).toBe(0);
  subscription.hear(33, "x");
  expect(subscription.droppedUpTo).toBe(33);
  // It has room again.
  for (let revision = 34; revision <= 65; revision += 1) subscription.hear(revision, mebibyte);
  expect(subscription.droppedUpTo).toBe(33);
});

test("a store that begins anew at a lower revision is heard at once by who is live, and who waits is to be told everything", () => {
  const [live, waiting] = [subscribed(), subscribed()];
  live.subscription.goLive(500);
  waiting.subscription.hear(500, "of before");
  for (const { subscription } of [live, waiting]) {
    subscription.restart(3);
    subscription.hear(3, "differs");
    subscription.hear(4, "new");
  }
  expect(live.told).toEqual(["differs", "new"]);
  expect([waiting.subscription.isRestarted, waiting.told]).toEqual([true, []]);
  waiting.subscription.startOver();
  waiting.subscription.hear(5, "newer");
  waiting.subscription.goLive(4);
  expect([waiting.subscription.isRestarted, waiting.told]).toEqual([false, ["newer"]]);
});

test("one that has ended keeps and tells nothing", () => {
  const { subscription, told } = subscribed();
  subscription.hear(1, "a");
  subscription.end();
  for (let revision = 1; revision <= 10_001; revision += 1) subscription.hear(revision, "b");
  subscription.goLive(0);
  subscription.hear(2, "c");
  expect([told, subscription.droppedUpTo, subscription.isLive]).toEqual([[], 0, false]);
});
