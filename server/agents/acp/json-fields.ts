/** An object that came from an agent: nothing is known of its fields. */
export type Fields = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A field's text; undefined when it is empty or no text. */
export function textField(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The objects of a list; whatever else is in it is passed over, and so is anything that is no list. */
export function objectsOf(list: unknown): Fields[] {
  return Array.isArray(list) ? list.filter(isObject) : [];
}
