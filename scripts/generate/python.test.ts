import { readFileSync } from "node:fs";
import type { ProtocolDocument, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import { expect, test } from "vitest";
import { docString, importFrom, pythonLiteral, pythonModule, snakeCase } from "./emit/python/source.ts";
import { emitPythonTypes, isNullable, pythonType, reachedFrom } from "./emit/python/types.ts";
import { emitPython } from "./python.ts";

const document = JSON.parse(readFileSync(new URL("../../generated/protocol.json", import.meta.url), "utf8")) as ProtocolDocument;
const [gateway] = document.protocols as [ProtocolModel];

test("the same document makes the same files, and needs nothing else", () => {
  const again = emitPython(structuredClone(document));
  expect([...again]).toEqual([...emitPython(document)]);
  expect([...again.keys()].every((path) => path.startsWith("clients/python/src/diminuendo/_generated/"))).toBe(true);
});

test("a message, an endpoint and a method that are added become methods", () => {
  const larger = structuredClone(document);
  const [protocol] = larger.protocols as [ProtocolModel];
  const [message] = protocol.messages.filter(({ type }) => type === "list_files");
  const [method] = protocol.methods;
  const [operation] = protocol.operations;
  if (message === undefined || method === undefined || operation === undefined) throw new Error("The spec has none of them.");
  protocol.messages.push({ ...message, type: "count_files" });
  protocol.methods.push({ ...method, name: "config/peekAt" });
  protocol.operations.push({ ...operation, name: "countAll" });
  const files = [...emitPython(larger).values()].join("\n");
  for (const name of ["count_files", "config_peek_at", "count_all", "count_all_all"]) expect(files).toContain(`def ${name}(`);
});

test.each([
  ["runTurn", "run_turn"],
  ["thinking.start", "thinking_start"],
  ["kv/get", "kv_get"],
  ["if-match", "if_match"],
  ["ttlMs", "ttl_ms"],
  ["from", "from_"],
  ["import", "import_"],
])("%s is called %s in Python", (name, expected) => {
  expect(snakeCase(name)).toBe(expected);
});

test.each([
  ["", ""],
  ["One line.", '"""One line."""\n'],
  ['He said "yes"', '"""He said "yes" """\n'],
  ["A \\d and\ntwo lines.", 'r"""A \\d and\ntwo lines.\n"""\n'],
  ['Three """ quotes', '"""Three \'\'\' quotes"""\n'],
])("the doc comment %j is the string %j", (doc, expected) => {
  expect(docString(doc)).toBe(expected);
});

test("literals are Python's", () => {
  expect(pythonLiteral([null, true, false, 1.5, 'a"b\n', { a: undefined }])).toBe('[None, True, False, 1.5, "a\\"b\\n", {"a": None}]');
});

test.each([
  [{}, "Any", true],
  [{ type: "integer" }, "int", false],
  [{ $ref: "#/$defs/Seq" }, "Seq", false],
  [{ anyOf: [{ $ref: "#/$defs/Seq" }, { type: "null" }] }, "Optional[Seq]", true],
  [{ anyOf: [{ type: "string" }, { type: "integer" }] }, "Union[str, int]", false],
  [{ enum: ["a", "b"], type: "string" }, 'Literal["a", "b"]', false],
  [{ type: "array", items: { type: "object", additionalProperties: { type: "string" } } }, "list[dict[str, str]]", false],
])("%j is the type %s", (schema, type, nullable) => {
  expect(pythonType(schema)).toBe(type);
  expect(isNullable(schema)).toBe(nullable);
});

test("what a caller hands over may be any sequence and mapping", () => {
  const schema = { type: "array", items: { type: "object", additionalProperties: true } };
  expect(pythonType(schema, (name) => name, true)).toBe("Sequence[Mapping[str, Any]]");
});

test("types that refer to each other are there before they are used, or stand in quotes", () => {
  const $defs = {
    Tree: { type: "object", description: "A tree.", properties: { left: { $ref: "#/$defs/Tree" }, leaf: { $ref: "#/$defs/Leaf" } } },
    Leaf: { type: "string", description: "A leaf." },
    Odd: { type: "object", description: "Odd.", properties: { from: { type: "string" } }, required: ["from"] },
  };
  const text = emitPythonTypes({ ...gateway, $defs });
  expect(text).toContain('left: NotRequired["Tree"]');
  expect(text.indexOf("Leaf: TypeAlias")).toBeLessThan(text.indexOf("class Tree(TypedDict)"));
  expect(text).toContain('Odd = TypedDict(\n    "Odd",\n    {\n        "from": str,\n    },\n)');
  expect(Object.keys(reachedFrom({ ...gateway, $defs }, ["Tree"]))).toEqual(["Tree", "Leaf"]);
});

test("a module says where it comes from, and imports are in the order that formatters want", () => {
  const imports = importFrom("typing", ["TypeAlias", "Any", "Any", "cast", "TYPE_CHECKING"]);
  expect(imports).toBe("from typing import (\n    TYPE_CHECKING,\n    Any,\n    TypeAlias,\n    cast,\n)");
  expect(pythonModule("spec/main.tsp", "What it is.", [importFrom("typing", ["Any"])], "A = 1\n", "class B:\n    pass\n")).toBe(
    '# Generated from spec/main.tsp by `npm run generate`. Do not edit.\n\n"""What it is."""\n\nfrom typing import Any\n\nA = 1\n\n\nclass B:\n    pass\n',
  );
});
