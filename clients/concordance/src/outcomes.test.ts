import { expect, test } from "vitest";
import { ConcordanceError, ConnectionError, OutcomeUnknownError } from "./errors.ts";
import type { ConcordanceClient } from "./index.ts";
import { PATIENTLY, testClient } from "./testing/client.ts";
import { ScriptedCluster } from "./testing/scripted-cluster.ts";
import { Refusal, type Script, ScriptedNode, SILENCE } from "./testing/scripted-node.ts";

/** Does what the first call asks, and loses its answer with the connection. */
async function losingFirstAnswer(isDone: boolean): Promise<{ cluster: ScriptedCluster; client: ConcordanceClient }> {
  const cluster = await ScriptedCluster.start(1);
  const node = cluster.node("n1");
  const client = testClient(cluster.addresses);
  await client.set("a", "k", "before");
  const works = cluster.scriptOf(node);
  node.script = (call) => {
    node.script = works;
    if (isDone) void works(call);
    call.connection.drop();
    return SILENCE;
  };
  return { cluster, client };
}

test.each([true, false])("a blind write whose answer is lost is reported as unknown and never sent again (done: %s)", async (isDone) => {
  const { cluster, client } = await losingFirstAnswer(isDone);
  const error = await client.set("a", "k", "after").catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(OutcomeUnknownError);
  expect(error).toMatchObject({ method: "kv/set", currentVersion: undefined, cause: expect.any(ConnectionError) });
  await client.get("a", "k");
  expect(cluster.node("n1").callsOf("kv/set")).toHaveLength(2);
});

test("one that may be repeated is repeated", async () => {
  const { cluster, client } = await losingFirstAnswer(true);
  await expect(client.set("a", "k", "after", { repeatUnknown: true })).resolves.toMatchObject({ version: 3 });
  expect(cluster.node("n1").callsOf("kv/set")).toHaveLength(3);
});

test("a read whose answer is lost is repeated", async () => {
  const { client } = await losingFirstAnswer(true);
  await expect(client.get("a", "k")).resolves.toMatchObject({ value: "before" });
});

test("a write of a version that was not done is repeated, and succeeds", async () => {
  const { cluster, client } = await losingFirstAnswer(false);
  await expect(client.set("a", "k", "after", { cas: 1 })).resolves.toMatchObject({ version: 2, value: "after" });
  expect(cluster.store.revision).toBe(2);
});

