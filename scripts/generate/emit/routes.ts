import type { OperationModel, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import { docComment, literal, lowerFirst } from "../../../spec/protocol/src/emit/source-code.ts";
import { sourceFile, sourceOf } from "../source-file.ts";
import { operationName, PLACES, parameterSchema } from "./operations.ts";

/** What a row says of who may call an endpoint, and how. */
interface RouteFact {
  name: string;
  type: string;
  doc?: string;
  of: (operation: OperationModel) => string;
}

/** Where callers have roles, a row names the permission; where they have keys, what the key must allow. */
function routeFacts({ permissions }: ProtocolModel): RouteFact[] {
  const authenticated: RouteFact = { name: "authenticated", type: "boolean", of: (operation) => String(operation.authenticated) };
  if (permissions.length === 0) return [ACCESS, FORWARDABLE];
  return [
    authenticated,
    { name: "permission", type: "Permission | null", of: ({ permission }) => literal(permission) },
    {
      name: "sessionScoped",
      type: "boolean",
      doc: "`sessionId` must name a session of the caller's tenant.",
      of: ({ sessionParameter }) => String(sessionParameter !== null),
    },
    {
      name: "idempotent",
      type: "boolean",
      doc: "It takes an `Idempotency-Key`.",
      of: ({ parameters }) => String(parameters.some(({ wireName }) => wireName === "idempotency-key")),
    },
  ];
}

const ACCESS: RouteFact = {
  name: "access",
  type: '"none" | "read" | "write"',
  doc: "What the caller's key must allow.",
  of: ({ resource, name, access, authenticated }) => {
    if (access === null || authenticated !== (access !== "none")) {
      throw new Error(`${resource}.${name} needs an @access that agrees with its authentication.`);
    }
    return literal(access);
  },
};

const FORWARDABLE: RouteFact = {
  name: "forwardable",
  type: "boolean",
  doc: "It takes `forward`: another node may have to answer it.",
  of: ({ parameters }) => String(parameters.some(({ name }) => name === "forward")),
};

/** One row per endpoint: where it is, how to check it, what it needs, and which method takes it. */
export function emitRoutes(protocol: ProtocolModel): string {
  const serializers = new Set<string>();
  const facts = routeFacts(protocol);
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
${facts.map(({ name, of }) => `    ${name}: ${of(operation)},\n`).join("")}    parameters: [${names.join(", ")}],
    validators: { ${validators.join(", ")} },
    serializers: { ${replies.join(", ")} },
    handle: (operations, input, call) => operations.${lowerFirst(operation.resource)}.${operation.name}(input as handler.${operationName(operation)}Input, call),
  },`;
  });
  return sourceFile(
    sourceOf(protocol, "spec/rest/*.tsp"),
    `import type { OperationResult, Parameter } from "../runtime/operation-types.ts";
import type { Validator } from "../runtime/validation.ts";
import * as bodies from "./body-validators.js";
import type * as handler from "./operations.ts";
import * as parameters from "./parameter-validators.js";
import {\n${[...serializers]
      .sort()
      .map((name) => `  serialize${name},\n`)
      .join("")}} from "./serializers.ts";${protocol.permissions.length > 0 ? '\nimport type { Permission } from "./types.ts";' : ""}`,
    `/** What the engine knows of an endpoint. */
export interface RouteRow {
  /** Resource and method of the interface, for logs and metrics. */
  readonly operation: string;
  readonly method: string;
  readonly path: string;
${facts.map(({ name, type, doc }) => `${docComment(doc, "  ")}  readonly ${name}: ${type};\n`).join("")}  readonly parameters: readonly Parameter[];
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
