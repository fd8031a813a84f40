import { expect, test } from "vitest";
import { exampleObject } from "./test/example-files.ts";
import { BODY_TYPES, GATEWAY, MESSAGE_TYPES } from "./test/gateway-model.ts";
import { type Place, placed, placesIn } from "./test/places.ts";
import { STANDALONE } from "./test/roads.ts";

type Limit = "minLength" | "maxLength" | "minimum" | "maximum" | "minItems" | "maxItems";

/** Every field of a message, body or published type, within a valid value. */
const PLACES = [...MESSAGE_TYPES, ...BODY_TYPES, ...GATEWAY.published].flatMap((type) => placesIn(type, exampleObject(type, "valid-full")));

/** The fields that have a limit of this kind, with the limit. */
function limitedBy(keyword: Limit): [string, number, Place][] {
  return PLACES.flatMap((place) => {
    const limit = place.schema[keyword];
    return limit === undefined ? [] : [[`${place.type}${place.pointer}`, limit, place]];
  });
}

/** Whether the value passes when the field holds something else. */
function accepts(place: Place, value: unknown): boolean {
  return STANDALONE.get(place.type)?.(placed(place, value)) ?? false;
}

const LONGEST = limitedBy("maxLength");
const LONGEST_OF_ANY_TEXT = LONGEST.filter(([, , { schema }]) => schema.pattern === undefined);

test("a text or list that a client sends has a limit, or a form that leaves no choice", () => {
  const unbounded = PLACES.filter(({ type, schema }) => {
    if (type === "AgentsFile" || "const" in schema || schema.enum || schema.pattern) return false;
    return (schema.type === "string" && schema.maxLength === undefined) || (schema.type === "array" && schema.maxItems === undefined);
  });
  expect(unbounded.map(({ type, pointer }) => type + pointer)).toEqual([]);
});

test.each(LONGEST)("%s takes %i characters, and not one more", (_, limit, place) => {
  expect(accepts(place, "a".repeat(limit - 1))).toBe(true);
  expect(accepts(place, "a".repeat(limit))).toBe(true);
  expect(accepts(place, "a".repeat(limit + 1))).toBe(false);
});

test.each(LONGEST_OF_ANY_TEXT)("%s takes %i emoji: one is one code point, though two UTF-16 units", (_, limit, place) => {
  expect(accepts(place, "😀".repeat(limit - 1))).toBe(true);
  expect(accepts(place, "😀".repeat(limit))).toBe(true);
  expect(accepts(place, "😀".repeat(limit + 1))).toBe(false);
});

test.each(LONGEST_OF_ANY_TEXT)("%s counts a combining mark by itself, up to %i code points", (_, limit, place) => {
  const letters = "e\u0301".repeat(Math.floor(limit / 2)) + "e".repeat(limit % 2);
  expect(accepts(place, letters)).toBe(true);
  expect(accepts(place, `${letters}\u0301`)).toBe(false);
});

test.each(LONGEST_OF_ANY_TEXT)("%s counts half of a surrogate pair as one, up to %i code points", (_, limit, place) => {
  expect(accepts(place, "\ud83d".repeat(limit))).toBe(true);
  expect(accepts(place, "\ud83d".repeat(limit + 1))).toBe(false);
  expect(accepts(place, "\ude00".repeat(limit))).toBe(true);
  expect(accepts(place, `\ude00${"😀".repeat(limit)}`)).toBe(false);
});

test.each(limitedBy("minLength"))("%s takes no less than %i characters", (_, limit, place) => {
  expect(accepts(place, "a".repeat(limit - 1))).toBe(false);
  expect(accepts(place, "a".repeat(limit))).toBe(true);
  expect(accepts(place, "a".repeat(limit + 1))).toBe(true);
});

test.each(limitedBy("minimum"))("%s is not below %i", (_, limit, place) => {
  expect(accepts(place, limit - 1)).toBe(false);
  expect(accepts(place, limit)).toBe(true);
  expect(accepts(place, limit + 1)).toBe(true);
});

test.each(limitedBy("maximum"))("%s is not above %i", (_, limit, place) => {
  expect(accepts(place, limit - 1)).toBe(true);
  expect(accepts(place, limit)).toBe(true);
  expect(accepts(place, limit + 1)).toBe(false);
});

test.each(limitedBy("maxItems"))("%s holds %i items, and not one more", (_, limit, place) => {
  const [item] = exampleObject(place.type, "valid-full")[place.pointer.slice(1)] as unknown[];
  const items = (length: number) => Array.from({ length }, () => structuredClone(item));
  expect(accepts(place, items(limit - 1))).toBe(true);
  expect(accepts(place, items(limit))).toBe(true);
  expect(accepts(place, items(limit + 1))).toBe(false);
});

const COUNTS = PLACES.filter(({ schema }) => schema.type === "integer").map((place): [string, Place] => [
  place.type + place.pointer,
  place,
]);

test.each(COUNTS)("%s is a whole number", (_, place) => {
  const value = (place.schema.minimum ?? 0) + 0.5;
  expect(accepts(place, value)).toBe(false);
  expect(accepts(place, Number.NaN)).toBe(false);
  expect(accepts(place, Number.POSITIVE_INFINITY)).toBe(false);
});

const SIZED = PLACES.flatMap((place): [string, number, Place][] => {
  const limit = place.schema["x-max-json-bytes"];
  return limit === undefined ? [] : [[`${place.type}${place.pointer}`, limit, place]];
});

test("metadata is the one field whose size is counted as JSON", () => {
  expect(SIZED.map(([name, limit]) => [name, limit])).toEqual([
    ["CreateSession/metadata", 16384],
    ["NewSession/metadata", 16384],
    ["SessionPatch/metadata", 16384],
  ]);
});

/** What one character costs as JSON in UTF-8, quotes not counted. */
const COSTS: [string, string, number][] = [
  ["ASCII", "a", 1],
  ["é", "é", 2],
  ["€", "€", 3],
  ["an emoji", "😀", 4],
  ["a quote, which is escaped", '"', 2],
  ["a control character, which is escaped", "\u0001", 6],
  ["half of a surrogate pair, which is escaped", "\ud83d", 6],
];

test.each(
  SIZED.flatMap(([name, limit, place]) =>
    COSTS.map(([what, text, cost]): [string, number, string, string, number, Place] => [name, limit, what, text, cost, place]),
  ),
)("%s takes exactly %i bytes of %s", (_, limit, _what, text, cost, place) => {
  const frame = '{"note":""}'.length;
  const fill = (bytes: number) => {
    const count = Math.floor((bytes - frame) / cost);
    return { note: text.repeat(count) + "a".repeat(bytes - frame - count * cost) };
  };
  expect(Buffer.byteLength(JSON.stringify(fill(limit)))).toBe(limit);
  expect(accepts(place, fill(limit - 1))).toBe(true);
  expect(accepts(place, fill(limit))).toBe(true);
  expect(accepts(place, fill(limit + 1))).toBe(false);
});
