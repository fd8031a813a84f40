import { expect, test } from "vitest";
import { LIMITS } from "../../generated/gateway/limits.ts";
import { ConcordanceCluster, until } from "../testing/concordance-process.ts";
import { refusal, testCaller, testConfiguration } from "./testing/test-configuration.ts";

const SESSION = "3f2b8c1e-6a4d-4f0a-9b7c-2d1e5a6b7c8d";
const NO_SESSION = "00000000-0000-4000-8000-000000000000";
const THEME = { scope: "user", key: "theme" } as const;

async function started() {
  const cluster = await ConcordanceCluster.start(1);
  return { cluster, ...(await testConfiguration(cluster.addresses)) };
}

test("what one connection writes, every other one of the gateway reads at once, and another gateway soon", async () => {
  const { cluster, service } = await started();
  const { service: other } = await testConfiguration(cluster.addresses);
  const [writer, reader] = [testCaller(), testCaller()];
  expect(await refusal(service.get(THEME, reader))).toMatchObject({ code: "NOT_FOUND" });
  expect(await refusal(other.get(THEME, reader))).toMatchObject({ code: "NOT_FOUND" });
  for (let version = 1; version <= 200; version += 1) {
    expect(await service.set({ ...THEME, value: version }, writer)).toEqual({ version });
    expect(await service.get(THEME, reader)).toEqual({ value: version, version });
  }
  await until("the other gateway knows it", async () => (await other.get(THEME, reader).catch(() => null))?.version === 200);
  expect(await service.delete(THEME, writer)).toEqual({ deleted: true });
  expect(await refusal(service.get(THEME, reader))).toMatchObject({ code: "NOT_FOUND" });
  expect(await service.delete(THEME, writer)).toEqual({ deleted: false });
  expect(await service.set({ ...THEME, value: null }, writer)).toEqual({ version: 202 });
  expect(await service.get(THEME, reader)).toEqual({ value: null, version: 202 });
});

test("two gateways that write the same key in turn read their own write each time, however late the watch is", async () => {
  const { cluster, service } = await started();
  const { service: other } = await testConfiguration(cluster.addresses);
  const caller = testCaller();
  for (let round = 1; round <= 100; round += 1) {
    const by = round % 2 === 0 ? service : other;
    const { version } = await by.set({ ...THEME, value: round }, caller);
    expect(await by.get(THEME, caller)).toEqual({ value: round, version });
  }
});

test("two tenants with equal keys, and two users of one, never see each other", async () => {
  const { service } = await started();
  const callers = [testCaller("ada", "acme"), testCaller("ada", "other"), testCaller("eve", "acme")];
  for (const caller of callers) {
    await service.subscribe({ scope: "user" }, caller);
    await service.subscribe({ scope: "tenant" }, caller);
  }
  for (const [at, caller] of callers.entries()) await service.set({ ...THEME, value: at }, caller);
  await service.set({ scope: "tenant", key: "theme", value: "acme's" }, callers[0] as never);
  for (const [at, caller] of callers.entries()) {
    expect(await service.get(THEME, caller)).toMatchObject({ value: at });
    expect((await service.list({ ...THEME, prefix: "", limit: 10 }, caller)).items).toEqual([{ key: "theme", value: at, version: 1 }]);
  }
  const [ada, other, eve] = callers as [(typeof callers)[0], (typeof callers)[0], (typeof callers)[0]];
  await until("all have heard", () => ada.updates.length === 2 && eve.updates.length === 2 && other.updates.length === 1);
  expect(await refusal(service.get({ scope: "tenant", key: "theme" }, other))).toMatchObject({ code: "NOT_FOUND" });
  expect(other.updates.map(({ value }) => value)).toEqual([1]);
  expect(eve.updates.map(({ scope, value }) => [scope, value])).toEqual([
    ["user", 2],
    ["tenant", "acme's"],
  ]);
});

test("a stale version is refused with the one that is there, and changes nothing", async () => {
  const { service } = await started();
  const caller = testCaller();
  await service.set({ ...THEME, value: 1, cas: 0 }, caller);
  expect(await refusal(service.set({ ...THEME, value: 2, cas: 0 }, caller))).toMatchObject({
    code: "VERSION_CONFLICT",
    facts: { currentVersion: 1 },
  });
  expect(await refusal(service.delete({ ...THEME, cas: 2 }, caller))).toMatchObject({ facts: { currentVersion: 1 } });
  expect(await service.get(THEME, caller)).toEqual({ value: 1, version: 1 });
  await service.delete({ ...THEME, cas: 1 }, caller);
  expect(await refusal(service.set({ ...THEME, value: 2, cas: 2 }, caller))).toMatchObject({ facts: { currentVersion: 0 } });
});

