import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LIMITS } from "../../generated/concordance/limits.ts";
import { NodeProcess } from "../testing/node-process.ts";
import { kv, type RestRequest, rest } from "../testing/rest.ts";
import { Stream } from "../testing/stream.ts";

let folder: string;
let node: NodeProcess;
const AGENT = "only-reads";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "concordance-"));
  node = await NodeProcess.start({ dataDir: join(folder, "n1"), args: ["--bootstrap", "--agent-key", AGENT, "--log-level", "silent"] });
});

afterAll(async () => {
  await node.kill();
  await rm(folder, { recursive: true, force: true });
});

/** The whole state, as far as anyone can see it. */
async function state(): Promise<unknown> {
  const stream = await Stream.open(node.address);
  const status = await stream.result<{ revision: number; members: { nodeId: string; address: string; role: string }[] }>("cluster/status");
  stream.end();
  return { revision: status.revision, members: status.members.map(({ nodeId, address, role }) => ({ nodeId, address, role })) };
}

async function refused(method: string, path: string, options: RestRequest, status: number, code: string): Promise<void> {
  const before = await state();
  const answer = await rest(node.address, method, path, options);
  expect({ path, status: answer.status, body: answer.body }).toMatchObject({ path, status, body: { error: { code } } });
  expect(answer.text).not.toMatch(/node_modules|\.ts:|at \w+ \(/);
  expect(await state()).toEqual(before);
}

const put = (namespace: string, key: string, body: object): Promise<{ status: number }> =>
  rest(node.address, "PUT", kv(namespace, key), { body });

test("namespaces and keys: 512 bytes are taken, 513 are not, counted in UTF-8", async () => {
  const long = `t/${"x".repeat(LIMITS.namespaceBytes - 2)}`;
  expect((await put(long, "k", { value: 1 })).status).toBe(200);
  await refused("PUT", kv(`${long}x`, "k"), { body: { value: 1 } }, 400, "INVALID_REQUEST");
  const key = "é".repeat(LIMITS.keyBytes / 2);
  expect((await put("t/keys", key, { value: 1 })).status).toBe(200);
  await refused("PUT", kv("t/keys", `${key}x`), { body: { value: 1 } }, 400, "INVALID_REQUEST");
});

test.each([
  ["an empty segment", "t//x"],
  ["a slash at the end", "t/"],
  ["a slash at the beginning", "/t"],
  ["dots", "t/../x"],
  ["a dot", "./t"],
  ["a blank", "t/a b"],
  ["a letter that is none of ASCII", "t/ä"],
  ["half an escape", "t/%4"],
  ["an escape that is none", "t/%zz"],
  ["NUL", "t/\0"],
])("a namespace with %s is refused everywhere", async (_name, namespace) => {
  await refused("GET", kv(namespace), {}, 400, "INVALID_REQUEST");
  await refused("PUT", kv(namespace, "k"), { body: { value: 1 } }, 400, "INVALID_REQUEST");
  await refused("POST", "/api/v1/batch", { body: { operations: [{ op: "set", namespace, key: "k", value: 1 }] } }, 400, "INVALID_REQUEST");
  await refused("GET", `/api/v1/changes?since=0&namespace=${encodeURIComponent(namespace)}`, {}, 400, "INVALID_REQUEST");
});

test("a namespace keeps its escapes as they are, and so does a key", async () => {
  for (const namespace of ["t/%41%2F", "t/a%25b"]) {
    for (const key of ["%41", "%", "a/b", "a%2Fb", "ключ", "🎈", "a+b c&d=e?f#g;h"]) {
      const answer = await rest(node.address, "PUT", kv(namespace, key), { body: { value: key } });
      expect(answer.body).toMatchObject({ namespace, key, value: key });
      expect((await rest(node.address, "GET", kv(namespace, key))).body).toMatchObject({ namespace, key, value: key });
    }
  }
});

test.each([
  ["..", ".."],
  [".", "."],
  ["with NUL", "a\0b"],
  ["with a control character", "a\nb"],
])("the key %s is refused", async (_name, key) => {
  await refused(
    "PUT",
    `/api/v1/kv/t/${key === "." || key === ".." ? key : encodeURIComponent(key)}`,
    { body: { value: 1 } },
    400,
    "INVALID_REQUEST",
  );
  const stream = await Stream.open(node.address);
  expect((await stream.call("kv/set", { namespace: "t", key, value: 1 })).error?.data.code).toBe("INVALID_REQUEST");
  stream.end();
});

test("half of a surrogate pair in a key, a namespace or an actor is refused", async () => {
  const stream = await Stream.open(node.address);
  for (const params of [
    { namespace: "t", key: "\ud800", value: 1 },
    { namespace: "t/\udfff", key: "k", value: 1 },
    { namespace: "t", key: "k", value: 1, actor: "\ud800" },
  ]) {
    const answer = await stream.call("kv/set", params);
    expect(answer.error?.data.code).toBe("INVALID_REQUEST");
  }
  stream.end();
});

test.each(["%", "%4", "%zz", "%ff", "%c3%28", "%ed%a0%80"])("the path segment %s is no UTF-8", async (segment) => {
  await refused("GET", `/api/v1/kv/t/${segment}`, {}, 400, "INVALID_REQUEST");
  await refused("GET", `/api/v1/kv/${segment}`, {}, 400, "INVALID_REQUEST");
});

test("a value of 1 MiB is taken, one of a byte more is not", async () => {
  const value = "x".repeat(LIMITS.valueBytes - 2);
  expect((await put("t", "large", { value })).status).toBe(200);
  await refused("PUT", kv("t", "large"), { body: { value: `${value}x` } }, 413, "TOO_LARGE");
  const stream = await Stream.open(node.address);
  expect((await stream.call("kv/set", { namespace: "t", key: "large", value })).error).toBeUndefined();
  expect((await stream.call("kv/set", { namespace: "t", key: "large", value: `${value}x` })).error?.data.code).toBe("TOO_LARGE");
  stream.end();
});

test("a body, and a frame, beyond the largest is refused", async () => {
  await refused("PUT", kv("t", "k"), { raw: Buffer.alloc(LIMITS.frameBytes + 1, 0x20) }, 413, "TOO_LARGE");
  const stream = await Stream.open(node.address);
  stream.socket.send("x".repeat(LIMITS.frameBytes + 1));
  expect((await stream.close()).code).toBe(1009);
});

test("256 operations are taken, 257 and none are not", async () => {
  const operations = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ op: "set", namespace: "t/batch", key: String(at), value: at }));
  const most = await rest(node.address, "POST", "/api/v1/batch", { body: { operations: operations(LIMITS.batchOperations) } });
  expect(most.body).toMatchObject({ results: { length: LIMITS.batchOperations } });
  await refused("POST", "/api/v1/batch", { body: { operations: operations(LIMITS.batchOperations + 1) } }, 400, "INVALID_REQUEST");
  await refused("POST", "/api/v1/batch", { body: { operations: [] } }, 400, "INVALID_REQUEST");
});

