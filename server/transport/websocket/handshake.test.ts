import { request } from "node:http";
import { expect, test, vi } from "vitest";
import { CLOSE_CODES } from "../../../generated/gateway/close-codes.ts";
import { LIMITS } from "../../../generated/gateway/limits.ts";
import { PERMISSIONS_OF } from "../../../generated/gateway/permissions.ts";
import { TestClient } from "../../testing/test-client.ts";
import { startTestGateway } from "../../testing/test-gateway.ts";

/** Asks for an upgrade and returns the plain HTTP answer. */
function upgrade(
  url: string,
  path: string,
  headers: Record<string, string>,
): Promise<{ status: number; body: string; headers: Record<string, unknown> }> {
  return new Promise((resolve, reject) => {
    const asked = request(`${url}${path}`, {
      headers: {
        connection: "Upgrade",
        upgrade: "websocket",
        "sec-websocket-version": "13",
        "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
        ...headers,
      },
    });
    asked.on("response", (response) => {
      let body = "";
      response.on("data", (chunk) => (body += String(chunk)));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body, headers: response.headers }));
    });
    asked.on("upgrade", (response, socket) => {
      socket.destroy();
      resolve({ status: 101, body: "", headers: response.headers });
    });
    asked.on("error", reject);
    asked.end();
  });
}

test("in dev mode a client hears welcome, connected and authenticated, in that order and unasked", async () => {
  const gateway = await startTestGateway();
  const client = TestClient.open(gateway.url);
  await client.next("authenticated");
  expect(client.heard.map(({ type }) => type)).toEqual(["welcome", "connected", "authenticated"]);
  expect(client.heard[0]).toMatchObject({
    protocolVersion: 1,
    supportedVersions: [1],
    requiresAuth: false,
    server: { name: "diminuendo" },
  });
  expect(client.heard[1]).toMatchObject({ heartbeatIntervalMs: LIMITS.heartbeatInterval });
  expect(client.heard[2]).toEqual({
    type: "authenticated",
    identity: {
      userId: "dev-user-001",
      email: "developer@example.com",
      tenantId: "dev",
      role: "owner",
      permissions: [...PERMISSIONS_OF.owner],
    },
  });
});

test("in dev mode any token is answered with the same identity", async () => {
  const gateway = await startTestGateway();
  const client = await gateway.connect();
  const reply = await client.request({ type: "authenticate", token: "whatever" }, "authenticated");
  expect(reply.identity.userId).toBe("dev-user-001");
  expect(reply.ref).toBeDefined();
});

test("a client that must authenticate is refused everything else, and let in by a token", async () => {
  const gateway = await startTestGateway({ withTokens: true });
  const client = TestClient.open(gateway.url);
  expect(await client.next("welcome")).toMatchObject({ requiresAuth: true });
  expect(await client.refusal({ type: "list_sessions" })).toBe("UNAUTHENTICATED");
  expect(await client.refusal({ type: "ping" })).toBe("UNAUTHENTICATED");
  expect(await client.refusal({ type: "authenticate", token: "nonsense" })).toBe("AUTH_FAILED");
  const { identity } = await client.request({ type: "authenticate", token: "acme~ada" }, "authenticated");
  expect(identity).toMatchObject({ tenantId: "acme", userId: "ada", role: "owner" });
  expect(await client.ask({ type: "list_sessions" })).toMatchObject({ type: "session_list" });
});

test.each([
  ["a header", { authorization: "Bearer acme~ada" }, ["diminuendo.v1"]],
  ["a subprotocol", {}, ["diminuendo.v1", "bearer.acme~ada"]],
])("a token in %s authenticates at the upgrade, and is not echoed", async (_name, headers, protocols) => {
  const gateway = await startTestGateway({ withTokens: true });
  const client = TestClient.open(gateway.url, headers, protocols);
  const raw = await upgrade(gateway.url, "/ws", { ...headers, "sec-websocket-protocol": protocols.join(", ") });
  expect(raw.status).toBe(101);
  expect(raw.headers["sec-websocket-protocol"]).toBe("diminuendo.v1");
  expect((await client.next("authenticated")).identity.userId).toBe("ada");
});

