import { expect, test } from "vitest";
import type { SettingsUpdated } from "../../generated/gateway/types.ts";
import { AgentError } from "../agents/agent-runtime.ts";
import { scriptedSettings } from "../agents/testing/scripted-agents.ts";
import { checkLog } from "../agents/testing/session-log.ts";
import { UNPROMPTED_CHANGES } from "./agent-profile.ts";
import { openTestSessions } from "./testing/test-sessions.ts";

/** A session whose agent has told what it can be set to. */
async function settled() {
  const sessions = await openTestSessions();
  await sessions.session.activate();
  sessions.agents.context?.settingsChanged(scriptedSettings());
  const changes = async () => {
    const events = await sessions.events();
    checkLog(events);
    return events.filter((event): event is SettingsUpdated => event.type === "settings.updated");
  };
  return { ...sessions, changes };
}

test("nothing is known of an agent that has told nothing", async () => {
  const { session } = await openTestSessions();
  expect([session.settings, session.commands]).toEqual([null, []]);
  await session.activate();
  expect([session.settings, session.commands]).toEqual([null, []]);
  await expect(session.setMode("auto", "ada")).rejects.toMatchObject({ code: "INVALID_MESSAGE" });
});

test("a mode that a person sets is committed when that resolves, in the person's name, and starts the agent if need be", async () => {
  const { session, agents, changes } = await settled();
  session.rest();
  await session.setMode("auto", "bob");
  expect(agents.started).toBe(2);
  expect(session.settings?.modes?.currentModeId).toBe("auto");
  expect(session.log.committedSeq).toBe(session.log.lastSeq);
  expect((await changes()).map(({ modes, userId }) => [modes?.currentModeId, userId])).toEqual([
    ["ask", undefined],
    ["auto", "bob"],
  ]);
});

test.each([
  ["the large model", "model", "large"],
  ["loudness", "loud", true],
])("an option is set to %s", async (_name, optionId, value) => {
  const { session, agents, changes } = await settled();
  agents.onSet = async (context, setting, given) => {
    const { modes, options } = scriptedSettings();
    context.settingsChanged({
      modes,
      options: options.map((option) => (option.optionId === setting ? { ...option, value: given } : option)),
    });
  };
  await session.setOption(optionId, value, "bob");
  expect((await changes()).at(-1)).toMatchObject({
    userId: "bob",
    options: expect.arrayContaining([expect.objectContaining({ optionId, value })]),
  });
});

test.each([
  ["a mode that it does not know", "mode", "fast", "/modeId"],
  ["an option that it does not know", "volume", "11", "/configId"],
  ["a value that the option cannot have", "model", "medium", "/value"],
  ["a boolean for a choice", "model", true, "/value"],
  ["a text for a boolean", "loud", "true", "/value"],
])("an agent is not set to %s, and does not hear of it", async (_name, setting, value, path) => {
  const { session, agents, changes } = await settled();
  let heard = 0;
  agents.onSet = async () => void heard++;
  const set = setting === "mode" ? session.setMode(String(value), "bob") : session.setOption(setting, value, "bob");
  await expect(set).rejects.toMatchObject({ code: "INVALID_MESSAGE", facts: { details: [{ path }] } });
  expect(heard).toBe(0);
  expect(await changes()).toHaveLength(1);
});

test("what an agent changes by itself while a person changes something else is put down to the agent", async () => {
  const { session, agents, changes } = await settled();
  agents.onSet = async (context) => {
    context.settingsChanged(scriptedSettings("ask", true));
    context.settingsChanged(scriptedSettings("auto", true));
    context.settingsChanged(scriptedSettings("auto", false));
  };
  await session.setMode("auto", "bob");
  agents.context?.settingsChanged(scriptedSettings("plan"));
  expect((await changes()).map(({ userId }) => userId)).toEqual([undefined, undefined, "bob", undefined, undefined]);
});

test("two people who change settings at once each have their own change to their name", async () => {
  const { session, agents, changes } = await settled();
  const mode = Promise.withResolvers<void>();
  agents.onSet = async (context, setting) => {
    if (setting === "mode") {
      await mode.promise;
      context.settingsChanged(scriptedSettings("auto", true));
    } else {
      context.settingsChanged(scriptedSettings("ask", true));
      mode.resolve();
    }
  };
  await Promise.all([session.setMode("auto", "ada"), session.setOption("loud", true, "bob")]);
  expect((await changes()).map(({ userId }) => userId)).toEqual([undefined, "bob", "ada"]);
});

