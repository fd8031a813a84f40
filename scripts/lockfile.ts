import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/*
 * What `npm install` does not get right in package-lock.json, and `npm ci` on a bare machine needs:
 *
 * - better-sqlite3 ships its binaries and says `gypfile: false` in its manifest, but a lock file does not repeat that.
 *   Without it npm 10 tries to compile it, which takes Python and a compiler.
 * - No addresses of registries: whoever installs uses their own.
 *
 * `npm run lockfile` mends both; a test checks it.
 */

const LOCKFILE = fileURLToPath(new URL("../package-lock.json", import.meta.url));
/** Packages with a `binding.gyp` that must not be compiled. */
const PREBUILT = ["better-sqlite3"];

interface LockedPackage {
  resolved?: string;
  gypfile?: boolean;
  link?: boolean;
  [field: string]: unknown;
}

interface Lockfile {
  packages: Record<string, LockedPackage>;
}

/** The lock file as it should be. */
export function mend(text: string): string {
  const lockfile = JSON.parse(text) as Lockfile;
  for (const [path, locked] of Object.entries(lockfile.packages)) {
    if (locked.resolved?.startsWith("http")) delete locked.resolved;
    if (PREBUILT.some((name) => path.endsWith(`node_modules/${name}`))) locked.gypfile = false;
  }
  return `${JSON.stringify(lockfile, null, 2)}\n`;
}

/** Optional packages that other platforms need and that the lock file leaves out: `npm ci` would refuse it. */
export function missingOptionals(text: string): string[] {
  const { packages } = JSON.parse(text) as { packages: Record<string, { optionalDependencies?: Record<string, string> }> };
  const names = Object.values(packages).flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies));
  return names.filter((name) => !Object.keys(packages).some((path) => path.endsWith(`node_modules/${name}`)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeFile(LOCKFILE, mend(await readFile(LOCKFILE, "utf8")));
}
