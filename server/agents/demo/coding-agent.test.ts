import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { testContext } from "../acp/testing/start-test-agent.ts";
import { RecordingOutput } from "../testing/recording-output.ts";
import { codingAgent } from "./coding-agent.ts";

const ALLOW = { dismissed: false, optionId: "allow" };
const REJECT = { dismissed: false, optionId: "reject" };
const DISMISS = { dismissed: true };
const named = (name: unknown) => ({ dismissed: false, answers: { name } });
const END = { kind: "complete", stopReason: "end_turn" };

async function startAgent() {
  const { context } = await testContext();
  const instance = await codingAgent.start(context);
  return { instance, workspace: context.workspace, program: () => readFile(join(context.workspace, "hello.mjs"), "utf8") };
}

async function play(answers: RecordingOutput["answers"], text = "Write something") {
  const agent = await startAgent();
  const output = new RecordingOutput();
  output.answers = answers;
  expect(await agent.instance.prompt({ text, attachments: [] }, output)).toEqual(END);
  return { ...agent, output };
}

const stepsOf = (output: RecordingOutput) =>
  output.recorded.map((entry) => ("toolName" in entry ? `${entry.type} ${entry.toolName}` : entry.type));

test("it plays a whole turn for real", async () => {
  const { output, program } = await play([ALLOW, named("Ada")]);
  expect(stepsOf(output)).toEqual([
    "thought",
    "plan.updated",
    "text",
    "tool_call_start list_files",
    "tool_call list_files",
    "tool_result",
    "plan.updated",
    "tool_call_start write_file",
    "tool_call write_file",
    "wrote",
    "tool_result",
    "usage.updated",
    "plan.updated",
    "text",
    "tool_call_start run_command",
    "tool_call run_command",
    "permission",
    "terminal.stream",
    "terminal.complete",
    "tool_result",
    "text",
    "plan.updated",
    "question",
    "tool_call_start edit_file",
    "tool_call edit_file",
    "wrote",
    "tool_result",
    "plan.updated",
    "usage.updated",
    "text",
  ]);
  expect(output.of("terminal.stream")).toMatchObject([{ stream: "stdout", data: "Hello, world!\n" }]);
  expect(output.of("terminal.complete")).toMatchObject([{ exitCode: 0 }]);
  expect(await program()).toContain('const name = "Ada";');
  expect(output.saidText).toContain("greets Ada");
});

test("the plan advances a step at a time to its end", async () => {
  const { output } = await play([ALLOW, DISMISS]);
  const done = output.of("plan.updated").map(({ entries }) => entries.filter(({ status }) => status === "completed").length);
  expect(done).toEqual([0, 1, 2, 3, 4]);
});

test("its edit shows what was there and what is", async () => {
  const { output, program } = await play([ALLOW, named("Ada")]);
  const [, edit] = output.of("tool_result").flatMap(({ content }) => content?.filter((block) => block.type === "diff") ?? []);
  expect(edit).toMatchObject({ path: "hello.mjs", newText: await program() });
  expect(edit?.oldText).toContain('"world"');
});

test.each([[REJECT], [DISMISS]])("a permission answered with %j skips the command and says so", async (answer) => {
  const { output } = await play([answer, DISMISS]);
  expect(output.recorded.some(({ type }) => type.startsWith("terminal"))).toBe(false);
  expect(output.of("tool_error")).toMatchObject([{ message: "Nobody allowed it." }]);
  expect(output.saidText).toContain("leave it unrun");
});

test.each([[DISMISS], [named("")], [named("  ")], [named(5)], [named(undefined)], [{ dismissed: false, answers: {} }]])(
  "a question answered with %j leaves the program as it is",
  async (answer) => {
    const { output, program } = await play([ALLOW, answer]);
    expect(await program()).toContain('const name = "world";');
    expect(output.of("wrote")).toHaveLength(1);
    expect(output.saidText).toContain("greets world");
  },
);

test("a name that is code is only ever a name", async () => {
  const name = '"; process.exit(9); "\\`';
  const { workspace, program } = await play([ALLOW, named(name)]);
  expect(await program()).toContain(`const name = ${JSON.stringify(name)};`);
  const ran = await promisify(execFile)(process.execPath, ["hello.mjs"], { cwd: workspace });
  expect(ran.stdout).toBe(`Hello, ${name}!\n`);
});

