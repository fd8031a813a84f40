import { once } from "node:events";
import { expect, test } from "vitest";
import WebSocket from "ws";
import type { ClusterStatus, PeerMessage } from "../../generated/concordance/types.ts";
import { statusOf } from "../testing/cluster.ts";
import type { NodeProcess } from "../testing/node-process.ts";
import { rest } from "../testing/rest.ts";
import { sharedCluster } from "../testing/suite.ts";

const cluster = sharedCluster({ nodes: 3, patient: true, env: { CONCORDANCE_PEER_KEY: "peers-only" } });

function dial({ address }: NodeProcess, key = "peers-only"): WebSocket {
  return new WebSocket(`ws://${address}/raft`, { headers: { authorization: `Bearer ${key}` } });
}

async function closeCodeAfter(node: NodeProcess, frame: string | Buffer): Promise<number> {
  const socket = dial(node);
  await once(socket, "open");
  socket.send(frame);
  const [code] = (await once(socket, "close")) as [number];
  return code;
}

async function voteRequest(node: NodeProcess): Promise<PeerMessage> {
  const { clusterId, nodeId, term } = (await statusOf(node)) as ClusterStatus;
  const lastIndex = Number.MAX_SAFE_INTEGER;
  return {
    kind: "vote_request",
    cluster: clusterId,
    from: "intruder",
    to: nodeId,
    term: term + 1,
    pre: false,
    lastIndex,
    lastTerm: term,
    transfer: false,
  };
}

test("without the cluster's peer key nobody is a peer; the full key is none, when they differ", async () => {
  for (const key of ["wrong", "dev"]) {
    const socket = dial(cluster().nodes[0] as NodeProcess, key);
    const [error] = (await once(socket, "error")) as [Error];
    expect(error.message).toContain("401");
  }
  const [first] = cluster().nodes as [NodeProcess];
  expect((await rest(first.address, "GET", "/api/v1/cluster/status", { key: "peers-only" })).status).toBe(401);
});

test("a node of another cluster, or one that takes this node for another one, is sent away, and moves nobody's term", async () => {
  for (const node of cluster().nodes) {
    const before = (await statusOf(node)) as ClusterStatus;
    const request = await voteRequest(node);
    expect(await closeCodeAfter(node, JSON.stringify({ ...request, cluster: "00000000-0000-4000-8000-000000000000" }))).toBe(4403);
    expect(await closeCodeAfter(node, JSON.stringify({ ...request, to: "n9" }))).toBe(4403);
    expect(await statusOf(node)).toMatchObject({ term: before.term, leader: before.leader });
  }
});

test.each([
  ["no JSON", "{"],
  ["no message", "{}"],
  ["an unknown kind", '{"kind":"gossip"}'],
  [
    "an entry without a term",
    '{"kind":"append_request","cluster":"x","from":"a","to":"b","term":1,"prevIndex":0,"prevTerm":0,"entries":[{}],"commit":0}',
  ],
])("%s ends the connection, and nothing else", async (_name, frame) => {
  const [node] = cluster().nodes as [NodeProcess];
  expect(await closeCodeAfter(node, frame)).toBe(4400);
  expect((await rest(node.address, "GET", "/api/v1/ready")).status).toBe(200);
});

test("a candidate that nobody knows disturbs no leader that is heard", async () => {
  const leader = await cluster().leader();
  const before = (await statusOf(leader)) as ClusterStatus;
  for (const node of cluster().nodes) {
    const socket = dial(node);
    await once(socket, "open");
    socket.send(JSON.stringify(await voteRequest(node)));
    socket.send(JSON.stringify({ ...(await voteRequest(node)), pre: true }));
    const [answer] = (await once(socket, "message")) as [Buffer];
    expect(JSON.parse(String(answer))).toMatchObject({ kind: "vote_response", granted: false });
    socket.terminate();
  }
  expect(await statusOf(leader)).toMatchObject({ role: "leader", term: before.term });
});
