import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { CoverageException } from "./coverage.ts";

const EXCEPTIONS = fileURLToPath(new URL("../coverage-exceptions.json", import.meta.url));

/** What no trace touches, with the reasons. */
export async function readExceptions(): Promise<CoverageException[]> {
  return JSON.parse(await readFile(EXCEPTIONS, "utf8")) as CoverageException[];
}