test("a second turn finds what the first has left", async () => {
  const { instance } = await play([ALLOW, named("Ada")]);
  const output = new RecordingOutput();
  output.answers = [ALLOW, DISMISS];
  await instance.prompt({ text: "again", attachments: [] }, output);
  expect(stepsOf(output)).toContain("tool_call_start read_file");
  expect(stepsOf(output)).toContain("tool_call_start edit_file");
  expect(stepsOf(output)).not.toContain("tool_call_start write_file");
});

test("without people it is over in a moment, and flows in small pieces", async () => {
  const { instance } = await startAgent();
  const output = new RecordingOutput();
  output.answers = [ALLOW, named("Ada")];
  const pieces: number[] = [];
  const text = output.text.bind(output);
  output.text = (piece) => {
    pieces.push(piece.length);
    text(piece);
  };
  const startedAt = performance.now();
  await instance.prompt({ text: "x".repeat(10_000), attachments: [] }, output);
  expect(performance.now() - startedAt).toBeLessThan(4_000);
  expect(pieces.length).toBeGreaterThan(30);
  expect(Math.max(...pieces)).toBeLessThan(100);
});

test.each(["thought", "text", "tool_result", "permission", "terminal.stream", "question"] as const)(
  "a turn that is cancelled at its first %s ends at once, with its tool call ended and its command killed",
  async (type) => {
    const { instance, workspace } = await startAgent();
    const output = new RecordingOutput();
    output.answers = type === "permission" ? [] : [ALLOW];
    const outcome = instance.prompt({ text: "x", attachments: [] }, output);
    await output.until(() => output.of(type).length > 0);
    const startedAt = performance.now();
    instance.cancel();
    expect(await outcome).toEqual({ kind: "cancelled" });
    // A script that does not leave by itself is given up after a second.
    expect(performance.now() - startedAt).toBeLessThan(900);
    const count = (...types: string[]) => output.recorded.filter((entry) => types.includes(entry.type)).length;
    expect(count("tool_result", "tool_error")).toBe(count("tool_call_start"));
    expect(count("terminal.complete")).toBe(count("terminal.stream"));
    const files = await readdir(workspace);
    const recorded = output.recorded.length;
    const next = new RecordingOutput();
    next.answers = [REJECT, DISMISS];
    expect(await instance.prompt({ text: "next", attachments: [] }, next)).toEqual(END);
    expect(output.recorded).toHaveLength(recorded);
    expect(await readdir(workspace)).toEqual(expect.arrayContaining(files));
  },
);

test.each(["permission", "question"] as const)("guidance is acknowledged at once, also while it waits for a %s", async (type) => {
  const { instance } = await startAgent();
  const output = new RecordingOutput();
  output.answers = type === "permission" ? [] : [REJECT];
  const outcome = instance.prompt({ text: "x", attachments: [] }, output);
  await output.until(() => output.of(type).length > 0);
  instance.steer("use fewer words");
  expect(output.saidText).toContain("(Understood: use fewer words)");
  instance.cancel();
  expect(await outcome).toEqual({ kind: "cancelled" });
});

test("guidance is kept in mind to the end", async () => {
  const { instance } = await startAgent();
  const output = new RecordingOutput();
  output.answers = [REJECT, DISMISS];
  const outcome = instance.prompt({ text: "x", attachments: [] }, output);
  await output.until(() => output.of("text").length > 0);
  instance.steer("use fewer words");
  expect(await outcome).toEqual(END);
  expect(output.saidText).toMatch(/I kept in mind what you said: use fewer words$/);
});

test("a workspace in which it cannot write fails the turn, with its tool call ended", async () => {
  const { instance, workspace } = await startAgent();
  await mkdir(join(workspace, "hello.mjs"));
  const output = new RecordingOutput();
  await expect(instance.prompt({ text: "x", attachments: [] }, output)).rejects.toMatchObject({ code: "EISDIR" });
  expect(output.recorded.at(-1)).toMatchObject({ type: "tool_error" });
});

test("a program that is no text is replaced", async () => {
  const { instance, workspace, program } = await startAgent();
  await writeFile(join(workspace, "hello.mjs"), Buffer.from([0, 1]));
  const output = new RecordingOutput();
  output.answers = [REJECT, DISMISS];
  expect(await instance.prompt({ text: "x", attachments: [] }, output)).toEqual(END);
  expect(await program()).toContain("Hello");
});
