import { once } from "node:events";
import { createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { ScriptedGateway, SESSION_ID, TURN_ID } from "../../testing/scripted-gateway.ts";
import { nextState, pretendWindow, rejection, testClient, until } from "../../testing/test-client.ts";
import { DiminuendoClient } from "./client.ts";
import { ClosedError, ConnectionLostError, GatewayError, RequestTimeoutError, VersionMismatchError } from "./errors.ts";
import { CLOSE_CODES, RECONNECT } from "./generated/close-codes.ts";
import { PROTOCOL_VERSION, SUBPROTOCOL_PREFIX } from "./generated/versions.ts";
import type { ClientState } from "./link.ts";

test("a client of a gateway in dev mode is open without a token, and asks for the version that it speaks", async () => {
  const gateway = await ScriptedGateway.start();
  const client = testClient(gateway.url);
  const states: ClientState[] = [];
  client.on("state", ({ state }) => states.push(state));
  const connected = client.connect();
  const connection = await gateway.accept();
  expect(connection.socket.protocol).toBe(`${SUBPROTOCOL_PREFIX}${PROTOCOL_VERSION}`);
  connection.greet();
  await connected;
  await client.connect();
  expect(states).toEqual(["connecting", "open"]);
  expect(connection.unread).toEqual([]);
});

test("a client says who it is when the gateway asks", async () => {
  const gateway = await ScriptedGateway.start();
  const client = testClient(gateway.url, { token: "secret" });
  const states: ClientState[] = [];
  client.on("state", ({ state }) => states.push(state));
  const connected = client.connect();
  const connection = await gateway.accept();
  connection.welcome({ requiresAuth: true });
  const message = await connection.next("authenticate");
  expect(message["token"]).toBe("secret");
  connection.authenticated(message.ref);
  await connected;
  expect(states).toEqual(["connecting", "authenticating", "open"]);
});

test("a token is got anew for every connection, before it", async () => {
  const gateway = await ScriptedGateway.start();
  let count = 0;
  const client = testClient(gateway.url, { token: async () => `token-${++count}` });
  void client.connect();
  for (const expected of ["token-1", "token-2", "token-3"]) {
    const connection = await gateway.accept();
    connection.welcome({ requiresAuth: true });
    const message = await connection.next("authenticate");
    expect(message["token"]).toBe(expected);
    connection.authenticated(message.ref);
    connection.drop();
  }
});

test("a token that cannot be got is asked for again", async () => {
  const gateway = await ScriptedGateway.start();
  let count = 0;
  const client = testClient(gateway.url, {
    token: () => {
      if (++count < 3) throw new Error("offline");
      return "token";
    },
  });
  const waiting = nextState(client, "waiting");
  const connected = client.connect();
  expect((await waiting).error?.message).toBe("offline");
  const connection = await gateway.accept();
  connection.greet();
  await connected;
  expect(count).toBe(3);
});

test("a client that is closed while its token is on the way does not connect", async () => {
  const gateway = await ScriptedGateway.start();
  const token = Promise.withResolvers<string>();
  const client = testClient(gateway.url, { token: () => token.promise });
  const refused = rejection(client.connect());
  client.close();
  token.resolve("late");
  expect(await refused).toBeInstanceOf(ClosedError);
  const other = testClient(gateway.url);
  void other.connect();
  const connection = await gateway.accept();
  connection.greet();
  await until(() => other.state === "open");
  expect(client.state).toBe("closed");
});

test("a gateway that asks for a token that there is none of closes the client", async () => {
  const gateway = await ScriptedGateway.start();
  const client = testClient(gateway.url);
  const refused = rejection(client.connect());
  (await gateway.accept()).welcome({ requiresAuth: true });
  expect((await refused).cause).toMatchObject({ code: "UNAUTHENTICATED" });
});

test.each(["AUTH_FAILED", "FORBIDDEN"])("a token that is refused with %s closes the client", async (code) => {
  const gateway = await ScriptedGateway.start();
  const client = testClient(gateway.url, { token: "bad" });
  const refused = rejection(client.connect());
  const connection = await gateway.accept();
  connection.welcome({ requiresAuth: true });
  connection.refuse(await connection.next("authenticate"), code);
  const error = await refused;
  expect(error).toBeInstanceOf(ClosedError);
  expect(error.cause).toMatchObject({ code });
  expect(client.state).toBe("closed");
});

test("a token that is refused for now is tried again, not before the gateway said", async () => {
  const gateway = await ScriptedGateway.start();
  const client = testClient(gateway.url, { token: "good" });
  void client.connect();
  const first = await gateway.accept();
  first.welcome({ requiresAuth: true });
  const waiting = nextState(client, "waiting");
  first.refuse(await first.next("authenticate"), "AUTH_RATE_LIMITED", { retryAfterMs: 60 });
  const { error, retryInMs } = await waiting;
  expect(error).toMatchObject({ code: "AUTH_RATE_LIMITED" });
  expect(retryInMs).toBeGreaterThanOrEqual(60);
  (await gateway.open()).drop();
});

test("a gateway of another version closes the client, which says which versions there are", async () => {
  const gateway = await ScriptedGateway.start();
  const client = testClient(gateway.url);
  const refused = rejection(client.connect());
  (await gateway.accept()).welcome({ protocolVersion: PROTOCOL_VERSION + 1, supportedVersions: [7, 8] });
  const { cause } = await refused;
  expect(cause).toBeInstanceOf(VersionMismatchError);
  expect(cause).toMatchObject({ supportedVersions: [7, 8] });
});

test.each(Object.entries(CLOSE_CODES))("after %s (%i) the client does what the table of close codes says", async (_name, code) => {
  const gateway = await ScriptedGateway.start();
  const client = testClient(gateway.url);
  void client.connect();
  const connection = await gateway.open();
  await until(() => client.state === "open");
  const change = RECONNECT[code] === "never" ? nextState(client, "closed") : nextState(client, "waiting");
  connection.close(code, "because");
  const { error, retryInMs } = await change;
  expect(error?.message).toBe(`The connection was closed (${code}: because).`);
  if (RECONNECT[code] === "never") return;
  if (RECONNECT[code] === "at-once") expect(retryInMs).toBe(0);
  else expect(retryInMs).toBeGreaterThanOrEqual(10);
  (await gateway.open()).close(1000);
});

test("what the gateway says before it closes the connection is the reason", async () => {
  const gateway = await ScriptedGateway.start();
  const client = testClient(gateway.url);
  void client.connect();
  const connection = await gateway.open();
  const closed = nextState(client, "closed");
  connection.send({ type: "error", code: "UNAUTHENTICATED", message: "The token has expired." });
  connection.close(CLOSE_CODES.NOT_AUTHENTICATED);
  expect((await closed).error).toMatchObject({ code: "UNAUTHENTICATED", message: "The token has expired." });
});

test("after a shutdown the client waits as long as the gateway asks", async () => {
  const gateway = await ScriptedGateway.start();
  const client = testClient(gateway.url);
  void client.connect();
  const connection = await gateway.open();
  const waiting = nextState(client, "waiting");
  connection.send({ type: "server_shutdown", reason: "upgrade", reconnectAfterMs: 80 });
  connection.close(CLOSE_CODES.SHUTDOWN);
  const { retryInMs } = await waiting;
  expect(retryInMs).toBeGreaterThanOrEqual(80);
  expect(retryInMs).toBeLessThanOrEqual(96);
  await gateway.open();
});

test.each(["before welcome", "after welcome", "after authenticate"])("a connection that is lost %s is tried again", async (moment) => {
  const gateway = await ScriptedGateway.start();
  const client = testClient(gateway.url, { token: "token" });
  const connected = client.connect();
  const lost = await gateway.accept();
  if (moment !== "before welcome") lost.welcome({ requiresAuth: true });
  if (moment === "after authenticate") await lost.next("authenticate");
  lost.drop();
  await gateway.open();
  await connected;
});

test("a gateway that cannot be reached is tried until it is there", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  const client = testClient(`http://127.0.0.1:${port}`);
  let waits = 0;
  client.on("state", ({ state }) => {
    if (state === "waiting") waits++;
  });
  const refused = rejection(client.connect());
  await until(() => waits === 3);
  client.close();
  expect(await refused).toBeInstanceOf(ClosedError);
});

