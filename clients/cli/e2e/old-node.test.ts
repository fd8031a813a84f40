import { type SpawnSyncReturns, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { BridgeProcess, DIMINUENDO } from "../testing/bridge-process.ts";
import { ScriptedAcpGateway } from "../testing/scripted-acp-gateway.ts";

const OLD = oldNode();

/** A Node.js of the machine that is too old to run the commands; null when it has none. */
function oldNode(): string | null {
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    const path = join(folder, "node");
    try {
      accessSync(path, constants.X_OK);
    } catch {
      continue;
    }
    const { stdout }: SpawnSyncReturns<string> = spawnSync(path, ["--version"], { encoding: "utf8" });
    if (Number.parseInt(stdout.slice(1), 10) < 24) return path;
  }
  return null;
}

test.skipIf(OLD === null)("an old Node.js hands over to the project's own, with pipes and exit code", async () => {
  const gateway = await ScriptedAcpGateway.start();
  const bridge = new BridgeProcess(gateway.url, { node: OLD ?? "" });
  await Promise.all([gateway.open(), bridge.ask("initialize", { protocolVersion: 1 })]);
  expect(await bridge.finish()).toBe(0);
  expect(spawnSync(OLD ?? "", [DIMINUENDO, "acp", "--nonsense"], { stdio: "ignore" }).status).toBe(2);
});

test.skipIf(OLD === null).each(["SIGTERM", "SIGINT", "SIGHUP"] as const)("an old Node.js that gets %s passes it on", async (signal) => {
  const gateway = await ScriptedAcpGateway.start();
  const child = spawn(OLD ?? "", [DIMINUENDO, "acp", "--url", gateway.url], { stdio: ["pipe", "ignore", "ignore"] });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  child.stdin.write('{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":1}}\n');
  const connection = await gateway.accept();
  child.kill(signal);
  expect(await once(child, "exit")).toEqual([null, signal]);
  await connection.closed;
});