test("a batch of more than 4 MiB is refused, though each of its values fits", async () => {
  const value = "x".repeat(LIMITS.valueBytes - 100);
  const operations = Array.from({ length: 5 }, (_, at) => ({ op: "set", namespace: "t/batch", key: String(at), value }));
  await refused("POST", "/api/v1/batch", { body: { operations: operations.slice(0, 5) } }, 413, "TOO_LARGE");
  expect((await rest(node.address, "POST", "/api/v1/batch", { body: { operations: operations.slice(0, 3) } })).status).toBe(200);
});

test.each([-1, 0.5, 2 ** 53, "1", null, true, "NaN"])("cas %s is no version", async (cas) => {
  await refused("PUT", kv("t", "cas"), { body: { value: 1, cas } }, 400, "INVALID_REQUEST");
  await refused(
    "POST",
    "/api/v1/batch",
    { body: { operations: [{ op: "delete", namespace: "t", key: "cas", cas }] } },
    400,
    "INVALID_REQUEST",
  );
});

test.each(["-1", "0.5", "9007199254740992", "1e3", "", "%20", "Infinity", "0x1"])("cas=%s in a query is no version", async (cas) => {
  await refused("DELETE", `${kv("t", "cas")}?cas=${cas}`, {}, 400, "INVALID_REQUEST");
});

