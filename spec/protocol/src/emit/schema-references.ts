import type { JsonSchema, ProtocolModel } from "../model.ts";

/** The names of the given types and of all that they refer to, sorted. */
export function schemaReferences(protocol: ProtocolModel, roots: Iterable<string>): string[] {
  const reached = new Set<string>();
  const visit = (name: string): void => {
    if (reached.has(name)) return;
    reached.add(name);
    for (const next of directReferences(protocol.$defs[name])) visit(next);
  };
  for (const root of roots) visit(root);
  return [...reached].filter((name) => name in protocol.$defs).sort();
}

function directReferences(schema: JsonSchema | undefined): string[] {
  const found = JSON.stringify(schema ?? {}).matchAll(/"#\/\$defs\/(\w+)"/g);
  return [...found].map((match) => match[1] ?? "");
}
