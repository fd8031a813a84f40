import { execFileSync } from "node:child_process";
import { copyFile, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/*
 * Makes the package that others install in `dist`: JavaScript with declarations. Within the repository the package is its
 * source, which runs as it is; Node takes no TypeScript from where packages are installed.
 */

const FOLDER = fileURLToPath(new URL("./", import.meta.url));
const DIST = join(FOLDER, "dist");

const compiler = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
await rm(DIST, { recursive: true, force: true });
execFileSync(process.execPath, [compiler, "-p", join(FOLDER, "tsconfig.build.json")], { stdio: "inherit" });
const { private: _private, scripts: _scripts, ...manifest } = JSON.parse(await readFile(join(FOLDER, "package.json"), "utf8"));
const exported = { ".": { types: "./index.d.ts", default: "./index.js" } };
await writeFile(join(DIST, "package.json"), `${JSON.stringify({ ...manifest, exports: exported }, null, 2)}\n`);
await copyFile(join(FOLDER, "README.md"), join(DIST, "README.md"));
