import type { JsonSchema, OperationModel, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import { type Argument, argumentsOf, declaration, gathered, methodDoc, methodHead } from "./parameters.ts";
import { docString, INDENT, importFrom, pythonLiteral, pythonModule, snakeCase, sourceOf } from "./source.ts";
import { namesIn, pythonType } from "./types.ts";

const EVENT_STREAM = "text/event-stream";
/** Which node answers is the client's affair. */
const OWN = ["forward"];
const INNER = `${INDENT}${INDENT}`;
const DEEPER = `${INNER}${INDENT}`;

/** How an operation answers. */
type Answer =
  | { readonly kind: "json"; readonly type: string; readonly isVersioned: boolean }
  | { readonly kind: "bytes" }
  | { readonly kind: "nothing" };

/** A class for each resource with a method for each of its operations, and one that has them all. */
export function emitPythonOperations(protocol: ProtocolModel, className: string): string {
  const { operations } = protocol;
  const hasStreams = operations.some(({ responses }) => responses.some(({ content }) => EVENT_STREAM in content));
  const requester = hasStreams ? "StreamingRequester" : "Requester";
  const resources = [...new Set(operations.map(({ resource }) => resource))];
  const classes = resources.map((resource) => {
    const methods = operations
      .filter((operation) => operation.resource === resource)
      .flatMap((operation) => methodsOf(protocol, operation));
    return `class ${resource}Operations:
    def __init__(self, requester: ${requester}) -> None:
        self._requester = requester

${methods.join("\n")}`;
  });
  const properties = resources.map((resource) => `${INNER}self.${snakeCase(resource)} = ${resource}Operations(requester)\n`);
  const types = operations.flatMap((operation) => [
    ...givenTo(protocol, operation).map(declaration),
    ...operation.responses.flatMap(({ content }) =>
      Object.values(content).flatMap((schema) => (schema === null ? [] : pythonType(schema))),
    ),
    itemTypeOf(protocol, operation) ?? "",
  ]);
  const { typing, abc, own } = namesIn(types, protocol);
  const text = classes.join("\n");
  const used = (words: string[]) => words.filter((word) => new RegExp(`\\b${word}\\b`).test(text));
  return pythonModule(
    sourceOf(protocol, "spec/rest/*.tsp"),
    "A method for each operation of the HTTP interface.",
    [
      importFrom("collections.abc", [...abc, ...used(["AsyncIterator"])]),
      importFrom("typing", [...typing, ...used(["Any"])]),
      "",
      importFrom("..._arguments", used(["UNSET", "Unset", "gathered"])),
      importFrom("..._requester", [...used(["ServerSentEvent", "Versioned", "pages"]), "Request", requester]),
      importFrom(".types", own),
    ],
    ...classes,
    `class ${className}:
${docString("Every operation, by resource.", INDENT)}
    def __init__(self, requester: ${requester}) -> None:
${properties.join("")}`,
  );
}

function methodsOf(protocol: ProtocolModel, operation: OperationModel): string[] {
  const methods = [method(protocol, operation)];
  const item = itemTypeOf(protocol, operation);
  if (item !== null) methods.push(pagingMethod(protocol, operation, item));
  if (operation.responses.some(({ content }) => EVENT_STREAM in content)) methods.push(streamMethod(protocol, operation));
  return methods;
}

function method(protocol: ProtocolModel, operation: OperationModel): string {
  const args = givenTo(protocol, operation).filter(({ wireName }) => !isOfStream(operation, wireName));
  const answer = answerOf(operation);
  const head = (result: string, prefix?: string) => methodHead(snakeCase(operation.name), args, result, [], prefix);
  const doc = methodDoc(docOf(operation), args, INNER);
  switch (answer.kind) {
    case "nothing":
      return `${head("None")}${doc}${requestOf(protocol, operation, args)}${INNER}await self._requester.request(request)\n`;
    case "bytes":
      return `${head("AsyncIterator[bytes]", "def")}${doc}${requestOf(protocol, operation, args)}${INNER}return self._requester.read(request)\n`;
    case "json": {
      const { type, isVersioned } = answer;
      const result = isVersioned ? `Versioned[${type}]` : type;
      const returned = isVersioned
        ? `${INNER}return Versioned(answer.body, answer.etag, answer.is_replayed)`
        : `${INNER}body: ${type} = answer.body\n${INNER}return body`;

      return `${head(result)}${doc}${requestOf(protocol, operation, args)}${INNER}answer = await self._requester.request(request)\n${returned}\n`;
    }
  }
}

/** All items of all pages. */
function pagingMethod(protocol: ProtocolModel, operation: OperationModel, item: string): string {
  const args = givenTo(protocol, operation).filter(({ wireName }) => wireName !== "cursor" && !isOfStream(operation, wireName));
  const doc = docString(
    `All that \`${snakeCase(operation.name)}\` lists, page after page, as they are asked for. \`limit\` is how many a page has.`,
    INNER,
  );
  const head = methodHead(`${snakeCase(operation.name)}_all`, args, `AsyncIterator[${item}]`, [], "def");
  return `${head}${doc}${requestOf(protocol, operation, args)}${INNER}return pages(self._requester, request)\n`;
}

/** What the operation answers as a stream of events. */
function streamMethod(protocol: ProtocolModel, operation: OperationModel): string {
  const args = givenTo(protocol, operation).filter(({ wireName }) => !["limit", "cursor"].includes(wireName));
  const doc = docString(
    `\`${snakeCase(operation.name)}\` as a stream: it goes on by itself after a lost connection, from the event that came last.`,
    INNER,
  );
  const head = methodHead(`${snakeCase(operation.name)}_stream`, args, "AsyncIterator[ServerSentEvent]", [], "def");
  return `${head}${doc}${requestOf(protocol, operation, args)}${INNER}return self._requester.events(request)\n`;
}

/** The request, as a variable. */
function requestOf(protocol: ProtocolModel, operation: OperationModel, args: readonly Argument[]): string {
  const given = (names: readonly string[]) => args.filter(({ wireName }) => names.includes(wireName));
  const named = (place: "path" | "query" | "header") => operation.parameters.flatMap((one) => (one.in === place ? [one.wireName] : []));
  const lines = [pythonLiteral(operation.method), pythonLiteral(operation.path)];
  const part = (name: string, some: readonly Argument[]) => {
    if (some.length > 0) lines.push(`${name}=${gathered(some, DEEPER)}`);
  };
  part("path_parameters", given(named("path")));
  part("query", given(named("query")));
  part("headers", given(named("header")));
  if (operation.body !== null) lines.push(`body=${gathered(given(bodyMembers(protocol, operation)), DEEPER)}`);
  return `${INNER}request = Request(\n${lines.map((line) => `${DEEPER}${line},\n`).join("")}${INNER})\n`;
}

/** What a caller gives: parameters, and the members of the body. */
function givenTo(protocol: ProtocolModel, operation: OperationModel): Argument[] {
  const parameters = operation.parameters
    .filter(({ name }) => !OWN.includes(name))
    .map(({ wireName, required, schema, doc }) => ({ wireName, schema, isRequired: required, doc: doc || (schema.description ?? "") }));
  if (operation.body === null) return parameters;
  return [...parameters, ...argumentsOf(protocol, bodyType(operation.body))];
}

function bodyMembers(protocol: ProtocolModel, operation: OperationModel): string[] {
  return operation.body === null ? [] : argumentsOf(protocol, bodyType(operation.body)).map(({ wireName }) => wireName);
}

function bodyType(body: JsonSchema): string {
  const name = body.$ref?.slice("#/$defs/".length);
  if (name === undefined) throw new Error("A body must be a named type, so that its members can be arguments.");
  return name;
}

/** The header that resumes a stream of events is of no use to who reads pages. */
function isOfStream(operation: OperationModel, wireName: string): boolean {
  return wireName === "last-event-id" && operation.responses.some(({ content }) => EVENT_STREAM in content);
}

function answerOf(operation: OperationModel): Answer {
  const [first] = operation.responses.filter(({ status }) => status < 300);
  const entries = Object.entries(first?.content ?? {}).filter(([mediaType]) => mediaType !== EVENT_STREAM);
  const [entry] = entries;
  if (first === undefined || entry === undefined) return { kind: "nothing" };
  const [, schema] = entry;
  if (schema === null) return { kind: "bytes" };
  return { kind: "json", type: pythonType(schema), isVersioned: first.headers.includes("etag") };
}

/** The type of a page's items; null where the answer is no page. */
function itemTypeOf(protocol: ProtocolModel, operation: OperationModel): string | null {
  const schema = operation.responses[0]?.content["application/json"];
  const { properties = {} } = protocol.$defs[schema?.$ref?.slice("#/$defs/".length) ?? ""] ?? {};
  const { items, nextCursor } = properties;
  return items === undefined || nextCursor === undefined ? null : pythonType(items.items ?? {});
}

function docOf({ doc, permission, method, path }: OperationModel): string {
  return `${doc}\n\n\`${method} ${path}\`.${permission === null ? "" : ` Needs \`${permission}\`.`}`;
}
