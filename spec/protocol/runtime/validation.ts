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
const LOW_SURROGATE_LAST = 0xdfff;

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
/** Texts up to this length are measured here; for longer ones the platform is faster. */
const SHORT = 200;

/** The size of a text in bytes of UTF-8. Half of a surrogate pair counts as three, as what would be written in its place. */
export function utf8Bytes(text: string): number {
  if (text.length > SHORT) return encoder.encode(text).length;
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) continue;
    if (unit < 0x800) bytes += 1;
    else if (isPairAt(text, index, unit)) {
      bytes += 2;
      index++;
    } else bytes += 2;
  }
  return bytes;
}

/** The size of a value, as `JSON.parse` gives it, when it is written as JSON, in bytes of UTF-8. */
export function jsonBytes(value: unknown): number {
  switch (typeof value) {
    case "string":
      return jsonTextBytes(value);
    case "number":
      return Number.isFinite(value) ? String(value).length : 4;
    case "boolean":
      return value ? 4 : 5;
    case "object":
      if (value === null) return 4;
      return Array.isArray(value) ? arrayBytes(value) : objectBytes(value);
    default:
      return 4;
  }
}

function arrayBytes(items: readonly unknown[]): number {
  let bytes = items.length === 0 ? 2 : 1 + items.length;
  for (let index = 0; index < items.length; index++) bytes += jsonBytes(items[index]);
  return bytes;
}

function objectBytes(value: object): number {
  let bytes = 1;
  for (const name of Object.keys(value)) bytes += jsonTextBytes(name) + 2 + jsonBytes((value as Record<string, unknown>)[name]);
  return bytes === 1 ? 2 : bytes;
}

function jsonTextBytes(text: string): number {
  if (text.length > SHORT) return encoder.encode(JSON.stringify(text)).length;
  let bytes = text.length + 2;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) {
      if (unit < 0x20) bytes += SHORT_ESCAPES.has(unit) ? 1 : 5;
      else if (unit === 0x22 || unit === 0x5c) bytes += 1;
    } else if (unit < 0x800) bytes += 1;
    else if (isPairAt(text, index, unit)) {
      bytes += 2;
      index++;
    } else bytes += unit >= HIGH_SURROGATE_FIRST && unit <= LOW_SURROGATE_LAST ? 5 : 2;
  }
  return bytes;
}

/** The control characters that JSON writes with one letter: backspace, tab, line feed, form feed, carriage return. */
const SHORT_ESCAPES: ReadonlySet<number> = new Set([0x08, 0x09, 0x0a, 0x0c, 0x0d]);

function isPairAt(text: string, index: number, unit: number): boolean {
  return unit >= HIGH_SURROGATE_FIRST && unit <= HIGH_SURROGATE_LAST && (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00;
}

/** Whether a text is a number in its plain form: no exponent, and no more digits than a double holds without loss. */
export function isNumeral(text: string, type: string): boolean {
  if (type === "integer") return /^-?\d{1,16}$/.test(text) && Number.isSafeInteger(Number(text));
  return /^-?\d{1,15}(\.\d{1,15})?$/.test(text);
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
