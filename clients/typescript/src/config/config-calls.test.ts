import { expect, test } from "vitest";
import { testConfigClient } from "../../../testing/config-client.ts";
import { type ReceivedCall, ScriptedConfigGateway } from "../../../testing/scripted-config-gateway.ts";
import { rejection } from "../../../testing/test-client.ts";
import { ClosedError, GatewayError, RequestTimeoutError } from "../errors.ts";
import { LIMITS } from "../generated/limits.ts";
import type { ConfigClient } from "./config-client.ts";
import { ConfigError, ConfigOutcomeUnknownError } from "./config-errors.ts";

const THEME = { scope: "user", key: "theme" } as const;

async function connected(options: Parameters<typeof testConfigClient>[1] = {}) {
  const gateway = await ScriptedConfigGateway.start();
  const client = testConfigClient(gateway.url, options);
  const opened = client.connect();
  const connection = await gateway.accept();
  await opened;
  return { gateway, client, connection };
}

test("the first call connects, and a call resolves with what its method results in", async () => {
  const gateway = await ScriptedConfigGateway.start();
  const client = testConfigClient(gateway.url);
  const got = client.get(THEME);
  const connection = await gateway.accept();
  const call = await connection.next("config/get");
  expect(call.params).toEqual(THEME);
  connection.answer(call, { value: "dark", version: 3, stale: true });
  expect(await got).toEqual({ value: "dark", version: 3, stale: true });
});

test("every method sends what it is given, and takes from the result what there is to know", async () => {
  const { client, connection } = await connected();
  const exchange = async (method: string, result: object) => {
    const call = await connection.next(method);
    connection.answer(call, result);
    return call.params;
  };
  const written = client.set({ ...THEME, value: null, cas: 0, expiresAt: 7 });
  expect(await exchange("config/set", { version: 1 })).toEqual({ ...THEME, value: null, cas: 0, expiresAt: 7 });
  expect(await written).toEqual({ version: 1 });
  const deleted = client.delete({ scope: "device", deviceId: "d", key: "badge" });
  expect(await exchange("config/delete", { deleted: true })).toEqual({ scope: "device", deviceId: "d", key: "badge" });
  expect(await deleted).toBe(true);
  const done = client.batch([{ op: "delete", ...THEME }]);
  expect(await exchange("config/batch", { versions: [4] })).toEqual({ operations: [{ op: "delete", ...THEME }] });
  expect(await done).toEqual([4]);
});

test("what is not there is null", async () => {
  const { client, connection } = await connected();
  const got = client.get(THEME);
  connection.refuse(await connection.next("config/get"), "NOT_FOUND");
  expect(await got).toBeNull();
});

test("answers find their calls in whatever order they come", async () => {
  const { client, connection } = await connected();
  const values = ["a", "b", "c"].map((key) => client.get({ scope: "user", key }));
  const calls: ReceivedCall[] = [];
  for (let count = 0; count < 3; count++) calls.push(await connection.next("config/get"));
  for (const call of calls.toReversed()) connection.answer(call, { value: call.params["key"], version: 1 });
  expect((await Promise.all(values)).map((found) => found?.value)).toEqual(["a", "b", "c"]);
});

test("a list is all of its pages, and says what the first one was up to date with", async () => {
  const { client, connection } = await connected();
  const listing = client.list({ scope: "tenant", prefix: "a" });
  const first = await connection.next("config/list");
  expect(first.params).toEqual({ scope: "tenant", prefix: "a" });
  connection.answer(first, { items: [{ key: "a1", value: 1, version: 1 }], revision: 10, nextCursor: "c1" });
  const second = await connection.next("config/list");
  expect(second.params).toEqual({ scope: "tenant", prefix: "a", cursor: "c1" });
  connection.answer(second, { items: [{ key: "a2", value: 2, version: 1 }], revision: 12 });
  expect(await listing).toEqual({ items: [expect.objectContaining({ key: "a1" }), expect.objectContaining({ key: "a2" })], revision: 10 });
});

test("a refusal is an error with its code and what belongs to it", async () => {
  const { client, connection } = await connected();
  const refused = rejection(client.batch([{ op: "set", ...THEME, value: 1, cas: 4 }]));
  const details = [{ path: "/operations/0/cas", message: "is not the version" }];
  connection.refuse(await connection.next("config/batch"), "VERSION_CONFLICT", { currentVersion: 5, operation: 0, details });
  const error = await refused;
  expect(error).toBeInstanceOf(ConfigError);
  expect(error).toBeInstanceOf(GatewayError);
  expect(error).toMatchObject({
    name: "ConfigError",
    code: "VERSION_CONFLICT",
    message: "refused with VERSION_CONFLICT",
    method: "config/batch",
    currentVersion: 5,
    operation: 0,
    details,
    retryable: false,
  });
});

