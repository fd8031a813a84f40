import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** An example of each type, as documents show it. */
export type Examples = ReadonlyMap<string, unknown>;

/** Reads one example of every type that has examples, by the name of its file. @param folder holds a folder for each type */
export async function readExamples(folder: string, name: string): Promise<Examples> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async ({ name: type }): Promise<[string, unknown][]> => {
      const path = join(folder, type, `${name}.json`);
      return existsSync(path) ? [[type, JSON.parse(await readFile(path, "utf8"))]] : [];
    }),
  );
  return new Map(found.flat().sort(([a], [b]) => (a < b ? -1 : 1)));
}
