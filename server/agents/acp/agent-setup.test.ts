import { expect, test } from "vitest";
import type { AgentCommand } from "../../../generated/gateway/types.ts";
import type { AgentSettings } from "../agent-settings.ts";
import { RecordingOutput } from "../testing/recording-output.ts";
import { startTestAgent } from "./testing/start-test-agent.ts";

const MODES = {
  currentModeId: "ask",
  availableModes: [
    { id: "ask", name: "Ask" },
    { id: "auto", name: "Auto" },
    { id: "broken", name: "Broken" },
    { id: "deadly", name: "Deadly" },
  ],
};
const MODEL = {
  id: "model",
  name: "Model",
  type: "select",
  currentValue: "small",
  options: [
    { value: "small", name: "Small" },
    { value: "large", name: "Large" },
  ],
};
const LOUD = { id: "loud", name: "Loud", type: "boolean", currentValue: false };

/** Starts an agent with what it says of itself, and gathers what is told of it. */
async function start(
  setup: object,
  args: string[] = [],
  context: { memory?: { read(): Promise<string | null>; write(): Promise<void> } } = {},
) {
  const settings: AgentSettings[] = [];
  const commands: (readonly AgentCommand[])[] = [];
  const agent = await startTestAgent([`--setup=${JSON.stringify(setup)}`, ...args], {
    context: { settingsChanged: (told) => settings.push(told), commandsChanged: (told) => commands.push(told), ...context },
  });
  const run = async (text: string) => {
    const output = new RecordingOutput();
    await agent.instance.prompt({ text, attachments: [] }, output);
    return output;
  };
  return { ...agent, settings, commands, run, mode: () => settings.at(-1)?.modes?.currentModeId };
}

test("what an agent can be set to is told once it is started, and its commands when it tells them", async () => {
  const availableCommands = [{ name: "plan", description: "Plans." }];
  const { settings, commands, run } = await start({
    modes: MODES,
    configOptions: [MODEL, LOUD],
    updates: [{ sessionUpdate: "available_commands_update", availableCommands }],
  });
  expect(settings).toHaveLength(1);
  expect(settings[0]).toMatchObject({
    modes: { currentModeId: "ask", available: [{ modeId: "ask" }, { modeId: "auto" }, { modeId: "broken" }, { modeId: "deadly" }] },
    options: [
      { optionId: "model", kind: "select", value: "small" },
      { optionId: "loud", kind: "boolean", value: false },
    ],
  });
  await run("say hi");
  expect(commands).toEqual([availableCommands]);
});

test("an agent that knows nothing of the kind says so, so that nobody believes an earlier one", async () => {
  const { settings } = await start({});
  expect(settings).toEqual([{ modes: null, options: [] }]);
});

test.each([["--resume"], ["--load"]])(
  "an agent that opens its former session again (%s) tells its settings, and those it had do not count",
  async (flag) => {
    const memory = { read: async () => '{"acpSessionId":"former"}', write: async () => undefined };
    const { settings, run } = await start({ modes: MODES, configOptions: [LOUD] }, [flag], { memory });
    expect(settings).toHaveLength(1);
    expect(settings[0]).toMatchObject({ modes: { currentModeId: "ask" }, options: [{ optionId: "loud" }] });
    expect((await run("say hi")).saidText).toBe("hi");
  },
);

test("a mode and options are set at the agent, and told before that resolves", async () => {
  const { instance, settings, mode } = await start({ modes: MODES, configOptions: [MODEL, LOUD] });
  await instance.setMode?.("auto");
  expect(mode()).toBe("auto");
  await instance.setOption?.("model", "large");
  await instance.setOption?.("loud", true);
  expect(settings.at(-1)).toMatchObject({ modes: { currentModeId: "auto" }, options: [{ value: "large" }, { value: true }] });
});

test("an agent that refuses a mode keeps the one that it has, and lives on", async () => {
  const { instance, mode, run } = await start({ modes: MODES });
  await expect(instance.setMode?.("broken")).rejects.toMatchObject({ failure: { code: "AGENT_FAILED", message: "The mode is broken." } });
  expect(mode()).toBe("ask");
  expect((await run("say hi")).saidText).toBe("hi");
});

test("an agent that dies over a mode leaves that open: its end tells", async () => {
  const { instance, mode } = await start({ modes: MODES });
  let settled = false;
  instance.setMode?.("deadly").finally(() => (settled = true));
  expect(await instance.gone).toMatchObject({ code: "AGENT_FAILED" });
  expect([settled, mode()]).toEqual([false, "ask"]);
});

