import { cp, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { type Outcome, run } from "../../../spec/protocol/test/run.ts";

/** The project's folder. */
export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** A copy of what the generator reads and writes, in a folder of its own, so that a test may change it. */
export class RepositoryCopy implements AsyncDisposable {
  readonly root: string;

  private constructor(root: string) {
    this.root = root;
  }

  /** @param others files and folders to copy beside the spec, the generator and what it generates */
  static async make(...others: string[]): Promise<RepositoryCopy> {
    const copy = new RepositoryCopy(await mkdtemp(join(tmpdir(), "generate-")));
    for (const path of ["package.json", "tsconfig.json", "spec", "scripts", ...GENERATED_FOLDERS, ...others]) {
      await cp(join(ROOT, path), copy.path(path), { recursive: true, filter: isNeeded });
    }
    await symlink(join(ROOT, "node_modules"), copy.path("node_modules"));
    return copy;
  }

  path(path: string): string {
    return join(this.root, path);
  }

  /** Runs the generator. */
  generate(...options: string[]): Promise<Outcome> {
    return this.run("scripts/generate/main.ts", ...options);
  }

  /** Runs the TypeScript compiler over the copy. */
  types(): Promise<Outcome> {
    return this.run("node_modules/typescript/bin/tsc", "--noEmit");
  }

  run(script: string, ...options: string[]): Promise<Outcome> {
    return run(process.execPath, [script, ...options], this.root);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.root, { recursive: true, force: true });
  }
}

/** The folders that hold generated files and nothing else. */
export const GENERATED_FOLDERS = [
  "generated",
  "clients/typescript/src/generated",
  "clients/concordance/src/generated",
  "clients/python/src/diminuendo/_generated",
];

/** Every generated file below a folder of the project, or of a copy. */
export async function generatedFiles(root: string): Promise<string[]> {
  const found = await Promise.all(
    GENERATED_FOLDERS.map(async (folder) => {
      const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile() && !entry.parentPath.endsWith("__pycache__"))
        .map((entry) => relative(root, join(entry.parentPath, entry.name)));
    }),
  );
  return found.flat().sort();
}

function isNeeded(source: string): boolean {
  const path = relative(ROOT, source);
  const isUnneededExample =
    /^spec\/examples\/.*\.json$/.test(path) && !/^spec\/examples\/(concordance\/)?\w+\/valid-(full|minimal)\.json$/.test(path);
  return !isUnneededExample && !path.endsWith(".test.ts") && !path.split("/").includes("node_modules");
}
