import type { Line } from "../runner/line.ts";
import { RuleBroken } from "../runner/rule-broken.ts";
import type { Json, JsonObject } from "../trace/format.ts";
import { isObject } from "../trace/match.ts";

/** Calls a method that must succeed, and resolves with its result. @throws RuleBroken */
export async function resultOf(line: Line, method: string, params: Json, rule: string, withinMs?: number): Promise<JsonObject> {
  const { result, error } = await line.callMethod(method, params, rule, withinMs);
  if (!isObject(result)) throw new RuleBroken({ rule, what: `\`${method}\` failed.`, expected: "a result", received: error ?? null });
  return result;
}

/** The name of an error, as an answer tells it; null for a result. */
export function codeOf({ error }: JsonObject): string | null {
  return isObject(error) && isObject(error["data"]) ? String(error["data"]["code"]) : null;
}
