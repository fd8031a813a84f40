import type { JsonSchema, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import { definitionIn, protocolNamed, resolvedIn } from "./protocol-model.ts";

/** The configuration store's protocol as the emitters read it. */
export const CONCORDANCE: ProtocolModel = protocolNamed("concordance");

/** The definition of a named type of the store. */
export function storeDefinition(name: string): JsonSchema {
  return definitionIn(CONCORDANCE, name);
}

/** A schema of the store without its reference. */
export function storeResolved(schema: JsonSchema): JsonSchema {
  return resolvedIn(CONCORDANCE, schema);
}
