import type { JsonSchema, OperationModel, ParameterModel, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import { schemaReferences } from "../schema-references.ts";
import { docComment, literal, lowerFirst, pascalCase, propertyName, sourceFile } from "../source-file.ts";
import { receivedType, typeOf } from "./types.ts";
import type { NamedSchemas } from "./validators.ts";

const PLACES = ["path", "query", "header"] as const;
type Place = (typeof PLACES)[number];

/** `Sessions.runTurn` → `SessionsRunTurn`. */
function operationName(operation: OperationModel): string {
  return `${operation.resource}${pascalCase(operation.name)}`;
}

/** The schema of an operation's parameters of one place, or undefined when it has none there. */
function parameterSchema(operation: OperationModel, place: Place): JsonSchema | undefined {
  const parameters = operation.parameters.filter((parameter) => parameter.in === place);
  if (parameters.length === 0) return undefined;
  return {
    type: "object",
    properties: Object.fromEntries(parameters.map((parameter) => [parameter.wireName, parameter.schema])),
    required: parameters.filter(({ required }) => required).map(({ wireName }) => wireName),
  };
}

/** The schemas that check the parameters of all operations. */
export function parameterSchemas(protocol: ProtocolModel): NamedSchemas {
  return Object.fromEntries(
    protocol.operations.flatMap((operation) =>
      PLACES.flatMap((place) => {
        const schema = parameterSchema(operation, place);
        return schema ? [[`${operationName(operation)}_${place}`, schema]] : [];
      }),
    ),
  );
}

/** The schemas that check the bodies of all operations. */
export function bodySchemas(protocol: ProtocolModel): NamedSchemas {
  return Object.fromEntries(
    protocol.operations.flatMap((operation) => (operation.body ? [[`${operationName(operation)}_body`, operation.body]] : [])),
  );
}

/** One interface per resource, with one function per endpoint: as properties, like those of messages. */
export function emitOperationHandlers(protocol: ProtocolModel): string {
  const interfaces = resourcesOf(protocol).map(
    (resource) => `export interface ${resource}Operations<Call> {
${operationsOf(protocol, resource)
  .map(
    (operation) =>
      `${docComment(operation.doc, "  ")}  readonly ${operation.name}: (input: ${operationName(operation)}Input, call: Call) => Promise<${operationName(operation)}Result>;\n`,
  )
  .join("\n")}}`,
  );
  const used = schemaReferences(protocol, referencedTypes(protocol.operations)).filter((name) =>
    referencedTypes(protocol.operations).includes(name),
  );
  return sourceFile(
    "spec/rest/*.tsp",
    'import type { ByteStream } from "../runtime/operation-types.ts";\nimport type { WithDefaults } from "../runtime/handler-types.ts";',
    `import type {\n${used.map((name) => `  ${name},\n`).join("")}} from "./types.ts";`,
    ...protocol.operations.flatMap((operation) => [inputType(protocol, operation), resultType(operation)]),
    ...interfaces,
    `/** A handler for every endpoint: what a gateway must implement. \`Call\` is what the gateway knows of the caller. */
export interface Operations<Call> {
${resourcesOf(protocol)
  .map((resource) => `  readonly ${lowerFirst(resource)}: ${resource}Operations<Call>;`)
  .join("\n")}
}`,
  );
}

/** The path of every endpoint, for those who need nothing else of it. */
export function emitPaths(protocol: ProtocolModel): string {
  const rows = protocol.operations.map(({ resource, name, path }) => `  ${literal(`${resource}.${name}`)}: ${literal(path)},`);
  return sourceFile("spec/rest/*.tsp", `/** Where each endpoint is. */\nexport const PATHS = {\n${rows.join("\n")}\n} as const;`);
}

/** One row per endpoint: where it is, how to check it, what it needs, and which method takes it. */
export function emitRoutes(protocol: ProtocolModel): string {
  const serializers = new Set<string>();
  const rows = protocol.operations.map((operation) => {
    const validators = PLACES.flatMap((place) =>
      parameterSchema(operation, place) ? [`${place}: parameters.${operationName(operation)}_${place}`] : [],
    );
    if (operation.body) validators.push(`body: bodies.${operationName(operation)}_body`);
    const replies = operation.responses.map(({ status, content }) => {
      const reference = content["application/json"]?.$ref;
      if (reference === undefined) return `${status}: null`;
      serializers.add(reference.slice("#/$defs/".length));
      return `${status}: serialize${reference.slice("#/$defs/".length)}`;
    });
    const names = operation.parameters.map(
      ({ name, wireName, in: place }) => `{ name: ${literal(name)}, wireName: ${literal(wireName)}, in: ${literal(place)} }`,
    );
    return `  {
    operation: ${literal(`${operation.resource}.${operation.name}`)},
    method: ${literal(operation.method)},
    path: ${literal(operation.path.replace(/\{(\w+)\}/g, ":$1"))},
    authenticated: ${operation.authenticated},
    permission: ${literal(operation.permission)},
    sessionScoped: ${operation.sessionParameter !== null},
    idempotent: ${operation.parameters.some(({ wireName }) => wireName === "idempotency-key")},
    parameters: [${names.join(", ")}],
    validators: { ${validators.join(", ")} },
    serializers: { ${replies.join(", ")} },
    handle: (operations, input, call) => operations.${lowerFirst(operation.resource)}.${operation.name}(input as handler.${operationName(operation)}Input, call),
  },`;
  });
  return sourceFile(
    "spec/rest/*.tsp",
    `import type { OperationResult, Parameter } from "../runtime/operation-types.ts";
import type { Validator } from "../runtime/validation.ts";
import * as bodies from "./body-validators.js";
import type * as handler from "./operations.ts";
import * as parameters from "./parameter-validators.js";
import {\n${[...serializers]
      .sort()
      .map((name) => `  serialize${name},\n`)
      .join("")}} from "./serializers.ts";
import type { Permission } from "./types.ts";`,
    `/** What the engine knows of an endpoint. */
export interface RouteRow {
  /** Resource and method of the interface, for logs and metrics. */
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly authenticated: boolean;
  readonly permission: Permission | null;
  /** \`sessionId\` must name a session of the caller's tenant. */
  readonly sessionScoped: boolean;
  /** It takes an \`Idempotency-Key\`. */
  readonly idempotent: boolean;
  readonly parameters: readonly Parameter[];
  readonly validators: { readonly path?: Validator; readonly query?: Validator; readonly header?: Validator; readonly body?: Validator };
  /** By status; null where the body is empty, a stream, or has no type of its own. */
  readonly serializers: Readonly<Record<number, ((body: never) => string) | null>>;
  readonly handle: <Call>(operations: handler.Operations<Call>, input: object, call: Call) => Promise<OperationResult>;
}`,
    `/** Every endpoint. */
export const ROUTES: readonly RouteRow[] = [
${rows.join("\n")}
];`,
  );
}

function resourcesOf(protocol: ProtocolModel): string[] {
  return [...new Set(protocol.operations.map(({ resource }) => resource))];
}

function operationsOf(protocol: ProtocolModel, resource: string): OperationModel[] {
  return protocol.operations.filter((operation) => operation.resource === resource);
}

function inputType(protocol: ProtocolModel, operation: OperationModel): string {
  const fields = operation.parameters.map(
    (parameter) =>
      `${docComment(parameter.doc, "  ")}  ${propertyName(parameter.name)}${isThere(parameter) ? "" : "?"}: ${typeOf(parameter.schema, "  ")};\n`,
  );
  if (operation.body?.$ref) {
    const name = operation.body.$ref.slice("#/$defs/".length);
    fields.push(`  body: ${receivedType(name, protocol.$defs[name] ?? {})};\n`);
  }
  return fields.length === 0
    ? `export type ${operationName(operation)}Input = Record<string, never>;`
    : `export interface ${operationName(operation)}Input {\n${fields.join("")}}`;
}

function isThere(parameter: ParameterModel): boolean {
  return parameter.required || parameter.schema.default !== undefined;
}

function resultType(operation: OperationModel): string {
  const variants = operation.responses.flatMap(({ status, headers, content }) => {
    const headerFields = headers.map((name) => `${propertyName(name)}: string`);
    const headerType = headerFields.length > 0 ? `; headers: { ${headerFields.join("; ")} }` : "";
    const bodies = Object.entries(content);
    if (bodies.length === 0) return [`{ status: ${status}${headerType} }`];
    return bodies.map(([mediaType, schema]) =>
      schema === null
        ? `{ status: ${status}; contentType: ${literal(mediaType)}; body: ByteStream${headerType} }`
        : `{ status: ${status}; body: ${typeOf(schema)}${headerType} }`,
    );
  });
  return `export type ${operationName(operation)}Result = ${variants.join(" | ")};`;
}

/** The types that inputs and results name. */
function referencedTypes(operations: OperationModel[]): string[] {
  const names = operations.flatMap((operation) => {
    const schemas = [
      ...operation.parameters.map(({ schema }) => schema),
      operation.body,
      ...operation.responses.flatMap(({ content }) => Object.values(content)),
    ];
    return schemas.flatMap((schema) => [...JSON.stringify(schema ?? {}).matchAll(/"#\/\$defs\/(\w+)"/g)].map((match) => match[1] ?? ""));
  });
  return [...new Set(names)];
}
