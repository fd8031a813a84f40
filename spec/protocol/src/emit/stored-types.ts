import type { JsonSchema, ProtocolModel } from "../model.ts";
import { sourceCode } from "./source-code.ts";
import { storedName, storedTypes } from "./stored.ts";
import { declaration } from "./types.ts";

/** The types that a server holds in another form than its clients, as TypeScript. */
export function emitStoredTypes(protocol: ProtocolModel): string {
  const stored = storedTypes(protocol);
  const declarations = [...stored]
    .sort()
    .map((name) => declaration(storedName(name), asStored(protocol.$defs[name] ?? {}, stored), "readonly "));
  const imported = namesIn(protocol, declarations.join("\n")).filter((name) => !stored.has(name));
  return sourceCode(`import type {\n${imported.map((name) => `  ${name},\n`).join("")}} from "./types.ts";`, ...declarations);
}

/** A schema as the server holds its values: JSON text where clients have a value. */
export function asStored(schema: JsonSchema, stored: Set<string>): JsonSchema {
  if (schema["x-json-text"]) return { anyOf: [{ type: "string" }, { type: "null" }], description: textDoc(schema.description) };
  const reference = schema.$ref?.slice("#/$defs/".length);
  return {
    ...schema,
    ...(reference !== undefined && stored.has(reference) ? { $ref: `#/$defs/${storedName(reference)}` } : {}),
    ...(schema.properties ? { properties: mapped(schema.properties, (property) => asStored(property, stored)) } : {}),
    ...(schema.items ? { items: asStored(schema.items, stored) } : {}),
    ...(schema.anyOf ? { anyOf: schema.anyOf.map((option) => asStored(option, stored)) } : {}),
  };
}

function textDoc(doc = ""): string {
  return `${doc} As JSON text, which is written as it is; null stands for null.`.trim();
}

function mapped<T>(values: Record<string, T>, change: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}

/** The types of the protocol that a piece of code names, outside its comments. */
function namesIn({ $defs }: ProtocolModel, code: string): string[] {
  const words = new Set(code.replace(/\/\*\*[\s\S]*?\*\//g, "").match(/\b[A-Z]\w*/g));
  return Object.keys($defs).filter((name) => words.has(name));
}
