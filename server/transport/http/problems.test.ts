import { connect } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { modelJudge } from "../../../spec/test/roads.ts";
import { startTestGateway } from "../../testing/test-gateway.ts";

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Sends bytes as they are, and reads the one answer until the connection ends. */
function exchange(url: string, bytes: string | Buffer): Promise<Answer> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  return new Promise((resolve, reject) => {
    let received = "";
    socket.on("data", (chunk) => (received += String(chunk)));
    socket.on("end", () => resolve(parse(received)));
    socket.on("error", reject);
    socket.write(bytes);
  });
}

function parse(received: string): Answer {
  const [head = "", body = ""] = received.split("\r\n\r\n");
  const [status = "", ...lines] = head.split("\r\n");
  const headers = lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]);
  return { status: Number(status.split(" ")[1]), headers: Object.fromEntries(headers), body };
}

const get = (path: string, headers = "") => `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${headers}\r\n`;
const upgrade = (headers: string, method = "GET", path = "/ws") =>
  `${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${headers}\r\n`;
const KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
const VERSION = "Sec-WebSocket-Version: 13\r\n";
const post = (headers: string, body: string) =>
  `POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${headers}\r\n\r\n${body}`;

/** What is refused before any route is reached: what it is, the bytes, and how it is answered. */
const UNROUTABLE: [string, string, number, string][] = [
  ["a path that is no text", get("/api/v1/sessions/%ff"), 404, "NOT_FOUND"],
  ["a path with half an escape", get("/api/v1/sessions/%e"), 404, "NOT_FOUND"],
  ["a path that is no text outside of the API", get("/%ff"), 404, "NOT_FOUND"],
  ["a parameter that is too long", get(`/api/v1/sessions/${"a".repeat(6000)}`), 404, "NOT_FOUND"],
  ["a file that the docs do not have", get("/docs/nothing/here"), 404, "NOT_FOUND"],
  ["no HTTP at all", "hello\r\n\r\n", 400, "INVALID_MESSAGE"],
  ["a method that nobody knows", "BREW /health HTTP/1.1\r\nHost: x\r\n\r\n", 400, "INVALID_MESSAGE"],
  ["a version of HTTP that nobody speaks", "GET /health HTTP/9.9\r\nHost: x\r\n\r\n", 400, "INVALID_MESSAGE"],
  ["headers beyond what fits", get("/ready", `X: ${"a".repeat(20_000)}\r\n`), 431, "MESSAGE_TOO_LARGE"],
  ["headers far beyond what fits", get("/ready", `X: ${"a".repeat(2_000_000)}\r\n`), 431, "MESSAGE_TOO_LARGE"],
  ["a header with a line feed in it", get("/ready", "X\nY: 1\r\n"), 400, "INVALID_MESSAGE"],
  ["two lengths", post("Content-Length: 1\r\nContent-Length: 2", "{}"), 400, "INVALID_MESSAGE"],
  ["a length and chunks", post("Content-Length: 1\r\nTransfer-Encoding: chunked", "0\r\n\r\n"), 400, "INVALID_MESSAGE"],
  ["a tunnel", "CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n", 404, "NOT_FOUND"],
  ["an expectation that nobody meets", post("Expect: the-unexpected\r\nContent-Length: 2", "{}"), 417, "INVALID_MESSAGE"],
  ["a body that is no JSON", post("Content-Type: application/json\r\nContent-Length: 1", "{"), 400, "INVALID_JSON"],
  ["a WebSocket at another address", upgrade(KEY + VERSION, "GET", "/elsewhere"), 404, "NOT_FOUND"],
  ["a WebSocket without a key", upgrade(VERSION), 400, "INVALID_MESSAGE"],
  ["a WebSocket with a key that is none", upgrade(`Sec-WebSocket-Key: short\r\n${VERSION}`), 400, "INVALID_MESSAGE"],
  ["a WebSocket of another version", upgrade(`${KEY}Sec-WebSocket-Version: 7\r\n`), 400, "INVALID_MESSAGE"],
  ["a WebSocket by POST", upgrade(KEY + VERSION, "POST"), 400, "INVALID_MESSAGE"],
  ["subprotocols that are no list", upgrade(`${KEY + VERSION}Sec-WebSocket-Protocol: diminuendo.v1,,\r\n`), 400, "INVALID_MESSAGE"],
  ["a subprotocol that nobody speaks", upgrade(`${KEY + VERSION}Sec-WebSocket-Protocol: x\r\n`), 400, "PROTOCOL_VERSION_MISMATCH"],
];

test("whatever cannot be routed is answered with a problem, and the gateway serves on", async () => {
  const gateway = await startTestGateway();
  for (const [name, bytes, status, code] of UNROUTABLE) {
    const answer = await exchange(gateway.url, bytes);
    expect(answer.headers["content-type"], name).toMatch(/^application\/problem\+json/);
    expect(Number(answer.headers["content-length"]), name).toBe(Buffer.byteLength(answer.body));
    const problem = JSON.parse(answer.body) as Record<string, unknown>;
    expect(modelJudge("ProblemDetails")(problem), name).toBe(true);
    expect(problem, name).toMatchObject({ status, code, instance: answer.headers["x-request-id"] });
    expect(answer.status, name).toBe(status);
    expect(answer.body, name).not.toMatch(/ {4}at |node_modules|\.ts\b|FST_|HPE_/);
    expect((await gateway.request("GET", "/ready")).status, name).toBe(200);
  }
});

test("a refused upgrade repeats the request's id, and says which version of WebSockets is spoken", async () => {
  const gateway = await startTestGateway();
  const answer = await exchange(gateway.url, upgrade(`${KEY}Sec-WebSocket-Version: 7\r\nX-Request-Id: mine\r\n`));
  expect(answer.headers).toMatchObject({ "x-request-id": "mine", "sec-websocket-version": "13" });
  expect(JSON.parse(answer.body)).toMatchObject({ instance: "mine" });
});

test("a refused upgrade that wants a token says how", async () => {
  const gateway = await startTestGateway({ withTokens: true });
  const answer = await exchange(gateway.url, upgrade(`${KEY}${VERSION}Authorization: Bearer nonsense\r\n`));
  expect(answer.status).toBe(401);
  expect(answer.headers["www-authenticate"]).toBe("Bearer");
});

test("bytes that are no HTTP behind a stream end the connection, and nothing is written into the stream", async () => {
  const gateway = await startTestGateway();
  const sessionId = await (await gateway.connect()).createSession();
  const socket = connect(gateway.app.address.port, "127.0.0.1");
  onTestFinished(() => void socket.destroy());
  let received = "";
  const ended = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  const synced = new Promise<void>((resolve) => {
    socket.on("data", (chunk) => {
      received += String(chunk);
      if (received.includes("session_synced")) resolve();
    });
  });
  socket.on("error", () => undefined);
  socket.write(`GET /api/v1/sessions/${sessionId}/events HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n`);
  await synced;
  socket.write("hello\r\n\r\n");
  await ended;
  expect(received.match(/HTTP\/1\.1/g)).toHaveLength(1);
});

test("an OPTIONS that is none of a browser's is answered, not refused in plain text", async () => {
  const gateway = await startTestGateway();
  const response = await gateway.request("OPTIONS", "/api/v1/sessions");
  expect(response.status).toBe(204);
  expect(response.headers.get("access-control-allow-methods")).toContain("POST");
});
