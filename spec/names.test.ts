import * as fc from "fast-check";
import { expect, test } from "vitest";
import { SCALARS } from "../generated/concordance/scalars.ts";
import { SCALARS as GATEWAY_SCALARS } from "../generated/gateway/scalars.ts";
import { SPECS, type Spec } from "./test/specs.ts";

/* What names a namespace and a key, against the rule in plain code. */

const [, CONCORDANCE] = SPECS as [Spec, Spec];

const isNamespace = (namespace: unknown) => CONCORDANCE.accepts("WatchUnsubscribeParams", { namespace });
const isKey = (key: unknown) => CONCORDANCE.accepts("KvDeleteParams", { namespace: "n", key });
const isPrefix = (prefix: unknown) => CONCORDANCE.accepts("KvListParams", { namespace: "n", prefix });

/** The rule of namespaces, character by character. */
function obeysNamespaceRule(text: string): boolean {
  if (Buffer.byteLength(text) > 512) return false;
  return text.split("/").every((segment) => {
    if (["", ".", ".."].includes(segment)) return false;
    const [first = "", ...escaped] = segment.split("%");
    const plain = [first, ...escaped.map((part) => part.slice(2))].join("");
    return escaped.every((part) => /^[0-9a-f]{2}/i.test(part)) && [...plain].every((letter) => /[a-z0-9:._@|-]/i.test(letter));
  });
}

/** The rule of keys, code point by code point. */
function obeysKeyRule(text: string): boolean {
  return text !== "" && text !== "." && text !== ".." && obeysPrefixRule(text);
}

function obeysPrefixRule(text: string): boolean {
  const isAllowed = (point: number) => point > 0x1f && !(point >= 0x7f && point <= 0x9f) && !(point >= 0xd800 && point <= 0xdfff);
  return Buffer.byteLength(text) <= 512 && [...text].every((letter) => isAllowed(letter.codePointAt(0) ?? 0));
}

const pieces = fc.constantFrom(
  "a",
  "Z",
  "0",
  ":",
  ".",
  "..",
  "_",
  "@",
  "|",
  "-",
  "/",
  "%",
  "%2F",
  "%2",
  "%zz",
  "é",
  " ",
  "\\",
  "\u0000",
  "\n",
  "~",
);
const names = fc.oneof(
  fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join("")),
  fc.string({ maxLength: 20 }),
);
const keys = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ".",
        "..",
        "/",
        "%",
        "é",
        "😀",
        "\u0000",
        "\u001f",
        " ",
        "\u007e",
        "\u007f",
        "\u009f",
        "\u00a0",
        "\ud83d",
        "\ude00",
        "\uffff",
      ),
      fc.string(),
    ),
    {
      maxLength: 6,
    },
  )
  .map((parts) => parts.join(""));

test("a namespace is what the rule allows, and nothing else", () => {
  fc.assert(
    fc.property(names, (text) => {
      expect([text, isNamespace(text)]).toEqual([text, obeysNamespaceRule(text)]);
    }),
    { numRuns: 5000 },
  );
});

test("a key and a prefix are what the rule allows, and nothing else", () => {
  fc.assert(
    fc.property(keys, (text) => {
      expect([text, isKey(text), isPrefix(text)]).toEqual([text, obeysKeyRule(text), obeysPrefixRule(text)]);
    }),
    { numRuns: 5000 },
  );
});

test("what the gateway takes for a key of its configuration is what the store takes for a key", () => {
  expect(GATEWAY_SCALARS.ConfigKey).toEqual(SCALARS.Key);
  expect(GATEWAY_SCALARS.ConfigKeyPrefix).toEqual(SCALARS.KeyPrefix);
});

test.each(["Namespace", "Key", "KeyPrefix", "Actor"] as const)(
  "the pattern of %s means the same read by UTF-16 units and by code points",
  (name) => {
    const { pattern } = SCALARS[name];
    const byUnits = new RegExp(pattern);
    const byPoints = new RegExp(pattern, "u");
    fc.assert(
      fc.property(fc.oneof(names, keys), (text) => {
        expect([text, byPoints.test(text)]).toEqual([text, byUnits.test(text)]);
      }),
    );
  },
);

test.each([
  ["a namespace", isNamespace],
  ["a key", isKey],
  ["a prefix", isPrefix],
])("%s of five megabytes is refused, of whatever letters", (_, accepts) => {
  for (const letter of ["a", "/", "a/", "%20", "%", ".", "é", "😀", "\ud83d", "\u0000"]) {
    expect(accepts(letter.repeat(5_000_000 / letter.length))).toBe(false);
  }
});

test("no text is so made that its judgement would not end", () => {
  for (const text of ["a%2", "%2", "a/", "..", "a.", "%20%", "\ud83d"]) {
    for (const accepts of [isNamespace, isKey, isPrefix]) expect(accepts(`${text.repeat(500 / text.length)}\u0000`)).toBe(false);
  }
});

test("what survives a journey through a URL is all that a key may be", () => {
  fc.assert(
    fc.property(keys.filter(obeysKeyRule), (key) => {
      const url = new URL(`http://node/api/v1/kv/n/${encodeURIComponent(key)}`);
      expect(decodeURIComponent(url.pathname.slice("/api/v1/kv/n/".length))).toBe(key);
    }),
  );
});