test("a wrong token at the upgrade is refused with 401, before any WebSocket is opened", async () => {
  const gateway = await startTestGateway({ withTokens: true });
  const { status, body } = await upgrade(gateway.url, "/ws", { authorization: "Bearer nonsense" });
  expect(status).toBe(401);
  expect(JSON.parse(body)).toMatchObject({ code: "AUTH_FAILED", status: 401 });
});

test("a version that nobody speaks is refused with 400 and the list of versions", async () => {
  const gateway = await startTestGateway();
  const { status, body } = await upgrade(gateway.url, "/ws", { "sec-websocket-protocol": "diminuendo.v7" });
  expect(status).toBe(400);
  expect(JSON.parse(body)).toMatchObject({ code: "PROTOCOL_VERSION_MISMATCH", supportedVersions: [1] });
});

test("the chosen version is echoed, and none when none was asked for", async () => {
  const gateway = await startTestGateway();
  const asked = await upgrade(gateway.url, "/ws", { "sec-websocket-protocol": "diminuendo.v3, diminuendo.v1" });
  expect(asked.headers["sec-websocket-protocol"]).toBe("diminuendo.v1");
  const unasked = await upgrade(gateway.url, "/ws", {});
  expect(unasked.status).toBe(101);
  expect(unasked.headers["sec-websocket-protocol"]).toBeUndefined();
});

test("compression is not spoken, even when it is asked for", async () => {
  const gateway = await startTestGateway();
  const { headers } = await upgrade(gateway.url, "/ws", { "sec-websocket-extensions": "permessage-deflate" });
  expect(headers["sec-websocket-extensions"]).toBeUndefined();
});

test.each([
  ["an origin that is not allowed", "https://evil.example", 403],
  ["an origin that is allowed", "https://app.example", 101],
  ["the word null", "null", 403],
  ["an allowed origin with another port", "https://app.example:444", 403],
])("a page of %s is answered with %i", async (_name, origin, expected) => {
  const gateway = await startTestGateway({ withTokens: true, config: { allowedOrigins: ["https://app.example"] } });
  const { status } = await upgrade(gateway.url, "/ws", { origin, authorization: "Bearer acme~ada" });
  expect(status).toBe(expected);
});

test("in dev mode every origin is let in, and without tokens nobody needs one", async () => {
  const gateway = await startTestGateway();
  expect((await upgrade(gateway.url, "/ws", { origin: "https://evil.example" })).status).toBe(101);
});

test("there is no WebSocket but at /ws", async () => {
  const gateway = await startTestGateway();
  expect((await upgrade(gateway.url, "/", {})).status).toBe(404);
  expect((await upgrade(gateway.url, "/ws/more", {})).status).toBe(404);
  expect((await upgrade(gateway.url, "/ws?client=test", {})).status).toBe(101);
});

test("who does not authenticate in time is told so and disconnected, and who does is not", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    const gateway = await startTestGateway({ withTokens: true });
    const [late, prompt] = [TestClient.open(gateway.url), TestClient.open(gateway.url)];
    await Promise.all([late.next("connected"), prompt.next("connected")]);
    await prompt.request({ type: "authenticate", token: "acme~ada" }, "authenticated");
    vi.advanceTimersByTime(LIMITS.authenticateTimeout - 1);
    expect(late.heard.some(({ type }) => type === "error")).toBe(false);
    vi.advanceTimersByTime(1);
    expect((await late.next("error")).code).toBe("AUTH_TIMEOUT");
    expect((await late.closed).code).toBe(CLOSE_CODES.NOT_AUTHENTICATED);
    expect(await prompt.ask({ type: "ping" })).toMatchObject({ type: "pong" });
  } finally {
    vi.useRealTimers();
  }
});

test("a connection that belongs to someone cannot be given to someone else", async () => {
  const gateway = await startTestGateway({ withTokens: true });
  const client = await gateway.connect("acme~ada");
  expect(await client.refusal({ type: "authenticate", token: "acme~bob" })).toBe("INVALID_STATE");
  expect(await client.refusal({ type: "authenticate", token: "globex~ada" })).toBe("INVALID_STATE");
  expect(await client.ask({ type: "authenticate", token: "acme~ada" })).toMatchObject({ type: "authenticated" });
});