test("an error without a code of the gateway's is a failure all the same", async () => {
  const { client, connection } = await connected();
  const refused = rejection(client.get(THEME));
  const { id } = await connection.next("config/get");
  connection.write(JSON.stringify({ jsonrpc: "2.0", id, error: { code: -32603, message: "oops" } }));
  expect(await refused).toMatchObject({ code: "INTERNAL", message: "oops", retryable: true });
});

/** Every way to lose the answer of a call, and the one that there was on the first connection. */
async function lostCall<Result>(start: (client: ConfigClient) => Promise<Result>, method: string) {
  const { gateway, client, connection } = await connected();
  const result = start(client);
  // It may fail before anybody waits for it.
  result.catch(() => undefined);
  const first = await connection.next(method);
  connection.drop();
  const again = await gateway.accept();
  return { client, result, first, again };
}

const REPEATED: [what: string, start: (client: ConfigClient) => Promise<unknown>, method: string, answer: object][] = [
  ["a read", (client) => client.get(THEME), "config/get", { value: 1, version: 1 }],
  ["a list", (client) => client.list({ scope: "user" }), "config/list", { items: [], revision: 1 }],
  ["a write of version 1", (client) => client.set({ ...THEME, value: 1, cas: 1 }), "config/set", { version: 2 }],
  ["a deletion of version 1", (client) => client.delete({ ...THEME, cas: 1 }), "config/delete", { deleted: true }],
  [
    "a batch of which one operation is conditional",
    (client) =>
      client.batch([
        { op: "set", ...THEME, value: 1 },
        { op: "delete", ...THEME, cas: 9 },
      ]),
    "config/batch",
    { versions: [1, 2] },
  ],
];

test.each(REPEATED)("%s whose answer was lost is made again", async (_, start, method, answer) => {
  const { result, first, again } = await lostCall(start, method);
  const second = await again.next(method);
  expect(second.params).toEqual(first.params);
  again.answer(second, answer);
  await result;
});

const BLIND: [what: string, start: (client: ConfigClient) => Promise<unknown>, method: string][] = [
  ["a write", (client) => client.set({ ...THEME, value: 1 }), "config/set"],
  ["a write of what must not be there", (client) => client.set({ ...THEME, value: 1, cas: 0 }), "config/set"],
  ["a deletion", (client) => client.delete(THEME), "config/delete"],
  ["a batch of such operations", (client) => client.batch([{ op: "set", ...THEME, value: 1, cas: 0 }]), "config/batch"],
];

test.each(BLIND)("%s whose answer was lost is not made again: its outcome is not known", async (_, start, method) => {
  const { client, result, again } = await lostCall(start, method);
  const error = await rejection(result);
  expect(error).toBeInstanceOf(ConfigOutcomeUnknownError);
  expect(error).toMatchObject({ method, message: `Whether ${method} took effect is not known: The connection was lost.` });
  const read = client.get(THEME);
  again.answer(await again.next("config/get"), { value: 1, version: 1 });
  await read;
});

test("a write that is made again and meets another version may have met itself", async () => {
  const { result, again } = await lostCall((client) => client.set({ ...THEME, value: 1, cas: 3 }), "config/set");
  again.refuse(await again.next("config/set"), "VERSION_CONFLICT", { currentVersion: 4 });
  const error = await rejection(result);
  expect(error).toBeInstanceOf(ConfigOutcomeUnknownError);
  expect(error).toMatchObject({ currentVersion: 4, cause: { code: "VERSION_CONFLICT" } });
});

test("a write that was refused on every connection it was sent on was refused", async () => {
  const { client, connection } = await connected();
  const refused = rejection(client.set({ ...THEME, value: 1, cas: 3 }));
  connection.refuse(await connection.next("config/set"), "VERSION_CONFLICT", { currentVersion: 4 });
  expect(await refused).toBeInstanceOf(ConfigError);
});

test("a write that waited for a connection is made, whatever its conditions", async () => {
  const gateway = await ScriptedConfigGateway.start();
  const token = Promise.withResolvers<string>();
  const client = testConfigClient(gateway.url, { token: () => token.promise });
  const written = client.set({ ...THEME, value: 1 });
  token.resolve("t");
  const connection = await gateway.accept();
  connection.answer(await connection.next("authenticate"), {});
  connection.answer(await connection.next("config/set"), { version: 1 });
  expect(await written).toEqual({ version: 1 });
});

