import { expect, test } from "vitest";
import { take, testConfigClient } from "../../testing/config-client.ts";
import { GatewayProcess } from "../../testing/gateway-process.ts";
import { TcpRelay } from "../../testing/tcp-relay.ts";
import { rejection, testClient } from "../../testing/test-client.ts";

const USER = { scope: "user" } as const;

test("what one client writes another one reads, and hears of", async () => {
  const gateway = await GatewayProcess.start();
  const [writer, reader] = [testConfigClient(gateway.url), testConfigClient(gateway.url)];
  const changes = reader.subscribe(USER);
  await changes.opened;
  expect(await writer.get({ ...USER, key: "theme" })).toBeNull();
  expect(await writer.set({ ...USER, key: "theme", value: "dark", cas: 0 })).toEqual({ version: 1 });
  expect(await reader.get({ ...USER, key: "theme" })).toEqual({ value: "dark", version: 1 });
  expect(await rejection(reader.set({ ...USER, key: "theme", value: "x", cas: 7 }))).toMatchObject({
    name: "ConfigError",
    code: "VERSION_CONFLICT",
    currentVersion: 1,
  });
  expect(await writer.delete({ ...USER, key: "theme" })).toBe(true);
  expect(await writer.delete({ ...USER, key: "theme" })).toBe(false);
  expect(await take(changes, 2)).toMatchObject([
    { ...USER, key: "theme", value: "dark", version: 1, op: "set", updatedBy: "dev-user-001" },
    { ...USER, key: "theme", value: null, version: 2, op: "delete" },
  ]);
});

test("a list of several pages is whole, and a subscription from it misses nothing", async () => {
  const gateway = await GatewayProcess.start();
  const client = testConfigClient(gateway.url);
  const keys = Array.from({ length: 1100 }, (_, index) => `k${String(index).padStart(4, "0")}`);
  for (let from = 0; from < keys.length; from += 256) {
    await client.batch(keys.slice(from, from + 256).map((key) => ({ op: "set", ...USER, key, value: key })));
  }
  const { items, revision } = await client.list({ ...USER, prefix: "k" });
  expect(items.map(({ key }) => key)).toEqual(keys);
  await client.set({ ...USER, key: "after", value: 1 });
  expect(await take(client.subscribe({ ...USER, since: revision }), 1)).toMatchObject([{ key: "after" }]);
  expect(await rejection(client.set({ ...USER, key: "..", value: 1 }))).toMatchObject({
    code: "INVALID_MESSAGE",
    details: [{ path: "/key" }],
  });
});

test("a batch across scopes is done whole or not at all, and is refused with the operation that did not fit", async () => {
  const gateway = await GatewayProcess.start();
  const client = testConfigClient(gateway.url);
  const sessions = testClient(gateway.url);
  await sessions.connect();
  const { session } = await sessions.createSession({ agentType: "echo" });
  const there = { scope: "session", sessionId: session.id, key: "view" } as const;
  expect(
    await client.batch([
      { op: "set", ...USER, key: "a", value: 1 },
      { op: "set", ...there, value: "wide" },
    ]),
  ).toEqual([1, 1]);
  const refused = client.batch([
    { op: "set", ...USER, key: "a", value: 2 },
    { op: "set", ...there, value: "narrow", cas: 5 },
  ]);
  expect(await rejection(refused)).toMatchObject({ code: "VERSION_CONFLICT", operation: 1, currentVersion: 1 });
  expect(await client.get({ ...USER, key: "a" })).toMatchObject({ value: 1 });
  const nowhere = { scope: "session", sessionId: "00000000-0000-4000-8000-000000000000", key: "k" } as const;
  expect(await rejection(client.get(nowhere))).toMatchObject({ code: "SESSION_NOT_FOUND" });
});

test("over connections that are cut again and again every change comes once and in order", async () => {
  const gateway = await GatewayProcess.start();
  const relay = await TcpRelay.start(gateway.url);
  const [writer, watcher] = [testConfigClient(gateway.url), testConfigClient(relay.url)];
  const changes = watcher.subscribe({ scope: "tenant" });
  await changes.opened;
  const seen = take(changes, 300);
  for (let round = 0; round < 100; round++) {
    const value = { scope: "tenant", value: round } as const;
    if (round % 3 === 0) await writer.batch(["a", "b", "c"].map((key) => ({ op: "set", ...value, key })));
    else for (const key of ["a", "b", "c"]) await writer.set({ ...value, key });
    if (round % 10 === 5) relay.cut();
  }
  expect((await seen).map(({ key, value }) => `${key}${value}`)).toEqual(
    Array.from({ length: 100 }, (_, round) => ["a", "b", "c"].map((key) => `${key}${round}`)).flat(),
  );
});

test("counting under a condition over a line that is cut counts right, but for what says that it is not known", async () => {
  const gateway = await GatewayProcess.start();
  const relay = await TcpRelay.start(gateway.url);
  const [cut, calm] = [testConfigClient(relay.url), testConfigClient(gateway.url)];
  const entry = { scope: "user", key: "count" } as const;
  let { version } = await calm.set({ ...entry, value: 0 });
  let unknown = 0;
  for (let count = 1; count <= 60; count++) {
    const written = cut.set({ ...entry, value: count, cas: version });
    if (count % 5 === 0) relay.cut();
    try {
      ({ version } = await written);
    } catch (error) {
      expect(error).toMatchObject({ name: "ConfigOutcomeUnknownError" });
      unknown += 1;
      version = (await calm.get(entry))?.version ?? 0;
    }
    // Made once, however often it was sent.
    expect(await calm.get(entry)).toEqual({ value: count, version: count + 1 });
  }
  expect(unknown).toBeLessThanOrEqual(12);
});

test("a gateway that is killed and comes back goes on with reads, and with subscriptions where they were", async () => {
  const gateway = await GatewayProcess.start();
  const client = testConfigClient(gateway.url);
  const changes = client.subscribe(USER);
  await changes.opened;
  await client.set({ ...USER, key: "a", value: 1 });
  expect(await take(changes, 1)).toMatchObject([{ key: "a", value: 1 }]);
  await gateway.kill();
  const read = client.get({ ...USER, key: "a" });
  await gateway.restart();
  expect(await read).toEqual({ value: 1, version: 1 });
  await client.set({ ...USER, key: "b", value: 2 });
  expect(await take(changes, 1)).toMatchObject([{ key: "b", value: 2 }]);
});