test("a gateway that accepts and says nothing is given up in time", async () => {
  const gateway = await ScriptedGateway.start();
  const client = testClient(gateway.url, { handshakeTimeoutMs: 30 });
  const connected = client.connect();
  const silent = await gateway.accept();
  await gateway.open();
  await connected;
  await silent.closed;
});

test("a connection that falls silent is given up, one that has a heartbeat is kept", async () => {
  const gateway = await ScriptedGateway.start();
  const client = testClient(gateway.url, { silenceGraceMs: 100 });
  void client.connect();
  const connection = await gateway.accept();
  connection.welcome();
  connection.send({ type: "connected", clientId: TURN_ID, heartbeatIntervalMs: 300, ts: 0 });
  connection.authenticated();
  const start = performance.now();
  for (let beats = 0; beats < 10; beats++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    connection.send({ type: "heartbeat", ts: beats });
  }
  const last = performance.now();
  expect(client.state).toBe("open");
  const { error } = await nextState(client, "waiting");
  expect(error?.message).toMatch(/Nothing was heard/);
  expect(last - start).toBeGreaterThan(400);
  expect(performance.now() - last).toBeGreaterThan(300);
  await gateway.open();
});

test.each(["not JSON", "", "42", "null", '"text"'])("a frame that holds %j costs the connection", async (frame) => {
  const gateway = await ScriptedGateway.start();
  const client = testClient(gateway.url);
  void client.connect();
  const connection = await gateway.open();
  await until(() => client.state === "open");
  const waiting = nextState(client, "waiting");
  connection.socket.send(frame);
  await waiting;
  await gateway.open();
});

