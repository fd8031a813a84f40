import * as fc from "fast-check";
import { expect, test } from "vitest";
import { LIMITS } from "../../generated/gateway/limits.ts";
import { startTestGateway } from "../testing/test-gateway.ts";
import { scriptedSession } from "./testing/acp-gateway.ts";
import { RawClient, type RawMessage } from "./testing/raw-client.ts";

const SESSION = { cwd: "/somewhere", mcpServers: [], _meta: { agentType: "echo" } };

const isRefusal = ({ id, error }: RawMessage) => id === null && error !== undefined;

/** Sends a text, and what is answered with the id null. */
async function answerTo(client: RawClient, text: string | Buffer, binary = false): Promise<RawMessage> {
  client.heard.length = 0;
  client.send(text, binary);
  return client.next(isRefusal);
}

test.each([
  ["broken JSON", "{", -32700, "INVALID_JSON"],
  ["text that is no UTF-8", Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), -32700, "INVALID_JSON"],
  ["a batch", '[{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":1}}]', -32600, "INVALID_REQUEST"],
  ["an empty batch", "[]", -32600, "INVALID_REQUEST"],
  ["a text", '"initialize"', -32600, "INVALID_REQUEST"],
  ["null", "null", -32600, "INVALID_REQUEST"],
  ["an object that is no message", '{"foo":1}', -32600, "INVALID_REQUEST"],
  ["another version of JSON-RPC", '{"jsonrpc":"1.0","method":"initialize"}', -32600, "INVALID_REQUEST"],
  ["an id that is an object", '{"jsonrpc":"2.0","id":{},"method":"initialize"}', -32600, "INVALID_REQUEST"],
  ["an id that is a fraction", '{"jsonrpc":"2.0","id":1.5,"method":"initialize"}', -32600, "INVALID_REQUEST"],
  ["an id beyond what can be repeated exactly", '{"jsonrpc":"2.0","id":9007199254740993,"method":"initialize"}', -32600, "INVALID_REQUEST"],
  ["a method that is no text", '{"jsonrpc":"2.0","method":5}', -32600, "INVALID_REQUEST"],
  ["an answer to nothing without an id", '{"jsonrpc":"2.0","result":{}}', -32600, "INVALID_REQUEST"],
])("%s is refused with the id null, and the connection stays", async (_name, text, code, name) => {
  const { url } = await startTestGateway();
  const client = await RawClient.open(url);
  expect((await answerTo(client, text)).error).toMatchObject({ code, data: { code: name } });
  expect(await client.result("initialize", { protocolVersion: 1 })).toMatchObject({ protocolVersion: 1 });
});

test("a binary frame is no message, whatever stands in it", async () => {
  const { url } = await startTestGateway();
  const client = await RawClient.open(url);
  const text = '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":1}}';
  expect((await answerTo(client, Buffer.from(text), true)).error).toMatchObject({ code: -32600 });
  expect(client.heard).toHaveLength(1);
});

test("a flood of cancellations of sessions that are not open holds nobody up", async () => {
  const { url } = await startTestGateway();
  const client = await RawClient.initialized(url);
  for (let index = 0; index < 20_000; index++) {
    client.notify("session/cancel", { sessionId: `00000000-0000-4000-8000-${String(index).padStart(12, "0")}` });
  }
  const other = await RawClient.initialized(url);
  await other.result("session/list");
  await client.result("session/list");
});

test.each([
  ["parameters in an array", '{"jsonrpc":"2.0","id":7,"method":"initialize","params":[1]}', -32600],
  ["parameters that are a text", '{"jsonrpc":"2.0","id":7,"method":"initialize","params":"no"}', -32600],
  ["no method", '{"jsonrpc":"2.0","id":7}', -32600],
])("%s are refused with the id of the call", async (_name, text, code) => {
  const { url } = await startTestGateway();
  const client = await RawClient.open(url);
  client.send(text);
  expect(await client.next(({ id }) => id === 7)).toMatchObject({ error: { code } });
});