test("an answer without the list of options changes nothing", async () => {
  const { instance, settings } = await start({ configOptions: [{ ...LOUD, id: "silent" }] });
  await instance.setOption?.("silent", true).catch(() => undefined);
  expect(settings.at(-1)).toMatchObject({ options: [{ optionId: "silent", value: false }] });
});

test("what an agent changes by itself is told, within a turn and after it", async () => {
  const { run, mode, settings } = await start({ modes: MODES, configOptions: [LOUD] });
  const output = await run(
    `updates ${JSON.stringify([
      { sessionUpdate: "current_mode_update", currentModeId: "auto" },
      { sessionUpdate: "config_option_update", configOptions: [MODEL] },
      { sessionUpdate: "agent_message_chunk", content: { type: "text", text: "done" } },
    ])}`,
  );
  expect(mode()).toBe("auto");
  expect(settings.at(-1)).toMatchObject({ options: [{ optionId: "model" }] });
  expect(output.recorded).toEqual([{ type: "text", text: "done" }]);
  await run("restless 3");
  await expect.poll(() => settings).toHaveLength(6);
});

test.each([
  ["modes", { modes: { currentModeId: 5, availableModes: "all" } }],
  ["options", { configOptions: [null, 5, { id: {} }, { id: "x", type: "select" }] }],
  ["everything", { modes: [], configOptions: { 0: LOUD } }],
])("rubbish for %s is none, and the agent works", async (_name, setup) => {
  const { settings, run } = await start(setup);
  expect(settings).toEqual([{ modes: null, options: [] }]);
  expect((await run("say hi")).saidText).toBe("hi");
});

test.each([
  { sessionUpdate: "current_mode_update", currentModeId: "unheard-of" },
  { sessionUpdate: "current_mode_update", modeId: "auto" },
  { sessionUpdate: "current_mode_update", currentModeId: { toString: "auto" } },
  { sessionUpdate: "config_option_update", configOptions: "none" },
  { sessionUpdate: "available_commands_update", availableCommands: null },
  { sessionUpdate: "session_info_update", title: "Not your business" },
])("the update %j changes nothing", async (update) => {
  const { run, settings, commands } = await start({ modes: MODES, configOptions: [LOUD] });
  await run(`updates ${JSON.stringify([update])}`);
  expect([settings.length, commands.length]).toEqual([1, 0]);
});

test("a list of options that has no end is cut short, and the agent works", async () => {
  const { run, settings } = await start({ modes: MODES });
  const options = Array.from({ length: 5000 }, (_, index) => ({ ...MODEL, id: `option-${index}` }));
  await run(`updates ${JSON.stringify([{ sessionUpdate: "config_option_update", configOptions: options }])}`);
  expect(settings.at(-1)?.options).toHaveLength(100);
});

test("an agent is told that it may offer switches", async () => {
  const { run } = await start({});
  expect(JSON.parse((await run("capabilities")).saidText)).toMatchObject({ session: { configOptions: { boolean: {} } } });
});

const STDIO = { name: "files", command: "/bin/files", args: ["-v"], env: [{ name: "TOKEN", value: "secret" }] };
const HTTP = {
  type: "http" as const,
  name: "web",
  url: "https://mcp.example/secret",
  headers: [{ name: "Authorization", value: "secret" }],
};
const SSE = { ...HTTP, type: "sse" as const, name: "old" };

test.each([
  [[], [STDIO]],
  [["--mcp-http"], [STDIO, HTTP]],
])(
  "an agent with the capabilities %j is given the servers that it can reach; of the others the names are noted, and no secret",
  async (flags, given) => {
    const { instance, notes } = await startTestAgent(flags, { context: { mcpServers: [STDIO, HTTP, SSE] } });
    const output = new RecordingOutput();
    await instance.prompt({ text: "mcp", attachments: [] }, output);
    expect(JSON.parse(output.saidText)).toEqual(given);
    expect(notes.flatMap(({ detail }) => detail?.["name"] ?? [])).toEqual(
      [STDIO, HTTP, SSE].filter((server) => !given.some(({ name }) => name === server.name)).map(({ name }) => name),
    );
    expect(JSON.stringify(notes)).not.toContain("secret");
  },
);

test.each(["--resume", "--load"])("servers are given again when a former session is opened again (%s)", async (flag) => {
  const memory = { read: async () => '{"acpSessionId":"former"}', write: async () => undefined };
  const { instance } = await startTestAgent([flag], { context: { memory, mcpServers: [STDIO] } });
  const output = new RecordingOutput();
  await instance.prompt({ text: "mcp", attachments: [] }, output);
  expect(JSON.parse(output.saidText)).toEqual([STDIO]);
});
