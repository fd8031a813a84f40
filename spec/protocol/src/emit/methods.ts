import type { MethodModel, ProtocolModel } from "../model.ts";
import { camelCase, docComment, importTypes, literal, lowerFirst, pascalCase, propertyName, sourceCode } from "./source-code.ts";
import { storedName, storedTypes } from "./stored.ts";
import { hasDefaults, receivedType } from "./types.ts";

/** The group of methods whose names have no other. */
const NO_GROUP = "rpc";

/** `kv/get` → interface `Kv`, function `get`; `eth.block.get` → `EthBlock`, `get`; `ping` → `Rpc`, `ping`. */
export function partsOf({ name }: Pick<MethodModel, "name">): { service: string; method: string } {
  const [, group = NO_GROUP, method = ""] = /^(?:(.*)[/.])?(.*)$/s.exec(name) ?? [];
  return { service: pascalCase(group), method: camelCase(method) };
}

function servicesOf(protocol: ProtocolModel): string[] {
  return [...new Set(protocol.methods.map((method) => partsOf(method).service))];
}

/** The type of a method's parameters as its handler receives them. */
function receivedName(method: MethodModel): string {
  const { service, method: name } = partsOf(method);
  return `${service}${pascalCase(name)}Received`;
}

/** One interface per group of methods, with one function per method: as properties, like those of messages. */
export function emitMethodHandlers(protocol: ProtocolModel): string {
  const stored = storedTypes(protocol);
  const resultName = ({ result }: MethodModel) => (stored.has(result) ? storedName(result) : result);
  const received = protocol.methods.map(
    (method) => `/** The parameters of \`${method.name}\` as its handler receives them: checked, and with their defaults. */
export type ${receivedName(method)} = ${receivedType(method.params, protocol.$defs[method.params] ?? {})};`,
  );
  const interfaces = servicesOf(protocol).map((service) => {
    const functions = protocol.methods
      .filter((method) => partsOf(method).service === service)
      .map(
        (method) =>
          `${docComment(method.doc, "  ")}  readonly ${partsOf(method).method}: (params: ${receivedName(method)}, call: Call) => Promise<${resultName(method)}>;\n`,
      );
    return `export interface ${service}Methods<Call> {\n${functions.join("\n")}}`;
  });
  const names = protocol.methods.flatMap((method) => [method.params, method.result]);
  return sourceCode(
    received.some(hasDefaults) ? 'import type { WithDefaults } from "../runtime/handler-types.ts";' : "",
    importTypes(names.filter((name) => stored.has(name)).map(storedName), "./stored-types.ts"),
    importTypes(
      names.filter((name) => !stored.has(name)),
      "./types.ts",
    ),
    ...received,
    ...interfaces,
    `/** A handler for every method: what a server must implement. \`Call\` is what the server knows of the caller. */
export interface StreamMethods<Call> {
${servicesOf(protocol)
  .map((service) => `  readonly ${lowerFirst(service)}: ${service}Methods<Call>;`)
  .join("\n")}
}`,
  );
}

