import { expect, test } from "vitest";
import type { ClusterStatus } from "../../generated/concordance/types.ts";
import { statusOf, until } from "../testing/cluster.ts";
import type { NodeProcess } from "../testing/node-process.ts";
import { kv, rest } from "../testing/rest.ts";
import { Stream } from "../testing/stream.ts";
import { sharedCluster } from "../testing/suite.ts";

const cluster = sharedCluster({ nodes: 3, patient: true });

async function followers(): Promise<NodeProcess[]> {
  const leader = await cluster().leader();
  return cluster().nodes.filter((node) => node !== leader);
}

test("any node takes any write, and answers with what the leader did", async () => {
  for (const [at, { address }] of cluster().nodes.entries()) {
    const put = await rest(address, "PUT", kv("t/forward", "k"), { body: { value: { at, nested: [null, "é"] }, actor: `n${at}` } });
    expect(put).toMatchObject({
      status: 200,
      body: { value: { at, nested: [null, "é"] }, version: at + 1, updatedBy: `n${at}`, expiresAt: null },
    });
    expect(put.headers.etag).toBe(`"${at + 1}"`);
  }
  const [first, second, third] = cluster().addresses as [string, string, string];
  expect((await rest(second, "DELETE", `${kv("t/forward", "k")}?cas=3`)).body).toMatchObject({ deleted: true, version: 4 });
  expect((await rest(third, "DELETE", kv("t/forward", "k"))).body).toMatchObject({ deleted: false, version: 4 });
  const batch = await rest(first, "POST", "/api/v1/batch", {
    body: {
      operations: [
        { op: "check", namespace: "t/forward", key: "k", cas: 0 },
        { op: "set", namespace: "t/forward", key: "k", value: 1 },
      ],
    },
  });
  expect(batch).toMatchObject({
    status: 200,
    body: {
      results: [
        { op: "check", version: 4 },
        { op: "set", version: 5 },
      ],
    },
  });
});

test("a conflict comes back from the leader with the current version, and which operation it was", async () => {
  for (const { address } of cluster().nodes) {
    await rest(address, "PUT", kv("t/cas", "k"), { body: { value: 1 } });
    const { version } = (await rest(address, "GET", `${kv("t/cas", "k")}?consistency=linearizable`)).body as { version: number };
    const put = await rest(address, "PUT", kv("t/cas", "k"), { body: { value: 2, cas: version + 1 } });
    expect(put).toMatchObject({ status: 409, body: { error: { code: "CAS_CONFLICT", currentVersion: version } } });
    const operations = [
      { op: "set", namespace: "t/cas", key: "other", value: 1 },
      { op: "check", namespace: "t/cas", key: "k", cas: 0 },
    ];
    const batch = await rest(address, "POST", "/api/v1/batch", { body: { operations } });
    expect(batch).toMatchObject({ status: 409, body: { error: { code: "CAS_CONFLICT", currentVersion: version, operation: 1 } } });
  }
  expect((await rest((await cluster().leader()).address, "GET", kv("t/cas", "other"))).status).toBe(404);
});

test("a linearizable read of any node has the write that was acknowledged just before", async () => {
  const [first] = cluster().nodes as [NodeProcess];
  for (let round = 0; round < 20; round += 1) {
    await rest(first.address, "PUT", kv("t/read", "k"), { body: { value: round } });
    for (const { address } of cluster().nodes) {
      const read = await rest(address, "GET", `${kv("t/read", "k")}?consistency=linearizable`);
      expect(read.body).toMatchObject({ value: round });
    }
  }
});

test("who does not want to be forwarded is told where the leader is", async () => {
  const leader = await cluster().leader();
  for (const { address } of await followers()) {
    const path = `${kv("t/%2F", "k/ü")}?forward=false`;
    const answer = await rest(address, "PUT", path, { body: { value: 1 } });
    expect(answer).toMatchObject({
      status: 307,
      headers: { location: `http://${leader.address}${path}` },
      body: { error: { code: "NOT_LEADER", leader: leader.address } },
    });
    expect((await rest(leader.address, "PUT", path, { body: { value: 1 } })).status).toBe(200);
    const stream = await Stream.open(address);
    for (const [method, params] of [
      ["kv/set", { namespace: "t", key: "k", value: 1 }],
      ["kv/get", { namespace: "t", key: "k", consistency: "linearizable" }],
      ["cluster/transfer", {}],
    ] as const) {
      expect((await stream.call(method, { ...params, forward: false })).error).toMatchObject({
        code: -32001,
        data: { leader: leader.address },
      });
    }
    stream.end();
  }
});

