import type { JsonSchema, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import { definitionIn, protocolNamed, refName, resolvedIn } from "./protocol-model.ts";

export { refName };

/** The gateway's protocol as the emitters read it. */
export const GATEWAY: ProtocolModel = protocolNamed("gateway");

/** The definition of a named type of the gateway. */
export function definition(name: string): JsonSchema {
  return definitionIn(GATEWAY, name);
}

/** A schema of the gateway without its reference: what stands beside the reference goes before what it refers to. */
export function resolved(schema: JsonSchema): JsonSchema {
  return resolvedIn(GATEWAY, schema);
}
