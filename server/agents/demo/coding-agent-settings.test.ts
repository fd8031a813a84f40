import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import type { AgentCommand } from "../../../generated/gateway/types.ts";
import { testContext } from "../acp/testing/start-test-agent.ts";
import type { AgentSettings } from "../agent-settings.ts";
import { RecordingOutput } from "../testing/recording-output.ts";
import { codingAgent } from "./coding-agent.ts";
import { echo } from "./echo.ts";

const ALLOW = { dismissed: false, optionId: "allow" };
const DISMISS = { dismissed: true };

async function start() {
  const settings: AgentSettings[] = [];
  const commands: (readonly AgentCommand[])[] = [];
  const { context } = await testContext({ settingsChanged: (told) => settings.push(told), commandsChanged: (told) => commands.push(told) });
  const instance = await codingAgent.start(context);
  const play = async (text: string, answers: RecordingOutput["answers"] = []) => {
    const output = new RecordingOutput();
    output.answers = answers;
    expect(await instance.prompt({ text, attachments: [] }, output)).toEqual({ kind: "complete", stopReason: "end_turn" });
    return output;
  };
  const { workspace } = context;
  return { instance, settings, commands, play, workspace, program: () => readFile(join(workspace, "hello.mjs"), "utf8") };
}

test("settings and commands are told as soon as the agent is there", async () => {
  const { settings, commands } = await start();
  expect(settings).toMatchObject([
    {
      modes: { currentModeId: "ask", available: [{ modeId: "ask" }, { modeId: "auto" }] },
      options: [
        { optionId: "greeting", kind: "select", value: "hello", choices: [{ value: "hello" }, { value: "good-day" }] },
        { optionId: "comment", kind: "boolean", value: true },
      ],
    },
  ]);
  expect(commands).toMatchObject([[{ name: "plan" }, { name: "hello", hint: "name" }]]);
  expect(commands[0]?.[0]).not.toHaveProperty("hint");
});

test("one session's settings are not another one's", async () => {
  const [first, second] = [await start(), await start()];
  await first.instance.setMode?.("auto");
  await first.instance.setOption?.("comment", false);
  const third = await start();
  for (const other of [second, third]) {
    expect(other.settings).toHaveLength(1);
    expect(other.settings[0]).toMatchObject({ modes: { currentModeId: "ask" }, options: [{}, { value: true }] });
  }
});

test("in the mode auto nothing is asked, and the program runs", async () => {
  const { instance, settings, play } = await start();
  await instance.setMode?.("auto");
  expect(settings.at(-1)?.modes?.currentModeId).toBe("auto");
  const output = await play("Write something");
  expect([output.of("permission"), output.of("question")]).toEqual([[], []]);
  expect(output.of("terminal.stream")).toMatchObject([{ data: "Hello, world!\n" }]);
  expect(output.saidText).not.toContain("Shall I run it?");
});

test("a mode that is set while a turn runs counts from the next turn on", async () => {
  const { instance, play } = await start();
  const output = new RecordingOutput();
  const outcome = instance.prompt({ text: "x", attachments: [] }, output);
  await output.until(() => output.of("plan.updated").length > 0);
  await instance.setMode?.("auto");
  await output.until(() => output.of("permission").length > 0);
  instance.cancel();
  await outcome;
  expect((await play("again")).of("permission")).toEqual([]);
});

test("the program greets and comments as it is set to", async () => {
  const { instance, play, program } = await start();
  await instance.setMode?.("auto");
  await instance.setOption?.("greeting", "good-day");
  await instance.setOption?.("comment", false);
  expect((await play("x")).of("terminal.stream")).toMatchObject([{ data: "Good day, world!\n" }]);
  expect(await program()).not.toContain("//");
});

test("/plan thinks and tells the plan, and touches nothing", async () => {
  const { play, workspace } = await start();
  const output = await play("/plan the whole thing");
  expect(output.recorded.map(({ type }) => type)).toEqual(["thought", "plan.updated", "text", "usage.updated"]);
  expect(await readdir(workspace)).toEqual([]);
});

test("/hello greets whom it names without asking whom, but still asks before it runs anything", async () => {
  const { play, program } = await start();
  const output = await play("/hello Grace Hopper", [ALLOW]);
  expect(output.of("question")).toEqual([]);
  expect(output.of("permission")).toHaveLength(1);
  expect(output.of("wrote")).toHaveLength(1);
  expect(output.of("terminal.stream")).toMatchObject([{ data: "Hello, Grace Hopper!\n" }]);
  expect(await program()).toContain('"Grace Hopper"');
});

test("a name behind /hello that is code is only ever a name", async () => {
  const { play, workspace } = await start();
  const name = '"; process.exit(9); "`$(1)`\\';
  await play(`/hello ${name}`, [ALLOW]);
  expect((await promisify(execFile)(process.execPath, ["hello.mjs"], { cwd: workspace })).stdout).toBe(`Hello, ${name}!\n`);
});

test.each(["/hello", "/hello   ", "/helloween", "say /hello Ada", "/planet"])("%j is played like any other text", async (text) => {
  const { play } = await start();
  expect((await play(text, [ALLOW, DISMISS])).of("question")).toHaveLength(1);
});

test("what the agent cannot be set to is refused, and changes nothing", async () => {
  const { instance, settings } = await start();
  await expect(instance.setMode?.("fast")).rejects.toMatchObject({ failure: { code: "AGENT_FAILED" } });
  await expect(instance.setOption?.("volume", "11")).rejects.toMatchObject({ failure: { code: "AGENT_FAILED" } });
  expect(settings).toHaveLength(1);
});

test("echo can be set to nothing, and says nothing of it", async () => {
  let told = 0;
  const { context } = await testContext({ settingsChanged: () => told++, commandsChanged: () => told++ });
  const instance = await echo.start(context);
  await expect(instance.setMode?.("auto")).rejects.toMatchObject({ failure: { code: "AGENT_FAILED" } });
  expect(told).toBe(0);
});
