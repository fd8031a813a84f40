import { execFileSync } from "node:child_process";
import { chmod, cp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/*
 * Makes the package that others install in `dist`: JavaScript, the traces, and what the suite reads of the spec. Within the
 * repository the command is its source; Node takes no TypeScript from where packages are installed.
 */

const FOLDER = fileURLToPath(new URL("./", import.meta.url));
const ROOT = join(FOLDER, "..");
const DIST = join(FOLDER, "dist");
const COMMAND = "conformance/main.js";
/** What is read at run time, by its path below the project. */
const READ = ["generated/protocol.json", "spec/examples", "conformance/traces"];

const compiler = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
await rm(DIST, { recursive: true, force: true });
execFileSync(process.execPath, [compiler, "-p", join(FOLDER, "tsconfig.build.json")], { stdio: "inherit" });
for (const path of READ) await cp(join(ROOT, path), join(DIST, path), { recursive: true });
const command = join(DIST, COMMAND);
await writeFile(command, `#!/usr/bin/env node\n${await readFile(command, "utf8")}`);
await chmod(command, 0o755);
const { private: _private, scripts: _scripts, ...manifest } = JSON.parse(await readFile(join(FOLDER, "package.json"), "utf8"));
await writeFile(join(DIST, "package.json"), `${JSON.stringify({ ...manifest, bin: { "diminuendo-conformance": COMMAND } }, null, 2)}\n`);
await cp(join(FOLDER, "README.md"), join(DIST, "README.md"));
