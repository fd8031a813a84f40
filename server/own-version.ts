import { readFileSync } from "node:fs";

/** The version of this program, as its manifest says it. */
export function ownVersion(): string {
  const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string };
  return manifest.version;
}
