import type { Json } from "./format.ts";
import { isObject } from "./match.ts";

/** What a JSON Pointer leads to through objects; undefined when nothing is there. */
export function valueAt(value: Json | undefined, pointer: string): Json | undefined {
  return pointer
    .split("/")
    .slice(1)
    .reduce<Json | undefined>(
      (inner, name) => (isObject(inner) ? inner[name.replaceAll("~1", "/").replaceAll("~0", "~")] : undefined),
      value,
    );
}
