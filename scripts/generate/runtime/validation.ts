/** A rule that a value breaks, as Ajv reports it. */
export interface ValidationError {
  instancePath: string;
  keyword: string;
  params: Record<string, unknown>;
  message?: string;
}

/** Checks a value and fills in its defaults. After `false`, `errors` says why. */
export interface Validator {
  (value: unknown): boolean;
  errors?: ValidationError[] | null;
}

const HIGH_SURROGATE_FIRST = 0xd800;
const HIGH_SURROGATE_LAST = 0xdbff;

/** The length of a text in Unicode code points. */
export function codePoints(text: string): number {
  const units = text.length;
  let count = units;
  for (let index = 0; index < units - 1; index++) {
    const unit = text.charCodeAt(index);
    if (unit >= HIGH_SURROGATE_FIRST && unit <= HIGH_SURROGATE_LAST && (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00) {
      count--;
      index++;
    }
  }
  return count;
}

const encoder = new TextEncoder();

/** The size of a value when it is written as JSON, in bytes of UTF-8. */
export function jsonBytes(value: unknown): number {
  return encoder.encode(JSON.stringify(value)).length;
}

/** Whether a text is a number in its plain form: no exponent, and no more than 15 digits, so that a double holds it. */
export function isNumeral(text: string, type: string): boolean {
  return type === "integer" ? /^-?\d{1,15}$/.test(text) : /^-?\d{1,15}(\.\d{1,15})?$/.test(text);
}

/** What a client is told of a broken rule: where, as a JSON Pointer, and what. */
export function explain(errors: readonly ValidationError[] | null | undefined): { path: string; message: string }[] {
  return (errors ?? []).map((error) => {
    const missing = error.keyword === "required" ? error.params["missingProperty"] : undefined;
    if (typeof missing === "string") return { path: `${error.instancePath}/${missing}`, message: "is required" };
    const allowed = error.keyword === "enum" ? error.params["allowedValues"] : undefined;
    if (Array.isArray(allowed)) return { path: error.instancePath, message: `must be one of ${allowed.join(", ")}` };
    return { path: error.instancePath, message: error.message ?? "is not valid" };
  });
}