test("a write of a version that was done is repeated, and what it meets is not told apart from a conflict: its outcome is unknown", async () => {
  const { cluster, client } = await losingFirstAnswer(true);
  const error = await client.set("a", "k", "after", { cas: 1 }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(OutcomeUnknownError);
  expect(error).toMatchObject({ currentVersion: 2, cause: { code: "CAS_CONFLICT" } });
  expect(cluster.store.revision).toBe(2);
});

test("a write where nothing must be is not repeated: in between it may have been deleted again", async () => {
  const { cluster, client } = await losingFirstAnswer(false);
  await expect(client.set("a", "new", 1, { cas: 0 })).rejects.toBeInstanceOf(OutcomeUnknownError);
  expect(cluster.store.revision).toBe(1);
});

test("a conflict of a first attempt is a conflict", async () => {
  const cluster = await ScriptedCluster.start(1);
  const client = testClient(cluster.addresses);
  await client.set("a", "k", 1);
  const error = await client.set("a", "k", 2, { cas: 7 }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ConcordanceError);
  expect(error).toMatchObject({ code: "CAS_CONFLICT", currentVersion: 1, retryable: false });
});

test("a conflict after refusals that certainly did nothing is a conflict, too", async () => {
  const cluster = await ScriptedCluster.start(1);
  const client = testClient(cluster.addresses);
  await client.set("a", "k", 1);
  const node = cluster.node("n1");
  const works = cluster.scriptOf(node);
  const refusals = [new Refusal("NO_LEADER"), new Refusal("OVERLOADED")];
  node.script = (call) => refusals.shift() ?? works(call);
  await expect(client.set("a", "k", 2, { cas: 7 })).rejects.toMatchObject({ code: "CAS_CONFLICT" });
});

test.each(["PROPOSAL_TIMEOUT", "INTERNAL"] as const)("%s leaves a blind write unknown, and repeats one of a version", async (code) => {
  const node = await ScriptedNode.start();
  const refusals = [new Refusal(code), new Refusal(code)];
  node.script = () => refusals.shift() ?? { version: 5 };
  const client = testClient([node.address]);
  await expect(client.delete("a", "k")).rejects.toMatchObject({ name: "OutcomeUnknownError", cause: { code } });
  await expect(client.delete("a", "k", { cas: 4 })).resolves.toEqual({ version: 5 });
  expect(node.calls).toHaveLength(3);
});

test("in a batch, one write of a version is enough for all of it to be repeated", async () => {
  const node = await ScriptedNode.start();
  const refusals = [new Refusal("PROPOSAL_TIMEOUT"), new Refusal("CAS_CONFLICT", { currentVersion: 8, operation: 1 })];
  node.script = () => refusals.shift() ?? {};
  const client = testClient([node.address]);
  const blind = { op: "set", namespace: "a", key: "k", value: 1 } as const;
  await expect(client.batch([blind, { ...blind, key: "l", cas: 7 }])).rejects.toMatchObject({
    name: "OutcomeUnknownError",
    currentVersion: 8,
    operation: 1,
  });
  expect(node.calls).toHaveLength(2);
});

test("whatever else a repeated write is refused with does not say that its first attempt did nothing", async () => {
  const node = await ScriptedNode.start();
  const refusals = [new Refusal("PROPOSAL_TIMEOUT"), new Refusal("READ_ONLY")];
  node.script = () => refusals.shift() ?? {};
  await expect(testClient([node.address]).set("a", "k", 1, { cas: 1 })).rejects.toMatchObject({
    name: "OutcomeUnknownError",
    cause: { code: "READ_ONLY" },
  });
});

test.each(["NO_LEADER", "OVERLOADED", "CHANGE_PENDING", "STORAGE_FAILED", "SHUTTING_DOWN"] as const)(
  "a blind write that is refused with %s is sent again",
  async (code) => {
    const node = await ScriptedNode.start();
    const refusals = [new Refusal(code), new Refusal(code)];
    node.script = () => refusals.shift() ?? { version: 1 };
    await expect(testClient([node.address]).set("a", "k", 1)).resolves.toEqual({ version: 1 });
  },
);

test.each(["INVALID_REQUEST", "TOO_LARGE", "READ_ONLY", "UNKNOWN_MEMBER", "LAST_VOTER", "TRANSFER_FAILED"] as const)(
  "%s is told at once",
  async (code) => {
    const node = await ScriptedNode.start({ script: () => new Refusal(code) });
    await expect(testClient([node.address]).remove("n9")).rejects.toMatchObject({ name: "ConcordanceError", code });
    expect(node.calls).toHaveLength(1);
  },
);

test("what was not answered in time is unknown if it may have been done, and nothing happened else", async () => {
  const node = await ScriptedNode.start();
  const client = testClient([node.address], { timeoutMs: 200 });
  const began = performance.now();
  const [write, read] = await Promise.all(
    [client.set("a", "k", 1), client.get("a", "k")].map((call) => call.catch((error: Error) => error)),
  );
  expect(performance.now() - began).toBeLessThan(4000);
  expect(write).toBeInstanceOf(OutcomeUnknownError);
  expect(read).toBeInstanceOf(ConnectionError);
});

test("an answer that comes after its call was given up is taken for no other", async () => {
  const node = await ScriptedNode.start();
  const answers: (() => void)[] = [];
  const late: Script = ({ params }) => new Promise((resolve) => answers.push(() => resolve({ key: params.key })));
  node.script = late;
  const client = testClient([node.address], { timeoutMs: 1500 });
  await expect(client.get("a", "first")).rejects.toBeInstanceOf(ConnectionError);
  const second = client.get("a", "second");
  await expect.poll(() => answers.length, PATIENTLY).toBe(2);
  for (const answer of answers) answer();
  await expect(second).resolves.toEqual({ key: "second" });
});

test("a cluster without a leader is told apart from nodes that cannot be reached", async () => {
  const cluster = await ScriptedCluster.start(2);
  cluster.elect(null);
  const leaderless = testClient(cluster.addresses, { timeoutMs: 1500 });
  await expect(leaderless.set("a", "k", 1)).rejects.toMatchObject({ name: "ConcordanceError", code: "NO_LEADER" });
  for (const node of cluster.nodes) node.stop();
  const alone = testClient(cluster.addresses, { timeoutMs: 300 });
  const error = await alone.set("a", "k", 1).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ConnectionError);
  for (const address of cluster.addresses) expect((error as Error).message).toContain(`${address} cannot be reached`);
});

