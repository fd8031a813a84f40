import { expect, test } from "vitest";
import type { AgentMemory } from "../agent-runtime.ts";
import { isRunning } from "../process/testing/processes.ts";
import { RecordingOutput } from "../testing/recording-output.ts";
import { AcpRuntime } from "./acp-runtime.ts";
import { startTestAgent, testAgentEntry, testContext } from "./testing/start-test-agent.ts";

function memoryOf(initial: string | null): AgentMemory & { text: string | null } {
  const memory = {
    text: initial,
    read: async () => memory.text,
    write: async (text: string) => {
      memory.text = text;
    },
  };
  return memory;
}

test("an agent that wants to be signed in to is, by the method of its catalogue entry", async () => {
  const { instance } = await startTestAgent(["--auth"], { entry: { authMethod: "key" } });
  const output = new RecordingOutput();
  await instance.prompt({ text: "say in", attachments: [] }, output);
  expect(output.saidText).toBe("in");
});

test.each([
  ["without a method", undefined],
  ["with a method that it does not offer", "password"],
  ["with a method that needs a person at a terminal", "browser"],
])("an agent that wants to be signed in to, %s, cannot be started, and the message names the remedy", async (_, authMethod) => {
  const entry = authMethod === undefined ? {} : { authMethod };
  await expect(startTestAgent(["--auth"], { entry })).rejects.toMatchObject({
    failure: { code: "AGENT_UNAVAILABLE", message: expect.stringMatching(/authMethod.*It offers: key\./) },
  });
});

test.each([
  ["speaks another version", ["--version-2"], "speaks version 2"],
  ["ends at once", ["--exit"], "The agent ended with exit code 3."],
])("an agent that %s cannot be started", async (_, args, message) => {
  await expect(startTestAgent(args)).rejects.toMatchObject({
    failure: { code: "AGENT_UNAVAILABLE", message: expect.stringContaining(message) },
  });
});

test.each([
  ["that is not there", "no-such-program-anywhere", "ENOENT"],
  ["that is no program", "/", "EACCES"],
])("a program %s cannot be started, and the message names no path", async (_, command, code) => {
  await expect(startTestAgent([], { entry: { command } })).rejects.toMatchObject({
    failure: { code: "AGENT_UNAVAILABLE", message: `The agent's program could not be started (${code}).` },
  });
});

test("an agent that nobody waits for any more is killed, although it never answered", async () => {
  const waiting = new AbortController();
  const { promise: pid, resolve } = Promise.withResolvers<number>();
  const note = (_: string, detail?: Record<string, unknown>) => resolve(Number(detail?.["text"]));
  const { context } = await testContext({ signal: waiting.signal, note });
  const started = new AcpRuntime(testAgentEntry(["--deaf"])).start(context);
  expect(isRunning(await pid)).toBe(true);
  waiting.abort();
  await expect(started).rejects.toMatchObject({ failure: { code: "AGENT_UNAVAILABLE" } });
  expect(isRunning(await pid)).toBe(false);
});

test.each([["--load"], ["--resume"]])(
  "an agent with %s goes on with its former session, and what it replays is not told again",
  async (flag) => {
    const memory = memoryOf(null);
    const first = await startTestAgent([flag], { context: { memory } });
    const remembered = memory.text;
    expect(JSON.parse(remembered ?? "")).toEqual({ acpSessionId: expect.stringMatching(/^session-/) });
    await first.instance.close();
    const second = await startTestAgent([flag], { context: { memory, workspace: first.workspace } });
    expect(memory.text).toBe(remembered);
    const output = new RecordingOutput();
    await second.instance.prompt({ text: "edit a.txt new", attachments: [] }, output);
    expect(output.recorded.map(({ type }) => type)).toEqual(["tool_call_start", "tool_call", "wrote", "tool_result"]);
  },
);

test.each([
  ["has forgotten it", ["--load", "--forgetful"], '{"acpSessionId":"session-0-0"}'],
  ["cannot open former ones", [], '{"acpSessionId":"session-0-0"}'],
  ["has a memory that is broken", ["--load"], "{"],
  ["has a memory of something else", ["--load"], '{"acpSessionId":5}'],
])("an agent that %s gets a new session", async (_, args, remembered) => {
  const memory = memoryOf(remembered);
  const { instance } = await startTestAgent(args, { context: { memory } });
  expect(memory.text).toMatch(/"session-\d+-1"/);
  const output = new RecordingOutput();
  await instance.prompt({ text: "say new", attachments: [] }, output);
  expect(output.saidText).toBe("new");
});
