import type { ProtocolModel } from "@diminuendo/typespec-protocol/model";
import { schemaReferences } from "../../spec/protocol/src/emit/schema-references.ts";

/* What of a protocol goes into a client. */

/** The given types and all that they refer to. */
export function definitionsOf(protocol: ProtocolModel, roots: string[]): ProtocolModel["$defs"] {
  const reached = new Set(schemaReferences(protocol, roots));
  return Object.fromEntries(Object.entries(protocol.$defs).filter(([name]) => reached.has(name)));
}

/**
 * Some of the limits.
 *
 * @throws Error when the spec does not have one of them
 */
export function limitsOf({ limits }: ProtocolModel, names: readonly string[]): ProtocolModel["limits"] {
  return names.map((name) => {
    const limit = limits.find((candidate) => candidate.name === name);
    if (limit === undefined) throw new Error(`A client needs the limit ${name}, which the spec does not have.`);
    return limit;
  });
}
