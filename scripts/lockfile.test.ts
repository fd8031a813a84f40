import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { mend, missingOptionals } from "./lockfile.ts";

const text = readFileSync(new URL("../package-lock.json", import.meta.url), "utf8");

/** A lock file with these packages. */
function lockfile(packages: Record<string, unknown>): string {
  return `${JSON.stringify({ name: "diminuendo", lockfileVersion: 3, packages }, null, 2)}\n`;
}

test("the lock file needs no mending: otherwise run npm run lockfile", () => {
  expect(mend(text) === text).toBe(true);
});

test("the lock file names no registry: whoever installs uses their own", () => {
  expect(text).not.toMatch(/"resolved": "https?:/);
  const addresses = [...text.matchAll(/"(https?:\/\/[^"]+\.tgz[^"]*)"/g)].map((match) => match[1]);
  expect(addresses).toEqual([]);
});

test("the lock file has the optional packages of every platform", () => {
  expect(missingOptionals(text)).toEqual([]);
});

test("a package with prebuilt binaries is not compiled", () => {
  const { packages } = JSON.parse(text) as { packages: Record<string, { gypfile?: boolean }> };
  expect(packages["node_modules/better-sqlite3"]?.gypfile).toBe(false);
});

test("every package that comes from a registry has a checksum", () => {
  const { packages } = JSON.parse(text) as { packages: Record<string, { integrity?: string; link?: boolean }> };
  const installed = Object.entries(packages).filter(([path, { link }]) => path.includes("node_modules/") && !link);
  expect(installed.filter(([, { integrity }]) => !integrity?.startsWith("sha512-")).map(([path]) => path)).toEqual([]);
});

test("mending takes addresses of registries away and leaves links alone", () => {
  const before = lockfile({
    "": { name: "diminuendo" },
    "node_modules/ws": { version: "8.0.0", resolved: "https://registry.example/ws.tgz", integrity: "sha512-ws" },
    "node_modules/old": { version: "1.0.0", resolved: "http://registry.example/old.tgz" },
    "node_modules/@diminuendo/sdk": { resolved: "clients/typescript", link: true },
  });
  expect(mend(before)).toBe(
    lockfile({
      "": { name: "diminuendo" },
      "node_modules/ws": { version: "8.0.0", integrity: "sha512-ws" },
      "node_modules/old": { version: "1.0.0" },
      "node_modules/@diminuendo/sdk": { resolved: "clients/typescript", link: true },
    }),
  );
});

test("mending tells npm wherever better-sqlite3 stands that it is not to be compiled", () => {
  const before = lockfile({
    "node_modules/better-sqlite3": { version: "13.0.0" },
    "node_modules/other/node_modules/better-sqlite3": { version: "12.0.0", gypfile: true },
    "node_modules/not-better-sqlite3": { version: "1.0.0" },
  });
  const { packages } = JSON.parse(mend(before)) as { packages: Record<string, { gypfile?: boolean }> };
  expect(Object.values(packages).map(({ gypfile }) => gypfile)).toEqual([false, false, undefined]);
});

test("mending twice is mending once", () => {
  const before = lockfile({ "node_modules/better-sqlite3": { resolved: "https://registry.example/better-sqlite3.tgz" } });
  expect(mend(mend(before))).toBe(mend(before));
});

test("an optional package that the lock file leaves out is named", () => {
  const packages = {
    "node_modules/rolldown": { optionalDependencies: { "@rolldown/linux-x64": "1.0.0", "@rolldown/darwin-arm64": "1.0.0" } },
    "node_modules/@rolldown/linux-x64": { version: "1.0.0", optional: true },
  };
  expect(missingOptionals(lockfile(packages))).toEqual(["@rolldown/darwin-arm64"]);
});
