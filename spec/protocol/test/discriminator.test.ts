import { expect, test } from "vitest";
import { discriminated } from "../src/emit/discriminator.ts";
import type { JsonSchema } from "../src/model.ts";

const $defs: Record<string, JsonSchema> = {
  Bell: { type: "object", properties: { size: { type: "integer" }, kind: { const: "bell" } }, required: ["kind"] },
  Gong: { type: "object", properties: { kind: { const: "gong" } }, required: ["kind"] },
  Drum: { type: "object", properties: { kind: { const: "bell" } }, required: ["kind"] },
  Horn: { type: "object", properties: { kind: { const: "horn" } }, required: [] },
  Reed: { type: "object", properties: { kind: { const: 1 } }, required: ["kind"] },
};
const union = (...names: string[]): JsonSchema => ({ anyOf: names.map((name) => ({ $ref: `#/$defs/${name}` })) });

test("the members of a union are told apart by a property that has another literal in each", () => {
  expect(discriminated({ $defs }, union("Bell", "Gong"))).toEqual({
    tag: "kind",
    options: [
      { value: "bell", name: "Bell" },
      { value: "gong", name: "Gong" },
    ],
  });
});

test.each<[string, JsonSchema]>([
  ["two have the same literal", union("Bell", "Drum")],
  ["one may leave it out", union("Bell", "Horn")],
  ["one has a number there", union("Bell", "Reed")],
  ["one is no named type", { anyOf: [{ $ref: "#/$defs/Bell" }, { type: "null" }] }],
  ["it is no union", { type: "object", properties: {} }],
  ["it is an empty union", { anyOf: [] }],
])("nothing tells them apart when %s", (_, schema) => {
  expect(discriminated({ $defs }, schema)).toBeUndefined();
});
