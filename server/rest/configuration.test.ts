import { expect, test } from "vitest";
import { type TestConfiguration, testCaller, testConfiguration } from "../configuration/testing/test-configuration.ts";
import { ConcordanceCluster } from "../testing/concordance-process.ts";
import { startTestGateway, type TestGateway } from "../testing/test-gateway.ts";

const ADA = "acme~ada";

async function started(): Promise<{ gateway: TestGateway; config: TestConfiguration["service"] }> {
  const { addresses } = await ConcordanceCluster.start(1);
  const gateway = await startTestGateway({ withTokens: true, config: { concordance: { addresses, apiKey: "dev" } } });
  // Another gateway, by the methods of `/acp`.
  return { gateway, config: (await testConfiguration(addresses)).service };
}

async function ask(gateway: TestGateway, method: string, path: string, body?: unknown, headers: Record<string, string> = {}, token = ADA) {
  const response = await gateway.request(method, `/api/v1${path}`, { token, headers, ...(body === undefined ? {} : { body }) });
  const text = await response.text();
  return {
    status: response.status,
    etag: response.headers.get("etag") ?? "",
    location: response.headers.get("location"),
    replayed: response.headers.get("idempotency-replayed"),
    // biome-ignore lint/suspicious/noExplicitAny: whatever the body is, the test says
    body: (text === "" ? null : JSON.parse(text)) as any,
  };
}

test("preferences and settings are the very entries that config/* has, both ways", async () => {
  const { gateway, config } = await started();
  const caller = testCaller("ada", "acme");
  for (const [path, name, scope] of [
    ["/me/preferences", "preferences", "user"],
    ["/settings", "settings", "tenant"],
  ] as const) {
    expect((await ask(gateway, "GET", path)).body).toEqual({ [name]: {} });
    const strange = JSON.parse('{"__proto__":{"x":1},"constructor":2,"a/b~c":[null],"ü":"😀"}') as object;
    const patched = await ask(gateway, "PATCH", path, { [name]: strange });
    expect([patched.status, JSON.stringify(patched.body[name], Object.keys(strange).sort())]).toEqual([
      200,
      JSON.stringify(strange, Object.keys(strange).sort()),
    ]);
    expect(await config.get({ scope, key: "__proto__" }, caller)).toEqual({ value: { x: 1 }, version: 1 });
    await config.set({ scope, key: "theme", value: "dark" }, caller);
    await config.delete({ scope, key: "constructor" }, caller);
    const read = await ask(gateway, "GET", path);
    expect(Object.keys(read.body[name]).sort()).toEqual(["__proto__", "a/b~c", "theme", "ü"]);
    const changed = await ask(gateway, "PATCH", path, { [name]: { theme: "light", ü: null } });
    expect(Object.keys(changed.body[name]).sort()).toEqual(["__proto__", "a/b~c", "theme"]);
    expect((await ask(gateway, "PATCH", path, { [name]: {} })).etag).toBe(changed.etag);
  }
  expect((await ask(gateway, "GET", "/me/preferences", undefined, {}, "acme~eve")).body).toEqual({ preferences: {} });
  expect((await ask(gateway, "GET", "/settings", undefined, {}, "other~ada")).body).toEqual({ settings: {} });
});

test("a change that is based on what is there is made, and one that is based on anything older is not", async () => {
  const { gateway, config } = await started();
  const path = "/me/preferences";
  const patch = (preferences: object, ifMatch?: string) =>
    ask(gateway, "PATCH", path, { preferences }, ifMatch === undefined ? {} : { "if-match": ifMatch });
  const first = await patch({ a: 1, b: 1 });
  const second = await patch({ a: 2 }, first.etag);
  expect([second.status, second.body]).toEqual([200, { preferences: { a: 2, b: 1 } }]);
  for (const stale of [first.etag, '"nonsense"', "*,", `W/${second.etag}`]) {
    const refused = await patch({ a: 3 }, stale);
    expect([refused.status, refused.body.code, refused.body.currentVersion]).toEqual([409, "VERSION_CONFLICT", undefined]);
  }
  // Somebody else changed another entry.
  await config.set({ scope: "user", key: "b", value: 2 }, testCaller("ada", "acme"));
  expect((await patch({ a: 3 }, second.etag)).status).toBe(409);
  expect((await ask(gateway, "GET", path)).body).toEqual({ preferences: { a: 2, b: 2 } });
  const current = (await ask(gateway, "GET", path)).etag;
  expect((await patch({ a: 4 }, `"other", ${current}`)).status).toBe(200);
  expect((await patch({ a: 5 }, "*")).status).toBe(200);
  expect((await patch({ a: 6 })).body).toEqual({ preferences: { a: 6, b: 2 } });
});