test("of a write that the gateway itself knows not the outcome of, it is not known", async () => {
  const { client, connection } = await connected();
  const [write, read] = [rejection(client.set({ ...THEME, value: 1 })), rejection(client.get(THEME))];
  connection.refuse(await connection.next("config/set"), "CONFIG_UNAVAILABLE", { outcomeUnknown: true });
  connection.refuse(await connection.next("config/get"), "CONFIG_UNAVAILABLE", { outcomeUnknown: true });
  expect(await write).toBeInstanceOf(ConfigOutcomeUnknownError);
  expect(await write).toMatchObject({ cause: { code: "CONFIG_UNAVAILABLE" } });
  expect(await read).toMatchObject({ name: "ConfigError", code: "CONFIG_UNAVAILABLE", retryable: true });
});

test("a read that is not answered in time fails, and a gateway that was silent all the while is taken for dead", async () => {
  const { gateway, client, connection } = await connected({ requestTimeoutMs: 30 });
  expect(await rejection(client.get(THEME))).toBeInstanceOf(RequestTimeoutError);
  await connection.closed;
  await gateway.accept();
});

test("a gateway that leaves one call alone, but says something else, is not given up", async () => {
  const { client, connection } = await connected({ requestTimeoutMs: 100 });
  const [forgotten, answered] = [rejection(client.get(THEME)), client.get({ scope: "user", key: "other" })];
  await connection.next("config/get");
  connection.answer(await connection.next("config/get"), { value: 1, version: 1 });
  await answered;
  expect(await forgotten).toBeInstanceOf(RequestTimeoutError);
  expect(client.state).toBe("open");
});

test("of a write that is not answered in time the outcome is not known", async () => {
  const { client } = await connected({ requestTimeoutMs: 30 });
  const error = await rejection(client.set({ ...THEME, value: 1 }));
  expect(error).toBeInstanceOf(ConfigOutcomeUnknownError);
  expect(error.cause).toBeInstanceOf(RequestTimeoutError);
});

test("what could not be sent in time has not taken effect", async () => {
  const gateway = await ScriptedConfigGateway.start();
  const client = testConfigClient(gateway.url, { requestTimeoutMs: 30, token: () => new Promise(() => undefined) });
  const error = await rejection(client.set({ ...THEME, value: 1 }));
  expect(error).toBeInstanceOf(RequestTimeoutError);
  expect(error.message).toBe("config/set could not be sent in 30 ms.");
});

test("a call that is too large is refused here, as it would cost the connection; one that just fits is sent", async () => {
  const { client, connection } = await connected();
  const frame = Buffer.byteLength(JSON.stringify({ jsonrpc: "2.0", id: 2, method: "config/set", params: { ...THEME, value: "" } }));
  const room = LIMITS.acpFrameBytes - frame;
  expect(await rejection(client.set({ ...THEME, value: "v".repeat(room + 1) }))).toMatchObject({ code: "MESSAGE_TOO_LARGE" });
  const written = client.set({ ...THEME, value: "v".repeat(room) });
  connection.answer(await connection.next("config/set"), { version: 1 });
  await written;
});

test("when the client is closed nothing is left waiting", async () => {
  const { client, connection } = await connected();
  const results = [
    rejection(client.get(THEME)),
    rejection(client.set({ ...THEME, value: 1 })),
    rejection(client.set({ ...THEME, value: 1, cas: 1 })),
  ];
  await connection.next("config/get");
  client.close();
  const [read, write, conditional] = await Promise.all(results);
  expect(read).toBeInstanceOf(ClosedError);
  expect(write).toMatchObject({ name: "ConfigOutcomeUnknownError", cause: { name: "ClosedError" } });
  expect(conditional).toMatchObject({ name: "ConfigOutcomeUnknownError", cause: { name: "ClosedError" } });
  expect(await rejection(client.get(THEME))).toBeInstanceOf(ClosedError);
  await connection.closed;
});

test("a closed client opens again when it is told to", async () => {
  const { gateway, client } = await connected();
  client.close();
  const opened = client.connect();
  const connection = await gateway.accept();
  await opened;
  const got = client.get(THEME);
  connection.answer(await connection.next("config/get"), { value: 1, version: 1 });
  expect(await got).toMatchObject({ value: 1 });
});

test("answers that nobody waits for, and what the gateway says of something else, do no harm", async () => {
  const { client, connection } = await connected();
  connection.write('{"jsonrpc":"2.0","id":99,"result":{}}');
  connection.write('{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"no"}}');
  connection.write('{"jsonrpc":"2.0","method":"session/update","params":{}}');
  connection.update({ scope: "user", key: "k", value: 1, version: 1, revision: 1, op: "set", updatedBy: "a" });
  const got = client.get(THEME);
  connection.answer(await connection.next("config/get"), { value: 1, version: 1 });
  expect(await got).toMatchObject({ value: 1 });
});
