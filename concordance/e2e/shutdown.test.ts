import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { CLOSE_CODES } from "../../generated/concordance/close-codes.ts";
import { Cluster, statusOf, until } from "../testing/cluster.ts";
import { NodeProcess } from "../testing/node-process.ts";
import { kv, rest } from "../testing/rest.ts";
import { Stream } from "../testing/stream.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";

const MAIN = fileURLToPath(new URL("../main.ts", import.meta.url));
/** Starts a node, says its id and what it says, and ends its standard input when told to. */
const PARENT = `
  const [main, dataDir] = process.argv.slice(1);
  const args = [main, "--bootstrap", "--listen", "127.0.0.1:0", "--data-dir", dataDir, "--log-level", "warn", "--until-stdin-ends"];
  const node = require("node:child_process").spawn(process.execPath, args, { stdio: ["pipe", "pipe", "ignore"], detached: true });
  console.log(node.pid);
  node.stdout.pipe(process.stdout);
  process.stdin.once("data", () => node.stdin.end());
  node.once("exit", () => process.exit());
`;

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test("a node that is told to end hands leadership on, closes its clients with 1001 and ends with 0", async () => {
  const cluster = await Cluster.start({ folder: await temporaryFolder(), nodes: 3, patient: true });
  onTestFinished(() => cluster.end());
  const leader = await cluster.leader();
  const stream = await Stream.open(leader.address);
  await stream.call("watch/subscribe", { namespace: "t" });
  const { term = 0 } = (await statusOf(leader)) ?? {};
  const began = performance.now();
  const [code, closed] = await Promise.all([leader.end("SIGTERM"), stream.close()]);
  expect(code).toBe(0);
  expect(closed.code).toBe(CLOSE_CODES.SHUTDOWN);
  expect(performance.now() - began).toBeLessThan(10_000);
  // Nobody had to wait for an election timeout: the next leader was asked to take over.
  const successor = await cluster.leader();
  expect((await statusOf(successor))?.term).toBe(term + 1);
  expect((await rest(successor.address, "PUT", kv("t", "k"), { body: { value: 1 } })).status).toBe(200);
  await leader.start();
  await until("it is back", async () => (await rest(leader.address, "GET", kv("t", "k"))).status === 200);
});

test("writes that are under way when a node is told to end are answered, one way or the other", async () => {
  const node = await NodeProcess.start({ dataDir: join(await temporaryFolder(), "n1"), args: ["--bootstrap", "--log-level", "silent"] });
  onTestFinished(() => node.kill());
  const stream = await Stream.open(node.address);
  const answers = Promise.all(
    Array.from({ length: 500 }, (_, at) => stream.call("kv/set", { namespace: "t", key: String(at), value: at })),
  );
  await stream.call("kv/list", { namespace: "t" });
  const ended = node.end("SIGTERM");
  const codes = (await answers).map(({ error }) => error?.data.code ?? "OK");
  expect(new Set([...codes, "OK", "PROPOSAL_TIMEOUT", "SHUTTING_DOWN"]).size).toBe(3);
  expect(await ended).toBe(0);
  await node.start();
  const { body } = await rest(node.address, "GET", `${kv("t")}?consistency=linearizable`);
  const kept = new Set((body as { items: { key: string }[] }).items.map(({ key }) => key));
  for (const [at, code] of codes.entries()) if (code === "OK") expect(kept.has(String(at))).toBe(true);
});

test("a second signal ends the process at once", async () => {
  const node = await NodeProcess.start({ dataDir: join(await temporaryFolder(), "n1"), args: ["--bootstrap", "--log-level", "silent"] });
  onTestFinished(() => node.kill());
  // A client that does not answer the close is what an orderly end waits for.
  const stream = await Stream.open(node.address);
  stream.socket.pause();
  node.signal("SIGTERM");
  await until("it takes no more connections", async () => (await rest(node.address, "GET", "/api/v1/health").catch(() => null)) === null);
  expect(await node.end("SIGINT")).toBe(1);
});

test("a node that was told to ends in order with its standard input, and with the process that held it, however that ends", async () => {
  const dataDir = join(await temporaryFolder(), "n1");
  for (const way of ["end", "kill"]) {
    const parent = spawn(process.execPath, ["-e", PARENT, MAIN, dataDir], { stdio: ["pipe", "pipe", "inherit"] });
    onTestFinished(() => void parent.kill("SIGKILL"));
    const lines = createInterface({ input: parent.stdout })[Symbol.asyncIterator]();
    const pid = Number((await lines.next()).value);
    const address = /http:\/\/(\S+)/.exec(String((await lines.next()).value))?.[1] ?? "";
    expect((await rest(address, "PUT", kv("t", way), { body: { value: way } })).status).toBe(200);
    if (way === "end") parent.stdin.write("end\n");
    else parent.kill("SIGKILL");
    await until("it has ended", async () => !isAlive(pid));
  }
  const node = await NodeProcess.start({ dataDir, args: ["--log-level", "silent"] });
  onTestFinished(() => node.kill());
  const { body } = await rest(node.address, "GET", `${kv("t")}?consistency=linearizable`);
  expect((body as { items: { key: string }[] }).items.map(({ key }) => key)).toEqual(["end", "kill"]);
});

test("without being told to, a node goes on when its standard input ends", async () => {
  // Its standard input is empty from the start.
  const node = await NodeProcess.start({ dataDir: join(await temporaryFolder(), "n1"), args: ["--bootstrap", "--log-level", "silent"] });
  onTestFinished(() => node.kill());
  for (let at = 0; at < 20; at += 1) expect((await rest(node.address, "PUT", kv("t", "k"), { body: { value: at } })).status).toBe(200);
  expect(node.isUp).toBe(true);
});
