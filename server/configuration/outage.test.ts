import { expect, test } from "vitest";
import { LIMITS } from "../../generated/gateway/limits.ts";
import { ConcordanceCluster, until } from "../testing/concordance-process.ts";
import { refusal, testCaller, testConfiguration } from "./testing/test-configuration.ts";

const THEME = { scope: "user", key: "theme" } as const;

test("without the store, seen keys are read as stale, others and writes are refused in time, and all goes on when it is back", async () => {
  const cluster = await ConcordanceCluster.start(3);
  const { service } = await testConfiguration(cluster.addresses);
  const { service: other } = await testConfiguration(cluster.addresses);
  const caller = testCaller();
  await service.subscribe({ scope: "user" }, caller);
  await service.set({ ...THEME, value: 1 }, caller);
  expect(await service.get(THEME, caller)).toEqual({ value: 1, version: 1 });
  expect(await refusal(service.get({ ...THEME, key: "absent" }, caller))).toMatchObject({ code: "NOT_FOUND" });
  await Promise.all(cluster.nodes.map((node) => node.end("SIGKILL")));
  await until("it is noticed", async () => "stale" in (await service.get(THEME, caller)));
  expect(await service.get(THEME, caller)).toEqual({ value: 1, version: 1, stale: true });
  expect(await refusal(service.get({ ...THEME, key: "absent" }, caller))).toMatchObject({ code: "NOT_FOUND" });
  const began = performance.now();
  const refusals = await Promise.all(
    [
      service.get({ ...THEME, key: "unseen" }, caller),
      service.list({ scope: "user", prefix: "", limit: 10 }, caller),
      service.set({ ...THEME, value: 2 }, caller),
      service.delete(THEME, caller),
      service.batch({ operations: [{ op: "delete", ...THEME }] }, caller),
      service.subscribe({ scope: "tenant" }, caller),
      service.subscribe({ scope: "user", since: 0 }, testCaller()),
    ].map(refusal),
  );
  expect(refusals.map(({ code }) => code)).toEqual(Array(7).fill("CONFIG_UNAVAILABLE"));
  expect(performance.now() - began).toBeLessThan(LIMITS.configTimeout * 3);
  await Promise.all(cluster.nodes.map((node) => node.start()));
  await until("it is written elsewhere", async () => "version" in (await other.set({ ...THEME, value: 3 }, caller).catch(() => ({}))));
  await until("the subscription has gone on by itself", () => caller.updates.at(-1)?.value === 3);
  await until("it is read, and not as stale", async () => !("stale" in (await service.get(THEME, caller))));
  expect(await service.get(THEME, caller)).toEqual({ value: 3, version: caller.updates.length });
  const versions = caller.updates.map(({ version }) => version);
  expect(versions).toEqual(versions.map((_, at) => at + 1));
});

test("what was written elsewhere and never read since may have expired: without the store it is refused, not stale", async () => {
  const cluster = await ConcordanceCluster.start(1);
  const { service } = await testConfiguration(cluster.addresses);
  const { service: other } = await testConfiguration(cluster.addresses);
  const caller = testCaller();
  const keys = ["theirs", "gone", "looked up"];
  await service.subscribe({ scope: "user" }, caller);
  for (const key of keys) {
    await service.set({ scope: "user", key, value: 1 }, caller);
    expect(await service.get({ scope: "user", key }, caller)).toMatchObject({ value: 1 });
  }
  await other.set({ scope: "user", key: "theirs", value: 2, expiresAt: Date.now() + 3_600_000 }, caller);
  await other.delete({ scope: "user", key: "gone" }, caller);
  await other.set({ scope: "user", key: "looked up", value: 2 }, caller);
  await until("the watch has told of it", () => caller.updates.length === 6);
  await service.get({ scope: "user", key: "looked up" }, caller);
  await cluster.nodes[0]?.end("SIGKILL");
  await until("it is noticed", async () => "stale" in (await service.get({ scope: "user", key: "looked up" }, caller)));
  expect(await refusal(service.get({ scope: "user", key: "theirs" }, caller))).toMatchObject({ code: "CONFIG_UNAVAILABLE" });
  expect(await refusal(service.get({ scope: "user", key: "gone" }, caller))).toMatchObject({ code: "NOT_FOUND" });
});

test("what was written elsewhere while the store was out of sight is not read as it was before", async () => {
  const cluster = await ConcordanceCluster.start(3);
  const followers = cluster.nodes.slice(1);
  const [watched] = followers as [(typeof followers)[0]];
  // Only what this gateway reaches is cut off.
  const { service } = await testConfiguration([watched.address]);
  const { service: other } = await testConfiguration([cluster.nodes[0]?.address ?? ""]);
  const caller = testCaller();
  await service.set({ ...THEME, value: 1 }, caller);
  await service.get(THEME, caller);
  for (let round = 2; round <= 6; round += 1) {
    await watched.end("SIGKILL");
    await until(
      "it is written elsewhere",
      async () => "version" in (await other.set({ ...THEME, value: round }, caller).catch(() => ({}))),
    );
    await until("it is read here, and not as stale", async () => {
      const { value, stale } = await service.get(THEME, caller);
      return value === round && stale === undefined;
    });
    await watched.start();
  }
});

test("a wrong key is an outage to clients, and says so in the log only", async () => {
  const cluster = await ConcordanceCluster.start(1);
  const { ConfigStore } = await import("./config-store.ts");
  const { createLogger } = await import("../observability/logger.ts");
  const config = { concordance: { addresses: cluster.addresses, apiKey: "wrong" }, dataDir: "/nonexistent" };
  const store = new ConfigStore({ config, now: Date.now, log: createLogger("silent") });
  try {
    const tenant = await store.tenant("acme");
    expect(await refusal(tenant.set("tenant:acme/settings", "k", 1, {}))).toMatchObject({ code: "CONFIG_UNAVAILABLE" });
    expect(await refusal(tenant.read("tenant:acme/settings", "k"))).toMatchObject({ code: "CONFIG_UNAVAILABLE" });
    expect(await refusal(store.check())).toMatchObject({ code: "CONFIG_UNAVAILABLE" });
  } finally {
    await store.close();
  }
});

test("a tenant that nobody uses is let go of, one with a subscription is not, and what is read afterwards is right", async () => {
  const cluster = await ConcordanceCluster.start(1);
  const { OpenStore } = await import("./open-store.ts");
  const { createLogger } = await import("../observability/logger.ts");
  const open = new OpenStore({ addresses: cluster.addresses, apiKey: "dev", now: Date.now, log: createLogger("silent") });
  const { service } = await testConfiguration(cluster.addresses);
  try {
    const idle = open.tenant("acme");
    await idle.set("tenant:acme/settings", "k", 1, {});
    await idle.read("tenant:acme/settings", "k");
    open.letGo(Date.now() - 60_000);
    expect(open.tenant("acme")).toBe(idle);
    open.letGo(Date.now());
    await service.set({ scope: "tenant", key: "k", value: 2 }, testCaller());
    const next = open.tenant("acme");
    expect(next).not.toBe(idle);
    expect((await next.read("tenant:acme/settings", "k")).entry).toMatchObject({ value: 2 });
    const { locate } = await import("./scopes.ts");
    const caller = testCaller();
    await next.subscriptions.begin(locate({ scope: "tenant" }, caller.membership, "read"), caller, undefined, () => true);
    open.letGo(Date.now());
    expect(open.tenant("acme")).toBe(next);
  } finally {
    open.close();
  }
});
