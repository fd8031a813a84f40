import { once } from "node:events";
import { tmpdir } from "node:os";
import { expect, onTestFinished, test } from "vitest";
import { minimalEnvironment } from "./process-environment.ts";
import { ProcessGroup } from "./process-group.ts";
import { isRunning, runningInGroup } from "./testing/processes.ts";

/** A process that prints a line when it is ready, and ends with the test. */
async function start(script: string): Promise<ProcessGroup> {
  const env = minimalEnvironment(process.env);
  const group = await ProcessGroup.start({ command: process.execPath, args: ["-e", script], cwd: tmpdir(), env, shell: false });
  onTestFinished(() => group.kill());
  return group;
}

async function firstLine(group: ProcessGroup): Promise<string> {
  const [chunk] = (await once(group.stdout, "data")) as [Buffer];
  return chunk.toString().trim();
}

const STUBBORN = "process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)";
/** Starts a child that ignores SIGTERM, prints the child's number, and does `then`. */
const parentThat = (then: string) => `
  const child = require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(STUBBORN)}], { stdio: ['ignore', 'pipe', 'ignore'] });
  child.stdout.once('data', () => { console.log(child.pid); ${then} });
`;

test("a program leads a process group of its own", async () => {
  const group = await start(STUBBORN);
  await firstLine(group);
  expect(runningInGroup(group.pid)).toEqual([group.pid]);
  expect(runningInGroup(process.pid)).not.toContain(group.pid);
});

test.each([
  ["process.exit(0)", { exitCode: 0, signal: null }],
  ["process.exit(7)", { exitCode: 7, signal: null }],
  ["process.kill(process.pid, 'SIGKILL')", { exitCode: null, signal: "SIGKILL" }],
])("it is told how a program that does %s ended", async (script, ending) => {
  expect(await (await start(script)).ended).toEqual(ending);
});

test("a program that heeds SIGTERM ends with it", async () => {
  const group = await start("process.on('SIGTERM', () => process.exit(5)); console.log('up'); setInterval(() => {}, 1000)");
  await firstLine(group);
  await group.end(60_000);
  expect(await group.ended).toEqual({ exitCode: 5, signal: null });
});

test("a program that does not heed SIGTERM is killed after the grace", async () => {
  const group = await start(STUBBORN);
  await firstLine(group);
  const startedAt = performance.now();
  await group.end(200);
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(190);
  expect(await group.ended).toEqual({ exitCode: null, signal: "SIGKILL" });
});

test.each(["kill", "end"] as const)("%s takes the children with it", async (how) => {
  const group = await start(parentThat("setInterval(() => {}, 1000)"));
  const child = Number(await firstLine(group));
  expect(runningInGroup(group.pid)).toContain(child);
  await (how === "kill" ? group.kill() : group.end(100));
  expect(isRunning(child)).toBe(false);
  expect(runningInGroup(group.pid)).toEqual([]);
});

test.each([
  ["exits", "process.exit(0)"],
  ["crashes", "process.abort()"],
])("a program that %s leaves no children behind", async (_, then) => {
  const group = await start(parentThat(then));
  const child = Number(await firstLine(group));
  await group.ended;
  expect(isRunning(child)).toBe(false);
});

test("ending and killing a program that has ended changes nothing", async () => {
  const group = await start("");
  const ending = await group.ended;
  await group.end(10);
  await group.kill();
  expect(await group.ended).toEqual(ending);
});

test("a program that is not there cannot be started", async () => {
  const command = { command: "no-such-program-anywhere", args: [], cwd: tmpdir(), env: minimalEnvironment(process.env), shell: false };
  await expect(ProcessGroup.start(command)).rejects.toMatchObject({ code: "ENOENT" });
});

test("writing to a program that has ended does no harm", async () => {
  const group = await start("");
  await group.ended;
  group.stdin.write("x".repeat(100_000));
  await once(group.stdin, "close");
});
