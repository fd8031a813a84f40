import fc from "fast-check";
import { expect, test } from "vitest";
import type { SettingsUpdated } from "../../../generated/gateway/types.ts";
import { configOptions, modeState } from "./settings.ts";
import { acpChecker } from "./testing/acp-schema.ts";
import { eventsOf } from "./testing/logs.ts";

const optionViolation = acpChecker("SessionConfigOption");
const modeViolation = acpChecker("SessionModeState");

const choice = (value: string, group?: string) => ({ value, name: value.toUpperCase(), ...(group === undefined ? {} : { group }) });
const select = (...choices: ReturnType<typeof choice>[]) => ({
  optionId: "model",
  name: "Model",
  kind: "select" as const,
  value: "a",
  choices,
});
const options = (...listed: object[]) => configOptions({ modes: null, options: listed as SettingsUpdated["options"] }, true);

test("an agent that has told nothing, or knows nothing, has no modes and no options", () => {
  expect(modeState(null)).toBeNull();
  expect(configOptions(null, true)).toBeNull();
  expect(modeState({ modes: null, options: [] })).toBeNull();
  expect(configOptions({ modes: null, options: [] }, true)).toBeNull();
});

test("modes are told with the one that the agent works in", () => {
  const modes = {
    currentModeId: "ask",
    available: [
      { modeId: "ask", name: "Ask", description: "Asks first" },
      { modeId: "auto", name: "Auto" },
    ],
  };
  expect(modeState({ modes, options: [] })).toEqual({
    currentModeId: "ask",
    availableModes: [
      { id: "ask", name: "Ask", description: "Asks first" },
      { id: "auto", name: "Auto" },
    ],
  });
});

test("choices without groups are a plain list", () => {
  expect(options({ ...select(choice("a"), choice("b")), category: "model", description: "Which" })).toEqual([
    {
      id: "model",
      name: "Model",
      description: "Which",
      category: "model",
      type: "select",
      currentValue: "a",
      options: [
        { value: "a", name: "A" },
        { value: "b", name: "B" },
      ],
    },
  ]);
});

test("choices with groups are in them, in the order in which the groups come first; others are under a group of their own", () => {
  const [option] = options(select(choice("a", "X"), choice("b"), choice("c", "Y"), choice("d", "X"))) ?? [];
  expect(option).toMatchObject({
    options: [
      { group: "X", name: "X", options: [{ value: "a" }, { value: "d" }] },
      { group: "Other", name: "Other", options: [{ value: "b" }] },
      { group: "Y", name: "Y", options: [{ value: "c" }] },
    ],
  });
});

test("boolean options are for clients that take them; a list of which nothing is left is empty, not absent", () => {
  const settings = { modes: null, options: [{ optionId: "x", name: "X", kind: "boolean" as const, value: false }] };
  expect(configOptions(settings, true)).toEqual([{ id: "x", name: "X", type: "boolean", currentValue: false }]);
  expect(configOptions(settings, false)).toEqual([]);
});

test("an option whose value is not of its kind is left out", () => {
  expect(options({ ...select(choice("a")), value: true }, { optionId: "x", name: "X", kind: "boolean", value: "true" })).toEqual([]);
});

test("whatever an agent can be set to, what is told is valid", () => {
  fc.assert(
    fc.property(eventsOf("SettingsUpdated"), fc.boolean(), (event, takesBooleans) => {
      const settings = event as SettingsUpdated;
      const modes = modeState(settings);
      if (modes !== null) expect(modeViolation(modes)).toBeNull();
      for (const option of configOptions(settings, takesBooleans) ?? []) {
        expect(optionViolation(option)).toBeNull();
        if (!takesBooleans) expect(option.type).toBe("select");
      }
    }),
  );
});
