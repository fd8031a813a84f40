import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { GATEWAY } from "../../../spec/test/gateway-model.ts";
import { startTestGateway } from "../../testing/test-gateway.ts";

const ALLOWED = "https://app.example";
const withOrigins = () => startTestGateway({ withTokens: true, config: { allowedOrigins: [ALLOWED] } });

/** Sends bytes as they are, and returns all that comes back. */
function exchange(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  return new Promise((resolve, reject) => {
    let received = "";
    socket.on("data", (chunk) => (received += String(chunk)));
    socket.on("end", () => resolve(received));
    socket.on("error", reject);
    socket.write(bytes);
  });
}

const preflight = (url: string, origin: string) =>
  fetch(`${url}/api/v1/sessions`, {
    method: "OPTIONS",
    headers: {
      origin,
      "access-control-request-method": "POST",
      "access-control-request-headers": "authorization,content-type,idempotency-key",
    },
  });

test("in dev mode a page of any origin may call, and read the headers that matter", async () => {
  const gateway = await startTestGateway();
  const response = await gateway.request("GET", "/api/v1/sessions", { headers: { origin: "https://anyone.example" } });
  expect(response.headers.get("access-control-allow-origin")).toBe("https://anyone.example");
  const exposed = response.headers.get("access-control-expose-headers") ?? "";
  for (const header of ["ETag", "Location", "Retry-After", "X-Request-Id", "Idempotency-Replayed"]) expect(exposed).toContain(header);
});

test.each([
  ["allowed", ALLOWED, ALLOWED],
  ["not allowed", "https://evil.example", null],
  ["an allowed one with another port", `${ALLOWED}:444`, null],
  ["an allowed one without TLS", ALLOWED.replace("https", "http"), null],
  ["one that begins like an allowed one", `${ALLOWED}.evil.example`, null],
  ["null", "null", null],
])("otherwise a page may call whose origin is allowed; one that is %s is told: %s %s", async (_name, origin, expected) => {
  const gateway = await withOrigins();
  const response = await gateway.request("GET", "/api/v1/sessions", { token: "acme~ada", headers: { origin } });
  expect(response.headers.get("access-control-allow-origin")).toBe(expected);
  expect(response.headers.get("vary")).toContain("Origin");
  expect((await preflight(gateway.url, origin)).headers.get("access-control-allow-origin")).toBe(expected);
});

test("a page may ask before it calls, without a token, for every method and header that it needs", async () => {
  const gateway = await withOrigins();
  const response = await preflight(gateway.url, ALLOWED);
  expect(response.status).toBe(204);
  const methods = response.headers.get("access-control-allow-methods") ?? "";
  for (const method of new Set(GATEWAY.operations.map((operation) => operation.method))) expect(methods).toContain(method);
  const headers = response.headers.get("access-control-allow-headers") ?? "";
  for (const header of ["authorization", "content-type", "idempotency-key"]) expect(headers).toContain(header);
});

test("an error can be read by the page that caused it", async () => {
  const gateway = await withOrigins();
  for (const [path, token] of [
    [`/api/v1/sessions/${randomUUID()}`, { token: "acme~ada" }],
    ["/api/v1/sessions", {}],
  ] as const) {
    const response = await gateway.request("GET", path, { ...token, headers: { origin: ALLOWED } });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.headers.get("access-control-allow-origin")).toBe(ALLOWED);
  }
});

test("answers of the API tell browsers to be careful with them, errors too", async () => {
  const gateway = await startTestGateway();
  for (const path of ["/api/v1/sessions", `/api/v1/sessions/${randomUUID()}`, "/api/v1/agents"]) {
    const { headers } = await gateway.request("GET", path);
    expect(headers.get("x-content-type-options"), path).toBe("nosniff");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(headers.get("x-frame-options")).toBe("SAMEORIGIN");
    expect(headers.get("x-powered-by")).toBeNull();
    expect(headers.get("server")).toBeNull();
  }
});

