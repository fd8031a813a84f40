import { expect, test } from "vitest";
import { RecordingOutput } from "../testing/recording-output.ts";
import { startTestAgent } from "./testing/start-test-agent.ts";

const CANCELLED = { kind: "cancelled" };
const END = { kind: "complete", stopReason: "end_turn" };

/** Starts an agent and a turn. */
async function begin(text: string, args: string[] = []) {
  const agent = await startTestAgent(args);
  const output = new RecordingOutput();
  return { ...agent, output, outcome: agent.instance.prompt({ text, attachments: [] }, output) };
}

test.each([
  [
    { dismissed: false, optionId: "yes" },
    { outcome: "selected", optionId: "yes" },
  ],
  [
    { dismissed: false, optionId: "no" },
    { outcome: "selected", optionId: "no" },
  ],
  [{ dismissed: true }, { outcome: "selected", optionId: "no" }],
])("a permission answered with %j comes to %j at the agent", async (answer, told) => {
  const { instance } = await startTestAgent();
  const output = new RecordingOutput();
  output.answers = [answer];
  expect(await instance.prompt({ text: "permission", attachments: [] }, output)).toEqual(END);
  expect(JSON.parse(output.saidText)).toEqual(told);
});

test("a person sees what a permission is asked for before it is asked", async () => {
  const { instance, workspace } = await startTestAgent();
  const output = new RecordingOutput();
  output.answers = [{ dismissed: false, optionId: "yes" }];
  await instance.prompt({ text: "permission", attachments: [] }, output);
  expect(output.recorded.slice(0, 3)).toEqual([
    { type: "tool_call_start", toolCallId: "asked-1", toolName: "delete", title: "Delete everything", kind: "delete" },
    { type: "tool_call", toolCallId: "asked-1", toolName: "delete", input: { path: `${workspace}/all` } },
    {
      type: "permission",
      toolCallId: "asked-1",
      title: "Delete everything",
      options: [
        { optionId: "yes", name: "Yes", kind: "allow_once" },
        { optionId: "no", name: "No", kind: "reject_once" },
      ],
    },
  ]);
});

test.each([
  [
    { dismissed: false, answers: { name: "Ada", loud: true, tags: ["a"], odd: { x: 1 }, none: null } },
    { action: "accept", content: { name: "Ada", loud: true, tags: ["a"] } },
  ],
  [{ dismissed: true }, { action: "decline" }],
])("a question answered with %j comes to %j at the agent", async (answer, told) => {
  const { instance } = await startTestAgent();
  const output = new RecordingOutput();
  output.answers = [answer];
  await instance.prompt({ text: "ask", attachments: [] }, output);
  expect(JSON.parse(output.saidText)).toEqual(told);
  expect(output.of("question")).toMatchObject([
    { question: "Who are you?", fields: { type: "object", required: ["name"], properties: { name: { type: "string" } } } },
  ]);
});

test("a turn that is cancelled ends as cancelled, with what was said until then and its tool call ended", async () => {
  const { instance, output, outcome } = await begin("work");
  await output.until(() => output.saidText === "working");
  instance.cancel();
  expect(await outcome).toEqual(CANCELLED);
  expect(output.recorded.map(({ type }) => type)).toEqual(["tool_call_start", "tool_call", "text", "tool_error"]);
  expect(output.saidText).toBe("working stopping");
  const next = new RecordingOutput();
  expect(await instance.prompt({ text: "say again", attachments: [] }, next)).toEqual(END);
  expect(next.saidText).toBe("again");
});

test("an agent that answers a cancelled prompt with an error has cancelled it", async () => {
  const { instance, output, outcome } = await begin("grumble");
  await output.until(() => output.saidText === "working");
  instance.cancel();
  expect(await outcome).toEqual(CANCELLED);
});

test("a turn that is cancelled before the agent has it never reaches the agent", async () => {
  const { instance } = await startTestAgent();
  const output = new RecordingOutput();
  const outcome = instance.prompt({ text: "say hello", attachments: [] }, output);
  instance.cancel();
  expect(await outcome).toEqual(CANCELLED);
  expect(output.recorded).toEqual([]);
});

test.each(["permission", "ask"])("cancelling while the agent waits for %s withdraws the question and tells the agent", async (deed) => {
  const { instance, output, outcome } = await begin(deed);
  await output.until(() => output.of("permission").length + output.of("question").length > 0);
  instance.cancel();
  expect(await outcome).toEqual(CANCELLED);
  expect(JSON.parse(output.saidText)).toEqual(deed === "permission" ? { outcome: "cancelled" } : { action: "cancel" });
});

test("guidance interrupts the prompt and becomes the next one, within the same turn", async () => {
  const { instance, output, outcome } = await begin("work");
  await output.until(() => output.saidText === "working");
  instance.steer("say something else");
  expect(await outcome).toEqual(END);
  expect(output.saidText).toBe("working stoppingsomethingelse");
  expect(output.of("tool_error")).toMatchObject([{ toolCallId: "work-1" }]);
});

test("guidance while the agent waits for a person withdraws the question", async () => {
  const { instance, output, outcome } = await begin("permission");
  await output.until(() => output.of("permission").length > 0);
  instance.steer("say never mind");
  expect(await outcome).toEqual(END);
  expect(output.saidText).toBe('{"outcome":"cancelled"}nevermind');
});

test("guidance that comes before the agent has the prompt goes with it", async () => {
  const { instance } = await startTestAgent();
  const output = new RecordingOutput();
  const outcome = instance.prompt({ text: "prompt", attachments: [] }, output);
  instance.steer("mind the gap");
  expect(await outcome).toEqual(END);
  expect(JSON.parse(output.saidText)).toEqual([
    { type: "text", text: "prompt" },
    { type: "text", text: "mind the gap" },
  ]);
});

test("a guided turn can still be cancelled", async () => {
  const { instance, output, outcome } = await begin("work");
  await output.until(() => output.saidText === "working");
  instance.steer("work 2");
  await output.until(() => output.saidText.endsWith("working2"));
  instance.cancel();
  expect(await outcome).toEqual(CANCELLED);
});

test("what an agent does not want to know any more is answered as cancelled, and its turn goes on", async () => {
  const { output, outcome } = await begin("withdraw 50");
  expect(await outcome).toEqual(END);
  expect(output.of("permission")).toHaveLength(1);
  expect(JSON.parse(output.saidText)).toEqual({ outcome: { outcome: "cancelled" } });
});