test("events and fields that are newer than the client are no trouble", async () => {
  const gateway = await ScriptedGateway.start();
  const client = testClient(gateway.url);
  void client.connect();
  const connection = await gateway.accept();
  connection.send({ type: "banner", text: "hello" }, {});
  connection.welcome({ motto: "so it is" });
  connection.authenticated();
  const answer = client.ping();
  const ping = await connection.next("ping");
  connection.send({ type: "sparkle", sessionId: SESSION_ID, ref: "unheard of" }, { type: "pong", ref: ping.ref, ts: 1, mood: "good" });
  expect(await answer).toMatchObject({ ts: 1, mood: "good" });
});

test("every event is heard by its type, whether it answers something or not", async () => {
  const gateway = await ScriptedGateway.start();
  const client = testClient(gateway.url);
  const heard: unknown[] = [];
  client.on("welcome", ({ server }) => heard.push(server.name));
  client.on("pong", ({ ts }) => heard.push(ts));
  client.on("text_delta", ({ text }) => heard.push(text));
  void client.connect();
  const connection = await gateway.open();
  const answer = client.ping();
  connection.send({ type: "pong", ref: (await connection.next("ping")).ref, ts: 1 });
  connection.send({ type: "text_delta", sessionId: SESSION_ID, turnId: TURN_ID, seq: 1, ts: 1, text: "not joined by join()" });
  await answer;
  await until(() => heard.length === 3);
  expect(heard).toEqual(["scripted", 1, "not joined by join()"]);
});

test("a message that was on its way when the connection was lost fails, unless it changes nothing", async () => {
  const gateway = await ScriptedGateway.start();
  const client = testClient(gateway.url);
  void client.connect();
  const lost = await gateway.open();
  const renamed = rejection(client.renameSession({ sessionId: SESSION_ID, name: "n" }));
  const listed = client.listSessions();
  await lost.next("rename_session");
  await lost.next("list_sessions");
  lost.drop();
  expect(await renamed).toBeInstanceOf(ConnectionLostError);
  const connection = await gateway.open();
  const message = await connection.next("list_sessions");
  connection.send({ type: "session_list", ref: message.ref, sessions: [], nextCursor: null });
  expect((await listed).sessions).toEqual([]);
});

test("a turn is given a name of its own, so that it is sent again under the same name", async () => {
  const gateway = await ScriptedGateway.start();
  const client = testClient(gateway.url);
  void client.connect();
  const lost = await gateway.open();
  const ack = client.runTurn({ sessionId: SESSION_ID, text: "hello" });
  const first = await lost.next("run_turn");
  lost.drop();
  const connection = await gateway.open();
  const second = await connection.next("run_turn");
  expect(second).toEqual(first);
  expect(first["clientTurnId"]).toMatch(/^[0-9a-f]{32}$/);
  connection.ack(second, { turnId: TURN_ID, duplicate: true });
  expect(await ack).toMatchObject({ turnId: TURN_ID, duplicate: true });
});

test("the name that a caller chose for a turn is kept", async () => {
  const gateway = await ScriptedGateway.start();
  const client = testClient(gateway.url);
  void client.connect();
  const connection = await gateway.open();
  void client.runTurn({ sessionId: SESSION_ID, text: "hello", clientTurnId: "mine" }).catch(() => undefined);
  expect((await connection.next("run_turn"))["clientTurnId"]).toBe("mine");
});

test("a message that is not answered in time fails, and its late answer disturbs nobody", async () => {
  const gateway = await ScriptedGateway.start();
  const client = testClient(gateway.url, { requestTimeoutMs: 40 });
  void client.connect();
  const connection = await gateway.open();
  await until(() => client.state === "open");
  const answer = rejection(client.ping());
  const ping = await connection.next("ping");
  expect(await answer).toBeInstanceOf(RequestTimeoutError);
  connection.send({ type: "pong", ref: ping.ref, ts: 1 });
  const next = client.ping();
  connection.send({ type: "pong", ref: (await connection.next("ping")).ref, ts: 2 });
  expect((await next).ts).toBe(2);
});

