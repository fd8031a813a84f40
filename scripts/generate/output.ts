import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";

/** What Python leaves beside its modules. */
const BYTECODE = "__pycache__";

/** The folders that belong to the generator alone: what it does not write there is removed. */
const OWNED = [
  "generated",
  "clients/typescript/src/generated",
  "clients/concordance/src/generated",
  "clients/python/src/diminuendo/_generated",
];

/** Writes what changed and removes what is no longer generated. Returns how many files that were. */
export async function writeFiles(root: string, files: Map<string, string>): Promise<number> {
  let changed = 0;
  for (const [path, content] of files) {
    if ((await readOrNull(join(root, path))) === content) continue;
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
    changed++;
  }
  for (const path of await strays(root, files)) {
    await rm(join(root, path));
    changed++;
  }
  return changed;
}

/** What `writeFiles` would change, one line each. */
export async function differences(root: string, files: Map<string, string>): Promise<string[]> {
  const found: string[] = [];
  for (const [path, content] of files) {
    const present = await readOrNull(join(root, path));
    if (present === null) found.push(`missing: ${path}`);
    else if (present !== content) found.push(`differs: ${path}`);
  }
  return [...found, ...(await strays(root, files)).map((path) => `not generated any more: ${path}`)];
}

async function strays(root: string, files: Map<string, string>): Promise<string[]> {
  const present = await Promise.all(OWNED.map((folder) => filesBelow(root, folder)));
  return present.flat().filter((path) => !files.has(path));
}

async function filesBelow(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  return entries
    .filter((entry) => entry.isFile() && !entry.parentPath.endsWith(BYTECODE))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
}

async function readOrNull(path: string): Promise<string | null> {
  return readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
}