test("of many who change what is based on the same state, one wins", async () => {
  const { gateway } = await started();
  const { etag } = await ask(gateway, "PATCH", "/settings", { settings: { base: 0 } });
  const tries = Array.from({ length: 20 }, (_, at) =>
    ask(gateway, "PATCH", "/settings", { settings: { [`k${at % 2}`]: at, base: at } }, { "if-match": etag }),
  );
  const codes = (await Promise.all(tries)).map(({ status }) => status);
  expect(codes.toSorted()).toEqual([200, ...Array<number>(19).fill(409)]);
});

test("of many who add different things to the same state, one wins, however much there is", async () => {
  const { gateway } = await started();
  for (let at = 0; at < 3; at++) {
    const settings = Object.fromEntries(Array.from({ length: 100 }, (_, key) => [`s${at * 100 + key}`, key]));
    await ask(gateway, "PATCH", "/settings", { settings });
  }
  for (let round = 0; round < 5; round++) {
    const { etag } = await ask(gateway, "GET", "/settings");
    const tries = Array.from({ length: 8 }, (_, at) =>
      ask(gateway, "PATCH", "/settings", { settings: { [`new-${round}-${at}`]: at } }, { "if-match": etag }),
    );
    const codes = (await Promise.all(tries)).map(({ status }) => status);
    expect(codes.toSorted()).toEqual([200, ...Array<number>(7).fill(409)]);
  }
  expect(Object.keys((await ask(gateway, "GET", "/settings")).body.settings)).toHaveLength(305);
});

test("100 keys are changed at once, 101 are refused, and keys obey the rule of keys", async () => {
  const { gateway } = await started();
  const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, at]));
  const patch = (preferences: object) => ask(gateway, "PATCH", "/me/preferences", { preferences });
  for (const count of [99, 100]) expect((await patch(keys(count))).status).toBe(200);
  expect((await patch(keys(101))).body).toMatchObject({ code: "INVALID_MESSAGE", details: [{ path: "/body/preferences" }] });
  for (const key of ["k".repeat(511), "é".repeat(256)]) expect((await patch({ [key]: 1 })).status).toBe(200);
  for (const key of ["", ".", "..", "k".repeat(513), `${"é".repeat(256)}k`, "a\nb", "\u0085"]) {
    const { status, body } = await patch({ [key]: 1 });
    expect([status, body.code, body.details?.[0]?.path.startsWith("/body/preferences/")], JSON.stringify(key)).toEqual([
      400,
      "INVALID_MESSAGE",
      true,
    ]);
  }
  expect(Object.keys((await ask(gateway, "GET", "/me/preferences")).body.preferences)).toHaveLength(102);
});

const caller = testCaller("ada", "acme");

test("a device is made, replaced, listed and removed with what was kept for it, each at its version", async () => {
  const { gateway, config } = await started();
  const path = "/me/devices/phone:1";
  expect((await ask(gateway, "GET", path)).status).toBe(404);
  expect((await ask(gateway, "PUT", path, { name: "Phone" }, { "if-match": '"1"' })).status).toBe(409);
  const made = await ask(gateway, "PUT", path, { name: "Phone", platform: "ios", capabilities: { push: true } });
  expect([made.status, made.etag, made.location]).toEqual([201, '"1"', "/api/v1/me/devices/phone%3A1"]);
  expect(await ask(gateway, "GET", path)).toMatchObject({ status: 200, etag: '"1"', body: made.body });
  const target = { scope: "device", deviceId: "phone:1" } as const;
  expect((await config.get({ ...target, key: "device" }, caller)).value).toEqual(made.body);
  await config.set({ ...target, key: "volume", value: 7 }, caller);
  const replaced = await ask(gateway, "PUT", path, { name: "New phone" }, { "if-match": '"1"' });
  expect([replaced.status, replaced.etag, replaced.body.platform]).toEqual([200, '"2"', undefined]);
  expect((await ask(gateway, "PUT", path, { name: "Old" }, { "if-match": '"1"' })).status).toBe(409);
  for (const id of ["a", "z"]) await ask(gateway, "PUT", `/me/devices/${id}`, { name: id });
  const first = await ask(gateway, "GET", "/me/devices?limit=2");
  expect(first.body.items.map(({ id }: { id: string }) => id)).toEqual(["a", "phone:1"]);
  const second = await ask(gateway, "GET", `/me/devices?limit=2&cursor=${first.body.nextCursor}`);
  expect(second.body).toMatchObject({ items: [{ id: "z" }], nextCursor: null });
  expect((await ask(gateway, "GET", "/me/devices?cursor=nonsense")).body).toMatchObject({
    code: "INVALID_MESSAGE",
    details: [{ path: "/query/cursor" }],
  });
  expect((await ask(gateway, "GET", "/me/devices", undefined, {}, "acme~eve")).body.items).toEqual([]);
  expect((await ask(gateway, "DELETE", path, undefined, { "if-match": '"1"' })).status).toBe(409);
  expect((await ask(gateway, "DELETE", path, undefined, { "if-match": '"2"' })).status).toBe(204);
  expect((await ask(gateway, "DELETE", path)).status).toBe(404);
  expect((await config.list({ ...target, prefix: "", limit: 10 }, caller)).items).toEqual([]);
  expect((await ask(gateway, "PUT", path, { name: "Again" })).etag).toBe('"4"');
});

