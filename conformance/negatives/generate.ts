import type { ProtocolModel } from "@diminuendo/typespec-protocol/model";
import type { Case } from "./case.ts";
import { endpointCases, parameterField } from "./endpoints.ts";
import type { Examples } from "./examples.ts";
import { messageCases } from "./messages.ts";
import { methodCases } from "./methods.ts";
import { fieldsOf } from "./schema.ts";

/** Every case of the gateway: of `/ws`, of the methods of `/acp`, and of REST. */
export function gatewayCases(protocol: ProtocolModel, examples: Examples): Case[] {
  return [
    ...messageCases(protocol, examples),
    ...methodCases(protocol, "acp", examples),
    ...endpointCases(protocol, "gateway-rest", examples),
  ];
}

/** Every case of Concordance: of `/stream`, and of REST. */
export function concordanceCases(protocol: ProtocolModel, examples: Examples): Case[] {
  return [...methodCases(protocol, "stream", examples), ...endpointCases(protocol, "concordance-rest", examples)];
}

/** Every field that clients of a protocol can send, as `<target> <field>`. */
export function sentFields(protocol: ProtocolModel): string[] {
  const of = (target: string, model: string) => fieldsOf(protocol, { $ref: `#/$defs/${model}` }).map((field) => `${target} ${field}`);
  return [
    ...protocol.messages.flatMap(({ type, model }) => of(type, model)),
    ...protocol.methods.flatMap(({ name, params }) => of(name, params)),
    ...protocol.operations.flatMap(({ method, path, parameters, body }) => [
      ...parameters.map((parameter) => `${method} ${path} ${parameterField(parameter)}`),
      ...(body === null ? [] : fieldsOf(protocol, body).map((field) => `${method} ${path} /body${field}`)),
    ]),
  ];
}