test("an id is repeated exactly: texts, integers, null", async () => {
  const { url } = await startTestGateway();
  const client = await RawClient.initialized(url);
  for (const id of ["a", "", "7", 0, -1, 9007199254740991, null, 'ä\u0000"\\']) {
    client.heard.length = 0;
    client.send(JSON.stringify({ jsonrpc: "2.0", id, method: "session/list", params: {} }));
    const answer = await client.next(({ result }) => result !== undefined);
    expect(answer.id).toBe(id);
  }
});

test("an id that waits for its answer cannot be used for a second call", async () => {
  const { agents, gateway, sessionId } = await scriptedSession();
  const client = await RawClient.initialized(gateway.url);
  await client.result("session/resume", { sessionId, cwd: "/somewhere", mcpServers: [] });
  client.send(
    JSON.stringify({ jsonrpc: "2.0", id: "one", method: "session/prompt", params: { sessionId, prompt: [{ type: "text", text: "go" }] } }),
  );
  const turn = await agents.next();
  client.send(JSON.stringify({ jsonrpc: "2.0", id: "one", method: "session/list", params: {} }));
  expect(await client.next(({ id }) => id === "one")).toMatchObject({ error: { code: -32600 } });
  client.heard.length = 0;
  turn.complete();
  expect(await client.next(({ id }) => id === "one")).toMatchObject({ result: { stopReason: "end_turn" } });
});

test.each([
  ["session/new", SESSION],
  ["session/list", {}],
  ["session/prompt", { sessionId: "x", prompt: [] }],
])("%s before initialize is refused, and initialize is still taken", async (method, params) => {
  const { url } = await startTestGateway();
  const client = await RawClient.open(url);
  expect(await client.call(method, params)).toMatchObject({ error: { code: -32600, data: { code: "INVALID_REQUEST" } } });
  await client.result("initialize", { protocolVersion: 1 });
});

test("initializing a second time is refused, and changes nothing", async () => {
  const { url } = await startTestGateway();
  const client = await RawClient.initialized(url);
  expect(await client.refusal("initialize", { protocolVersion: 1, clientCapabilities: { terminal: true } })).toBe("INVALID_REQUEST");
  await client.result("session/list");
});

test("whatever version is asked for, the one that is spoken is answered", async () => {
  const { url } = await startTestGateway();
  for (const protocolVersion of [0, 1, 2, 65535]) {
    const client = await RawClient.open(url);
    expect(await client.result("initialize", { protocolVersion })).toMatchObject({ protocolVersion: 1 });
  }
});

test.each([
  ["initialize", {}],
  ["initialize", { protocolVersion: "1" }],
  ["initialize", { protocolVersion: 65536 }],
])("%s with %j is invalid", async (method, params) => {
  const { url } = await startTestGateway();
  const client = await RawClient.open(url);
  expect(await client.call(method, params)).toMatchObject({ error: { code: -32602, data: { code: "INVALID_MESSAGE" } } });
});

test.each([
  ["session/new", { mcpServers: [] }, "/cwd"],
  ["session/new", { cwd: "relative/path", mcpServers: [] }, "/cwd"],
  ["session/new", { cwd: "", mcpServers: [] }, "/cwd"],
  ["session/new", { cwd: 5, mcpServers: [] }, "/cwd"],
  ["session/new", { cwd: `/${"a".repeat(4096)}`, mcpServers: [] }, "/cwd"],
  ["session/new", { cwd: "/somewhere" }, "/mcpServers"],
  ["session/new", { cwd: "/somewhere", mcpServers: [{ name: "x" }] }, "/mcpServers/0"],
  [
    "session/new",
    { ...SESSION, mcpServers: [{ name: "x", command: "x", args: ["x".repeat(LIMITS.mcpServersBytes)], env: [] }] },
    "/mcpServers",
  ],
  ["session/new", { ...SESSION, additionalDirectories: ["/other"] }, "/additionalDirectories"],
  ["session/new", { ...SESSION, _meta: { agentType: "No Such" } }, "/_meta/agentType"],
  ["session/new", { ...SESSION, _meta: { name: "" } }, "/_meta/name"],
  ["session/load", { sessionId: 5, cwd: "/somewhere", mcpServers: [] }, "/sessionId"],
  ["session/list", { cursor: 5 }, "/cursor"],
  ["session/list", { cursor: "no cursor of this list" }, "/cursor"],
  ["authenticate", { methodId: "password" }, "/methodId"],
  ["authenticate", { methodId: "token" }, "/_meta/token"],
])("%s with %j names the field that is wrong", async (method, params, path) => {
  const { url } = await startTestGateway();
  const client = await RawClient.initialized(url);
  const { error } = await client.call(method, params);
  expect(error).toMatchObject({ code: -32602, data: { code: "INVALID_MESSAGE" } });
  expect(JSON.stringify(error)).toContain(`"path":"${path}"`);
});

