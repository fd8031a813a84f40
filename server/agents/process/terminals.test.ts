import { tmpdir } from "node:os";
import { expect, onTestFinished, test } from "vitest";
import { RecordingOutput } from "../testing/recording-output.ts";
import { minimalEnvironment } from "./process-environment.ts";
import type { Command } from "./process-group.ts";
import { Terminals, TooManyTerminalsError } from "./terminals.ts";
import { isRunning, runningInGroup } from "./testing/processes.ts";

function shell(line: string): Command {
  return { command: line, args: [], cwd: tmpdir(), env: minimalEnvironment(process.env), shell: true };
}

function node(script: string): Command {
  return { command: process.execPath, args: ["-e", script], cwd: tmpdir(), env: minimalEnvironment(process.env), shell: false };
}

function openTerminals(output: RecordingOutput | null = new RecordingOutput()): { terminals: Terminals; output: RecordingOutput } {
  const terminals = new Terminals();
  terminals.output = output;
  onTestFinished(() => terminals.killAll());
  return { terminals, output: output ?? new RecordingOutput() };
}

const FOREVER = "setInterval(() => {}, 1000); console.log('up')";

test("what a command prints and how it ends stand in the turn, the end once and last", async () => {
  const { terminals, output } = openTerminals();
  const terminalId = await terminals.create(shell("echo out; echo err >&2; exit 3"));
  const terminal = terminals.get(terminalId);
  expect(await terminal?.completed).toEqual({ exitCode: 3, signal: null });
  expect(output.recorded).toHaveLength(3);
  expect(output.recorded).toContainEqual({ type: "terminal.stream", terminalId, stream: "stdout", data: "out\n" });
  expect(output.recorded).toContainEqual({ type: "terminal.stream", terminalId, stream: "stderr", data: "err\n" });
  expect(output.recorded.at(-1)).toEqual({ type: "terminal.complete", terminalId, exitCode: 3 });
  expect(terminal?.output().text).toHaveLength("out\nerr\n".length);
  expect(terminal?.output().truncated).toBe(false);
});

test("output is kept to the limit from its end, and streamed whole", async () => {
  const { terminals, output } = openTerminals();
  const terminal = terminals.get(await terminals.create(node("process.stdout.write('ä'.repeat(100_000) + 'end')"), 8));
  await terminal?.completed;
  expect(terminal?.output()).toEqual({ text: "ääend", truncated: true });
  const streamed = output.of("terminal.stream").map(({ data }) => data);
  expect(streamed.join("")).toBe(`${"ä".repeat(100_000)}end`);
});

test("releasing a terminal kills its command with its children, and is told once", async () => {
  const { terminals, output } = openTerminals();
  const terminalId = await terminals.create(shell(`${process.execPath} -e "${FOREVER}"; true`));
  const terminal = terminals.get(terminalId);
  await output.until(() => output.of("terminal.stream").length > 0);
  expect(runningInGroup(terminal?.pid ?? 0).length).toBeGreaterThan(0);
  expect(terminals.release(terminalId)).toBe(true);
  await terminal?.completed;
  expect(runningInGroup(terminal?.pid ?? 0)).toEqual([]);
  expect(output.of("terminal.complete")).toEqual([{ type: "terminal.complete", terminalId, signal: "SIGKILL" }]);
  expect(terminals.get(terminalId)).toBeUndefined();
  expect(terminals.release(terminalId)).toBe(false);
});

test("a command that ends between two turns is told at the beginning of the next", async () => {
  const { terminals, output } = openTerminals();
  const terminalId = await terminals.create(node(FOREVER));
  await output.until(() => output.of("terminal.stream").length > 0);
  terminals.output = null;
  const terminal = terminals.get(terminalId);
  await terminal?.kill();
  await terminal?.completed;
  const next = new RecordingOutput();
  terminals.output = next;
  expect(next.recorded).toEqual([{ type: "terminal.complete", terminalId, signal: "SIGKILL" }]);
  expect(output.of("terminal.complete")).toEqual([]);
});

test("a command that was never seen in a turn is not told of", async () => {
  const { terminals } = openTerminals(null);
  const terminal = terminals.get(await terminals.create(shell("echo unseen")));
  await terminal?.completed;
  const next = new RecordingOutput();
  terminals.output = next;
  expect(next.recorded).toEqual([]);
});

test("a command is held back while the gateway is not ready", async () => {
  const { terminals, output } = openTerminals();
  const { promise, resolve } = Promise.withResolvers<void>();
  output.gate = promise;
  const terminalId = await terminals.create(node("for (let i = 0; i < 200; i++) process.stdout.write('x'.repeat(65536)); "));
  await output.until(() => output.of("terminal.stream").length > 0);
  const terminal = terminals.get(terminalId);
  // A command that nobody holds back is done in far less time than this.
  await expect(Promise.race([terminal?.completed, new Promise((later) => setTimeout(later, 500, "held back"))])).resolves.toBe("held back");
  expect(output.of("terminal.stream")).toHaveLength(1);
  resolve();
  expect(await terminal?.completed).toEqual({ exitCode: 0, signal: null });
  expect(output.of("terminal.stream").reduce((sum, { data }) => sum + data.length, 0)).toBe(200 * 65536);
});

test("64 terminals can be open, and no more", async () => {
  const { terminals } = openTerminals();
  const ids = await Promise.all(Array.from({ length: 64 }, () => terminals.create(shell("true"))));
  await expect(terminals.create(shell("true"))).rejects.toThrow(TooManyTerminalsError);
  terminals.release(ids[0] ?? "");
  await terminals.create(shell("true"));
});

test("a command that cannot be started leaves no terminal", async () => {
  const { terminals, output } = openTerminals();
  const command = { ...node(""), command: "no-such-program-anywhere" };
  for (let count = 0; count < 65; count++) await expect(terminals.create(command)).rejects.toMatchObject({ code: "ENOENT" });
  expect(output.recorded).toEqual([]);
});

test("killing all takes those along that were released or are just being started", async () => {
  const { terminals, output } = openTerminals();
  const released = await terminals.create(node(FOREVER));
  const pid = terminals.get(released)?.pid ?? 0;
  await output.until(() => output.of("terminal.stream").length > 0);
  const starting = terminals.create(node(FOREVER));
  const killed = terminals.killAll();
  await starting;
  await killed;
  await terminals.killAll();
  expect(isRunning(pid)).toBe(false);
  expect(output.of("terminal.complete").map(({ terminalId }) => terminalId)).toContain(released);
  await output.until(() => output.of("terminal.complete").length === 2);
});
