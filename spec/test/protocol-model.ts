import { readFileSync } from "node:fs";
import type { JsonSchema, ProtocolDocument, ProtocolModel } from "@diminuendo/typespec-protocol/model";

const { protocols } = JSON.parse(readFileSync(new URL("../../generated/protocol.json", import.meta.url), "utf8")) as ProtocolDocument;

/** A protocol as the emitters read it. */
export function protocolNamed(name: string): ProtocolModel {
  const found = protocols.find((protocol) => protocol.name === name);
  if (found === undefined) throw new Error(`protocol.json holds no ${name}.`);
  return found;
}

/** The definition of a named type. */
export function definitionIn(protocol: ProtocolModel, name: string): JsonSchema {
  const found = protocol.$defs[name];
  if (found === undefined) throw new Error(`protocol.json defines no ${name}.`);
  return found;
}

/** A schema without its reference: what stands beside the reference goes before what it refers to. */
export function resolvedIn(protocol: ProtocolModel, schema: JsonSchema): JsonSchema {
  if (schema.$ref === undefined) return schema;
  const { $ref, ...beside } = schema;
  return { ...resolvedIn(protocol, definitionIn(protocol, refName($ref))), ...beside };
}

/** `#/$defs/Session` → `Session`. */
export function refName(reference: string): string {
  return reference.slice("#/$defs/".length);
}

/** The names of the types that REST calls take. */
export function bodyTypes({ operations }: ProtocolModel): string[] {
  return namesOf(operations.map(({ body }) => body));
}

/** The names of the types that REST calls answer with, errors included. */
export function responseTypes({ operations }: ProtocolModel): string[] {
  return namesOf(operations.flatMap(({ responses, error }) => [error, ...responses.flatMap(({ content }) => Object.values(content))]));
}

function namesOf(schemas: (JsonSchema | null)[]): string[] {
  return [...new Set(schemas.flatMap((schema) => (schema?.$ref ? [refName(schema.$ref)] : [])))];
}
