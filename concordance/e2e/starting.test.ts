import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { NodeProcess } from "../testing/node-process.ts";
import { kv, rest } from "../testing/rest.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";

const SILENT = ["--log-level", "silent"];

async function folder(): Promise<string> {
  return join(await temporaryFolder(), "data");
}

async function failure(dataDir: string, args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  const node = new NodeProcess({ dataDir, args: [...SILENT, ...args], env });
  onTestFinished(() => node.kill());
  return await node.start().then(
    () => "it started",
    ({ message }: Error) => message,
  );
}

test("an empty folder needs to be told what to become", async () => {
  expect(await failure(await folder(), [])).toMatch(
    /ended with 1:\nThe data folder is empty\. Begin a cluster with --bootstrap, or join one/,
  );
});

test("a folder belongs to one node for good, and to one process at a time", async () => {
  const dataDir = await folder();
  const node = await NodeProcess.start({ dataDir, args: [...SILENT, "--bootstrap", "--node-id", "a"] });
  onTestFinished(() => node.kill());
  expect(await failure(dataDir, ["--bootstrap"])).toMatch(/ended with 1:\n.*(another|other) process/i);
  await node.kill();
  expect(await failure(dataDir, ["--node-id", "b"])).toMatch(/The data folder is that of the node a\./);
  await node.start();
  expect((await rest(node.address, "GET", "/api/v1/ready")).status).toBe(200);
});

test("a node that begins a cluster again in its own folder goes on with the one that it has", async () => {
  const node = await NodeProcess.start({ dataDir: await folder(), args: [...SILENT, "--bootstrap"] });
  onTestFinished(() => node.kill());
  await rest(node.address, "PUT", kv("t", "k"), { body: { value: "kept" } });
  await node.kill();
  await node.start();
  expect((await rest(node.address, "GET", `${kv("t", "k")}?consistency=linearizable`)).body).toMatchObject({ value: "kept", version: 1 });
});

test("a node that has moved to another port tells its cluster", async () => {
  const dataDir = await folder();
  const before = await NodeProcess.start({ dataDir, args: [...SILENT, "--bootstrap", "--node-id", "a"] });
  onTestFinished(() => before.kill());
  await before.end("SIGTERM");
  const after = await NodeProcess.start({ dataDir, args: SILENT });
  onTestFinished(() => after.kill());
  expect(after.address).not.toBe(before.address);
  for (;;) {
    const { body } = await rest(after.address, "GET", "/api/v1/cluster/status");
    const [member] = (body as { members: { address: string }[] }).members;
    if (member?.address === after.address) break;
  }
});

test("who joins must find the cluster, and may not take the name of a member whose memory it has not", async () => {
  const first = await NodeProcess.start({ dataDir: await folder(), args: [...SILENT, "--bootstrap", "--node-id", "a"] });
  onTestFinished(() => first.kill());
  expect(await failure(await folder(), ["--join", first.address, "--node-id", "a"])).toMatch(/The cluster has a member a already/);
  expect(await failure(await folder(), ["--join", first.address], { CONCORDANCE_API_KEY: "other" })).toMatch(
    /could not be asked about its cluster/,
  );
  await first.kill();
  expect(await failure(await folder(), ["--join", first.address])).toMatch(/could not be asked about its cluster/);
});

test.each([
  [["--listen", "nowhere"], {}, /--listen \(CONCORDANCE_LISTEN\) must be an address/],
  [["--listen", "127.0.0.1:65536"], {}, /--listen/],
  [["--listen", "0.0.0.0:0"], {}, /--api-key \(CONCORDANCE_API_KEY\) is missing/],
  [["--bootstrap", "--join", "127.0.0.1:1"], {}, /give one of them/],
  [["--node-id", "a b"], {}, /--node-id/],
  [["--agent-key", "dev"], {}, /--agent-key .* must not be the full key/],
  [["--election-ms", "60", "--heartbeat-ms", "50"], {}, /--heartbeat-ms .* at most half/],
  [["--rubbish"], {}, /--rubbish/],
  [["--bootstrap"], { NODE_ENV: "production" }, /--api-key .* is missing/],
  [["--bootstrap", "--api-key", "dev"], { NODE_ENV: "production" }, /key of development/],
  [[], { CONCORDANCE_BOOTSTRAP: "perhaps" }, /--bootstrap .* must be true or false/],
] as const)("the settings %j %j are refused, with the remedy", async (args, env, reason) => {
  const message = await failure(await folder(), args, env as Record<string, string>);
  expect(message).toMatch(/ended with 64:/);
  expect(message).toMatch(reason);
});