test("an address that is none, and a method that an address does not know, are 404 as a problem, also without a token", async () => {
  const gateway = await startTestGateway({ withTokens: true });
  const addresses: [string, string][] = [
    ["GET", "/"],
    ["GET", "/nothing"],
    ["GET", "/api"],
    ["GET", "/api/v1"],
    ["GET", "/api/v2/sessions"],
    ["GET", "/API/V1/SESSIONS"],
    ["GET", "//api/v1/sessions"],
    ["GET", "/api/v1/sessions/../agents/x"],
    ["GET", "/ws"],
    ["GET", "/metrics/"],
    ["PUT", "/api/v1/sessions"],
    ["DELETE", "/api/v1/sessions"],
    ["PATCH", "/api/v1/agents"],
    ["POST", "/health"],
    ["PROPFIND", "/api/v1/sessions"],
    ["TRACE", "/health"],
  ];
  for (const [method, path] of addresses) {
    const answer = await exchange(gateway.url, `${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Request-Id: mine\r\n\r\n`);
    expect(answer, `${method} ${path}`).toMatch(/^HTTP\/1\.1 404 /);
    expect(answer).toMatch(/content-type: application\/problem\+json/i);
    expect(JSON.parse(answer.slice(answer.indexOf("\r\n\r\n")).replace(/^\s*[0-9a-f]*\r\n(?={)|\r\n0\r\n\r\n$/g, ""))).toMatchObject({
      code: "NOT_FOUND",
      status: 404,
      instance: "mine",
    });
  }
});

test.each([
  ["a path that is no text", "GET /api/v1/sessions/%ff%fe HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"],
  ["a path with half an escape", "GET /api/v1/sessions/%e HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"],
  ["a method that nobody knows", "BREW /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"],
  ["no HTTP at all", "hello\r\n\r\n"],
  ["headers beyond what fits", `GET /health HTTP/1.1\r\nHost: x\r\nX: ${"a".repeat(20_000)}\r\n\r\n`],
  [
    "a body longer than it says",
    'POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1\r\nConnection: close\r\n\r\n{"a":1}',
  ],
  ["two lengths", "POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}"],
  ["a length and chunks", "POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"],
])("%s is refused without a stack or a path of this machine, and the gateway serves on", async (_name, bytes) => {
  const gateway = await startTestGateway();
  const answer = await exchange(gateway.url, bytes);
  expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
  expect(answer).not.toMatch(/ {4}at |node_modules|\.ts/);
  expect((await gateway.request("GET", "/health")).status).toBe(200);
});

test("HEAD answers like GET, without the body", async () => {
  const gateway = await startTestGateway();
  const sessionId = await (await gateway.connect()).createSession();
  for (const path of ["/health", "/api/v1/sessions", `/api/v1/sessions/${sessionId}`, `/api/v1/sessions/${sessionId}/export`]) {
    const [head, get] = [await gateway.request("HEAD", path), await gateway.request("GET", path)];
    expect(head.status, path).toBe(get.status);
    for (const header of ["content-type", "etag"]) expect(head.headers.get(header)).toBe(get.headers.get(header));
    expect(await head.text()).toBe("");
    await get.arrayBuffer();
  }
  expect((await gateway.request("HEAD", `/api/v1/sessions/${randomUUID()}`)).status).toBe(404);
});

test("a client that goes away in the middle of its request leaves nothing behind", async () => {
  const gateway = await startTestGateway();
  const { hostname, port } = new URL(gateway.url);
  const head = "POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n";
  for (const bytes of [head.slice(0, 20), head, `${head}{"agentType":`]) {
    const socket = connect(Number(port), hostname);
    await new Promise<void>((resolve) => socket.write(bytes, () => resolve()));
    socket.resetAndDestroy();
  }
  expect(await (await gateway.request("GET", "/api/v1/sessions")).json()).toMatchObject({ items: [] });
});

test("the description of the API names the place where it was read as its server, and is the published one otherwise", async () => {
  const gateway = await startTestGateway();
  const served = (await (await gateway.request("GET", "/api/v1/openapi.json")).json()) as Record<string, unknown>;
  const published = JSON.parse(await readFile(new URL("../../../generated/openapi/gateway.json", import.meta.url), "utf8")) as object;
  expect(served).toEqual({ ...published, servers: [{ url: "/", description: expect.any(String) }] });
});