test("a folder of 4,096 characters is taken", async () => {
  const { url } = await startTestGateway();
  const client = await RawClient.initialized(url);
  await client.result("session/new", { ...SESSION, cwd: `/${"a".repeat(4095)}` });
});

test.each([
  ["session/load", (sessionId: string) => ({ sessionId, cwd: "/somewhere", mcpServers: [] })],
  ["session/resume", (sessionId: string) => ({ sessionId, cwd: "/somewhere" })],
  ["session/prompt", (sessionId: string) => ({ sessionId, prompt: [{ type: "text", text: "hi" }] })],
  ["session/close", (sessionId: string) => ({ sessionId })],
  ["session/set_mode", (sessionId: string) => ({ sessionId, modeId: "ask" })],
])("%s of a session that is not there says so, whatever its id looks like", async (method, params) => {
  const { url } = await startTestGateway();
  const client = await RawClient.initialized(url);
  for (const sessionId of ["00000000-0000-4000-8000-000000000000", "nothing", "", "../../etc/passwd"]) {
    expect(await client.call(method, params(sessionId))).toMatchObject({ error: { code: -32002, data: { code: "SESSION_NOT_FOUND" } } });
  }
});

test.each([
  ["nothing", []],
  ["an empty text", [{ type: "text", text: "" }]],
  ["a block of no known type", [{ type: "hologram" }]],
  ["a text that is too long", [{ type: "text", text: "x".repeat(100_001) }]],
  ["an image that is no base64", [{ type: "image", mimeType: "image/png", data: "%%%" }]],
])("a prompt of %s is refused, and no turn is run", async (_name, blocks) => {
  const { url } = await startTestGateway();
  const client = await RawClient.initialized(url);
  const { sessionId } = await client.result("session/new", SESSION);
  expect(await client.refusal("session/prompt", { sessionId, prompt: blocks })).toBe("INVALID_MESSAGE");
  expect(client.heard.filter(({ method }) => method === "session/update")).toEqual([]);
  await client.result("session/prompt", { sessionId, prompt: [{ type: "text", text: "x".repeat(100_000) }] });
});

test("a method that is not known is refused by its name, with or without a leading underscore", async () => {
  const { url } = await startTestGateway();
  const client = await RawClient.initialized(url);
  for (const method of ["session/fork", "_vendor.example/thing", "", "constructor", "__proto__", "toString"]) {
    expect(await client.call(method)).toMatchObject({ error: { code: -32601, data: { code: "METHOD_NOT_FOUND", method } } });
  }
});

test("notifications are never answered, known or not, valid or not", async () => {
  const { url } = await startTestGateway();
  const client = await RawClient.initialized(url);
  for (const [method, params] of [
    ["session/cancel", { sessionId: "nothing" }],
    ["session/cancel", { sessionId: 5 }],
    ["session/new", SESSION],
    ["_vendor.example/thing", {}],
    ["$/cancel_request", { requestId: 99 }],
    ["$/cancel_request", {}],
  ] as const) {
    client.notify(method, params);
  }
  const before = client.heard.length;
  await client.result("session/list");
  expect(client.heard.slice(before)).toHaveLength(1);
});

