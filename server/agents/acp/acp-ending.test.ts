import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { LIMITS } from "../../../generated/gateway/limits.ts";
import { isRunning } from "../process/testing/processes.ts";
import { RecordingOutput } from "../testing/recording-output.ts";
import { startTestAgent } from "./testing/start-test-agent.ts";

/** Starts an agent and a turn that will not end by itself. */
async function begin(text: string, args: string[] = []) {
  const agent = await startTestAgent(args);
  const output = new RecordingOutput();
  let settled = false;
  const outcome = agent.instance.prompt({ text, attachments: [] }, output);
  outcome.then(
    () => (settled = true),
    () => (settled = true),
  );
  return { ...agent, output, outcome, isSettled: () => settled };
}

/** Lets an agent leave a process behind, and returns its number. */
async function leaveBehind(how: string) {
  const agent = await startTestAgent();
  const output = new RecordingOutput();
  await agent.instance.prompt({ text: `leave ${how}`, attachments: [] }, output);
  const pid = Number(output.saidText);
  expect(isRunning(pid)).toBe(true);
  return { ...agent, pid };
}

test.each([
  ["crash 3", "about to crash", { code: "AGENT_FAILED", message: "The agent ended with exit code 3." }],
  ["die", "about to die", { code: "AGENT_FAILED", message: "The agent was ended by SIGKILL." }],
  ["crash 0", "about to crash", null],
])(
  "when an agent does %s its last words stand, its turn does not settle by itself, and the reason is told",
  async (deed, words, failure) => {
    const { instance, output, isSettled } = await begin(deed);
    expect(await instance.gone).toEqual(failure);
    expect(output.saidText).toBe(words);
    expect(isSettled()).toBe(false);
  },
);

test("the tool call of an agent that crashes is ended", async () => {
  const { instance, output } = await begin("stumble");
  await instance.gone;
  expect(output.recorded.map(({ type }) => type)).toEqual(["tool_call_start", "tool_call", "tool_error"]);
});

test("an agent that closes its output is ended", async () => {
  const { instance, output } = await begin("mute");
  expect(await instance.gone).toEqual({ code: "AGENT_FAILED", message: "The agent closed its standard output." });
  expect(output.saidText).toBe("closing");
});

test("an agent that hangs ignores cancelling, and can be killed", async () => {
  const { instance, output, isSettled } = await begin("hang");
  await output.until(() => output.saidText === "hanging");
  instance.cancel();
  await delay(200);
  expect(isSettled()).toBe(false);
  await instance.kill();
  expect(await instance.gone).toBeNull();
});

test("an agent that is let go ends by itself", async () => {
  const { instance, notes } = await startTestAgent(["--farewell"]);
  await instance.close();
  expect(await instance.gone).toBeNull();
  expect(notes.map(({ detail }) => detail?.["text"])).toEqual(["farewell"]);
});

test("an agent that is let go in the middle of a turn is told to cancel first", async () => {
  const { instance, output, outcome } = await begin("work");
  await output.until(() => output.saidText === "working");
  await instance.close();
  expect(await outcome).toEqual({ kind: "cancelled" });
  expect(output.saidText).toBe("working stopping");
});

test("an agent that does not go is killed", async () => {
  const { instance } = await startTestAgent(["--stubborn"]);
  await instance.close();
  expect(await instance.gone).toBeNull();
});

test("closing and killing an agent that has gone changes nothing", async () => {
  const { instance } = await begin("crash 1");
  const failure = await instance.gone;
  await instance.close();
  await instance.kill();
  expect(await instance.gone).toEqual(failure);
});

test.each([
  ["close", "in its group"],
  ["close", "detached"],
  ["kill", "in its group"],
  ["kill", "detached"],
] as const)("%s ends a process that the agent left behind %s", async (how, where) => {
  const { instance, pid } = await leaveBehind(where === "detached" ? "detached" : "attached");
  await instance[how]();
  expect(isRunning(pid)).toBe(false);
});

