import { expect, test } from "vitest";
import { take, testConfigClient } from "../../../testing/config-client.ts";
import { ScriptedConfigGateway, updateAt } from "../../../testing/scripted-config-gateway.ts";
import { pretendWindow, rejection, until } from "../../../testing/test-client.ts";
import { ClosedError } from "../errors.ts";
import { CLOSE_CODES } from "../generated/close-codes.ts";
import type { ConfigUpdate } from "../generated/types.ts";

const TENANT = { scope: "tenant" } as const;

async function start() {
  const gateway = await ScriptedConfigGateway.start();
  return { gateway, client: testConfigClient(gateway.url) };
}

const revisions = (updates: ConfigUpdate[]) => updates.map(({ revision }) => revision);

test("a subscription connects, and yields what comes after it has begun", async () => {
  const { gateway, client } = await start();
  const subscription = client.subscribe(TENANT);
  const connection = await gateway.accept();
  expect((await connection.subscribe(10)).params).toEqual(TENANT);
  await subscription.opened;
  connection.update(updateAt(11), updateAt(12, { value: null, op: "delete" }));
  expect(await take(subscription, 2)).toEqual([updateAt(11), updateAt(12, { value: null, op: "delete" })]);
});

test("updates that overtake the answer count when they come after what it says, and not when before", async () => {
  const { gateway, client } = await start();
  const subscription = client.subscribe(TENANT);
  const connection = await gateway.accept();
  const call = await connection.next("config/subscribe");
  connection.update(updateAt(9), updateAt(10), updateAt(11), updateAt(12));
  connection.answer(call, { subscribed: true, revision: 10 });
  expect(revisions(await take(subscription, 2))).toEqual([11, 12]);
});

test("with since everything after it comes, whether before the answer or after it", async () => {
  const { gateway, client } = await start();
  const subscription = client.subscribe({ ...TENANT, since: 7 });
  const connection = await gateway.accept();
  const call = await connection.next("config/subscribe");
  expect(call.params).toEqual({ ...TENANT, since: 7 });
  connection.update(updateAt(8));
  connection.answer(call, { subscribed: true, revision: 9 });
  connection.update(updateAt(9), updateAt(10));
  expect(revisions(await take(subscription, 3))).toEqual([8, 9, 10]);
});

test("after a lost connection it goes on where it was, and nothing comes twice", async () => {
  const { gateway, client } = await start();
  const subscription = client.subscribe(TENANT);
  const first = await gateway.accept();
  await first.subscribe(10);
  first.update(updateAt(11), updateAt(12));
  expect(revisions(await take(subscription, 2))).toEqual([11, 12]);
  first.drop();
  const second = await gateway.accept();
  const call = await second.next("config/subscribe");
  // Whether all of revision 12 has come is not known.
  expect(call.params).toEqual({ ...TENANT, since: 11 });
  second.update(updateAt(12), updateAt(13));
  second.answer(call, { subscribed: true, revision: 13 });
  second.update(updateAt(14));
  expect(revisions(await take(subscription, 2))).toEqual([13, 14]);
});

test("of a batch that a loss has cut in two each change comes once", async () => {
  const { gateway, client } = await start();
  const subscription = client.subscribe(TENANT);
  const batch = ["a", "b", "c"].map((key) => updateAt(11, { key }));
  const first = await gateway.accept();
  await first.subscribe(10);
  first.update(...batch.slice(0, 2));
  const before = await take(subscription, 2);
  first.drop();
  const second = await gateway.accept();
  expect((await second.subscribe(12)).params).toEqual({ ...TENANT, since: 10 });
  second.update(...batch.slice(0, 1));
  second.drop();
  const third = await gateway.accept();
  expect((await third.subscribe(12)).params).toEqual({ ...TENANT, since: 10 });
  third.update(...batch, updateAt(12, { key: "a" }));
  const keys = [...before, ...(await take(subscription, 2))].map(({ key, revision }) => `${key}${revision}`);
  expect(keys).toEqual(["a11", "b11", "c11", "a12"]);
});