test("the largest version is one, and matches nothing", async () => {
  await refused("PUT", kv("t", "cas"), { body: { value: 1, cas: Number.MAX_SAFE_INTEGER } }, 409, "CAS_CONFLICT");
});

test("a check needs a version, and an operation a name that is known", async () => {
  await refused("POST", "/api/v1/batch", { body: { operations: [{ op: "check", namespace: "t", key: "k" }] } }, 400, "INVALID_REQUEST");
  await refused(
    "POST",
    "/api/v1/batch",
    { body: { operations: [{ op: "put", namespace: "t", key: "k", value: 1 }] } },
    400,
    "INVALID_REQUEST",
  );
});

test("an entry's time is given in one way, and is a time", async () => {
  await refused("PUT", kv("t", "ttl"), { body: { value: 1, ttlMs: 5, expiresAt: Date.now() + 5 } }, 400, "INVALID_REQUEST");
  for (const ttlMs of [0, -1, 1.5, "5"]) await refused("PUT", kv("t", "ttl"), { body: { value: 1, ttlMs } }, 400, "INVALID_REQUEST");
  for (const expiresAt of [-1, 1.5, 2 ** 53])
    await refused("PUT", kv("t", "ttl"), { body: { value: 1, expiresAt } }, 400, "INVALID_REQUEST");
});

test("a write without a value is none", async () => {
  await refused("PUT", kv("t", "k"), { body: {} }, 400, "INVALID_REQUEST");
  await refused("PUT", kv("t", "k"), { body: [] }, 400, "INVALID_REQUEST");
  expect((await put("t", "null", { value: null })).status).toBe(200);
});

test.each([
  ["no JSON", "{"],
  ["nothing", ""],
  ["two values", "1 2"],
  ["a byte order mark", "\ufeff{}"],
  ["bytes that are no UTF-8", Buffer.from([0x22, 0xff, 0x22])],
  ["a nesting that is too deep", `{"value":${"[".repeat(LIMITS.jsonNesting)}${"]".repeat(LIMITS.jsonNesting)}}`],
  ["a number beyond a double", '{"value":1e999}'],
])("a body of %s is refused", async (_name, raw) => {
  await refused("PUT", kv("t", "k"), { raw }, 400, "INVALID_JSON");
});

test("what is nested as deep as may be, or looks like a nesting in a text, is kept to the letter", async () => {
  for (const value of [
    JSON.parse(`${"[".repeat(62)}1${"]".repeat(62)}`),
    `"${"[".repeat(1000)}`,
    { __proto__x: 1, "": [], "\u2028": "\ud800" },
  ]) {
    expect((await put("t", "deep", { value })).status).toBe(200);
    expect((await rest(node.address, "GET", kv("t", "deep"))).body).toMatchObject({ value });
  }
});

test.each([null, "", "wrong", "dev2", "de"])("the key %s opens nothing but health and readiness", async (key) => {
  for (const [method, path] of [
    ["GET", kv("t")],
    ["PUT", kv("t", "k")],
    ["POST", "/api/v1/batch"],
    ["GET", "/api/v1/cluster/status"],
    ["GET", "/api/v1/snapshot"],
    ["GET", "/metrics"],
  ] as const) {
    const answer = await rest(node.address, method, path, { key, ...(method === "GET" ? {} : { body: { value: 1 } }) });
    expect(answer).toMatchObject({ status: 401, body: { error: { code: "UNAUTHORIZED" } } });
  }
  expect((await rest(node.address, "GET", "/api/v1/health", { key })).body).toEqual({ ok: true });
  expect((await rest(node.address, "GET", "/api/v1/ready", { key })).body).toEqual({ ok: true });
  await expect(Stream.open(node.address, key)).rejects.toThrow("401");
});

