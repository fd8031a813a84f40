import { readFileSync } from "node:fs";
import type { SocketModel } from "@diminuendo/typespec-protocol/model";
import { expect, test } from "vitest";
import { ERROR_CODES as STORE_ERROR_CODES } from "../../generated/concordance/error-codes.ts";
import { ERROR_CODES } from "../../generated/gateway/error-codes.ts";
import { openRpc } from "../../spec/protocol/src/emit/openrpc.ts";
import { openRpcJudge } from "../../spec/protocol/test/openrpc-judge.ts";
import { CONCORDANCE } from "../../spec/test/concordance-model.ts";
import { GATEWAY } from "../../spec/test/gateway-model.ts";
import { modelJudge } from "../../spec/test/roads.ts";

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
  info: { title: string; description: string };
  servers: { url: string }[];
  methods: Method[];
  "x-notifications": { name: string; params: Descriptor[] }[];
  components: { schemas: Record<string, object>; errors: Record<string, { code: number; data: unknown }> };
}

const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8")) as object;
const STREAM = read("../../generated/openrpc/concordance-stream.json") as Document;
const ACP = read("../../generated/openrpc/gateway-acp.json") as Document;
const DOCUMENTS = [
  { name: "concordance", document: STREAM, protocol: CONCORDANCE, codes: STORE_ERROR_CODES, url: "ws://127.0.0.1:4100/stream" },
  { name: "gateway", document: ACP, protocol: GATEWAY, codes: ERROR_CODES, url: "ws://127.0.0.1:8080/acp" },
];

test.each(DOCUMENTS)("$name: the document is one of OpenRPC 1.3.2, and the judge is not blind", ({ document }) => {
  const judge = openRpcJudge();
  judge(document);
  expect(judge.errors ?? []).toEqual([]);
  expect(judge({ ...document, methods: [{ name: "kv/get" }] })).toBe(false);
  expect(judge({ ...document, openrpc: "9.0.0" })).toBe(false);
});

test.each(DOCUMENTS)("$name: every method of the spec is there, with its parameters by name", ({ document, protocol }) => {
  expect(document.methods.map(({ name }) => name)).toEqual(protocol.methods.map(({ name }) => name));
  for (const [index, { params, result }] of document.methods.entries()) {
    const method = protocol.methods[index];
    const { properties = {}, required } = protocol.$defs[method?.params ?? ""] ?? {};
    expect(params.map(({ name }) => name)).toEqual(Object.keys(properties));
    expect(params.filter((param) => param.required).map(({ name }) => name)).toEqual(required);
    expect(result.schema.$ref).toBe(`#/components/schemas/${method?.result}`);
  }
});

test("notifications of the server are there, where OpenRPC has no place for them", () => {
  expect(STREAM["x-notifications"].map(({ name }) => name)).toEqual(["watch/change", "watch/progress"]);
  expect(ACP["x-notifications"].map(({ name }) => name)).toEqual(["config/update"]);
});

test.each(DOCUMENTS)("$name: every error of a method stands in the document with its number and its name", ({ document, codes }) => {
  const facts = codes as Readonly<Record<string, { rpcCode: number }>>;
  for (const { errors } of document.methods) {
    expect(errors.length).toBeGreaterThan(0);
    for (const { $ref } of errors) {
      const name = $ref.replace("#/components/errors/", "");
      expect(document.components.errors[name]).toMatchObject({ code: facts[name]?.rpcCode, data: { code: name } });
    }
  }
});

test.each(DOCUMENTS)("$name: every reference leads somewhere", ({ document }) => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)];
  expect(references.length).toBeGreaterThan(50);
  const { schemas, errors } = document.components;
  for (const [, kind, name = ""] of references) expect(name in (kind === "schemas" ? schemas : errors)).toBe(true);
  expect(JSON.stringify(document)).not.toContain("$defs");
});

test.each(DOCUMENTS)(
  "$name: the example of a method is a call that is valid, with a result that is",
  ({ name: spec, document, protocol }) => {
    for (const [index, { examples }] of document.methods.entries()) {
      const { params, result } = protocol.methods[index] ?? { params: "", result: "" };
      expect(examples).toHaveLength(1);
      for (const example of examples) {
        const given = Object.fromEntries(example.params.map(({ name, value }) => [name, value]));
        expect(modelJudge(params, spec)(given)).toBe(true);
        expect(modelJudge(result, spec)(example.result.value)).toBe(true);
      }
    }
  },
);

test.each(DOCUMENTS)("$name: it is served where the WebSocket is, and says what is spoken there", ({ document, protocol, url }) => {
  expect(document.servers.map((server) => server.url)).toEqual([url]);
  expect(document.info.description).toBe(protocol.sockets.find(({ path }) => url.endsWith(path))?.doc);
});

test.each(DOCUMENTS)("$name: what an error carries beside its code is described", ({ name, document }) => {
  expect(document.components.schemas).toHaveProperty(name === "gateway" ? "AcpErrorData" : "ErrorData");
});

test("a method shows an example where both its parameters and its result have one", () => {
  const openapi = { info: { title: "T", version: "1" }, servers: [] };
  const [socket] = CONCORDANCE.sockets as [SocketModel];
  const examplesOf = (...types: string[]) => {
    const examples = new Map(types.map((type) => [type, { is: type }]));
    return (openRpc(CONCORDANCE, socket, openapi, examples) as Document).methods[0]?.examples;
  };
  expect(examplesOf("KvGetParams", "Entry")).toMatchObject([
    { params: [{ name: "is", value: "KvGetParams" }], result: { value: { is: "Entry" } } },
  ]);
  expect(examplesOf("KvGetParams")).toBeUndefined();
  expect(examplesOf("Entry")).toBeUndefined();
});