test("an agent that refuses a setting, or ends over it, leaves the setting as it is", async () => {
  const { session, agents, changes } = await settled();
  agents.onSet = async () => {
    throw new AgentError({ code: "AGENT_FAILED", message: "Not now, see /home/ada/.secret." });
  };
  await expect(session.setMode("auto", "bob")).rejects.toMatchObject({
    code: "AGENT_FAILED",
    message: expect.not.stringContaining("/home"),
  });
  agents.onSet = () => new Promise(() => agents.crash());
  await expect(session.setMode("auto", "bob")).rejects.toMatchObject({ code: "AGENT_FAILED" });
  expect(session.state.status).toBe("error");
  expect(await changes()).toHaveLength(1);
});

test("settings within a turn stand where they were changed, and do not cut up what is said unless they are news", async () => {
  const { agents, accept, events } = await settled();
  const { begin } = await accept();
  begin();
  const turn = await agents.next();
  turn.output.text("one ");
  agents.context?.settingsChanged(scriptedSettings());
  agents.context?.commandsChanged([]);
  turn.output.text("two");
  agents.context?.settingsChanged(scriptedSettings("plan"));
  turn.output.text("three");
  turn.complete();
  await expect.poll(async () => (await events()).map(({ type }) => type)).toContain("turn_complete");
  const told = (await events()).flatMap((event) =>
    event.type === "text_delta" ? [event.text] : event.type === "settings.updated" ? [event.modes?.currentModeId] : [],
  );
  expect(told).toEqual(["ask", "one two", "plan", "three"]);
});

test("an agent is not heard any more once it is let go, nor before it is known that it came up too late", async () => {
  const { session, agents, changes } = await settled();
  const former = agents.context;
  session.rest();
  former?.settingsChanged(scriptedSettings("plan"));
  await session.activate();
  former?.settingsChanged(scriptedSettings("plan"));
  former?.commandsChanged([{ name: "ghost", description: "" }]);
  expect(session.commands).toEqual([]);
  expect(await changes()).toHaveLength(1);
});

test("an agent may change as often as the limit says outside of turns, and is killed at the next change", async () => {
  const { session, agents, changes } = await settled();
  // One change was told before.
  for (let change = 1; change < UNPROMPTED_CHANGES; change++)
    agents.context?.settingsChanged(scriptedSettings(change % 2 ? "auto" : "ask"));
  agents.context?.settingsChanged(session.settings ?? scriptedSettings());
  expect(session.state.status).toBe("ready");
  agents.context?.settingsChanged(scriptedSettings("plan"));
  expect(session.state.status).toBe("deactivating");
  agents.context?.settingsChanged(scriptedSettings("ask"));
  expect(await changes()).toHaveLength(UNPROMPTED_CHANGES + 1);
  await session.activate();
  expect(agents.started).toBe(2);
});

test("what people change does not count towards that", async () => {
  const { session, changes } = await settled();
  for (let change = 0; change <= UNPROMPTED_CHANGES; change++) await session.setMode(change % 2 ? "ask" : "auto", "bob");
  expect(session.state.status).toBe("ready");
  expect(await changes()).toHaveLength(UNPROMPTED_CHANGES + 2);
});

test("an agent that floods while it is started is given up, and whoever waits is told", async () => {
  const { session, agents } = await openTestSessions();
  agents.holdStarts();
  const wanted = session.activate();
  await expect.poll(() => agents.context).toBeDefined();
  for (let change = 0; change <= UNPROMPTED_CHANGES; change++)
    agents.context?.settingsChanged(scriptedSettings(change % 2 ? "auto" : "ask"));
  await expect(wanted).rejects.toMatchObject({ code: "AGENT_FAILED" });
  expect(session.state.status).toBe("error");
});

test("settings that are too large for an event are cut to one, and what is known is what the log says", async () => {
  const { session, agents, changes } = await settled();
  const choices = Array.from({ length: 20_000 }, (_, index) => ({ value: `value-${index}`, name: "n".repeat(100) }));
  agents.context?.settingsChanged({ modes: null, options: [{ optionId: "o", name: "O", kind: "select", value: "value-1", choices }] });
  const [, told] = await changes();
  expect({ modes: told?.modes, options: told?.options }).toEqual(session.settings);
  expect(JSON.stringify(told).length).toBeLessThan(1024 * 1024);
});