test("the key of agents reads, and is refused on each write", async () => {
  expect((await rest(node.address, "GET", kv("t"), { key: AGENT })).status).toBe(200);
  for (const [method, path, body] of [
    ["PUT", kv("t", "k"), { value: 1 }],
    ["DELETE", kv("t", "k"), undefined],
    ["POST", "/api/v1/batch", { operations: [{ op: "check", namespace: "t", key: "k", cas: 0 }] }],
    ["POST", "/api/v1/cluster/join", { nodeId: "n9", address: "127.0.0.1:1" }],
    ["POST", "/api/v1/cluster/remove", { nodeId: "n1" }],
    ["POST", "/api/v1/cluster/transfer", {}],
    ["GET", "/api/v1/snapshot", undefined],
  ] as const) {
    await refused(method, path, { key: AGENT, body }, 403, "READ_ONLY");
  }
  const stream = await Stream.open(node.address, AGENT);
  for (const [method, params] of [
    ["kv/set", { namespace: "t", key: "k", value: 1 }],
    ["kv/delete", { namespace: "t", key: "k" }],
    ["kv/batch", { operations: [{ op: "check", namespace: "t", key: "k", cas: 0 }] }],
    ["cluster/join", { nodeId: "n9", address: "127.0.0.1:1" }],
    ["cluster/remove", { nodeId: "n1" }],
    ["cluster/transfer", {}],
  ] as const) {
    expect((await stream.call(method, params)).error).toMatchObject({ code: -32005, data: { code: "READ_ONLY" } });
  }
  expect((await stream.call("watch/subscribe", { namespace: "t" })).error).toBeUndefined();
  stream.end();
});

test.each([
  ["{", -32700, null],
  ["[]", -32600, null],
  ["1", -32600, null],
  ["null", -32600, null],
  ['[{"jsonrpc":"2.0","id":1,"method":"kv/get"}]', -32600, null],
  ['{"id":1,"method":"kv/get"}', -32600, 1],
  ['{"jsonrpc":"1.0","id":"a","method":"kv/get"}', -32600, "a"],
  ['{"jsonrpc":"2.0","id":1}', -32600, 1],
  ['{"jsonrpc":"2.0","id":1,"method":7}', -32600, 1],
  ['{"jsonrpc":"2.0","id":{},"method":"kv/get"}', -32600, null],
  ['{"jsonrpc":"2.0","id":1.5,"method":"kv/get"}', -32600, null],
  ['{"jsonrpc":"2.0","id":1,"method":"kv/get","params":[]}', -32600, 1],
  ['{"jsonrpc":"2.0","id":1,"method":"kv/put","params":{}}', -32601, 1],
  ['{"jsonrpc":"2.0","id":1,"method":"toString"}', -32601, 1],
  ['{"jsonrpc":"2.0","id":1,"method":"__proto__"}', -32601, 1],
  ['{"jsonrpc":"2.0","id":1,"method":"kv/get"}', -32602, 1],
  ['{"jsonrpc":"2.0","id":null,"method":"kv/get"}', -32602, null],
  ['{"jsonrpc":"2.0","id":1,"method":"kv/get","params":{"namespace":"t","key":"missing"}}', -32004, 1],
])("the frame %s is answered with %i", async (frame, code, id) => {
  const stream = await Stream.open(node.address);
  expect(await stream.raw(frame)).toMatchObject({ jsonrpc: "2.0", id, error: { code } });
  // The connection lives on.
  expect((await stream.call("kv/list", { namespace: "t" })).error).toBeUndefined();
  stream.end();
});

