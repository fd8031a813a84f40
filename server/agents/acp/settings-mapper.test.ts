import fc from "fast-check";
import { expect, test } from "vitest";
import { LIMITS } from "../../../generated/gateway/limits.ts";
import type { DurableEvent } from "../../../generated/gateway/types.ts";
import { eventChecker } from "../testing/event-schema.ts";
import { commandsOf, modesOf, optionsOf } from "./settings-mapper.ts";

const violation = eventChecker();
const HEAD = { sessionId: "00000000-0000-4000-8000-000000000000", seq: 1, ts: 0 };

/** Whatever it came from: the events are valid, and fit. */
function expectFits(modes: unknown, options: unknown, commands: unknown): void {
  const settings = { ...HEAD, type: "settings.updated", modes: modesOf(modes), options: optionsOf(options) } as DurableEvent;
  const told = { ...HEAD, type: "commands.updated", commands: commandsOf(commands) } as DurableEvent;
  for (const event of [settings, told]) {
    expect(violation(event)).toBeNull();
    expect(Buffer.byteLength(JSON.stringify(event))).toBeLessThan(LIMITS.eventBytes);
  }
}

test("modes are taken as they stand", () => {
  const state = {
    currentModeId: "code",
    availableModes: [
      { id: "ask", name: "Ask", description: "Asks." },
      { id: "code", name: "Code", description: null },
    ],
  };
  expect(modesOf(state)).toEqual({
    currentModeId: "code",
    available: [
      { modeId: "ask", name: "Ask", description: "Asks." },
      { modeId: "code", name: "Code" },
    ],
  });
});

test("options of both kinds are taken as they stand, groups and all", () => {
  const grouped = [{ group: "g", name: "Fast ones", options: [{ value: "a", name: "A" }] }];
  expect(
    optionsOf([
      { id: "model", name: "Model", category: "model", type: "select", currentValue: "a", options: grouped },
      { id: "loud", name: "Loud", type: "boolean", currentValue: false, description: "Shouts." },
    ]),
  ).toEqual([
    {
      optionId: "model",
      name: "Model",
      category: "model",
      kind: "select",
      value: "a",
      choices: [{ value: "a", name: "A", group: "Fast ones" }],
    },
    { optionId: "loud", name: "Loud", description: "Shouts.", kind: "boolean", value: false },
  ]);
});

test("commands are taken as they stand", () => {
  const list = [
    { name: "plan", description: "Plans.", input: { hint: "what" } },
    { name: "stop", description: "Stops.", input: null },
  ];
  expect(commandsOf(list)).toEqual([
    { name: "plan", description: "Plans.", hint: "what" },
    { name: "stop", description: "Stops." },
  ]);
});

test.each([
  ["no object", "ask"],
  ["no current mode", { availableModes: [{ id: "a", name: "A" }] }],
  ["no modes", { currentModeId: "a", availableModes: [] }],
  ["modes that are no list", { currentModeId: "a", availableModes: { id: "a" } }],
  ["only modes without a usable id", { currentModeId: "a", availableModes: [{ id: "" }, { id: "x".repeat(257) }, { id: 5 }, null] }],
  ["a current mode with an id that is too long", { currentModeId: "x".repeat(257), availableModes: [{ id: "a", name: "A" }] }],
])("modes with %s are none", (_name, state) => {
  expect(modesOf(state)).toBeNull();
});

test.each([
  ["an unknown type", { id: "o", type: "number", currentValue: 5 }],
  ["a boolean that is a text", { id: "o", type: "boolean", currentValue: "true" }],
  ["a choice that is a boolean", { id: "o", type: "select", currentValue: true, options: [] }],
  ["no id", { type: "boolean", currentValue: true }],
  ["a value that is too long", { id: "o", type: "select", currentValue: "x".repeat(257), options: [] }],
])("an option with %s is passed over", (_name, option) => {
  expect(optionsOf([option, { id: "good", type: "boolean", currentValue: true }])).toMatchObject([{ optionId: "good", name: "good" }]);
});

test("an id just as long as it may be is kept whole, what people read is cut, and each name counts once", () => {
  const id = "x".repeat(256);
  const [option, ...others] = optionsOf([
    { id, name: "n".repeat(201), description: "d".repeat(1001), type: "boolean", currentValue: true },
    { id, name: "again", type: "boolean", currentValue: false },
  ]);
  expect(others).toEqual([]);
  expect(option).toMatchObject({ optionId: id, value: true });
  expect([option?.name.length, option?.description?.length]).toEqual([200, 1000]);
  expect(commandsOf([{ name: "c".repeat(200) }, { name: "c".repeat(201) }])).toEqual([{ name: "c".repeat(200), description: "" }]);
});

test("of a list that is too long as many are taken as there is room for, the first ones first", () => {
  const modes = Array.from({ length: 101 }, (_, index) => ({ id: `mode-${index}`, name: "Mode" }));
  expect(modesOf({ currentModeId: "mode-0", availableModes: modes })?.available.at(-1)?.modeId).toBe("mode-99");
  const options = Array.from({ length: 5000 }, (_, index) => ({
    value: `value-${index}`,
    name: "n".repeat(200),
    description: "💡".repeat(1000),
  }));
  const select = { id: "o", name: "O", type: "select", currentValue: "value-0", options };
  const [fits] = optionsOf([select]);
  expect(fits?.choices?.length).toBeGreaterThan(10);
  expect(fits?.choices?.[0]?.value).toBe("value-0");
  expectFits(
    { currentModeId: "mode-0", availableModes: modes },
    Array.from({ length: 200 }, (_, index) => ({ ...select, id: `o${index}` })),
    [],
  );
  expectFits(
    null,
    null,
    Array.from({ length: 100_000 }, (_, index) => ({ name: `c${index}`, description: "\u0001".repeat(2000) })),
  );
});

test("no rubbish at all breaks the events", () => {
  const scrap = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>,
    fc.string({ maxLength: 300 }),
    fc.constant("x".repeat(300)),
  );
  const item = fc.record(
    {
      id: fc.oneof(fc.constantFrom("a", "b", ""), scrap),
      name: scrap,
      value: scrap,
      group: scrap,
      description: scrap,
      category: scrap,
      type: fc.oneof(fc.constantFrom("select", "boolean"), scrap),
      currentValue: scrap,
      input: fc.oneof(scrap, fc.record({ hint: scrap })),
      options: fc.array(fc.record({ value: scrap, name: scrap, options: fc.oneof(scrap, fc.array(fc.record({ value: scrap }))) })),
    },
    { requiredKeys: [] },
  );
  const list = fc.oneof(scrap, fc.array(fc.oneof(item, scrap), { maxLength: 5 }));
  fc.assert(fc.property(fc.oneof(scrap, fc.record({ currentModeId: scrap, availableModes: list })), list, list, expectFits), {
    numRuns: 500,
  });
});
