import type { JsonSchema, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import { expect, test } from "vitest";
import { storedTypes } from "../../spec/protocol/src/emit/stored.ts";
import { asStored, emitStoredTypes } from "../../spec/protocol/src/emit/stored-types.ts";
import { CONCORDANCE } from "../../spec/test/concordance-model.ts";
import { GATEWAY } from "../../spec/test/gateway-model.ts";

test("the types that hold JSON text are held in another form, and those that hold them, at any depth", () => {
  expect([...storedTypes(CONCORDANCE)].sort()).toEqual(["Change", "ChangePage", "Entry", "EntryList", "EntryPage", "WatchChange"]);
  expect([...storedTypes(GATEWAY)]).toEqual([]);
});

test("a type that holds one that holds one is found, in whatever order they stand", () => {
  const $defs: Record<string, JsonSchema> = {
    Outer: { type: "object", properties: { middle: { $ref: "#/$defs/Middle" } } },
    Middle: { type: "array", items: { anyOf: [{ $ref: "#/$defs/Inner" }, { type: "null" }] } },
    Inner: { type: "object", properties: { text: { "x-json-text": true } } },
    Other: { type: "object", properties: { text: { type: "string" } } },
  };
  expect([...storedTypes({ $defs })].sort()).toEqual(["Inner", "Middle", "Outer"]);
});

test("JSON text is text to the server, and what holds such a type names the form that the server holds", () => {
  const stored = new Set(["Entry"]);
  expect(asStored({ "x-json-text": true, description: "Any JSON." }, stored)).toMatchObject({
    anyOf: [{ type: "string" }, { type: "null" }],
  });
  expect(asStored({ anyOf: [{ $ref: "#/$defs/Entry" }, { type: "null" }] }, stored)).toEqual({
    anyOf: [{ $ref: "#/$defs/StoredEntry" }, { type: "null" }],
  });
  expect(asStored({ $ref: "#/$defs/Other" }, stored)).toEqual({ $ref: "#/$defs/Other" });
});

test("the types that the server holds are written with what they need of the others", () => {
  const protocol: ProtocolModel = {
    ...CONCORDANCE,
    $defs: {
      Key: { type: "string", description: "Names something. See Revision." },
      Revision: { type: "integer" },
      Entry: { type: "object", properties: { key: { $ref: "#/$defs/Key" }, value: { "x-json-text": true } }, required: ["key", "value"] },
      Page: { type: "object", properties: { items: { type: "array", items: { $ref: "#/$defs/Entry" } } }, required: ["items"] },
    },
  };
  expect(emitStoredTypes(protocol)).toBe(`import type {
  Key,
} from "./types.ts";

export interface StoredEntry {
  key: Key;
  /** As JSON text, which is written as it is; null stands for null. */
  value: string | null;
}

export interface StoredPage {
  items: readonly StoredEntry[];
}
`);
});
