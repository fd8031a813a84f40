import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** The full example of each type, as documents show it. */
export type Examples = ReadonlyMap<string, unknown>;

/**
 * Reads the full examples of some types.
 *
 * @throws Error when a type has none
 */
export async function readExamples(folder: string, types: Iterable<string>): Promise<Examples> {
  const names = [...new Set(types)].sort();
  return new Map(await Promise.all(names.map(async (type): Promise<[string, unknown]> => [type, await readExample(folder, type)])));
}

async function readExample(folder: string, type: string): Promise<unknown> {
  return JSON.parse(await readFile(join(folder, type, "valid-full.json"), "utf8"));
}
