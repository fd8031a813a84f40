import fc from "fast-check";
import { expect, test } from "vitest";
import { readProbe } from "./probe.ts";

const read = (...lines: string[]) => readProbe(Buffer.from(lines.join("\r\n"), "latin1"));
const GET = "GET /health HTTP/1.1";

test.each([
  ["the shortest", [GET, "Host: x"], "keep-alive"],
  ["one that names its program", [GET, "Host: x:8080", "User-Agent: kube-probe/1.33", "Accept: */*"], "keep-alive"],
  ["one that closes", [GET, "Host: x", "Connection: close"], "close"],
  ["one that closes, in capitals", [GET, "HOST: x", "CONNECTION:  Close "], "close"],
  ["one that stays", [GET, "Connection: keep-alive", "Host: x"], "keep-alive"],
])("%s is answered at the door", (_name, lines, after) => {
  expect(read(...lines, "", "")).toBe(after);
});

test.each([
  ["another method", ["HEAD /health HTTP/1.1", "Host: x", "", ""]],
  ["another path", ["GET /healthy HTTP/1.1", "Host: x", "", ""]],
  ["a query", ["GET /health?x HTTP/1.1", "Host: x", "", ""]],
  ["another version", ["GET /health HTTP/1.0", "Host: x", "", ""]],
  ["no host", [GET, "", ""]],
  ["two hosts", [GET, "Host: x", "Host: y", "", ""]],
  ["a request id, which must come back", [GET, "Host: x", "X-Request-Id: 1", "", ""]],
  ["a body", [GET, "Host: x", "Content-Length: 1", "", "x"]],
  ["a length without a body", [GET, "Host: x", "Content-Length: 0", "", ""]],
  ["chunks", [GET, "Host: x", "Transfer-Encoding: chunked", "", ""]],
  ["an upgrade", [GET, "Host: x", "Connection: Upgrade", "Upgrade: websocket", "", ""]],
  ["an origin, which CORS looks at", [GET, "Host: x", "Origin: https://app.example", "", ""]],
  ["a folded header", [GET, "Host: x", " folded", "", ""]],
  ["a header without a name", [GET, "Host: x", ": y", "", ""]],
  ["a NUL", [GET, "Host: x\0", "", ""]],
  ["an end that has not come", [GET, "Host: x", ""]],
  ["a second request behind it", [GET, "Host: x", "", "", GET, "Host: x", "", ""]],
  ["half a request behind it", [GET, "Host: x", "", "GET"]],
  ["nothing", [""]],
  ["more than a probe", [GET, "Host: x", `User-Agent: ${"x".repeat(1024)}`, "", ""]],
])("%s is left to HTTP", (_name, lines) => {
  expect(read(...lines)).toBeNull();
});

test("no bytes at all make it throw", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 1100 }), (bytes) => [null, "keep-alive", "close"].includes(readProbe(Buffer.from(bytes)))),
  );
});