test("fifty writers that count by compare and swap lose no update", async () => {
  const { cluster, service } = await started();
  const { service: other } = await testConfiguration(cluster.addresses);
  const count = { scope: "tenant", key: "count" } as const;
  await service.set({ ...count, value: 0 }, testCaller());
  const write = async (at: number) => {
    const caller = testCaller(`user-${at}`);
    const by = at % 2 === 0 ? service : other;
    for (let done = 0; done < 4; ) {
      const { value, version } = await by.get(count, caller);
      const result = await by
        .set({ ...count, value: (value as number) + 1, cas: version }, caller)
        .catch((error: { code: string }) => error);
      if ("version" in result) done += 1;
      else expect(result.code).toBe("VERSION_CONFLICT");
    }
  };
  await Promise.all(Array.from({ length: 50 }, (_, at) => write(at)));
  await until("the last one is known", async () => (await service.get(count, testCaller())).version === 201);
  expect(await service.get(count, testCaller())).toEqual({ value: 200, version: 201 });
});

test("a batch across scopes is done as a whole or not at all, and says which operation failed", async () => {
  const { service } = await started();
  const caller = testCaller();
  const device = { scope: "device", deviceId: "phone", key: "volume" } as const;
  const session = { scope: "session", sessionId: SESSION, key: "draft" } as const;
  const operations = [
    { op: "set", ...THEME, value: "dark" },
    { op: "set", ...device, value: 7, cas: 0 },
    { op: "set", ...session, value: "x" },
    { op: "delete", scope: "tenant", key: "absent" },
  ] as const;
  expect(await service.batch({ operations: [...operations] }, caller)).toEqual({ versions: [1, 1, 1, 0] });
  expect(await Promise.all([THEME, device, session].map(async (place) => (await service.get(place, caller)).value))).toEqual([
    "dark",
    7,
    "x",
  ]);
  expect(await refusal(service.batch({ operations: [{ op: "delete", ...THEME }, ...operations] }, caller))).toMatchObject({
    code: "VERSION_CONFLICT",
    facts: { currentVersion: 1, operation: 2 },
  });
  expect(await service.get(THEME, caller)).toEqual({ value: "dark", version: 1 });
  const twice = [
    { op: "set", ...THEME, value: "light" },
    { op: "delete", ...THEME },
  ] as const;
  expect(await service.batch({ operations: [...twice] }, caller)).toEqual({ versions: [2, 3] });
  expect(await refusal(service.get(THEME, caller))).toMatchObject({ code: "NOT_FOUND" });
  const named = await refusal(
    service.batch({ operations: [{ op: "delete", ...THEME }, { op: "set", ...session, value: 1, userId: "eve" } as never] }, caller),
  );
  expect(named).toMatchObject({ code: "INVALID_MESSAGE", facts: { details: [{ path: "/operations/1/userId" }] } });
});

test("what is not there, not allowed or not the caller's is refused as such", async () => {
  const { service } = await started();
  const [owner, viewer] = [testCaller(), testCaller("vera", "acme", "viewer")];
  const project = { scope: "project", projectId: SESSION, key: "k" } as const;
  expect(await refusal(service.get({ scope: "session", sessionId: NO_SESSION, key: "k" }, owner))).toMatchObject({
    code: "SESSION_NOT_FOUND",
  });
  for (const call of [service.get(project, owner), service.set({ ...project, value: 1 }, owner), service.subscribe(project, owner)]) {
    expect(await refusal(call)).toMatchObject({ code: "NOT_FOUND" });
  }
  expect(await refusal(service.set({ ...THEME, value: 1 }, viewer))).toMatchObject({ code: "FORBIDDEN" });
  expect(await refusal(service.get(THEME, viewer))).toMatchObject({ code: "NOT_FOUND" });
  const own = { scope: "device", deviceId: "d", key: "device" } as const;
  expect(await refusal(service.set({ ...own, value: 1 }, owner))).toMatchObject({ code: "INVALID_MESSAGE" });
  expect(await refusal(service.delete(own, owner))).toMatchObject({ code: "INVALID_MESSAGE" });
});

test("an entry is gone at its time, from memory too, wherever it was written", async () => {
  const cluster = await ConcordanceCluster.start(1);
  let clock = Date.now();
  const { service } = await testConfiguration(cluster.addresses, () => clock);
  const { service: other } = await testConfiguration(cluster.addresses);
  const caller = testCaller();
  const expiresAt = Date.now() + 3_600_000;
  await service.set({ ...THEME, value: 1, expiresAt }, caller);
  expect(await service.get(THEME, caller)).toMatchObject({ value: 1 });
  clock = expiresAt - 1;
  expect(await service.get(THEME, caller)).toMatchObject({ value: 1 });
  clock = expiresAt;
  expect(await refusal(service.get(THEME, caller))).toMatchObject({ code: "NOT_FOUND" });
  clock = expiresAt - 1;
  await other.set({ ...THEME, value: 2, expiresAt: expiresAt + 10 }, caller);
  await until("it is known", async () => (await service.get(THEME, caller)).version === 2);
  clock = expiresAt + 10;
  expect(await refusal(service.get(THEME, caller))).toMatchObject({ code: "NOT_FOUND" });
  await service.set({ ...THEME, value: 3, expiresAt: 1 }, caller);
  await until("it is gone", async () => (await refusal(service.get(THEME, caller))).code === "NOT_FOUND");
});

