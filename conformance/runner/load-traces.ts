import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Trace } from "../trace/format.ts";
import { parseTrace } from "../trace/parse.ts";

const ENDING = ".ndjson";

/** Where the traces of the suite stand. */
export const TRACES = fileURLToPath(new URL("../traces/", import.meta.url));

/** Reads every trace below a folder, in the order of their names. @throws TraceError */
export async function loadTraces(folder = TRACES): Promise<Trace[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(ENDING))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return Promise.all(
    paths.map(async (path) => {
      const id = relative(folder, path).replaceAll("\\", "/").slice(0, -ENDING.length);
      return parseTrace(id, await readFile(path, "utf8"));
    }),
  );
}