test("one that has had no change goes on from where it began", async () => {
  const { gateway, client } = await start();
  const subscription = client.subscribe(TENANT);
  const first = await gateway.accept();
  await first.subscribe(10);
  await subscription.opened;
  first.close(CLOSE_CODES.SHUTDOWN);
  const second = await gateway.accept();
  expect((await second.subscribe(11)).params).toEqual({ ...TENANT, since: 10 });
  second.update(updateAt(11));
  expect(revisions(await take(subscription, 1))).toEqual([11]);
});

test("one that had not begun when the connection was lost begins on the next one", async () => {
  const { gateway, client } = await start();
  const subscription = client.subscribe(TENANT);
  const first = await gateway.accept();
  await first.next("config/subscribe");
  first.update(updateAt(9));
  first.drop();
  const second = await gateway.accept();
  expect((await second.subscribe(20)).params).toEqual(TENANT);
  second.update(updateAt(21));
  expect(revisions(await take(subscription, 1))).toEqual([21]);
});

test("each scope hears its own changes", async () => {
  const { gateway, client } = await start();
  const sessionId = "3F2B8C1E-6D4A-4F0B-9A57-2C1D7E8F9A10";
  const [tenant, session, device] = [
    client.subscribe(TENANT),
    client.subscribe({ scope: "session", sessionId }),
    client.subscribe({ scope: "device", deviceId: "D" }),
  ];
  const connection = await gateway.accept();
  for (let count = 0; count < 3; count++) await connection.subscribe(1);
  connection.update(
    updateAt(2, { scope: "user" }),
    updateAt(3, { scope: "device", deviceId: "d" }),
    updateAt(4, { scope: "device", deviceId: "D" }),
    updateAt(5, { scope: "session", sessionId: sessionId.toLowerCase() }),
    updateAt(6),
  );
  expect(revisions(await take(tenant, 1))).toEqual([6]);
  expect(revisions(await take(session, 1))).toEqual([5]);
  expect(revisions(await take(device, 1))).toEqual([4]);
});

test("COMPACTED ends a loop with an error that says so", async () => {
  const { gateway, client } = await start();
  const subscription = client.subscribe({ ...TENANT, since: 1 });
  const connection = await gateway.accept();
  connection.refuse(await connection.next("config/subscribe"), "COMPACTED");
  const error = await rejection(subscription.next());
  expect(error).toMatchObject({ name: "ConfigError", code: "COMPACTED", method: "config/subscribe" });
  expect(await rejection(subscription.opened)).toBe(error);
  expect(await rejection(subscription.ended)).toBe(error);
  expect(await subscription.next()).toEqual({ done: true, value: undefined });
});

test("what had come before it was too late is still read", async () => {
  const { gateway, client } = await start();
  const subscription = client.subscribe(TENANT);
  const first = await gateway.accept();
  await first.subscribe(1);
  first.update(updateAt(2));
  first.drop();
  const second = await gateway.accept();
  second.refuse(await second.next("config/subscribe"), "COMPACTED");
  await rejection(subscription.ended);
  expect(revisions(await take(subscription, 1))).toEqual([2]);
  expect(await rejection(subscription.next())).toMatchObject({ code: "COMPACTED" });
});

test.each(["CONFIG_UNAVAILABLE", "INTERNAL", "SHUTTING_DOWN"] as const)("%s is no reason to give a subscription up", async (code) => {
  const { gateway, client } = await start();
  const subscription = client.subscribe(TENANT);
  const connection = await gateway.accept();
  for (let count = 0; count < 3; count++) connection.refuse(await connection.next("config/subscribe"), code);
  await connection.subscribe(5);
  await subscription.opened;
});

test.each(["FORBIDDEN", "SESSION_NOT_FOUND", "INVALID_STATE"] as const)("%s ends it, for everyone who follows that scope", async (code) => {
  const { gateway, client } = await start();
  const both = [client.subscribe(TENANT), client.subscribe(TENANT)];
  const connection = await gateway.accept();
  connection.refuse(await connection.next("config/subscribe"), code);
  for (const { ended } of both) expect(await rejection(ended)).toMatchObject({ code });
  const later = client.subscribe(TENANT);
  await connection.subscribe(1);
  await later.opened;
});

