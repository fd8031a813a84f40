import { expect, test } from "vitest";
import { type Place, placed, placesIn } from "./test/places.ts";
import { everywhere, type Spec } from "./test/specs.ts";

const MIB = 1024 * 1024;

type Limit = "minLength" | "maxLength" | "minimum" | "maximum" | "minItems" | "maxItems";

interface Field extends Place {
  spec: Spec;
}

/** Every field of all that a server checks, within a valid value. */
const FIELDS: Field[] = everywhere(({ standalone }) => standalone.keys()).flatMap(([, spec, type]) =>
  placesIn(spec, type, spec.exampleObject(type, "valid-full")).map((place) => ({ spec, ...place })),
);

/** What servers and files say, not clients: it is as long as it is. */
const NOT_SENT = ["AgentsFile", "PeerMessage", "AcpErrorData", "AcpPromptResultMeta", "AcpRequestMeta", "AcpSessionMeta", "AcpUpdateMeta"];

const nameOf = ({ spec, type, pointer }: Field) => `${spec.name} ${type}${pointer}`;

/** The fields that have a limit of this kind, with the limit. */
function limitedBy(keyword: Limit): [string, number, Field][] {
  return FIELDS.flatMap((field) => {
    const limit = field.schema[keyword];
    return limit === undefined ? [] : [[nameOf(field), limit, field]];
  });
}

/** Whether the value passes when the field holds something else. */
function accepts(field: Field, value: unknown): boolean {
  return field.spec.accepts(field.type, placed(field, value));
}

const LONGEST = limitedBy("maxLength");
const LONGEST_OF_ANY_TEXT = LONGEST.filter(([, , { schema }]) => schema.pattern === undefined);
/** Those that any letters do for. */
const LONGEST_OF_LETTERS = LONGEST.filter(([, , field]) => accepts(field, "a"));

test("a text or list that a client sends has a limit, or a form that leaves no choice", () => {
  const unbounded = FIELDS.filter(({ type, schema }) => {
    if (NOT_SENT.includes(type) || "const" in schema || schema.enum || schema.pattern) return false;
    return (schema.type === "string" && schema.maxLength === undefined) || (schema.type === "array" && schema.maxItems === undefined);
  });
  expect(unbounded.map(nameOf)).toEqual([]);
});

test.each(LONGEST_OF_LETTERS)("%s takes %i characters, and not one more", (_, limit, place) => {
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
  const [item] = place.spec.exampleObject(place.type, "valid-full")[place.pointer.slice(1)] as unknown[];
  const items = (length: number) => Array.from({ length }, () => structuredClone(item));
  expect(accepts(place, items(limit - 1))).toBe(true);
  expect(accepts(place, items(limit))).toBe(true);
  expect(accepts(place, items(limit + 1))).toBe(false);
});

/** Texts whose limit is in bytes, and that take letters of several. */
const LARGEST = FIELDS.flatMap((field): [string, number, Field][] => {
  const limit = field.schema["x-max-bytes"];
  return limit === undefined || field.schema.maxLength !== limit || !accepts(field, "é") ? [] : [[nameOf(field), limit, field]];
});

test("keys and what they begin with are such texts", () => {
  expect(new Set(LARGEST.map(([name]) => name.split("/").at(-1)))).toEqual(new Set(["key", "prefix"]));
});

test.each(
  LARGEST.flatMap(([name, limit, field]) =>
    [
      ["k", 1],
      ["é", 2],
      ["€", 3],
      ["😀", 4],
    ].map(([letter, cost]): [string, number, string, number, Field] => [name, limit, String(letter), Number(cost), field]),
  ),
)("%s takes exactly %i bytes of %s", (_, limit, letter, cost, field) => {
  const text = (bytes: number) => letter.repeat(Math.floor(bytes / cost)) + "k".repeat(bytes % cost);
  expect(Buffer.byteLength(text(limit))).toBe(limit);
  expect(accepts(field, text(limit - 1))).toBe(true);
  expect(accepts(field, text(limit))).toBe(true);
  expect(accepts(field, text(limit + 1))).toBe(false);
});

const COUNTS = FIELDS.filter(({ schema }) => schema.type === "integer").map((field): [string, Field] => [nameOf(field), field]);

test.each(COUNTS)("%s is a whole number", (_, place) => {
  const value = (place.schema.minimum ?? 0) + 0.5;
  expect(accepts(place, value)).toBe(false);
  expect(accepts(place, Number.NaN)).toBe(false);
  expect(accepts(place, Number.POSITIVE_INFINITY)).toBe(false);
});

const SIZED = FIELDS.flatMap((field): [string, number, Field][] => {
  const limit = field.schema["x-max-json-bytes"];
  return limit === undefined ? [] : [[nameOf(field), limit, field]];
});
/** Those that may hold any object. */
const SIZED_OBJECTS = SIZED.filter(([, , { schema }]) => schema.type !== "array");

test("of a few fields the size is counted as JSON", () => {
  expect(SIZED.map(([name, limit]) => [name, limit])).toEqual([
    ["gateway CreateSession/metadata", 16384],
    ["gateway ConfigSetParams/value", MIB],
    // Less than Concordance takes, which is given the operations with the scopes spelled out.
    ["gateway ConfigBatchParams/operations", 3.75 * MIB],
    ["gateway ConfigBatchParams/operations/0/value", MIB],
    ["gateway ConfigBatchParams/operations/1/value", MIB],
    ["gateway AcpNewSessionMeta/metadata", 16384],
    ["gateway NewSession/metadata", 16384],
    ["gateway SessionPatch/metadata", 16384],
    ["gateway NewDevice/capabilities", 16384],
    ["gateway NewProject/metadata", 16384],
    ["gateway ProjectPatch/metadata", 16384],
    ["concordance KvSetParams/value", MIB],
    ["concordance KvBatchParams/operations", 4 * MIB],
    ["concordance KvBatchParams/operations/1/value", MIB],
    ["concordance KvBatchParams/operations/3/value", MIB],
    ["concordance NewEntry/value", MIB],
    ["concordance NewBatch/operations", 4 * MIB],
    ["concordance NewBatch/operations/1/value", MIB],
    ["concordance NewBatch/operations/3/value", MIB],
  ]);
});

test.each(SIZED.filter(([, , { schema }]) => schema.type === "array"))("%s have %i bytes at most, all together", (_, limit, place) => {
  const where = place.spec.name === "gateway" ? { scope: "user" } : { namespace: "n" };
  const operations = (bytes: number) => {
    const items = Array.from({ length: 5 }, (_, index) => ({ op: "set", ...where, key: `k${index}`, value: "" }));
    const room = bytes - Buffer.byteLength(JSON.stringify(items));
    return items.map((item, index) => ({ ...item, value: "v".repeat(Math.floor(room / 5) + (index === 0 ? room % 5 : 0)) }));
  };
  expect(Buffer.byteLength(JSON.stringify(operations(limit)))).toBe(limit);
  expect(accepts(place, operations(limit - 1))).toBe(true);
  expect(accepts(place, operations(limit))).toBe(true);
  expect(accepts(place, operations(limit + 1))).toBe(false);
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
  SIZED_OBJECTS.flatMap(([name, limit, place]) =>
    COSTS.map(([what, text, cost]): [string, number, string, string, number, Field] => [name, limit, what, text, cost, place]),
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
