import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { testConfigClient } from "../../../testing/config-client.ts";
import { ScriptedConfigGateway } from "../../../testing/scripted-config-gateway.ts";
import { rejection } from "../../../testing/test-client.ts";
import { ClosedError } from "../errors.ts";
import { CLOSE_CODES } from "../generated/close-codes.ts";
import { ConfigClient } from "./config-client.ts";

const THEME = { scope: "user", key: "theme" } as const;

test("without a token the client says nothing of itself, and needs no initialize", async () => {
  const gateway = await ScriptedConfigGateway.start();
  const client = testConfigClient(gateway.url);
  const states: string[] = [];
  client.on("state", ({ state }) => states.push(state));
  void client.connect();
  const connection = await gateway.accept();
  const got = client.get(THEME);
  connection.answer(await connection.next("config/get"), { value: 1, version: 1 });
  await got;
  expect(states).toEqual(["connecting", "open"]);
});

test("a token goes ahead of everything else, and is got anew for every connection", async () => {
  const gateway = await ScriptedConfigGateway.start();
  let count = 0;
  const client = testConfigClient(gateway.url, { token: async () => `token-${++count}` });
  const states: string[] = [];
  client.on("state", ({ state }) => states.push(state));
  const got = client.get(THEME);
  for (const token of ["token-1", "token-2"]) {
    const connection = await gateway.accept();
    const call = await connection.next("authenticate");
    expect(call.params).toEqual({ methodId: "token", _meta: { token } });
    expect(connection.unread).toEqual([]);
    connection.answer(call, {});
    const read = await connection.next("config/get");
    if (token === "token-1") connection.drop();
    else connection.answer(read, { value: 1, version: 1 });
  }
  await got;
  expect(states).toEqual(["connecting", "authenticating", "open", "waiting", "connecting", "authenticating", "open"]);
});

test.each(["AUTH_FAILED", "FORBIDDEN"] as const)(
  "a token that is refused with %s closes the client, and says so to whoever asks",
  async (code) => {
    const gateway = await ScriptedConfigGateway.start();
    const client = testConfigClient(gateway.url, { token: "forged" });
    const [read, opened] = [rejection(client.get(THEME)), rejection(client.connect())];
    const connection = await gateway.accept();
    connection.refuse(await connection.next("authenticate"), code);
    for (const error of [await read, await opened, await rejection(client.get(THEME))]) {
      expect(error).toBeInstanceOf(ClosedError);
      expect(error.cause).toMatchObject({ name: "ConfigError", code });
    }
    await connection.closed;
  },
);

test("a token that is refused for now is tried again when the gateway says", async () => {
  const gateway = await ScriptedConfigGateway.start();
  const client = testConfigClient(gateway.url, { token: "t" });
  const waits: (number | null)[] = [];
  client.on("state", ({ state, retryInMs }) => state === "waiting" && waits.push(retryInMs));
  const opened = client.connect();
  const first = await gateway.accept();
  first.refuse(await first.next("authenticate"), "AUTH_RATE_LIMITED", { retryAfterMs: 50 });
  const second = await gateway.accept();
  second.answer(await second.next("authenticate"), {});
  await opened;
  expect(waits).toHaveLength(1);
  expect(waits[0]).toBeGreaterThanOrEqual(50);
});

/** A token as an issuer makes it, that expires so many ms from now. */
function tokenFor(ms: number): string {
  return `h.${btoa(JSON.stringify({ exp: (Date.now() + ms) / 1000 })).replace(/=+$/, "")}.s`;
}

test("a token that is about to expire is replaced on the connection that there is", async () => {
  const gateway = await ScriptedConfigGateway.start();
  const tokens = [tokenFor(200), tokenFor(600_000)];
  const client = testConfigClient(gateway.url, { token: () => tokens.shift() ?? "" });
  void client.connect();
  const connection = await gateway.accept();
  const [, second] = [...tokens, tokens[0]];
  connection.answer(await connection.next("authenticate"), {});
  const renewal = await connection.next("authenticate");
  expect(renewal.params).toMatchObject({ _meta: { token: second } });
  connection.answer(renewal, {});
  const got = client.get(THEME);
  connection.answer(await connection.next("config/get"), { value: 1, version: 1 });
  await got;
});

test.each([CLOSE_CODES.NOT_AUTHENTICATED, CLOSE_CODES.FORBIDDEN, CLOSE_CODES.PROTOCOL_ERROR])(
  "the close code %i ends the client for good",
  async (code) => {
    const gateway = await ScriptedConfigGateway.start();
    const client = testConfigClient(gateway.url);
    await Promise.all([client.connect(), gateway.accept().then((connection) => connection.close(code, "Enough."))]);
    const closed = rejection(client.get(THEME));
    expect(await closed).toBeInstanceOf(ClosedError);
    expect((await closed).cause).toMatchObject({ message: `The connection was closed (${code}: Enough.).` });
  },
);

test.each([CLOSE_CODES.SHUTDOWN, CLOSE_CODES.SLOW_CONSUMER, 1011])("after the close code %i the client is back", async (code) => {
  const gateway = await ScriptedConfigGateway.start();
  const client = testConfigClient(gateway.url);
  void client.connect();
  (await gateway.accept()).close(code);
  const got = client.get(THEME);
  const connection = await gateway.accept();
  connection.answer(await connection.next("config/get"), { value: 1, version: 1 });
  expect(await got).toMatchObject({ value: 1 });
});

test.each(["no JSON", "7", "null", '"text"'])(
  "a gateway that sends %j is no gateway: the client looks for another connection",
  async (text) => {
    const gateway = await ScriptedConfigGateway.start();
    const client = testConfigClient(gateway.url);
    void client.connect();
    const connection = await gateway.accept();
    connection.write(text);
    await connection.closed;
    await gateway.accept();
  },
);

test("a gateway that never answers the handshake is given up in time", async () => {
  const sockets: Socket[] = [];
  const server = createServer((socket) => sockets.push(socket));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  const client = testConfigClient(`http://127.0.0.1:${port}`, { handshakeTimeoutMs: 20 });
  const lost = new Promise<Error | null>((resolve) => client.on("state", ({ state, error }) => state === "waiting" && resolve(error)));
  void client.connect();
  expect((await lost)?.message).toBe("The gateway did not answer in 20 ms.");
});

test("a client that is closed while its token is on the way does not connect", async () => {
  const gateway = await ScriptedConfigGateway.start();
  const token = Promise.withResolvers<string>();
  const client = testConfigClient(gateway.url, { token: () => token.promise });
  const refused = rejection(client.connect());
  client.close();
  token.resolve("late");
  expect(await refused).toBeInstanceOf(ClosedError);
  const other = testConfigClient(gateway.url);
  void other.connect();
  const connection = await gateway.accept();
  const got = other.get(THEME);
  connection.answer(await connection.next("config/get"), { value: 1, version: 1 });
  await got;
  expect(client.state).toBe("closed");
});

test("a client is made without a connection, and not without a gateway's URL", () => {
  expect(new ConfigClient({ url: "http://127.0.0.1:1" }).state).toBe("closed");
  expect(() => new ConfigClient({ url: "ftp://gateway.example" })).toThrow(TypeError);
});
