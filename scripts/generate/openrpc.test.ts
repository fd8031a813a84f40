import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { ERROR_CODES } from "../../generated/concordance/error-codes.ts";
import { CONCORDANCE } from "../../spec/test/concordance-model.ts";
import { modelJudge } from "../../spec/test/roads.ts";
import { exampleTypes, openRpc } from "./emit/openrpc.ts";

interface Descriptor {
  name: string;
  required: boolean;
  schema: { $ref?: string };
}

interface Method {
  name: string;
  params: Descriptor[];
  result: { name: string; schema: { $ref: string } };
  errors: { $ref: string }[];
  examples: { params: { name: string; value: unknown }[]; result: { value: unknown } }[];
}

interface Document {
  servers: { url: string }[];
  methods: Method[];
  "x-notifications": { name: string; params: Descriptor[] }[];
  components: { schemas: Record<string, object>; errors: Record<string, { code: number; data: unknown }> };
}

const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8")) as object;
const DOCUMENT = read("../../generated/openrpc/concordance-stream.json") as Document;

/** The judge of OpenRPC documents. What it says of JSON Schema stands on a page of its own, which is draft 7 in essence. */
function openRpcJudge() {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  // It is referred to in both ways.
  for (const $id of ["https://meta.json-schema.tools", "https://meta.json-schema.tools/"]) {
    ajv.addSchema({
      $id,
      allOf: [{ $ref: "http://json-schema.org/draft-07/schema#" }],
      definitions: { JSONSchemaObject: { properties: { $ref: { type: "string" } } } },
    });
  }
  return ajv.compile(read("./test/openrpc-meta-schema.json"));
}

test("the document is one of OpenRPC 1.3.2, and the judge is not blind", () => {
  const judge = openRpcJudge();
  judge(DOCUMENT);
  expect(judge.errors ?? []).toEqual([]);
  expect(judge({ ...DOCUMENT, methods: [{ name: "kv/get" }] })).toBe(false);
  expect(judge({ ...DOCUMENT, openrpc: "9.0.0" })).toBe(false);
});

test("every method of the spec is there, with its parameters by name", () => {
  expect(DOCUMENT.methods.map(({ name }) => name)).toEqual(CONCORDANCE.methods.map(({ name }) => name));
  for (const [index, { params, result }] of DOCUMENT.methods.entries()) {
    const method = CONCORDANCE.methods[index];
    const { properties = {}, required } = CONCORDANCE.$defs[method?.params ?? ""] ?? {};
    expect(params.map(({ name }) => name)).toEqual(Object.keys(properties));
    expect(params.filter((param) => param.required).map(({ name }) => name)).toEqual(required);
    expect(result.schema.$ref).toBe(`#/components/schemas/${method?.result}`);
  }
});

test("notifications of the server are there, where OpenRPC has no place for them", () => {
  expect(DOCUMENT["x-notifications"].map(({ name }) => name)).toEqual(["watch/change", "watch/progress"]);
});

test("every error of a method stands in the document with its number and its name", () => {
  for (const { errors } of DOCUMENT.methods) {
    for (const { $ref } of errors) {
      const name = $ref.replace("#/components/errors/", "") as keyof typeof ERROR_CODES;
      expect(DOCUMENT.components.errors[name]).toMatchObject({ code: ERROR_CODES[name].rpcCode, data: { code: name } });
    }
  }
});

test("every reference leads somewhere", () => {
  const references = [...JSON.stringify(DOCUMENT).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)];
  expect(references.length).toBeGreaterThan(50);
  const { schemas, errors } = DOCUMENT.components;
  for (const [, kind, name = ""] of references) expect(name in (kind === "schemas" ? schemas : errors)).toBe(true);
  expect(JSON.stringify(DOCUMENT)).not.toContain("$defs");
});

test("the example of a method is a call that is valid, with a result that is", () => {
  for (const [index, { examples }] of DOCUMENT.methods.entries()) {
    const { params, result } = CONCORDANCE.methods[index] ?? { params: "", result: "" };
    expect(examples).toHaveLength(1);
    for (const example of examples) {
      const given = Object.fromEntries(example.params.map(({ name, value }) => [name, value]));
      expect(modelJudge(params, "concordance")(given)).toBe(true);
      expect(modelJudge(result, "concordance")(example.result.value)).toBe(true);
    }
  }
});

test("it is served where the WebSocket is", () => {
  expect(DOCUMENT.servers.map(({ url }) => url)).toEqual(["ws://127.0.0.1:4100/stream"]);
});

test("a document shows the full examples of parameters and results, and of nothing else", () => {
  const types = exampleTypes(CONCORDANCE);
  const openapi = { info: { title: "T", version: "1" }, servers: [], paths: {} };
  const { methods } = openRpc(CONCORDANCE, openapi, new Map(types.map((type) => [type, { is: type }]))) as Document;
  expect(methods[0]?.examples[0]).toMatchObject({ params: [{ name: "is", value: "KvGetParams" }], result: { value: { is: "Entry" } } });
});