test("a key that is not known is refused at once, by its code", async () => {
  const { createServer } = await import("node:http");
  const server = createServer();
  server.on("upgrade", (_request, socket) => {
    const body = JSON.stringify({ error: { code: "UNAUTHORIZED", message: "Send a key." } });
    socket.end(`HTTP/1.1 401 UNAUTHORIZED\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const client = testClient([`127.0.0.1:${(server.address() as { port: number }).port}`]);
  const began = performance.now();
  await expect(client.set("a", "k", 1)).rejects.toMatchObject({ code: "UNAUTHORIZED", message: "Send a key." });
  const { value } = await client
    .watch("a")
    .next()
    .catch((error: unknown) => ({ value: error }));
  expect(value).toMatchObject({ code: "UNAUTHORIZED" });
  expect(performance.now() - began).toBeLessThan(4000);
  server.close();
});

test("a server of another kind is no node", async () => {
  const { createServer } = await import("node:http");
  const server = createServer((_request, response) => response.writeHead(404).end("<html>"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const client = testClient([`127.0.0.1:${(server.address() as { port: number }).port}`], { timeoutMs: 300 });
  await expect(client.get("a", "k")).rejects.toMatchObject({ name: "ConnectionError", message: expect.stringContaining("status 404") });
  server.closeAllConnections();
  server.close();
});

test.each(["junk", "[1,2]", "null", '{"id":1}', '{"id":2,"result":"text"}'])(
  "a node that sends %s is left, and asked again",
  async (junk) => {
    const node = await ScriptedNode.start();
    node.script = ({ connection }) => {
      node.script = () => ({ version: 9 });
      connection.send(junk);
      return SILENCE;
    };
    const client = testClient([node.address]);
    await expect(client.get("a", "k")).resolves.toEqual({ version: 9 });
    expect(node.opened).toBe(2);
  },
);

test("a call that a node could not even answer never leaves, and costs the others nothing", async () => {
  const cluster = await ScriptedCluster.start(1);
  const client = testClient(cluster.addresses);
  const other = client.set("a", "k", 1);
  await expect(client.set("a", "k", "x".repeat(5 * 1024 * 1024))).rejects.toMatchObject({ code: "TOO_LARGE" });
  let deep: unknown = 0;
  for (let level = 0; level < 63; level += 1) deep = [deep];
  await expect(client.set("a", "k", deep)).rejects.toMatchObject({ code: "INVALID_JSON" });
  await expect(client.set("a", "k", 1n)).rejects.toBeInstanceOf(TypeError);
  await other;
  expect(cluster.node("n1").calls).toHaveLength(1);
});

test("a client that is closed says of each call what became of it, and takes no more", async () => {
  const node = await ScriptedNode.start();
  const client = testClient([node.address]);
  const calls = [client.set("a", "k", 1), client.get("a", "k")].map((call) => call.catch((error: Error) => error.name));
  await expect.poll(() => node.calls.length, PATIENTLY).toBe(2);
  client.close();
  expect(await Promise.all(calls)).toEqual(["OutcomeUnknownError", "ConnectionError"]);
  await expect(client.get("a", "k")).rejects.toMatchObject({ name: "ConnectionError", message: "The client is closed." });
  await expect.poll(() => node.connections.size, PATIENTLY).toBe(0);
});

test("options that cannot be meant are refused", () => {
  expect(() => testClient([])).toThrow(TypeError);
  expect(() => testClient(["nowhere"])).toThrow(TypeError);
  expect(() => testClient(["a:1"], { timeoutMs: 0 })).toThrow(TypeError);
  expect(() => testClient(["a:1"], { timeoutMs: Number.NaN })).toThrow(TypeError);
});