test("session/cancel with an id is no request of the protocol", async () => {
  const { url } = await startTestGateway();
  const client = await RawClient.initialized(url);
  expect(await client.refusal("session/cancel", { sessionId: "nothing" })).toBe("METHOD_NOT_FOUND");
});

test("answers to what nobody asked change nothing", async () => {
  const { url } = await startTestGateway();
  const client = await RawClient.initialized(url);
  for (const id of [0, 1, 99, "x", null]) {
    client.send(JSON.stringify({ jsonrpc: "2.0", id, result: { outcome: { outcome: "selected", optionId: "y" } } }));
    client.send(JSON.stringify({ jsonrpc: "2.0", id, error: { code: 1, message: "no" } }));
  }
  await client.result("session/list");
});

test("a message of 16 MiB is taken, and one byte more ends the connection with 1009", async () => {
  const { url } = await startTestGateway();
  const client = await RawClient.initialized(url);
  const head = '{"jsonrpc":"2.0","id":"big","method":"session/list","params":{"pad":"';
  const tail = '"}}';
  const sized = (bytes: number) => head + "x".repeat(bytes - head.length - tail.length) + tail;
  client.send(sized(LIMITS.acpFrameBytes));
  expect(await client.next(({ id }) => id === "big")).toHaveProperty("result");
  client.send(sized(LIMITS.acpFrameBytes + 1));
  expect((await client.closed).code).toBe(1009);
});

test("nesting as deep as is allowed is taken, and one level more is refused", async () => {
  const { url } = await startTestGateway();
  const client = await RawClient.initialized(url);
  const nested = (depth: number) =>
    `{"jsonrpc":"2.0","id":1,"method":"session/list","params":{"pad":${"[".repeat(depth - 2)}${"]".repeat(depth - 2)}}}`;
  client.send(nested(LIMITS.jsonDepth));
  await client.next(({ id }) => id === 1);
  expect((await answerTo(client, nested(LIMITS.jsonDepth + 1))).error?.data.code).toBe("INVALID_JSON");
});

test("the calls that make agents work are limited, and others are not", async () => {
  const { url } = await startTestGateway();
  const client = await RawClient.initialized(url);
  const { sessionId } = await client.result("session/new", SESSION);
  for (let index = 1; index < LIMITS.acpSessionCallsPerWindow; index++) {
    await client.refusal("session/prompt", { sessionId, prompt: [] });
  }
  const { error } = await client.call("session/prompt", { sessionId, prompt: [] });
  expect(error?.data.code).toBe("RATE_LIMITED");
  expect(error?.data["retryAfterMs"]).toBeGreaterThan(0);
  for (let index = 0; index < 200; index++) await client.result("session/list");
});

test("more calls at once than may wait are all answered, in good time", async () => {
  const { url } = await startTestGateway();
  const client = await RawClient.initialized(url);
  const count = LIMITS.acpPendingCalls * 3;
  const answers = await Promise.all(Array.from({ length: count }, () => client.call("session/list")));
  expect(answers.every(({ result }) => result !== undefined)).toBe(true);
});

test("whatever bytes come, the gateway goes on answering", async () => {
  const { url } = await startTestGateway();
  const client = await RawClient.initialized(url);
  const anything = fc.oneof(
    fc.json().map((text) => text),
    fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes)),
    fc
      .record({
        jsonrpc: fc.constantFrom("2.0", "1.0", 2),
        id: fc.anything(),
        method: fc.constantFrom("initialize", "session/new", "session/list", "authenticate", "x"),
        params: fc.anything(),
      })
      .map((message) => JSON.stringify(message) ?? "null"),
  );
  await fc.assert(
    fc.asyncProperty(anything, async (text) => {
      client.send(text);
      await client.result("session/list");
    }),
    { numRuns: 300 },
  );
});