test("two subscriptions to a scope are one to the gateway, and each gets every change", async () => {
  const { gateway, client } = await start();
  const first = client.subscribe(TENANT);
  const connection = await gateway.accept();
  await connection.subscribe(10);
  await first.opened;
  connection.update(updateAt(11));
  const second = client.subscribe(TENANT);
  // It asks from where on it hears of changes, which alters nothing for the first one.
  const call = await connection.next("config/subscribe");
  expect(call.params).toEqual(TENANT);
  connection.update(updateAt(12), updateAt(13));
  connection.answer(call, { subscribed: true, revision: 12 });
  connection.update(updateAt(14));
  expect(revisions(await take(first, 4))).toEqual([11, 12, 13, 14]);
  expect(revisions(await take(second, 2))).toEqual([13, 14]);
});

test("one that wants older changes makes the gateway begin anew, and the other one hears nothing twice", async () => {
  const { gateway, client } = await start();
  const first = client.subscribe(TENANT);
  const connection = await gateway.accept();
  await connection.subscribe(10);
  connection.update(updateAt(11, { key: "a" }), updateAt(11, { key: "b" }));
  await take(first, 2);
  const second = client.subscribe({ ...TENANT, since: 5 });
  const stop = await connection.next("config/unsubscribe");
  // Still on its way.
  connection.update(updateAt(11, { key: "c" }));
  connection.answer(stop, { subscribed: false });
  const call = await connection.next("config/subscribe");
  expect(call.params).toEqual({ ...TENANT, since: 5 });
  connection.answer(call, { subscribed: true, revision: 11 });
  connection.update(updateAt(6), ...["a", "b", "c", "d"].map((key) => updateAt(11, { key })), updateAt(12));
  const keysOf = (updates: ConfigUpdate[]) => updates.map(({ revision, key }) => `${key}${revision}`);
  expect(keysOf(await take(first, 3))).toEqual(["c11", "d11", "plan12"]);
  expect(keysOf(await take(second, 6))).toEqual(["plan6", "a11", "b11", "c11", "d11", "plan12"]);
});

test("the newer of two wishes is met from the older one, which alone is told that it came too late", async () => {
  const { gateway, client } = await start();
  const [old, recent] = [client.subscribe({ ...TENANT, since: 1 }), client.subscribe({ ...TENANT, since: 50 })];
  const connection = await gateway.accept();
  let call = await connection.next("config/subscribe");
  if (call.params["since"] === 1) {
    connection.refuse(call, "COMPACTED");
    call = await connection.next("config/subscribe");
  }
  expect(call.params["since"]).toBe(50);
  connection.answer(call, { subscribed: true, revision: 51 });
  expect(await rejection(old.ended)).toMatchObject({ code: "COMPACTED" });
  connection.update(updateAt(51));
  expect(revisions(await take(recent, 1))).toEqual([51]);
});

test("when nobody follows a scope any more the gateway is told, and one that comes later begins anew", async () => {
  const { gateway, client } = await start();
  const [first, second] = [client.subscribe(TENANT), client.subscribe(TENANT)];
  const connection = await gateway.accept();
  await connection.subscribe(1);
  await Promise.all([first.opened, second.opened]);
  first.close();
  expect(connection.unread).toEqual([]);
  second.close();
  await Promise.all([first.ended, second.ended]);
  const stop = await connection.next("config/unsubscribe");
  expect(stop.params).toEqual(TENANT);
  const third = client.subscribe(TENANT);
  connection.answer(stop, { subscribed: false });
  expect((await connection.subscribe(7)).params).toEqual(TENANT);
  connection.update(updateAt(7), updateAt(8));
  expect(revisions(await take(third, 1))).toEqual([8]);
});

test("a loop that is left ends its subscription", async () => {
  const { gateway, client } = await start();
  const subscription = client.subscribe(TENANT);
  const connection = await gateway.accept();
  await connection.subscribe(1);
  connection.update(updateAt(2), updateAt(3));
  for await (const { revision } of subscription) {
    expect(revision).toBe(2);
    break;
  }
  await connection.next("config/unsubscribe");
  await subscription.ended;
});

test("onUpdate is called with one change after the other, each when the one before is done with", async () => {
  const { gateway, client } = await start();
  const steps: string[] = [];
  const subscription = client.subscribe(TENANT, {
    onUpdate: async ({ revision }) => {
      steps.push(`begin ${revision}`);
      await new Promise((resolve) => setImmediate(resolve));
      steps.push(`end ${revision}`);
    },
  });
  const connection = await gateway.accept();
  await connection.subscribe(1);
  connection.update(updateAt(2), updateAt(3));
  await until(() => steps.length === 4);
  expect(steps).toEqual(["begin 2", "end 2", "begin 3", "end 3"]);
  subscription.close();
  await subscription.ended;
});

