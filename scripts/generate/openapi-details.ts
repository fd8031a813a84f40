import { STATUS_CODES } from "node:http";
import type { ErrorCodeModel, JsonSchema, OperationModel, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import type { Examples } from "./examples.ts";
import type { OpenApi, OpenApiOperation, OpenApiResponse } from "./openapi.ts";
import { sampleOf } from "./samples.ts";
import { firstSentence } from "./sentences.ts";

/** What the examples of an OpenAPI document are made of. */
export interface ExampleSource {
  /** The full example of each type. */
  full: Examples;
  /** The smallest example of each type. */
  minimal: Examples;
}

/** A server refuses headers that it does not want to hold before it looks at what is asked for (RFC 6585, section 5). */
const HEADERS_TOO_LARGE = 431;

/** Adds what the official emitter leaves out: summaries, examples, and what the bytes of a stream are. */
export function withDetails(openapi: OpenApi, protocol: ProtocolModel, examples: ExampleSource): OpenApi {
  for (const operation of protocol.operations) {
    const found = openapi.paths[operation.path]?.[operation.method.toLowerCase()];
    if (found === undefined) throw new Error(`The OpenAPI document lacks ${operation.method} ${operation.path}.`);
    found.summary = summaryOf(operation);
    // The official emitter offers a choice of one, nothing; tools understand a list without choices better.
    if (!operation.authenticated) found.security = [];
    exemplifyParameters(found, operation, protocol, examples.full);
    exemplifyBody(found, operation, examples.full);
    for (const [status, response] of Object.entries(found.responses)) describe(status, response, operation, protocol, examples.full);
    // It stands where nothing else says that a request may be refused.
    if (!Object.keys(found.responses).some((status) => status.startsWith("4"))) {
      found.responses[HEADERS_TOO_LARGE] = { description: STATUS_CODES[HEADERS_TOO_LARGE] ?? "" };
    }
  }
  openapi.components = { ...openapi.components, examples: errorExamples(protocol, examples.minimal) };
  return openapi;
}

/** An example of each error that an operation may end with, by its code. */
function errorExamples({ operations, errorCodes }: ProtocolModel, minimal: Examples): Record<string, { value: object }> {
  const codes = new Set(operations.flatMap(({ errors }) => errors));
  const example = operations.map(({ error }) => minimal.get(typeOf(error))).find((found) => found !== undefined) as object;
  return Object.fromEntries(
    errorCodes.filter(({ name }) => codes.has(name)).map((code) => [code.name, { value: errorExample(example, code) }]),
  );
}

/** What an operation does, in the first sentence of its description. */
export function summaryOf({ doc }: OperationModel): string {
  return firstSentence(doc).replaceAll("`", "").replace(/\.$/, "");
}

/** An error of a protocol, as it comes. @param minimal the smallest example of its type */
export function errorExample(minimal: object, code: ErrorCodeModel): object {
  if ("error" in minimal) return { ...minimal, error: errorExample(minimal.error as object, code) };
  return {
    ...minimal,
    ...("status" in minimal ? { title: STATUS_CODES[code.status], status: code.status } : {}),
    code: code.name,
    ["detail" in minimal ? "detail" : "message"]: firstSentence(code.doc),
  };
}

function exemplifyParameters(
  { parameters = [] }: OpenApiOperation,
  operation: OperationModel,
  protocol: ProtocolModel,
  full: Examples,
): void {
  for (const parameter of parameters) {
    const model = operation.parameters.find(({ wireName }) => wireName === parameter.name);
    if (model?.required) parameter.example = sampleOf(model, protocol, full);
  }
}

function exemplifyBody({ requestBody }: OpenApiOperation, { body }: OperationModel, full: Examples): void {
  const value = full.get(typeOf(body));
  for (const content of Object.values(requestBody?.content ?? {})) if (value !== undefined) content.example = value;
}

function describe(status: string, response: OpenApiResponse, operation: OperationModel, protocol: ProtocolModel, full: Examples): void {
  const answer = operation.responses.find((candidate) => String(candidate.status) === status);
  for (const [mediaType, content] of Object.entries(response.content ?? {})) {
    if (answer === undefined) {
      const codes = protocol.errorCodes.filter(({ name, status: own }) => operation.errors.includes(name) && String(own) === status);
      if (codes.length > 0)
        content.examples = Object.fromEntries(codes.map(({ name }) => [name, { $ref: `#/components/examples/${name}` }]));
      continue;
    }
    const schema = answer.content[mediaType] ?? null;
    if (schema === null) describeBytes(mediaType, content);
    else if (full.has(typeOf(schema))) content.example = full.get(typeOf(schema));
  }
}

/** Text is a string to whoever reads it; of other bytes there is nothing to say. */
function describeBytes(mediaType: string, content: { schema?: unknown }): void {
  if (mediaType.startsWith("text/") || mediaType === "application/x-ndjson") content.schema = { type: "string" };
  else delete content.schema;
}

/** The name of the type that a schema refers to; empty where it refers to none. */
function typeOf(schema: JsonSchema | null): string {
  return schema?.$ref?.slice("#/$defs/".length) ?? "";
}
