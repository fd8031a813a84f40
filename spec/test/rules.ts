import type { JsonSchema } from "@diminuendo/typespec-protocol/model";
import { definition, resolved } from "./gateway-model.ts";

const KEYWORDS = ["type", "const", "enum", "pattern", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems"] as const;

/** One thing that a schema demands. */
export interface Rule {
  /** Where and what: `/attachments/-/name minLength`. */
  name: string;
  keyword: string;
  /** The number, where the rule has one. */
  limit?: number;
}

/** Everything that a type demands of its values, its nested types included. An item of an array is `-`. */
export function rulesOf(type: string): Rule[] {
  return rulesAt("", definition(type), false);
}

function rulesAt(path: string, schema: JsonSchema, nested = true): Rule[] {
  const plain = resolved(schema);
  const found: Rule[] = KEYWORDS.filter((keyword) => nested && plain[keyword] !== undefined).map((keyword) => {
    const value = plain[keyword];
    return { name: `${path} ${keyword}`, keyword, ...(typeof value === "number" ? { limit: value } : {}) };
  });
  for (const name of plain.required ?? []) found.push({ name: `${path}/${name} required`, keyword: "required" });
  for (const [name, property] of Object.entries(plain.properties ?? {})) found.push(...rulesAt(`${path}/${name}`, property));
  if (plain.items) found.push(...rulesAt(`${path}/-`, plain.items));
  for (const option of plain.anyOf ?? []) found.push(...rulesAt(path, option));
  return found;
}