test.each(["attached", "detached"])("a crash ends a process that the agent left behind %s", async (where) => {
  const { instance, pid } = await leaveBehind(where);
  void instance.prompt({ text: "crash 1", attachments: [] }, new RecordingOutput());
  expect(await instance.gone).toMatchObject({ code: "AGENT_FAILED" });
  expect(isRunning(pid)).toBe(false);
});

test("a crash ends the commands in the agent's terminals, and tells of it", async () => {
  const { instance } = await startTestAgent();
  const first = new RecordingOutput();
  await instance.prompt({ text: 'background {"command":"echo $$; exec sleep 1000"}', attachments: [] }, first);
  const pid = Number(first.of("terminal.stream")[0]?.data);
  expect(isRunning(pid)).toBe(true);
  const second = new RecordingOutput();
  void instance.prompt({ text: "crash 1", attachments: [] }, second);
  await instance.gone;
  expect(isRunning(pid)).toBe(false);
  expect(second.of("terminal.complete")).toMatchObject([{ signal: "SIGKILL" }]);
});

test("a line of the longest length is read, and one byte more ends the agent", async () => {
  const { instance, notes } = await startTestAgent();
  const output = new RecordingOutput();
  await instance.prompt({ text: `line ${LIMITS.agentLineBytes}`, attachments: [] }, output);
  expect(output.saidText).toBe("still here");
  expect(notes).toHaveLength(1);
  void instance.prompt({ text: `line ${LIMITS.agentLineBytes + 1}`, attachments: [] }, new RecordingOutput());
  expect(await instance.gone).toEqual({
    code: "AGENT_FAILED",
    message: `The agent wrote a line that is longer than ${LIMITS.agentLineBytes} bytes.`,
  });
});

test("a line that never ends ends the agent", async () => {
  const { instance } = await begin("endless");
  expect(await instance.gone).toMatchObject({ code: "AGENT_FAILED", message: expect.stringContaining("longer than") });
});

test("256 requests of an agent can be open, and one more ends it", async () => {
  const { output } = await begin("pile 256");
  await output.until(() => output.saidText === "piled");
  const second = await begin("pile 257");
  expect(await second.instance.gone).toEqual({ code: "AGENT_FAILED", message: "The agent has too many requests open." });
  expect(second.output.saidText).toBe("");
});

test("an agent that floods is held back while the gateway is not ready, and loses nothing", async () => {
  const agent = await startTestAgent();
  const output = new RecordingOutput();
  const { promise, resolve } = Promise.withResolvers<void>();
  output.gate = promise;
  const bytes = 32 * 1024 * 1024;
  const outcome = agent.instance.prompt({ text: `flood ${bytes}`, attachments: [] }, output);
  await output.until(() => output.said > 0);
  // An agent that nobody holds back says far more in this time.
  await delay(300);
  expect(output.said).toBeLessThan(256 * 1024);
  resolve();
  expect(await outcome).toEqual({ kind: "complete", stopReason: "end_turn" });
  expect(output.said).toBe(bytes);
});

test("an agent's output is read at the rate, and takes no memory", async () => {
  const { instance } = await startTestAgent();
  const startedAt = performance.now();
  const before = process.memoryUsage().rss;
  const bytes = 24 * 1024 * 1024;
  await instance.prompt({ text: `flood ${bytes}`, attachments: [] }, new RecordingOutput());
  const atRate = ((bytes - 4 * 1024 * 1024) / LIMITS.agentOutputRate) * 1000;
  expect(performance.now() - startedAt).toBeGreaterThan(atRate * 0.9);
  expect(process.memoryUsage().rss - before).toBeLessThan(256 * 1024 * 1024);
});

test("what an agent says after its turn is not heard", async () => {
  const { instance } = await startTestAgent();
  const output = new RecordingOutput();
  await instance.prompt({ text: "haunt", attachments: [] }, output);
  const recorded = [...output.recorded];
  const next = new RecordingOutput();
  await instance.prompt({ text: "listen", attachments: [] }, next);
  expect(output.recorded).toEqual(recorded);
  expect(next.saidText).toMatch(/^(boo)*heard/);
});
