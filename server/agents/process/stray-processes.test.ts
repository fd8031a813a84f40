import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { minimalEnvironment } from "./process-environment.ts";
import { killStrays, marked } from "./stray-processes.ts";
import { isRunning } from "./testing/processes.ts";

async function startMarked(agentId: string): Promise<{ child: ChildProcess; pid: number }> {
  const env = marked(minimalEnvironment(process.env), agentId);
  const child = spawn(process.execPath, ["-e", "console.log('up'); setInterval(() => {}, 1000)"], { detached: true, env });
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child.stdout, "data");
  return { child, pid: child.pid ?? 0 };
}

test("processes that left their group are found by their agent and killed", async () => {
  const agentId = randomUUID();
  const first = await startMarked(agentId);
  const second = await startMarked(agentId);
  await killStrays(agentId);
  expect([isRunning(first.pid), isRunning(second.pid)]).toEqual([false, false]);
});

test("processes of another agent are left alone", async () => {
  const mine = randomUUID();
  const { pid } = await startMarked(`${mine}0`);
  await killStrays(mine);
  expect(isRunning(pid)).toBe(true);
});
