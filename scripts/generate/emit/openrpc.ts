import type { JsonSchema, MethodModel, ProtocolModel, SocketModel } from "@diminuendo/typespec-protocol/model";
import type { Examples } from "../examples.ts";
import type { OpenApi } from "../openapi.ts";
import { schemaReferences } from "../schema-references.ts";
import { lowerFirst } from "../source-file.ts";

/** The types that the document's examples are taken from. */
export function exampleTypes({ methods }: ProtocolModel): string[] {
  return methods.flatMap(({ params, result }) => [params, result]);
}

/** The methods and notifications of a protocol as an OpenRPC document. Title, version and address are those of its REST. @param socket what speaks them */
export function openRpc(protocol: ProtocolModel, socket: SocketModel, { info, servers }: OpenApi, examples: Examples): object {
  const types = [
    ...protocol.methods.flatMap(({ params, result }) => [params, result]),
    ...protocol.notifications.map(({ params }) => params),
  ];
  return {
    openrpc: "1.3.2",
    // Of a license OpenRPC has no identifier.
    info: { ...info, ...(info.license ? { license: { name: info.license.name } } : {}), description: socket.doc },
    servers: servers.map(({ url, description }) => ({
      name: description ?? url,
      url: `${url.replace(/^http/, "ws")}${socket.path}`,
    })),
    methods: protocol.methods.map((method) => methodObject(protocol, method, examples)),
    "x-notifications": protocol.notifications.map(({ name, doc, params }) => ({
      name,
      description: doc,
      paramStructure: "by-name",
      params: descriptors(protocol, params),
    })),
    components: {
      schemas: Object.fromEntries(
        [...schemaReferences(protocol, [...types, ...["ErrorData", "AcpErrorData"].filter((name) => name in protocol.$defs)])].map(
          (name) => [name, pointed(protocol.$defs[name] ?? {})],
        ),
      ),
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
    examples: [
      {
        name,
        params: Object.entries(examples.get(params) as object).map(([field, value]) => ({ name: field, value })),
        result: { name: lowerFirst(result), value: examples.get(result) },
      },
    ],
    "x-access": access,
    "x-repeatable": repeatable,
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

/** Points references at the document's own schemas. */
function pointed(schema: JsonSchema): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/')) as object;
}
