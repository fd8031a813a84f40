import { readFile, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { TurnOutcome } from "../../sessions/session-state.ts";
import { RecordingOutput } from "../testing/recording-output.ts";
import { startTestAgent, type TestAgent } from "./testing/start-test-agent.ts";

const END: TurnOutcome = { kind: "complete", stopReason: "end_turn" };

/** Runs one turn, and returns what was recorded. */
async function play({ instance }: TestAgent, text: string, output = new RecordingOutput()): Promise<RecordingOutput> {
  expect(await instance.prompt({ text, attachments: [] }, output)).toEqual(END);
  return output;
}

/** What the agent said it was answered. */
async function answerTo(agent: TestAgent, text: string): Promise<unknown> {
  return JSON.parse((await play(agent, text)).saidText);
}

test("an agent says and thinks, one turn after the other", async () => {
  const agent = await startTestAgent();
  expect((await play(agent, "say one two")).recorded).toEqual([{ type: "text", text: "onetwo" }]);
  expect((await play(agent, "think it over")).recorded).toEqual([{ type: "thought", text: "it over" }]);
});

test("everything that an agent sent before it ended its turn is in the turn, in order", async () => {
  const agent = await startTestAgent();
  const words = Array.from({ length: 2000 }, (_, index) => String(index));
  expect((await play(agent, `say ${words.join(" ")}`)).saidText).toBe(words.join(""));
});

test("plans and usage are told as they come", async () => {
  const agent = await startTestAgent();
  const plan = { sessionUpdate: "plan", entries: [{ content: "Do", priority: "low", status: "pending" }] };
  expect((await play(agent, `updates ${JSON.stringify([plan])}`)).recorded).toEqual([{ type: "plan.updated", entries: plan.entries }]);
  const usage = { used: 500, cost: 0.25, prompt: { totalTokens: 12, inputTokens: 10, outputTokens: 2 } };
  const cost = { amount: "0.25", currency: "USD" };
  expect((await play(agent, `usage ${JSON.stringify(usage)}`)).recorded).toEqual([
    { type: "usage.updated", inputTokens: 500, outputTokens: 0, cost },
    { type: "usage.updated", inputTokens: 10, outputTokens: 2, cost },
  ]);
  const second = await play(agent, `usage ${JSON.stringify({ used: 700, cost: 0.75 })}`);
  expect(second.of("usage.updated")).toMatchObject([{ inputTokens: 700, cost: { amount: "0.5" } }]);
});

test("an edit is a start, a call with its input, a file with its new version, and a result with the difference", async () => {
  const agent = await startTestAgent();
  const { recorded } = await play(agent, "edit src/a.txt hello");
  expect(await readFile(join(agent.workspace, "src/a.txt"), "utf8")).toBe("hello");
  expect(recorded).toEqual([
    { type: "tool_call_start", toolCallId: "edit-1", toolName: "edit", title: "Write src/a.txt", kind: "edit" },
    {
      type: "tool_call",
      toolCallId: "edit-1",
      toolName: "edit",
      input: { path: join(agent.workspace, "src/a.txt"), content: "hello" },
      locations: [{ path: "src/a.txt", line: 1 }],
    },
    { type: "wrote", path: "src/a.txt" },
    {
      type: "tool_result",
      toolCallId: "edit-1",
      output: null,
      content: [{ type: "diff", path: "src/a.txt", oldText: null, newText: "hello" }],
      durationMs: expect.any(Number),
    },
  ]);
});

test("an agent reads what is in the workspace", async () => {
  const agent = await startTestAgent();
  await play(agent, "edit a.txt one\ntwo\nthree");
  expect(await answerTo(agent, `read ${JSON.stringify({ path: join(agent.workspace, "a.txt"), line: 2, limit: 1 })}`)).toEqual({
    content: "two\n",
  });
  expect(await answerTo(agent, `read ${JSON.stringify({ path: join(agent.workspace, "missing") })}`)).toEqual({ error: -32002 });
});

test.each([
  ["goes up", () => "../escape.txt"],
  ["is absolute", () => join(tmpdir(), "diminuendo-escape.txt")],
  ["goes up within an absolute one", (root: string) => `${root}/../escape.txt`],
  ["is below a link that leads out", (root: string) => `${root}/out/escape.txt`],
])("a path that %s is an error for the agent, and nothing is written", async (_, pathIn) => {
  const agent = await startTestAgent();
  await symlink(join(agent.workspace, ".."), join(agent.workspace, "out"));
  const output = await play(agent, `write ${pathIn(agent.workspace)} escaped`);
  expect(JSON.parse(output.saidText)).toEqual({ error: -32602 });
  expect(output.of("wrote")).toEqual([]);
  await expect(readFile(join(agent.workspace, "../escape.txt"))).rejects.toMatchObject({ code: "ENOENT" });
  await expect(readFile(join(tmpdir(), "diminuendo-escape.txt"))).rejects.toMatchObject({ code: "ENOENT" });
});

test("a command runs in the workspace, streams, and ends before its tool call does", async () => {
  const agent = await startTestAgent();
  const { recorded, saidText } = await play(agent, 'run {"command":"pwd; echo oops >&2; exit 4"}');
  expect(recorded.map(({ type }) => type).filter((type) => type !== "terminal.stream")).toEqual([
    "tool_call_start",
    "tool_call",
    "terminal.complete",
    "tool_result",
    "text",
  ]);
  const streamed = recorded.flatMap((event) => (event.type === "terminal.stream" ? [[event.stream, event.data]] : []));
  expect(streamed).toContainEqual(["stdout", `${agent.workspace}\n`]);
  expect(streamed).toContainEqual(["stderr", "oops\n"]);
  const terminalId = recorded.find((event) => event.type === "terminal.complete")?.terminalId;
  expect(recorded).toContainEqual({ type: "terminal.complete", terminalId, exitCode: 4 });
  expect(recorded.find(({ type }) => type === "tool_result")).toMatchObject({ content: [{ type: "terminal", terminalId }] });
  expect(JSON.parse(saidText)).toMatchObject({ truncated: false, exitStatus: { exitCode: 4, signal: null } });
});

test("with arguments a command is a program, without them a command line", async () => {
  const agent = await startTestAgent();
  expect(await answerTo(agent, 'run {"command":"echo","args":["a | cat; $HOME"]}')).toMatchObject({ output: "a | cat; $HOME\n" });
  expect(await answerTo(agent, 'run {"command":"echo a | tr a b"}')).toMatchObject({ output: "b\n" });
});

test("of a command's output the agent gets the end that it asked for", async () => {
  const agent = await startTestAgent();
  expect(await answerTo(agent, 'run {"command":"printf 0123456789","outputByteLimit":4}')).toMatchObject({
    output: "6789",
    truncated: true,
  });
});

test("a command cannot run outside the workspace", async () => {
  const agent = await startTestAgent();
  const create = (cwd: string) => `request ${JSON.stringify({ method: "terminal/create", params: { command: "pwd", cwd } })}`;
  expect(await answerTo(agent, create("/"))).toEqual({ error: -32602 });
  expect(await answerTo(agent, create(`${agent.workspace}/..`))).toEqual({ error: -32602 });
  expect(await answerTo(agent, create(`${agent.workspace}/missing`))).toEqual({ error: -32602 });
});

test("a terminal that was released is not there any more, and its command is killed", async () => {
  const agent = await startTestAgent();
  const output = await play(agent, 'release {"command":"sleep","args":["1000"]}');
  expect(output.saidText).toBe('{"exitCode":null,"signal":"SIGKILL"}{"error":-32002}');
  expect(output.of("terminal.complete")).toHaveLength(1);
});

test.each([
  ["an unknown method", "what/is/this", {}, -32601],
  ["wrong parameters", "fs/read_text_file", { path: 5 }, -32602],
  ["another session", "fs/read_text_file", { path: "/x", sessionId: "other" }, -32002],
  ["an unknown terminal", "terminal/output", { terminalId: "other" }, -32002],
  ["a page to be opened", "elicitation/create", { mode: "url", message: "Open", url: "https://a.example", elicitationId: "e" }, -32602],
])("%s is an error for the agent, which lives on", async (_, method, params, code) => {
  const agent = await startTestAgent();
  expect(await answerTo(agent, `request ${JSON.stringify({ method, params })}`)).toEqual({ error: code });
  expect((await play(agent, "say fine")).saidText).toBe("fine");
});

test("lines that are no messages are noted, and the agent is heard all the same", async () => {
  const agent = await startTestAgent();
  expect((await play(agent, "rubbish")).recorded).toEqual([{ type: "text", text: "still here" }]);
  expect(agent.notes.map(({ detail }) => detail?.["text"])).toEqual(
    expect.arrayContaining(["not json", '{"half', "[1,2]", "42", "null", "{}", '{"jsonrpc":"2.0","id":"stray","result":1}']),
  );
});

test("of what an agent writes to its standard error a bounded part is noted", async () => {
  const agent = await startTestAgent();
  await play(agent, "stderr 5000");
  await agent.instance.close();
  const noted = agent.notes.filter(({ message }) => message.includes("standard error"));
  expect(noted[0]?.detail).toEqual({ text: "line 0" });
  expect(noted).toHaveLength(50);
  expect(agent.notes.at(-1)?.detail).toEqual({ count: 4950 });
});

test("an agent sees nothing of the gateway's environment but what it is given", async () => {
  process.env["DIMINUENDO_TEST_SECRET"] = "secret";
  process.env["DIMINUENDO_TEST_KEY"] = "key";
  const agent = await startTestAgent([], { entry: { env: { MODE: "test" }, passEnv: ["DIMINUENDO_TEST_KEY"] } });
  const seen = (await answerTo(agent, "environment")) as Record<string, string>;
  delete process.env["DIMINUENDO_TEST_SECRET"];
  delete process.env["DIMINUENDO_TEST_KEY"];
  expect(seen).toMatchObject({ PATH: process.env["PATH"], MODE: "test", DIMINUENDO_TEST_KEY: "key" });
  expect(Object.keys(seen)).not.toContain("DIMINUENDO_TEST_SECRET");
  const inTerminal = (await answerTo(agent, 'run {"command":"env"}')) as { output: string };
  expect(inTerminal.output).toContain("PATH=");
  expect(inTerminal.output).not.toContain("DIMINUENDO_TEST_KEY");
});

test("attachments reach the agent in the form that it takes", async () => {
  const attachments = [{ name: "a.png", mimeType: "image/png", data: "AAEC" }];
  const output = new RecordingOutput();
  const { instance } = await startTestAgent(["--image"]);
  await instance.prompt({ text: "prompt", attachments }, output);
  expect(JSON.parse(output.saidText)).toMatchObject([{ type: "text" }, { type: "image", mimeType: "image/png", data: "AAEC" }]);
});

test.each([
  ["max_tokens", { kind: "complete", stopReason: "max_tokens" }],
  ["max_turn_requests", { kind: "complete", stopReason: "max_turn_requests" }],
  ["refusal", { kind: "complete", stopReason: "refusal" }],
  ["cancelled", { kind: "cancelled" }],
] as const)("the stop reason %s is the turn's", async (reason, outcome) => {
  const { instance } = await startTestAgent();
  expect(await instance.prompt({ text: `reason ${reason}`, attachments: [] }, new RecordingOutput())).toEqual(outcome);
});

test.each([
  [
    "an error",
    'fail {"code":-32603,"message":"Internal error","data":{"details":"The model is overloaded."}}',
    "Internal error: The model is overloaded.",
  ],
  ["a demand to sign in", 'fail {"code":-32000,"message":"Authentication required"}', "The agent wants to be signed in to."],
  ["an unknown stop reason", "reason boredom", "The agent ended the turn without a reason that the protocol knows."],
])("%s fails the turn, and the agent takes the next one", async (_, text, message) => {
  const agent = await startTestAgent();
  const failed = agent.instance.prompt({ text, attachments: [] }, new RecordingOutput());
  await expect(failed).rejects.toMatchObject({ failure: { message: expect.stringContaining(message) } });
  expect((await play(agent, "say fine")).saidText).toBe("fine");
});
