import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { type Outcome, run } from "./run.ts";

const LIBRARY = fileURLToPath(new URL("../", import.meta.url));
const MODULES = fileURLToPath(new URL("../../../node_modules/", import.meta.url));
/** What the sample has from the registry, beside the library. */
const INSTALLED = ["@typespec", "@types", "ajv", "typescript", "ws"];

/** The sample in a folder of its own, outside of this repository, with the library as it is published. */
export class FreshFolder implements AsyncDisposable {
  readonly root: string;

  private constructor(root: string) {
    this.root = root;
  }

  static async make(): Promise<FreshFolder> {
    const folder = new FreshFolder(await mkdtemp(join(tmpdir(), "parlour-")));
    await cp(fileURLToPath(new URL("sample-chat/", import.meta.url)), folder.root, { recursive: true });
    const packed = await run("npm", ["pack", "--silent", "--pack-destination", folder.root], LIBRARY);
    if (packed.code !== 0) throw new Error(`The library cannot be packed:\n${packed.output}`);
    const [archive = ""] = (await readdir(folder.root)).filter((name) => name.endsWith(".tgz"));
    await mkdir(folder.path("node_modules/@diminuendo/typespec-protocol"), { recursive: true });
    await run("tar", ["xzf", archive, "--strip-components=1", "-C", "node_modules/@diminuendo/typespec-protocol"], folder.root);
    for (const name of INSTALLED) await symlink(join(MODULES, name), folder.path(`node_modules/${name}`));
    return folder;
  }

  path(path: string): string {
    return join(this.root, path);
  }

  /** The files below a folder, sorted. */
  async files(below: string): Promise<string[]> {
    const entries = await readdir(this.path(below), { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(this.path(below), join(entry.parentPath, entry.name)))
      .sort();
  }

  async json<T>(path: string): Promise<T> {
    return JSON.parse(await readFile(this.path(path), "utf8")) as T;
  }

  /** Runs TypeSpec's own command. */
  tsp(...options: string[]): Promise<Outcome> {
    return this.node("node_modules/@typespec/compiler/cmd/tsp.js", ...options);
  }

  /** Runs the TypeScript compiler. */
  types(...options: string[]): Promise<Outcome> {
    return this.node("node_modules/typescript/bin/tsc", ...options);
  }

  node(...options: string[]): Promise<Outcome> {
    return run(process.execPath, options, this.root);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.root, { recursive: true, force: true });
  }
}
