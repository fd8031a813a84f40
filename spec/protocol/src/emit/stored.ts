import type { JsonSchema, ProtocolModel } from "../model.ts";

/**
 * The types that a server holds in another form than its clients: those with a property that is `@jsonText`, and those
 * that hold such types.
 */
export function storedTypes({ $defs }: Pick<ProtocolModel, "$defs">): Set<string> {
  const found = new Set<string>();
  let before: number;
  do {
    before = found.size;
    for (const [name, schema] of Object.entries($defs)) if (holdsText(schema, found)) found.add(name);
  } while (found.size > before);
  return found;
}

function holdsText(schema: JsonSchema, stored: Set<string>): boolean {
  const text = JSON.stringify(schema);
  return text.includes('"x-json-text":true') || [...stored].some((name) => text.includes(`"#/$defs/${name}"`));
}

/** What a type is called in the form that the server holds. */
export function storedName(name: string): string {
  return `Stored${name}`;
}
