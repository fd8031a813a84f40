import type { JsonSchema, OperationModel, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import { docComment, literal, lowerFirst, propertyName } from "../../../spec/protocol/src/emit/source-code.ts";
import { typeOf } from "../../../spec/protocol/src/emit/types.ts";
import { sourceFile } from "../source-file.ts";
import { operationName } from "./operations.ts";

/** The media type of streams of events: they are followed by a part of the client of their own. */
const EVENT_STREAM = "text/event-stream";

/** What an operation answers with: a type, bytes, or nothing. */
type Body = { readonly kind: "json"; readonly type: string } | { readonly kind: "bytes" } | { readonly kind: "none" };

/** A class for each resource with a method for each endpoint, and what they send. */
export function emitRestClient(protocol: ProtocolModel): string {
  const { operations } = protocol;
  const resources = [...new Set(operations.map(({ resource }) => resource))];
  const importedTypes = `import type {\n${restTypes(protocol)
    .map((name) => `  ${name},\n`)
    .join("")}} from "./types.ts";`;
  return sourceFile(
    "spec/rest/*.tsp",
    'import type { Answer, RequestOptions, RestCaller, RestPages } from "../rest/rest-caller.ts";',
    importedTypes,
    ...operations.map((operation) => inputType(operation)),
    ...resources.map((resource) => resourceClass(protocol, resource)),
    `/** Where a session's events are followed as they come. */
export const EVENT_STREAM_ROUTE = ${literal(routeOf(eventStream(protocol)))} as const;`,
    `/** Every endpoint, by its resource. */
export class RestResources {
${resources.map((resource) => `  readonly ${lowerFirst(resource)}: ${resource}Rest;`).join("\n")}

  constructor(rest: RestCaller) {
${resources.map((resource) => `    this.${lowerFirst(resource)} = new ${resource}Rest(rest);`).join("\n")}
  }
}`,
  );
}

/** The one endpoint that is followed. */
function eventStream({ operations }: ProtocolModel): OperationModel {
  const streams = operations.filter(({ responses }) => responses.some(({ content }) => EVENT_STREAM in content));
  const [stream] = streams;
  if (stream === undefined || streams.length > 1)
    throw new Error(`The client follows one ${EVENT_STREAM}; the spec has ${streams.length}.`);
  return stream;
}

/** The names of the types that inputs and answers name. */
export function restTypes({ operations, $defs }: ProtocolModel): string[] {
  const pages = operations.filter(isPage).map((operation) => pageOf(operation));
  const schemas = operations.flatMap((operation) => [
    ...operation.parameters.map(({ schema }) => schema),
    operation.body,
    ...operation.responses.flatMap(({ content }) => Object.values(content)),
  ]);
  const items = pages.map((page) => itemSchema($defs, page));
  return [...new Set([...schemas, ...items].flatMap((schema) => namesIn(schema)))].sort();
}

function namesIn(schema: JsonSchema | null): string[] {
  return [...JSON.stringify(schema ?? {}).matchAll(/"#\/\$defs\/(\w+)"/g)].map(([, name]) => name ?? "");
}

function inputType(operation: OperationModel): string {
  const fields = operation.parameters.map(
    ({ name, required, schema, doc }) =>
      `${docComment(doc, "  ")}  readonly ${propertyName(name)}${required ? "" : "?"}: ${typeOf(schema, "  ")};\n`,
  );
  if (operation.body !== null) fields.push(`  readonly body: ${typeOf(operation.body)};\n`);
  const name = inputName(operation);
  return fields.length === 0 ? `export type ${name} = Record<never, never>;` : `export interface ${name} {\n${fields.join("")}}`;
}

function resourceClass(protocol: ProtocolModel, resource: string): string {
  const methods = protocol.operations
    .filter((operation) => operation.resource === resource)
    .map((operation) => method(protocol, operation));
  return `export class ${resource}Rest {
  readonly #rest: RestCaller;

  constructor(rest: RestCaller) {
    this.#rest = rest;
  }

${methods.join("\n")}}`;
}

function method(protocol: ProtocolModel, operation: OperationModel): string {
  const isOptional = operation.body === null && operation.parameters.every(({ required }) => !required);
  const input = `input: ${inputName(operation)}${isOptional ? " = {}" : ""}`;
  const head = `${docComment(methodDoc(operation), "  ")}  ${operation.name}(${input}, options?: RequestOptions)`;
  const route = literal(routeOf(operation));
  const body = bodyOf(operation);
  if (isPage(operation)) {
    const page = pageOf(operation);
    const types = `${page}, ${typeOf(itemSchema(protocol.$defs, page))}`;
    return `${head}: RestPages<${types}> {\n    return this.#rest.pages<${types}>(${route}, input, options);\n  }\n`;
  }
  const type = body.kind === "json" ? body.type : body.kind === "bytes" ? "Response" : "null";
  return `${head}: Promise<Answer<${type}>> {\n    return this.#rest.request<${type}>(${route}, input, options);\n  }\n`;
}

function methodDoc({ doc, permission, method: verb, path }: OperationModel): string {
  return `${doc}\n\n${permission === null ? "" : `Needs \`${permission}\`. `}\`${verb} ${path}\`.`.trimStart();
}

/** What the transport knows of an endpoint; what is not there does not apply. */
function routeOf(operation: OperationModel): object {
  const query = operation.parameters.filter((parameter) => parameter.in === "query").map(({ wireName }) => wireName);
  const headers = operation.parameters.filter((parameter) => parameter.in === "header").map(({ name, wireName }) => [name, wireName]);
  const expected = operation.responses.map(({ status }) => status).filter((status) => status >= 400);
  return {
    method: operation.method,
    path: operation.path,
    body: bodyOf(operation).kind,
    ...(query.length === 0 ? {} : { query }),
    ...(headers.length === 0 ? {} : { headers: Object.fromEntries(headers) }),
    ...(expected.length === 0 ? {} : { expected }),
  };
}

function bodyOf({ responses }: OperationModel): Body {
  const contents = responses.flatMap(({ content }) => Object.entries(content)).filter(([mediaType]) => mediaType !== EVENT_STREAM);
  if (contents.length === 0) return { kind: "none" };
  const types = contents.flatMap(([, schema]) => (schema === null ? [] : [typeOf(schema)]));
  return types.length === 0 ? { kind: "bytes" } : { kind: "json", type: [...new Set(types)].join(" | ") };
}

/** Whether it gives a list by page. */
function isPage({ parameters }: OperationModel): boolean {
  return parameters.some(({ name }) => name === "cursor");
}

function pageOf(operation: OperationModel): string {
  const body = bodyOf(operation);
  if (body.kind !== "json") throw new Error(`${operationName(operation)} has a cursor, and answers with no page.`);
  return body.type;
}

/** The schema of what a page is a list of. */
function itemSchema($defs: ProtocolModel["$defs"], page: string): JsonSchema {
  const items = $defs[page]?.properties?.["items"]?.items;
  if (items === undefined) throw new Error(`${page} is a page, and has no items.`);
  return items;
}

function inputName(operation: OperationModel): string {
  return `${operationName(operation)}Params`;
}
