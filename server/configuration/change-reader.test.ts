import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { CompactedError, ConnectionError } from "@diminuendo/concordance";
import { expect, onTestFinished, test } from "vitest";
import { ConcordanceCluster, until } from "../testing/concordance-process.ts";
import { ChangeReader } from "./change-reader.ts";
import { testCaller, testConfiguration } from "./testing/test-configuration.ts";

const NAMESPACE = "tenant:acme/user:ada/preferences";

/** Something that answers as nodes do, whenever the test wants it to. */
async function node(answer: (respond: (status: number, body: unknown) => void) => void): Promise<string> {
  const server: Server = createServer((_request, response) => {
    answer((status, body) => response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function readerOf(...addresses: string[]): ChangeReader {
  const reader = new ChangeReader({ addresses, apiKey: "dev" });
  onTestFinished(() => reader.close());
  return reader;
}

test("four reads are under way at a time, and the others come in their turn", async () => {
  const open: (() => void)[] = [];
  let most = 0;
  const address = await node((respond) => {
    open.push(() => respond(200, { changes: [], revision: 9 }));
    most = Math.max(most, open.length);
  });
  const reader = readerOf(address);
  const done: number[] = [];
  const reads = Array.from({ length: 10 }, (_, at) => reader.read(NAMESPACE, 1).then(() => done.push(at)));
  for (let left = 10; left > 0; left -= 1) {
    await until("as many as may are under way", () => open.length === Math.min(4, left));
    open.shift()?.();
    await until("one is done", () => done.length === 11 - left);
  }
  await Promise.all(reads);
  expect(most).toBe(4);
  expect(done.slice(4).toSorted()).toEqual([4, 5, 6, 7, 8, 9]);
});

test("nodes that are down, fail or lag behind are passed over, and a failure gives its turn back", async () => {
  const cluster = await ConcordanceCluster.start(1);
  const { service } = await testConfiguration(cluster.addresses);
  for (const value of [1, 2, 3]) await service.set({ scope: "user", key: "k", value }, testCaller());
  const failing = await node((respond) => respond(500, { error: { code: "INTERNAL" } }));
  const behind = await node((respond) => respond(200, { changes: [], revision: 1 }));
  const unborn = await node((respond) => respond(410, { error: { code: "COMPACTED", compactedTo: 0 } }));
  const strange = await node((respond) => respond(200, "no page"));
  const reader = readerOf("127.0.0.1:1", failing, behind, unborn, strange, ...cluster.addresses);
  const { changes, revision } = await reader.read(NAMESPACE, 1);
  expect([changes.map(({ version }) => version), revision]).toEqual([[2, 3], 3]);
  const dead = readerOf("127.0.0.1:1");
  const failures = await Promise.all(Array.from({ length: 5 }, () => dead.read(NAMESPACE, 0).catch((error: unknown) => error)));
  expect(failures.every((failure) => failure instanceof ConnectionError)).toBe(true);
});

test("changes that are not kept any more are said not to be, and a closed reader ends", async () => {
  const address = await node((respond) => respond(410, { error: { code: "COMPACTED", compactedTo: 7 } }));
  const reader = readerOf(address);
  await expect(reader.read(NAMESPACE, 6)).rejects.toThrow(CompactedError);
  const silent = readerOf(await node(() => undefined));
  const read = silent.read(NAMESPACE, 0);
  silent.close();
  await expect(read).rejects.toThrow(ConnectionError);
});