/** One row per method: what it needs, how to check it, which function takes it, and how its result is written. */
export function emitMethods(protocol: ProtocolModel): string {
  const isForwardable = ({ params }: MethodModel) => "forward" in (protocol.$defs[params]?.properties ?? {});
  const knowsForwarding = protocol.methods.some(isForwardable);
  const rows = protocol.methods.map((method) => {
    const { service, method: name } = partsOf(method);
    return `${docComment(method.doc, "  ")}  ${propertyName(method.name)}: {
    method: ${literal(method.name)},
    access: ${literal(method.access)},
${knowsForwarding ? `    forwardable: ${isForwardable(method)},\n` : ""}    validate: validators.${method.params},
    serialize: serializers.serialize${method.result},
    handle: (methods, params, call) => methods.${lowerFirst(service)}.${name}(params as handler.${receivedName(method)}, call),
  },`;
  });
  return sourceCode(
    `import type { Validator } from "../runtime/validation.ts";
import type * as handler from "./method-handlers.ts";
import * as validators from "./method-validators.js";
import * as serializers from "./serializers.ts";`,
    `/** The name of a method. */\nexport type MethodName =\n${protocol.methods.map(({ name }) => `  | ${literal(name)}`).join("\n")};`,
    `/** What the engine knows of a method. */
export interface MethodRow {
  readonly method: MethodName;
  /** ${protocol.roles.length > 0 ? "Whether it only reads; what a caller needs stands in a table of its own." : "What the caller's key must allow."} */
  readonly access: "none" | "read" | "write";
${knowsForwarding ? "  /** It takes `forward`: another node may have to answer it. */\n  readonly forwardable: boolean;\n" : ""}  /** Checks the parameters and fills in their defaults. */
  readonly validate: Validator;
  /** Writes the result as JSON. */
  readonly serialize: (result: never) => string;
  readonly handle: <Call>(methods: handler.StreamMethods<Call>, params: object, call: Call) => Promise<object>;
}`,
    `/** Every method by its name. */\nexport const METHODS: Readonly<Record<MethodName, MethodRow>> = {\n${rows.join("\n\n")}\n};`,
    `/** The row of a method, or undefined when nothing is called so. */
export function methodNamed(name: string): MethodRow | undefined {
  return Object.hasOwn(METHODS, name) ? METHODS[name as MethodName] : undefined;
}`,
  );
}

/** What a client needs of the methods: their parameters and results, and which calls may be repeated. */
export function emitMethodCalls(protocol: ProtocolModel): string {
  const calls = protocol.methods.map(
    ({ name, params, result, doc }) => `${docComment(doc, "  ")}  ${propertyName(name)}: { params: ${params}; result: ${result} };\n`,
  );
  const notifications = protocol.notifications.map(
    ({ name, params, doc }) => `${docComment(doc, "  ")}  ${propertyName(name)}: ${params};\n`,
  );
  return sourceCode(
    importTypes(
      [...protocol.methods.flatMap(({ params, result }) => [params, result]), ...protocol.notifications.map(({ params }) => params)],
      "./types.ts",
    ),
    `/** Every method, with its parameters and its result. */\nexport interface StreamCalls {\n${calls.join("\n")}}`,
    "/** The name of a method. */\nexport type StreamMethod = keyof StreamCalls;",
    `/** The parameters of a method. */\nexport type ParamsOf<Method extends StreamMethod> = StreamCalls[Method]["params"];`,
    `/** The result of a method. */\nexport type ResultOf<Method extends StreamMethod> = StreamCalls[Method]["result"];`,
    `/** Everything that the server sends on its own, with its parameters. */\nexport interface StreamNotifications {\n${notifications.join("\n")}}`,
    `/**
 * When a call whose answer was lost may be sent again.
 *
 * - \`read\`: always; it changes nothing, or nothing but what the connection itself holds.
 * - \`cas\`: when the write is conditional on a version, as the method's description says.
 * - \`blind\`: never without a look at what came of it: it may be done twice.
 */
export type Safety = "read" | "cas" | "blind";`,
    `/** When a call of each method may be sent again after its answer was lost. */
export const METHOD_SAFETY: Readonly<Record<StreamMethod, Safety>> = {
${protocol.methods.map(({ name, repeatable }) => `  ${propertyName(name)}: ${literal(repeatable)},`).join("\n")}
};`,
  );
}

/** Everything that the server sends on its own: how it is written. */
export function emitNotifications(protocol: ProtocolModel): string {
  const stored = storedTypes(protocol);
  const typeName = (name: string) => (stored.has(name) ? storedName(name) : name);
  const functions = protocol.notifications.map(
    ({ name, params, doc }) => `${docComment(`\`${name}\`: ${doc}`)}export function frame${params}(params: ${typeName(params)}): string {
  return notificationFrame(${literal(name)}, serialize${params}(params));
}`,
  );
  const names = protocol.notifications.map(({ params }) => params);
  return sourceCode(
    `import { notificationFrame } from "../runtime/rpc.ts";
import { ${names.map((name) => `serialize${name}`).join(", ")} } from "./serializers.ts";`,
    importTypes(names.filter((name) => stored.has(name)).map(storedName), "./stored-types.ts"),
    importTypes(
      names.filter((name) => !stored.has(name)),
      "./types.ts",
    ),
    ...functions,
  );
}
