import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ScriptedHttpGateway } from "../../../testing/scripted-http-gateway.ts";
import { all, rejection } from "../../../testing/test-client.ts";
import { ConnectionLostError, RequestTimeoutError } from "../errors.ts";
import { RestClient } from "./rest-client.ts";
import { RestError, UnexpectedAnswerError } from "./rest-errors.ts";
import type { RestOptions } from "./rest-transport.ts";

const SESSION = "11111111-1111-4111-8111-111111111111";

interface Operation {
  resource: string;
  name: string;
  method: string;
  path: string;
  parameters: { name: string; in: string; wireName: string; schema: object }[];
  body: object | null;
}

const { protocols } = JSON.parse(readFileSync(new URL("../../../../generated/protocol.json", import.meta.url), "utf8")) as {
  protocols: { name: string; operations: Operation[] }[];
};
const operations = protocols.find(({ name }) => name === "gateway")?.operations ?? [];

/** A gateway that does what it is told, and a client that loses no time. */
async function given(options: Partial<RestOptions> = {}) {
  const gateway = await ScriptedHttpGateway.start();
  const rest = new RestClient({ url: gateway.url, retry: { minDelayMs: 1, maxDelayMs: 500 }, ...options });
  return { gateway, rest };
}

test.each(operations)(
  "$method $path has a method, which puts each parameter where it belongs",
  async ({ resource, name, ...operation }) => {
    const { gateway, rest } = await given();
    const input = Object.fromEntries(operation.parameters.map((parameter) => [parameter.name, `a/${parameter.name}`]));
    const resources = rest as unknown as Record<string, Record<string, (input: object) => PromiseLike<unknown>>>;
    const call = resources[resource.charAt(0).toLowerCase() + resource.slice(1)]?.[name];
    const body = operation.body === null ? {} : { body: { marked: true } };
    const owner = resources[resource.charAt(0).toLowerCase() + resource.slice(1)];
    const answer = Promise.resolve(call?.call(owner, { ...input, ...body }));
    const request = await gateway.next();
    request.answer(operation.method === "DELETE" ? 204 : 200, operation.method === "DELETE" ? undefined : { items: [], nextCursor: null });
    await answer;
    const url = new URL(request.url, gateway.url);
    expect(request.method).toBe(operation.method);
    expect(url.pathname).toBe(operation.path.replace(/\{(\w+)\}/g, (_, parameter: string) => `a%2F${parameter}`));
    for (const parameter of operation.parameters) {
      if (parameter.in === "query") expect(url.searchParams.get(parameter.wireName)).toBe(`a/${parameter.name}`);
      if (parameter.in === "header") expect(request.headers[parameter.wireName]).toBe(`a/${parameter.name}`);
    }
    expect(request.body).toBe(operation.body === null ? "" : '{"marked":true}');
  },
);

test("an answer comes with what its headers say, and a list by page as one page or as all of its items", async () => {
  const { gateway, rest } = await given();
  const read = rest.sessions.read({ sessionId: SESSION });
  (await gateway.next()).answer(200, { id: SESSION }, { etag: '"7"', "x-request-id": "r", "idempotency-replayed": "true" });
  expect(await read).toEqual({ body: { id: SESSION }, status: 200, etag: '"7"', requestId: "r", isReplayed: true });

  const page = Promise.resolve(rest.sessions.list({ limit: 2 }));
  (await gateway.next()).answer(200, { items: [1, 2], nextCursor: "c" });
  expect((await page).body).toEqual({ items: [1, 2], nextCursor: "c" });

  const items = all(rest.sessions.list({ limit: 2, includeArchived: true }));
  const pages = [
    [[1, 2], "c 1&"],
    [[], "c2"],
    [[3], null],
  ];
  for (const [index, [onPage, nextCursor]] of pages.entries()) {
    const request = await gateway.next();
    const { searchParams } = new URL(request.url, gateway.url);
    expect(Object.fromEntries(searchParams)).toEqual({
      limit: "2",
      includeArchived: "true",
      ...(index === 0 ? {} : { cursor: pages[index - 1]?.[1] }),
    });
    request.answer(200, { items: onPage, nextCursor });
  }
  expect(await items).toEqual([1, 2, 3]);
  expect(gateway.unread).toHaveLength(0);
});

test("nothing is asked for before somebody waits, and one page is asked for once", async () => {
  const { gateway, rest } = await given();
  const pages = rest.agents.list();
  const first = Promise.resolve(pages);
  (await gateway.next()).answer(200, { items: [], nextCursor: null });
  await first;
  await pages;
  expect(gateway.unread).toHaveLength(0);
});