test("a project is made once for its key, changed at its version, and goes with its configuration", async () => {
  const { gateway, config } = await started();
  const key = { "idempotency-key": "once" };
  const made = await ask(gateway, "POST", "/projects", { name: "One" }, key);
  expect([made.status, made.etag, made.location]).toEqual([201, '"1"', `/api/v1/projects/${made.body.id}`]);
  expect(made.body).toMatchObject({ name: "One", description: "", metadata: {}, createdBy: "ada" });
  expect(await ask(gateway, "POST", "/projects", { name: "One" }, key)).toMatchObject({ body: made.body, replayed: "true" });
  expect((await ask(gateway, "GET", "/projects")).body).toEqual({ items: [made.body], nextCursor: null });
  const path = `/projects/${made.body.id}`;
  const target = { scope: "project", projectId: made.body.id as string } as const;
  for (let at = 0; at < 300; at += 100) {
    const operations = Array.from({ length: 100 }, (_, one) => ({ op: "set" as const, ...target, key: `k${at + one}`, value: 1 }));
    await config.batch({ operations }, caller);
  }
  const changed = await ask(
    gateway,
    "PATCH",
    path.toUpperCase().replace("/PROJECTS", "/projects"),
    { description: "Better" },
    { "if-match": '"1"' },
  );
  expect([changed.status, changed.etag, changed.body.name, changed.body.description]).toEqual([200, '"2"', "One", "Better"]);
  expect((await ask(gateway, "PATCH", path, { name: "Late" }, { "if-match": '"1"' })).status).toBe(409);
  const many = await Promise.all(Array.from({ length: 5 }, (_, at) => ask(gateway, "PATCH", path, { metadata: { at } })));
  expect(many.map(({ etag }) => etag).toSorted()).toEqual(['"3"', '"4"', '"5"', '"6"', '"7"']);
  expect((await ask(gateway, "GET", path, undefined, {}, "other~ada")).status).toBe(404);
  expect((await ask(gateway, "DELETE", path, undefined, {}, "acme~eve")).status).toBe(403);
  expect((await ask(gateway, "DELETE", path, undefined, { "if-match": '"7"' })).status).toBe(204);
  expect((await ask(gateway, "GET", path)).status).toBe(404);
  expect((await ask(gateway, "PATCH", path, { name: "Ghost" })).status).toBe(404);
  await expect
    .poll(() => config.get({ ...target, key: "k1" }, caller).catch(({ message }: Error) => message))
    .toBe("There is no such project.");
  expect((await ask(gateway, "GET", "/projects")).body.items).toEqual([]);
});

test("large records are listed in pages of any size", async () => {
  const { gateway } = await started();
  const metadata = { text: "x".repeat(16_000) };
  for (let at = 0; at < 70; at += 1)
    await ask(gateway, "PUT", `/me/devices/d${at}`, { name: "d", pushToken: "é".repeat(4096), capabilities: metadata });
  expect((await ask(gateway, "GET", "/me/devices?limit=200")).body.items).toHaveLength(70);
});

test("who they are is told to everyone, and what they may not do is refused", async () => {
  const { gateway } = await started();
  expect((await ask(gateway, "GET", "/me")).body).toMatchObject({ userId: "ada", tenantId: "acme", role: "owner" });
  const eve = (await ask(gateway, "GET", "/me", undefined, {}, "acme~eve")).body;
  expect(eve.role).toBe("member");
  expect((await ask(gateway, "PATCH", "/settings", { settings: { a: 1 } }, {}, "acme~eve")).body.code).toBe("FORBIDDEN");
  expect((await ask(gateway, "PATCH", "/me/preferences", { preferences: { a: 1 } }, {}, "acme~eve")).status).toBe(200);
  expect((await gateway.request("GET", "/api/v1/me")).status).toBe(401);
});

test("the configuration of a session goes when the session is deleted", async () => {
  const { gateway, config } = await started();
  const { body } = await ask(gateway, "POST", "/sessions", { agentType: "echo" });
  const target = { scope: "session", sessionId: body.id as string } as const;
  const caller = testCaller("ada", "acme");
  await config.set({ ...target, key: "draft", value: "x" }, caller);
  expect((await ask(gateway, "DELETE", `/sessions/${body.id}`)).status).toBe(204);
  await expect.poll(async () => (await config.list({ ...target, prefix: "", limit: 10 }, caller)).items, { timeout: 20_000 }).toEqual([]);
});