test("what onUpdate throws ends the subscription, and is what it ended by", async () => {
  const { gateway, client } = await start();
  const failure = new Error("no room");
  const subscription = client.subscribe(TENANT, {
    onUpdate: () => {
      throw failure;
    },
  });
  const connection = await gateway.accept();
  await connection.subscribe(1);
  connection.update(updateAt(2));
  expect(await rejection(subscription.ended)).toBe(failure);
  await connection.next("config/unsubscribe");
});

test("a client that is closed ends its loops, one that is refused ends them with the reason", async () => {
  const { gateway, client } = await start();
  const subscription = client.subscribe(TENANT);
  const connection = await gateway.accept();
  await connection.subscribe(1);
  await subscription.opened;
  client.close();
  expect(await subscription.next()).toEqual({ done: true, value: undefined });
  await subscription.ended;
  expect(await rejection(client.subscribe(TENANT).ended)).toBeInstanceOf(ClosedError);

  const other = testConfigClient(gateway.url);
  const refused = rejection(other.subscribe(TENANT).next());
  (await gateway.accept()).close(CLOSE_CODES.FORBIDDEN);
  expect(await refused).toBeInstanceOf(ClosedError);
});

test("a thousand changes over fifty lost connections come each once and in order", async () => {
  const { gateway, client } = await start();
  const subscription = client.subscribe({ ...TENANT, since: 0 });
  // Batches of one to four changes.
  const log = Array.from({ length: 400 }, (_, index) =>
    Array.from({ length: 1 + (index % 4) }, (_, place) => updateAt(index + 1, { key: `k${place}` })),
  ).flat();
  const seen = (async () => take(subscription, log.length))();
  let sent = 0;
  for (let connections = 0; ; connections++) {
    const connection = await gateway.accept();
    const call = await connection.next("config/subscribe");
    const missed = log.filter(({ revision }) => revision > Number(call.params["since"]));
    const room = connections < 50 ? 7 + ((connections * 13) % 31) : missed.length;
    // The answer may come first, or in the middle.
    if (connections % 2 === 0) connection.answer(call, { subscribed: true, revision: 400 });
    connection.update(...missed.slice(0, room));
    if (connections % 2 === 1) connection.answer(call, { subscribed: true, revision: 400 });
    sent += Math.min(room, missed.length);
    if (room >= missed.length) break;
    connection.close(CLOSE_CODES.SLOW_CONSUMER);
  }
  expect(sent).toBeGreaterThan(log.length);
  expect(await seen).toEqual(log);
});

test("a subscription that the gateway did not answer is ended before it is asked for again", async () => {
  const gateway = await ScriptedConfigGateway.start();
  const client = testConfigClient(gateway.url, { requestTimeoutMs: 50 });
  const subscription = client.subscribe({ ...TENANT, since: 3 });
  const connection = await gateway.accept();
  await connection.next("config/subscribe");
  // It lives, and sends what is wanted: so the connection is not given up.
  connection.update(updateAt(4));
  connection.answer(await connection.next("config/unsubscribe"), { subscribed: false });
  expect((await connection.subscribe(5)).params).toEqual({ ...TENANT, since: 3 });
  connection.update(updateAt(4), updateAt(5));
  expect(revisions(await take(subscription, 2))).toEqual([4, 5]);
});

test("a gateway that is silent is asked, and given up when it does not answer", async () => {
  const page = pretendWindow();
  const gateway = await ScriptedConfigGateway.start();
  const client = testConfigClient(gateway.url, { silenceGraceMs: 20 });
  const subscription = client.subscribe(TENANT);
  const first = await gateway.accept();
  await first.subscribe(1);
  await subscription.opened;
  // The network comes back: a reason to look after the gateway.
  page.dispatchEvent(new Event("online"));
  expect((await first.next("config/subscribe")).params).toEqual(TENANT);
  await first.closed;
  const second = await gateway.accept();
  expect((await second.subscribe(1)).params).toEqual({ ...TENANT, since: 1 });
});