test("a refusal says everything that the gateway said", async () => {
  const { gateway, rest } = await given();
  const refused = rejection(rest.sessions.create({ body: { agentType: "?" } }));
  (await gateway.next()).refuse("INVALID_MESSAGE", { details: [{ path: "/body/agentType", message: "is odd" }] });
  const error = await refused;
  expect(error).toBeInstanceOf(RestError);
  expect(error).toMatchObject({
    code: "INVALID_MESSAGE",
    message: "refused with INVALID_MESSAGE",
    status: 400,
    requestId: "req-1",
    retryable: false,
    details: [{ path: "/body/agentType", message: "is odd" }],
  });
});

test("a POST whose answer was lost is made again under the same key, which the client makes, and another one under another", async () => {
  const { gateway, rest } = await given();
  const created = rest.sessions.create({ body: { agentType: "echo" } });
  const first = await gateway.next();
  first.drop();
  const second = await gateway.next();
  second.answer(201, { id: SESSION });
  expect((await created).body).toEqual({ id: SESSION });
  expect(first.headers["idempotency-key"]).toMatch(/^[\w-]{16,64}$/);
  expect(second.headers["idempotency-key"]).toBe(first.headers["idempotency-key"]);
  expect(second.body).toBe(first.body);
  const other = rest.sessions.create({ body: { agentType: "echo" } });
  const third = await gateway.next();
  third.answer(201, {});
  await other;
  expect(third.headers["idempotency-key"]).not.toBe(first.headers["idempotency-key"]);
});

test("a POST that comes again while its first attempt is still being handled waits for that one's answer", async () => {
  const { gateway, rest } = await given();
  const created = rest.sessions.create({ body: { agentType: "echo" } });
  (await gateway.next()).drop();
  (await gateway.next()).refuse("CONFLICT");
  (await gateway.next()).answer(201, { id: SESSION });
  expect((await created).body).toEqual({ id: SESSION });
  const conflicting = rejection(rest.sessions.create({ body: { agentType: "echo" } }));
  (await gateway.next()).refuse("CONFLICT");
  expect(await conflicting).toMatchObject({ code: "CONFLICT" });
  expect(gateway.unread).toHaveLength(0);
});

test.each<[string, (rest: RestClient) => Promise<unknown>]>([
  ["PATCH", (rest) => rest.sessions.update({ sessionId: SESSION, body: { name: "n" }, ifMatch: '"1"' })],
  ["DELETE", (rest) => rest.sessions.delete({ sessionId: SESSION })],
  ["PUT", (rest) => rest.me.writeDevice({ deviceId: "d", body: { name: "n" } as never })],
])("a %s whose answer was lost is not made again, and its user is told that nobody knows", async (_, make) => {
  const { gateway, rest } = await given();
  const lost = rejection(make(rest));
  (await gateway.next()).drop();
  expect(await lost).toBeInstanceOf(ConnectionLostError);
  const failed = rejection(make(rest));
  (await gateway.next()).refuse("CONFIG_UNAVAILABLE");
  expect(await failed).toMatchObject({ code: "CONFIG_UNAVAILABLE" });
  expect(gateway.unread).toHaveLength(0);
});

test("a POST that the store behind the gateway could not take is not made again: it may have taken effect, and its key is free", async () => {
  const { gateway, rest } = await given();
  const failed = rejection(rest.projects.create({ body: { name: "p" } }));
  (await gateway.next()).refuse("CONFIG_UNAVAILABLE");
  expect(await failed).toMatchObject({ code: "CONFIG_UNAVAILABLE", retryable: true });
  const created = rest.projects.create({ body: { name: "p" } });
  const first = await gateway.next();
  first.refuse("SHUTTING_DOWN");
  const second = await gateway.next();
  second.answer(201, {});
  expect((await created).status).toBe(201);
  expect(second.headers["idempotency-key"]).toBe(first.headers["idempotency-key"]);
  expect(gateway.unread).toHaveLength(0);
});

test("a request that changes nothing is made again so often, and then fails with the last reason", async () => {
  const { gateway, rest } = await given({ maxRetries: 2 });
  const failed = rejection(rest.me.read());
  (await gateway.next()).drop();
  (await gateway.next()).answer(502, undefined, { "content-type": "text/html" });
  (await gateway.next()).refuse("SHUTTING_DOWN");
  expect(await failed).toMatchObject({ name: "RestError", code: "SHUTTING_DOWN" });
  expect(gateway.unread).toHaveLength(0);
});

