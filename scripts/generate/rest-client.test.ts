import { readFileSync } from "node:fs";
import type { OperationModel, ProtocolDocument, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import { expect, test } from "vitest";
import { emitRestClient, restTypes } from "./emit/rest-client.ts";

const document = JSON.parse(readFileSync(new URL("../../generated/protocol.json", import.meta.url), "utf8")) as ProtocolDocument;
const [gateway] = document.protocols as [ProtocolModel];

const ring: OperationModel = {
  resource: "Bells",
  name: "ring",
  doc: "Rings.",
  method: "POST",
  path: "/bells/{bellId}/ring",
  permission: "bell:write",
  access: null,
  sessionParameter: null,
  authenticated: true,
  parameters: [],
  body: null,
  responses: [{ status: 200, doc: "", headers: [], content: { "application/json": { $ref: "#/$defs/Bell" } } }],
  errors: [],
  error: null,
};

const stream: OperationModel = {
  ...ring,
  name: "hear",
  responses: [{ status: 200, doc: "", headers: [], content: { "text/event-stream": null } }],
};

const parameter = (name: string, place: "path" | "query" | "header", required = false) => ({
  name,
  wireName: name === "ifMatch" ? "if-match" : name,
  in: place,
  required,
  schema: { type: "string" },
  doc: "",
});

/** A protocol with these endpoints, and one that is followed. */
function emit(...operations: Partial<OperationModel>[]): string {
  const $defs = {
    Bell: { type: "object", properties: {} },
    BellPage: { type: "object", properties: { items: { type: "array", items: { $ref: "#/$defs/Bell" } }, nextCursor: {} } },
  };
  return emitRestClient({ ...gateway, $defs, operations: [...operations.map((operation) => ({ ...ring, ...operation })), stream] });
}

test("an endpoint becomes a method that says what it does, needs and is", () => {
  const code = emit({});
  expect(code).toContain("   * Rings.\n   *\n   * Needs `bell:write`. `POST /bells/{bellId}/ring`.");
  expect(code).toContain("ring(input: BellsRingParams = {}, options?: RequestOptions): Promise<Answer<Bell>>");
  expect(code).toContain("readonly bells: BellsRest;");
});

test("only an endpoint that needs nothing can be asked without anything", () => {
  expect(emit({ parameters: [parameter("bellId", "path", true)] })).toContain("ring(input: BellsRingParams, options");
  expect(emit({ body: { $ref: "#/$defs/Bell" } })).toContain("ring(input: BellsRingParams, options");
  expect(emit({ parameters: [parameter("tone", "query")] })).toContain("ring(input: BellsRingParams = {}, options");
});

test("where each parameter belongs stands beside the path", () => {
  const parameters = [parameter("bellId", "path", true), parameter("tone", "query"), parameter("ifMatch", "header")];
  const route = '{"method":"POST","path":"/bells/{bellId}/ring","body":"json","query":["tone"],"headers":{"ifMatch":"if-match"}}';
  expect(emit({ parameters })).toContain(`this.#rest.request<Bell>(${route}, input, options)`);
});

test("a list by page yields what it is a list of", () => {
  const content = { "application/json": { $ref: "#/$defs/BellPage" } };
  const code = emit({ parameters: [parameter("cursor", "query")], responses: [{ status: 200, doc: "", headers: [], content }] });
  expect(code).toContain("RestPages<BellPage, Bell>");
  const none = { parameters: [parameter("cursor", "query")], responses: [{ status: 204, doc: "", headers: [], content: {} }] };
  expect(() => emit(none)).toThrow("no page");
});

test("bytes are the response, nothing is null, and a status of an error that answers with the body is expected", () => {
  const answer = (status: number, content: OperationModel["responses"][0]["content"]) => ({ status, doc: "", headers: [], content });
  expect(emit({ responses: [answer(200, { "text/markdown": null })] })).toContain("Promise<Answer<Response>>");
  expect(emit({ responses: [answer(204, {})] })).toContain("Promise<Answer<null>>");
  const json = { "application/json": { $ref: "#/$defs/Bell" } };
  const code = emit({ responses: [answer(200, json), answer(503, json)] });
  expect(code).toContain("Promise<Answer<Bell>>");
  expect(code).toContain('"expected":[503]');
});

test("the one stream of events has its route, and no other endpoint may be one", () => {
  expect(emit({})).toContain("export const EVENT_STREAM_ROUTE = {");
  expect(() => emit({ ...stream, name: "listen" })).toThrow("the spec has 2");
});

test("every type that requests, answers and items of pages name is part of the client", () => {
  const code = emitRestClient(gateway);
  const imported = /import type \{([^}]*)\} from "\.\/types\.ts"/.exec(code)?.[1]?.match(/\w+/g) ?? [];
  expect(imported).toEqual(restTypes(gateway));
  for (const name of imported) expect(Object.keys(gateway.$defs)).toContain(name);
});
