import type { MethodModel, ProtocolModel, SocketModel } from "../model.ts";
import { type DocumentHead, type Examples, pointed, socketUrl } from "./document.ts";
import { schemaReferences } from "./schema-references.ts";
import { lowerFirst } from "./source-code.ts";

/**
 * The methods and notifications of a protocol as an OpenRPC document.
 *
 * @param socket what speaks them
 * @param examples of parameters and results; a method whose types have none has no example
 * @param errorData the types of what errors carry beside their code
 */
export function openRpc(
  protocol: ProtocolModel,
  socket: SocketModel,
  { info, servers }: DocumentHead,
  examples: Examples,
  errorData: readonly string[] = [],
): object {
  const types = [
    ...protocol.methods.flatMap(({ params, result }) => [params, result]),
    ...protocol.notifications.map(({ params }) => params),
    ...errorData,
  ];
  return {
    openrpc: "1.3.2",
    // Of a license OpenRPC has no identifier.
    info: { ...info, ...(info.license ? { license: { name: info.license.name } } : {}), description: socket.doc },
    servers: servers.map(({ url, description }) => ({
      name: description ?? url,
      url: socketUrl(url, socket.path),
    })),
    methods: protocol.methods.map((method) => methodObject(protocol, method, examples)),
    "x-notifications": protocol.notifications.map(({ name, doc, params }) => ({
      name,
      description: doc,
      paramStructure: "by-name",
      params: descriptors(protocol, params),
    })),
    components: {
      schemas: Object.fromEntries(schemaReferences(protocol, types).map((name) => [name, pointed(protocol.$defs[name] ?? {})])),
      errors: Object.fromEntries(
        protocol.errorCodes.map(({ name, rpcCode, doc }) => [name, { code: rpcCode, message: doc, data: { code: name } }]),
      ),
    },
  };
}

function methodObject(protocol: ProtocolModel, method: MethodModel, examples: Examples): object {
  const { name, doc, chapter, params, result, errors, access, repeatable } = method;
  return {
    name,
    description: doc,
    tags: [{ name: chapter }],
    paramStructure: "by-name",
    params: descriptors(protocol, params),
    result: { name: lowerFirst(result), schema: pointed({ $ref: `#/$defs/${result}` }) },
    errors: errors.map((code) => ({ $ref: `#/components/errors/${code}` })),
    ...methodExamples(method, examples),
    "x-access": access,
    "x-repeatable": repeatable,
  };
}

/** A call with its result, where both have an example. */
function methodExamples({ name, params, result }: MethodModel, examples: Examples): object {
  if (!examples.has(params) || !examples.has(result)) return {};
  return {
    examples: [
      {
        name,
        params: Object.entries(examples.get(params) as object).map(([field, value]) => ({ name: field, value })),
        result: { name: lowerFirst(result), value: examples.get(result) },
      },
    ],
  };
}

/** The fields of a type, each as a parameter. */
function descriptors({ $defs }: ProtocolModel, type: string): object[] {
  const { properties = {}, required = [] } = $defs[type] ?? {};
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    ...(description === undefined ? {} : { description }),
    required: required.includes(name),
    schema: pointed(schema),
  }));
}