test("a change reaches the watchers of every node, with what it was", async () => {
  const streams = await Promise.all(cluster().addresses.map((address) => Stream.open(address)));
  for (const stream of streams) await stream.call("watch/subscribe", { namespace: "t/watched" });
  const [writer] = streams as [Stream];
  await writer.result("kv/set", { namespace: "t/watched/below", key: "k", value: { a: 1 }, actor: "me" });
  await writer.result("kv/delete", { namespace: "t/watched/below", key: "k", actor: "me" });
  await writer.result("kv/set", { namespace: "t/watched", key: "short", value: 1, ttlMs: 50 });
  for (const stream of streams) {
    const changes = await stream.find(() => (stream.notifications.length >= 4 ? stream.notifications : undefined));
    expect(changes.map(({ params }) => [params["op"], params["key"], params["value"], params["version"], params["updatedBy"]])).toEqual([
      ["set", "k", { a: 1 }, 1, "me"],
      ["delete", "k", null, 2, "me"],
      ["set", "short", 1, 1, "api"],
      ["expire", "short", null, 2, "concordance"],
    ]);
    stream.end();
  }
});

test("an entry whose time is over is returned by no node, whether or not its expiry is replicated yet", async () => {
  const { address } = await cluster().leader();
  for (let round = 0; round < 10; round += 1) {
    const { body } = await rest(address, "PUT", kv("t/ttl", String(round)), { body: { value: 1, ttlMs: 30 } });
    const { expiresAt } = body as { expiresAt: number };
    for (;;) {
      const asked = Date.now();
      const reads = await Promise.all(cluster().addresses.map((node) => rest(node, "GET", kv("t/ttl", String(round)))));
      if (asked < expiresAt) continue;
      expect(reads.map(({ status }) => status)).toEqual([404, 404, 404]);
      break;
    }
  }
});

test("a long poll on a follower ends with the change, and a page continues where the one before ended", async () => {
  const [follower] = (await followers()) as [NodeProcess];
  const { revision } = (await statusOf(follower)) as ClusterStatus;
  const waiting = rest(follower.address, "GET", `/api/v1/changes?namespace=t%2Fpoll&since=${revision}&waitMs=30000`);
  for (const value of [1, 2, 3]) await rest(follower.address, "PUT", kv("t/poll", "k"), { body: { value } });
  const values: number[] = [];
  let page = (await waiting).body as { changes: { value: number }[]; revision: number };
  for (;;) {
    values.push(...page.changes.map(({ value }) => value));
    if (values.length >= 3) break;
    const next = `/api/v1/changes?namespace=t%2Fpoll&since=${page.revision}&waitMs=30000`;
    page = (await rest(follower.address, "GET", next)).body as typeof page;
  }
  expect(values).toEqual([1, 2, 3]);
});

test("lists have pages, in order, and a cursor that belongs to them alone", async () => {
  const { address } = await cluster().leader();
  const keys = ["a", "a/b", "b", "é", "🎈", "ａ"].toSorted();
  for (const key of keys) await rest(address, "PUT", kv("t/list", key), { body: { value: key } });
  await rest(address, "PUT", kv("t/list/below", "x"), { body: { value: 1 } });
  const found: string[] = [];
  let cursor = "";
  do {
    const { body } = await rest(address, "GET", `${kv("t/list")}?limit=2&consistency=linearizable${cursor}`);
    const page = body as { items: { key: string }[]; nextCursor: string | null };
    found.push(...page.items.map(({ key }) => key));
    cursor = page.nextCursor === null ? "" : `&cursor=${page.nextCursor}`;
  } while (cursor !== "");
  expect(found).toEqual(keys);
  const prefixed = (await rest(address, "GET", `${kv("t/list")}?prefix=a`)).body as { items: { key: string }[] };
  expect(prefixed.items.map(({ key }) => key)).toEqual(["a", "a/b"]);
});

test("leadership can be handed to any node, from any node, and writes go on", async () => {
  for (const name of ["n2", "n3", "n1"]) {
    const [asked] = cluster().addresses as [string];
    const answer = await rest(asked, "POST", "/api/v1/cluster/transfer", { body: { nodeId: name } });
    expect(answer).toMatchObject({ status: 200, body: { leader: name } });
    await until(`${name} leads`, async () => (await Promise.all(cluster().nodes.map(statusOf))).every((status) => status?.leader === name));
    expect((await rest(asked, "PUT", kv("t/led", "k"), { body: { value: name } })).status).toBe(200);
  }
});

test("metrics say who leads, and how many calls there were", async () => {
  const texts = await Promise.all(cluster().addresses.map(async (address) => (await rest(address, "GET", "/metrics")).text));
  expect(texts.filter((text) => /^concordance_is_leader 1$/m.test(text))).toHaveLength(1);
  for (const text of texts) {
    expect(text).toMatch(/^concordance_members 3$/m);
    expect(text).toMatch(/^concordance_open_peers 2$/m);
    expect(text).toMatch(/^concordance_call_seconds_count\{surface="rest",call="Kv.get"\} \d+$/m);
  }
});

test("the documents are served without a key", async () => {
  const [address] = cluster().addresses as [string];
  expect((await rest(address, "GET", "/api/v1/openapi.json", { key: null })).body).toMatchObject({ openapi: "3.1.0" });
  expect((await rest(address, "GET", "/api/v1/openrpc.json", { key: null })).body).toMatchObject({ info: { title: expect.any(String) } });
});