test("lists come in pages by key, with a revision that nothing of them is newer than, and take no cursor that is none", async () => {
  const { service } = await started();
  const caller = testCaller();
  const keys = ["a", "ab", "abc", "b", "ü", "😀"];
  for (const key of keys) await service.set({ scope: "user", key, value: key }, caller);
  const list = async (prefix: string, limit: number) => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await service.list({ scope: "user", prefix, limit, ...(cursor === undefined ? {} : { cursor }) }, caller);
      seen.push(...page.items.map(({ key }) => key));
      expect(page.revision).toBe(6);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    return seen;
  };
  for (const limit of [1, 2, 5, 6, 1000]) expect(await list("", limit)).toEqual(keys);
  expect(await list("ab", 1)).toEqual(["ab", "abc"]);
  expect(await list("x", 1)).toEqual([]);
  expect(await refusal(service.list({ scope: "user", prefix: "", limit: 1, cursor: "nonsense" }, caller))).toMatchObject({
    code: "INVALID_MESSAGE",
    facts: { details: [{ path: "/cursor" }] },
  });
});

test("keys and values are taken up to their limits by the store, too, and refused one above", async () => {
  const { service } = await started();
  const caller = testCaller();
  for (const bytes of [511, 512]) await service.set({ scope: "user", key: "k".repeat(bytes), value: 1 }, caller);
  expect(await refusal(service.set({ scope: "user", key: "k".repeat(513), value: 1 }, caller))).toMatchObject({ code: "INVALID_MESSAGE" });
  for (const bytes of [1_048_575, 1_048_576]) await service.set({ ...THEME, value: "v".repeat(bytes - 2) }, caller);
  expect(await refusal(service.set({ ...THEME, value: "v".repeat(1_048_575) }, caller))).toMatchObject({ code: "INVALID_MESSAGE" });
  expect(((await service.get(THEME, caller)).value as string).length).toBe(1_048_574);
  const large = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      op: "set" as const,
      scope: "user" as const,
      key: `large-${at}`,
      value: "v".repeat(1_000_000),
    }));
  expect((await service.batch({ operations: large(4) }, caller)).versions).toEqual([1, 1, 1, 1]);
  expect(await refusal(service.batch({ operations: large(5) }, caller))).toMatchObject({ code: "INVALID_MESSAGE" });
  let deep: unknown = 0;
  for (let level = 0; level < 63; level += 1) deep = [deep];
  expect(await refusal(service.set({ ...THEME, value: deep }, caller))).toMatchObject({ code: "INVALID_MESSAGE" });
});

test("a connection has as many subscriptions as the contract allows, ended ones do not count, and one more is refused", async () => {
  const { service } = await started();
  const caller = testCaller();
  const target = (at: number) => ({ scope: "device", deviceId: `d${at}` }) as const;
  await Promise.all(Array.from({ length: LIMITS.configSubscriptions }, (_, at) => service.subscribe(target(at), caller)));
  expect(await refusal(service.subscribe(target(LIMITS.configSubscriptions), caller))).toMatchObject({ code: "INVALID_STATE" });
  // One that is there already is none more; and it is a limit of each connection.
  expect(await service.subscribe(target(0), caller)).toMatchObject({ subscribed: true });
  expect(await service.subscribe(target(LIMITS.configSubscriptions), testCaller())).toMatchObject({ subscribed: true });
  expect(await service.unsubscribe(target(0), caller)).toEqual({ subscribed: false });
  expect(await service.subscribe(target(LIMITS.configSubscriptions), caller)).toMatchObject({ subscribed: true });
});

test("users whose ids the store would not take as names write all the same", async () => {
  const { service } = await started();
  for (const userId of ["a\nb", "\ud800", "a/b%", "😀".repeat(20), "\u0000\u009f"]) {
    const caller = testCaller(userId);
    await service.subscribe({ scope: "user" }, caller);
    await service.set({ ...THEME, value: userId.length }, caller);
    await until("it is told", () => caller.updates.length === 1);
    expect(await service.get(THEME, caller)).toEqual({ value: userId.length, version: 1 });
  }
});

test("what was kept for a session goes with it, and is told", async () => {
  const { service, notes } = await started();
  const caller = testCaller();
  const session = { scope: "session", sessionId: SESSION } as const;
  await service.subscribe(session, caller);
  for (let from = 0; from < 300; from += 100) {
    const operations = Array.from({ length: 100 }, (_, at) => ({ op: "set" as const, ...session, key: `k${from + at}`, value: at }));
    await service.batch({ operations }, caller);
  }
  await service.forgetSession("acme", SESSION);
  expect((await service.list({ ...session, prefix: "", limit: 1000 }, caller)).items).toEqual([]);
  await until("all of it is told", () => caller.updates.length === 600);
  expect(caller.updates.slice(300).every(({ op }) => op === "delete")).toBe(true);
  expect(notes).toEqual([]);
});