test("a request that is limited waits as long as the gateway asks, any request; and not at all when that is too long", async () => {
  const { gateway, rest } = await given();
  const deleted = rest.sessions.delete({ sessionId: SESSION });
  (await gateway.next()).refuse("RATE_LIMITED", { retryAfterMs: 200 });
  const since = performance.now();
  (await gateway.next()).answer(204, undefined);
  expect(performance.now() - since).toBeGreaterThan(190);
  expect(await deleted).toMatchObject({ body: null, status: 204 });
  const refused = rejection(rest.sessions.delete({ sessionId: SESSION }));
  (await gateway.next()).refuse("RATE_LIMITED", {}, { "retry-after": "3" });
  expect(await refused).toMatchObject({ code: "RATE_LIMITED", retryAfterMs: 3000 });
});

test.each([
  ["HTML", 200, "text/html", "<html>", UnexpectedAnswerError],
  ["a proxy's error", 400, "text/plain", "bad", UnexpectedAnswerError],
  ["a problem that is none of the gateway's", 400, "application/problem+json", '{"title":"x"}', UnexpectedAnswerError],
])("%s is no answer of the gateway", async (_, status, contentType, body, kind) => {
  const rest = new RestClient({
    url: "http://gateway.example",
    fetch: async () => new Response(body, { status, headers: { "content-type": contentType } }),
  });
  const error = await rejection(rest.me.read());
  expect(error).toBeInstanceOf(kind);
  expect(error).toMatchObject({ status });
});

test("a gateway that is not ready says so in its answer, which is no error", async () => {
  const { gateway, rest } = await given();
  const ready = rest.operations.ready();
  (await gateway.next()).answer(503, { ok: false });
  expect(await ready).toMatchObject({ status: 503, body: { ok: false } });
});

test("a request that is not answered in time fails as late; bytes may come for longer than that", async () => {
  const { gateway, rest } = await given({ requestTimeoutMs: 600 });
  expect(await rejection(rest.sessions.create({ body: { agentType: "echo" } }))).toBeInstanceOf(RequestTimeoutError);
  await gateway.next();
  const asked = rest.sessions.export({ sessionId: SESSION });
  const request = await gateway.next();
  request.begin("text/markdown");
  const { body } = await asked;
  request.write("# A ");
  await new Promise((resolve) => setTimeout(resolve, 800));
  request.write("session");
  request.end();
  expect(await body.text()).toBe("# A session");
});

test("a request ends by the signal of its caller, with that reason, also while it waits to be made again", async () => {
  const { gateway, rest } = await given({ retry: { minDelayMs: 60_000, maxDelayMs: 60_000 } });
  const stop = new AbortController();
  const first = rejection(rest.me.read({}, { signal: stop.signal }));
  const request = await gateway.next();
  stop.abort(new Error("enough"));
  expect((await first).message).toBe("enough");
  await request.gone;
  const again = new AbortController();
  const second = rejection(rest.me.read({}, { signal: again.signal }));
  (await gateway.next()).drop();
  setTimeout(() => again.abort(new Error("enough of that")), 50);
  expect((await second).message).toBe("enough of that");
});

test("a token is got for every request, and sent as a bearer", async () => {
  let count = 0;
  const { gateway, rest } = await given({ token: async () => `token-${++count}` });
  for (const expected of ["Bearer token-1", "Bearer token-2"]) {
    const read = rest.me.read();
    const request = await gateway.next();
    request.answer(200, {});
    await read;
    expect(request.headers.authorization).toBe(expected);
  }
});

test.each(["first\nsecond", "t\u2192ken"])("a token that no header can hold, %j, is not tried again, nor told to anyone", async (token) => {
  const rest = new RestClient({ url: "http://gateway.example", token, fetch: () => expect.fail("It was sent.") });
  const error = await rejection(rest.me.read());
  expect(error).toBeInstanceOf(TypeError);
  expect([error.message, error.cause]).toEqual(["The token holds characters that a header cannot hold.", undefined]);
});

test.each([".", "..", ""])("%j cannot be a segment of a path", async (deviceId) => {
  const rest = new RestClient({ url: "http://gateway.example", fetch: () => expect.fail("It was sent.") });
  expect(await rejection(rest.me.readDevice({ deviceId }))).toBeInstanceOf(TypeError);
});

test("what is no URL of a gateway is refused at once", () => {
  for (const url of ["ws://gateway.example", "ftp://x", "gateway"]) expect(() => new RestClient({ url })).toThrow(TypeError);
});
