import type { JsonSchema } from "@diminuendo/typespec-protocol/model";
import type { Spec } from "./specs.ts";

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
export function rulesOf(spec: Spec, type: string): Rule[] {
  return rulesAt(spec, "", spec.definition(type), false);
}

function rulesAt(spec: Spec, path: string, schema: JsonSchema, nested = true): Rule[] {
  const plain = spec.resolved(schema);
  const found: Rule[] = KEYWORDS.filter((keyword) => nested && plain[keyword] !== undefined).map((keyword) => {
    const value = plain[keyword];
    return { name: `${path} ${keyword}`, keyword, ...(typeof value === "number" ? { limit: value } : {}) };
  });
  if (plain.not) found.push({ name: `${path} not`, keyword: "not" });
  for (const name of plain.required ?? []) found.push({ name: `${path}/${name} required`, keyword: "required" });
  for (const [name, property] of Object.entries(plain.properties ?? {})) found.push(...rulesAt(spec, `${path}/${name}`, property));
  if (plain.items) found.push(...rulesAt(spec, `${path}/-`, plain.items));
  for (const option of plain.anyOf ?? []) found.push(...rulesAt(spec, path, option));
  return found;
}
