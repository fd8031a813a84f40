import type { JsonSchema, OperationModel, ParameterModel, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import { schemaReferences } from "../../../spec/protocol/src/emit/schema-references.ts";
import { docComment, literal, lowerFirst, pascalCase, propertyName } from "../../../spec/protocol/src/emit/source-code.ts";
import { storedName, storedTypes } from "../../../spec/protocol/src/emit/stored.ts";
import { asStored } from "../../../spec/protocol/src/emit/stored-types.ts";
import { receivedType, typeOf } from "../../../spec/protocol/src/emit/types.ts";
import type { NamedSchemas } from "../../../spec/protocol/src/emit/validators.ts";
import { sourceFile, sourceOf } from "../source-file.ts";

export const PLACES = ["path", "query", "header"] as const;
type Place = (typeof PLACES)[number];

/** `Sessions.runTurn` → `SessionsRunTurn`. */
export function operationName(operation: OperationModel): string {
  return `${operation.resource}${pascalCase(operation.name)}`;
}

/** The schema of an operation's parameters of one place, or undefined when it has none there. */
export function parameterSchema(operation: OperationModel, place: Place): JsonSchema | undefined {
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
  const stored = storedTypes(protocol);
  const server = protocol.name === "gateway" ? "gateway" : "server";
  const used = schemaReferences(protocol, referencedTypes(protocol.operations)).filter((name) =>
    referencedTypes(protocol.operations).includes(name),
  );
  return sourceFile(
    sourceOf(protocol, "spec/rest/*.tsp"),
    'import type { ByteStream } from "../runtime/operation-types.ts";\nimport type { WithDefaults } from "../runtime/handler-types.ts";',
    importedTypes(used.filter((name) => stored.has(name)).map(storedName), "./stored-types.ts"),
    importedTypes(
      used.filter((name) => !stored.has(name)),
      "./types.ts",
    ),
    ...protocol.operations.flatMap((operation) => [inputType(protocol, operation), resultType(operation, stored)]),
    ...interfaces,
    `/** A handler for every endpoint: what a ${server} must implement. \`Call\` is what the ${server} knows of the caller. */
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
  return sourceFile(
    sourceOf(protocol, "spec/rest/*.tsp"),
    `/** Where each endpoint is. */\nexport const PATHS = {\n${rows.join("\n")}\n} as const;`,
  );
}

function importedTypes(names: string[], module: string): string {
  return names.length === 0 ? "" : `import type {\n${names.map((name) => `  ${name},\n`).join("")}} from ${literal(module)};`;
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

function resultType(operation: OperationModel, stored: Set<string>): string {
  const variants = operation.responses.flatMap(({ status, headers, content }) => {
    const headerFields = headers.map((name) => `${propertyName(name)}: string`);
    const headerType = headerFields.length > 0 ? `; headers: { ${headerFields.join("; ")} }` : "";
    const bodies = Object.entries(content);
    if (bodies.length === 0) return [`{ status: ${status}${headerType} }`];
    return bodies.map(([mediaType, schema]) =>
      schema === null
        ? `{ status: ${status}; contentType: ${literal(mediaType)}; body: ByteStream${headerType} }`
        : `{ status: ${status}; body: ${typeOf(asStored(schema, stored))}${headerType} }`,
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
