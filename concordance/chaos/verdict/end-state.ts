import { request } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { Change, EntryPage } from "../../../generated/concordance/types.ts";
import { kv, rest } from "../../testing/rest.ts";
import type { ChaosCluster } from "../cluster/chaos-cluster.ts";
import { entriesAfter } from "./check-log.ts";

const ATTEMPTS = 20;
const PAUSE_MS = 250;

/** Whether the backups of all nodes, made at the same index of the log, are the same to the byte. @returns what is wrong */
export async function compareBackups(cluster: ChaosCluster): Promise<string[]> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const before = await indexes(cluster);
    const backups = await Promise.all(cluster.nodes.map(({ address }) => download(address, "/api/v1/snapshot")));
    const after = await indexes(cluster);
    // An expiry may have come between: only what stands still can be compared.
    if (before.size === 1 && after.size === 1 && before.values().next().value === after.values().next().value) {
      const [first = Buffer.alloc(0)] = backups;
      const isEmpty = first.length === 0 ? ["The backup is empty."] : [];
      const different = cluster.nodes.filter((_, at) => backups[at]?.equals(first) !== true);
      return [...isEmpty, ...different.map(({ name }) => `The backup of ${name} differs from that of ${cluster.nodes[0]?.name}.`)];
    }
    await delay(PAUSE_MS);
  }
  return ["The nodes never stood at the same index."];
}

/** Whether each node has exactly the entries that the log leads to. @returns what is wrong */
export async function compareEntries(cluster: ChaosCluster, log: readonly Change[]): Promise<string[]> {
  const expected = entriesAfter(log);
  const namespaces = [...new Set(log.map(({ namespace }) => namespace))];
  const problems: string[] = [];
  for (const { name, address } of cluster.nodes) {
    let count = 0;
    for (const namespace of namespaces) {
      for await (const { key, version, value } of entriesOf(address, namespace)) {
        count += 1;
        const change = expected.get(`${namespace} ${key}`);
        if (change?.version === version && JSON.stringify(change.value) === JSON.stringify(value)) continue;
        problems.push(`${name} has ${namespace} ${key} in version ${version}; the log leads to version ${change?.version ?? "none"}.`);
      }
    }
    if (count !== expected.size) problems.push(`${name} has ${count} entries; the log leads to ${expected.size}.`);
  }
  return problems;
}

async function* entriesOf(address: string, namespace: string): AsyncGenerator<EntryPage["items"][number]> {
  let cursor = "";
  do {
    const { body } = await rest(address, "GET", `${kv(namespace)}?limit=1000${cursor}`);
    const { items, nextCursor } = body as EntryPage;
    yield* items;
    cursor = nextCursor === null ? "" : `&cursor=${nextCursor}`;
  } while (cursor !== "");
}

async function indexes(cluster: ChaosCluster): Promise<Set<number | undefined>> {
  return new Set((await cluster.statuses()).map(({ status }) => status?.appliedIndex));
}

/** @throws Error when the answer is another one than 200 */
function download(address: string, path: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: "Bearer dev" };
    request(`http://${address}${path}`, { agent: false, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        if (response.statusCode === 200) resolve(Buffer.concat(chunks));
        else reject(new Error(`${address} answers ${response.statusCode} to ${path}.`));
      });
    })
      .on("error", reject)
      .end();
  });
}