test("bytes that are no text are an error of their call, and a binary frame the end of its connection", async () => {
  const stream = await Stream.open(node.address);
  expect(await stream.raw(Buffer.from([0x7b, 0xff, 0x7d]))).toMatchObject({ id: null, error: { code: -32700 } });
  stream.socket.send(Buffer.from("{}"), { binary: true });
  expect((await stream.close()).code).toBe(4400);
});

test("a call without an id is done, and not answered", async () => {
  const stream = await Stream.open(node.address);
  await stream.call("watch/subscribe", { namespace: "t" });
  stream.socket.send(JSON.stringify({ jsonrpc: "2.0", method: "kv/rubbish" }));
  stream.socket.send(JSON.stringify({ jsonrpc: "2.0", method: "kv/set", params: { namespace: "t", key: "silent", value: 1 } }));
  await stream.find(() => stream.notifications.find(({ params }) => params["key"] === "silent"));
  await stream.call("kv/get", { namespace: "t", key: "silent" });
  expect(stream.answers).toHaveLength(2);
  stream.end();
});

test("addresses that are none, and methods that an address does not take", async () => {
  await refused("GET", "/", {}, 404, "NOT_FOUND");
  await refused("GET", "/api/v2/kv/t", {}, 404, "NOT_FOUND");
  await refused("GET", "/api/v1/kv/t/a/b", {}, 404, "NOT_FOUND");
  await refused("POST", kv("t", "k"), { body: {} }, 405, "METHOD_NOT_FOUND");
  await refused("GET", "/api/v1/batch", {}, 405, "METHOD_NOT_FOUND");
  await refused("GET", kv("t", "missing"), {}, 404, "NOT_FOUND");
});

test.each(["limit=0", "limit=1001", "limit=x", "consistency=strong", "cursor=rubbish", "cursor=", "forward=maybe"])(
  "a list with %s is refused",
  async (query) => {
    await refused("GET", `${kv("t")}?${query}`, {}, 400, "INVALID_REQUEST");
  },
);

test.each(["since=0", "namespace=t", "namespace=t&since=-1", "namespace=t&since=0&waitMs=30001", "namespace=t&since=0&limit=0"])(
  "changes with %s are refused",
  async (query) => {
    await refused("GET", `/api/v1/changes?${query}`, {}, 400, "INVALID_REQUEST");
  },
);

test("a cursor that no page gave is named as what it is in the query", async () => {
  const { body } = await rest(node.address, "GET", `${kv("t")}?cursor=rubbish`);
  expect(body).toMatchObject({ error: { code: "INVALID_REQUEST", details: [{ path: "/query/cursor" }] } });
});

test("a revision of the future is of another life of the store", async () => {
  await refused("GET", "/api/v1/changes?namespace=t&since=1000000000", {}, 410, "COMPACTED");
});

test("changes of the cluster that cannot be made are refused by their names", async () => {
  await refused("POST", "/api/v1/cluster/remove", { body: { nodeId: "nobody" } }, 404, "UNKNOWN_MEMBER");
  await refused("POST", "/api/v1/cluster/remove", { body: { nodeId: (await onlyMember()).nodeId } }, 409, "LAST_VOTER");
  await refused("POST", "/api/v1/cluster/transfer", { body: { nodeId: "nobody" } }, 404, "UNKNOWN_MEMBER");
  await refused("POST", "/api/v1/cluster/transfer", { body: {} }, 409, "TRANSFER_FAILED");
  await refused("POST", "/api/v1/cluster/join", { body: { nodeId: "n 2", address: "x" } }, 400, "INVALID_REQUEST");
});

async function onlyMember(): Promise<{ nodeId: string }> {
  const { body } = await rest(node.address, "GET", "/api/v1/cluster/status");
  return (body as { members: { nodeId: string }[] }).members[0] as { nodeId: string };
}
