import { readFileSync } from "node:fs";
import type { JsonSchema, ProtocolDocument, ProtocolModel } from "@diminuendo/typespec-protocol/model";

const DOCUMENT = new URL("../../generated/protocol.json", import.meta.url);

/** The gateway's protocol as the emitters read it. */
export const GATEWAY: ProtocolModel = gateway();

function gateway(): ProtocolModel {
  const { protocols } = JSON.parse(readFileSync(DOCUMENT, "utf8")) as ProtocolDocument;
  const found = protocols.find(({ name }) => name === "gateway");
  if (found === undefined) throw new Error("protocol.json holds no gateway.");
  return found;
}

/** The definition of a named type. */
export function definition(name: string): JsonSchema {
  const found = GATEWAY.$defs[name];
  if (found === undefined) throw new Error(`protocol.json defines no ${name}.`);
  return found;
}

/** A schema without its reference: what stands beside the reference goes before what it refers to. */
export function resolved(schema: JsonSchema): JsonSchema {
  if (schema.$ref === undefined) return schema;
  const { $ref, ...beside } = schema;
  return { ...resolved(definition(refName($ref))), ...beside };
}

/** `#/$defs/Session` → `Session`. */
export function refName(reference: string): string {
  return reference.slice("#/$defs/".length);
}

/** The names of the types of client messages. */
export const MESSAGE_TYPES = GATEWAY.messages.map(({ model }) => model);
/** The names of the types of server events. */
export const EVENT_TYPES = GATEWAY.events.map(({ model }) => model);
/** The names of the types that a REST call takes. */
export const BODY_TYPES = namesOf(GATEWAY.operations.map(({ body }) => body));
/** The names of the types that a REST call answers with, errors included. */
export const RESPONSE_TYPES = namesOf(
  GATEWAY.operations.flatMap(({ responses, error }) => [error, ...responses.flatMap(({ content }) => Object.values(content))]),
);
/** The names of all types that stand on a wire or in a file by themselves. */
export const WIRE_TYPES = [...new Set([...MESSAGE_TYPES, ...EVENT_TYPES, ...BODY_TYPES, ...RESPONSE_TYPES, ...GATEWAY.published])].sort();

function namesOf(schemas: (JsonSchema | null)[]): string[] {
  return [...new Set(schemas.flatMap((schema) => (schema?.$ref ? [refName(schema.$ref)] : [])))];
}