test("a client that is closed refuses every message, and opens again when it is told to", async () => {
  const gateway = await ScriptedGateway.start();
  const client = testClient(gateway.url);
  expect(await rejection(client.ping())).toBeInstanceOf(ClosedError);
  void client.connect();
  const connection = await gateway.open();
  const pending = rejection(client.ping());
  await connection.next("ping");
  client.close();
  expect(await pending).toBeInstanceOf(ClosedError);
  expect(await rejection(client.ping())).toBeInstanceOf(ClosedError);
  await connection.closed;
  const connected = client.connect();
  await gateway.open();
  await connected;
});

test("a listener may close the client at any change of its state", async () => {
  for (const state of ["connecting", "open", "waiting"] as const) {
    const gateway = await ScriptedGateway.start();
    const client = testClient(gateway.url);
    client.on("state", (change) => {
      if (change.state === state) client.close();
    });
    const closed = nextState(client, "closed");
    void client.connect();
    if (state !== "connecting") (await gateway.open()).drop();
    await closed;
    expect(client.state).toBe("closed");
  }
});

test("a client that is refused for good can be opened again from the listener that hears of it", async () => {
  const gateway = await ScriptedGateway.start();
  let token = "expired";
  const client = testClient(gateway.url, { token: () => token });
  client.on("state", ({ state }) => {
    if (state !== "closed" || token === "fresh") return;
    token = "fresh";
    void client.connect();
  });
  void client.connect();
  const first = await gateway.accept();
  first.welcome({ requiresAuth: true });
  first.refuse(await first.next("authenticate"), "AUTH_FAILED");
  const second = await gateway.accept();
  second.welcome({ requiresAuth: true });
  const message = await second.next("authenticate");
  expect(message["token"]).toBe("fresh");
  second.authenticated(message.ref);
  await until(() => client.state === "open");
});

test("an open client authenticates again before its token expires, and stays", async () => {
  const gateway = await ScriptedGateway.start();
  const expiring = (ms: number) => `.${Buffer.from(JSON.stringify({ exp: (Date.now() + ms) / 1000 })).toString("base64url")}.`;
  const client = testClient(gateway.url, { token: () => expiring(200) });
  void client.connect();
  const connection = await gateway.accept();
  connection.welcome({ requiresAuth: true });
  for (let times = 0; times < 3; times++) {
    const message = await connection.next("authenticate");
    connection.authenticated(message.ref);
  }
  expect(client.state).toBe("open");
});

/** A page's window, as far as the client looks at it. */
test("a client that waits tries at once when the network is back", async () => {
  const page = pretendWindow();
  const gateway = await ScriptedGateway.start();
  const client = testClient(gateway.url, { reconnect: { minDelayMs: 1_000_000, maxDelayMs: 1_000_000 } });
  void client.connect();
  const waiting = nextState(client, "waiting");
  (await gateway.open()).drop();
  await waiting;
  page.dispatchEvent(new Event("online"));
  await gateway.open();
  await until(() => client.state === "open");
});

test("an open client asks whether its connection still lives when the network is back", async () => {
  const page = pretendWindow();
  const gateway = await ScriptedGateway.start();
  const client = testClient(gateway.url, { silenceGraceMs: 250 });
  void client.connect();
  const connection = await gateway.open();
  await until(() => client.state === "open");
  page.dispatchEvent(new Event("online"));
  await connection.next("ping");
  connection.send({ type: "pong", ts: 1 });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(client.state).toBe("open");
  const waiting = nextState(client, "waiting");
  page.dispatchEvent(new Event("online"));
  await connection.next("ping");
  await waiting;
  client.close();
  page.dispatchEvent(new Event("online"));
  expect(client.state).toBe("closed");
});

test("a client says at once that it has no gateway or no WebSocket to go by", () => {
  expect(() => new DiminuendoClient({ url: "nowhere" })).toThrow(TypeError);
  const { WebSocket } = globalThis;
  Reflect.deleteProperty(globalThis, "WebSocket");
  onTestFinished(() => void Object.assign(globalThis, { WebSocket }));
  expect(() => new DiminuendoClient({ url: "http://127.0.0.1" })).toThrow(/no global WebSocket/);
});

test("a refusal of the whole connection is thrown as what the gateway said", async () => {
  const gateway = await ScriptedGateway.start();
  const client = testClient(gateway.url);
  const refused = rejection(client.connect());
  const connection = await gateway.accept();
  connection.welcome();
  connection.send({ type: "error", code: "AUTH_TIMEOUT", message: "No token came." });
  expect((await refused).cause).toBeInstanceOf(GatewayError);
});
