import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { CannotCompare, git } from "./spec-version.ts";

/** Where the last release is, and how that is known; `ref` is undefined as long as there is none. */
export interface LastRelease {
  ref: string | undefined;
  note: string;
}

/** `## 1.2.0`, with or without brackets, a `v` or a date behind it. */
const RELEASE_HEADING = /^## \[?v?(\d+\.\d+\.\d+[^\s\]]*)\]?.*$/m;

/**
 * The last release: the nearest tag `v…`; in a clone without tags the commit that gave the changelog its last release's
 * heading. A clone that lacks both tags and history cannot tell, and says so.
 */
export async function lastRelease(root: string): Promise<LastRelease> {
  const tag = await git(root, "describe", "--tags", "--abbrev=0", "--match", "v*");
  if (tag !== undefined) return { ref: tag.trim(), note: `The last release is tagged ${tag.trim()}.` };
  const [heading, version] = RELEASE_HEADING.exec(await changelog(root)) ?? [];
  if (heading === undefined) return { ref: undefined, note: "No release yet: no tag v* is here, and CHANGELOG.md names no release." };
  const without = `No tag v* is here, but CHANGELOG.md names release ${version}`;
  if ((await git(root, "rev-parse", "--is-shallow-repository"))?.trim() !== "false") {
    throw new CannotCompare(`${without}, and this clone has no history to find it in. Run: git fetch --unshallow --tags`);
  }
  const commits = await git(root, "log", "--format=%H", `-S${heading}`, "--", "CHANGELOG.md");
  const first = commits?.trim().split("\n").at(-1);
  if (!first) throw new CannotCompare(`${without}, which is not committed. Commit it, and tag it: git tag v${version}`);
  return { ref: first, note: `${without}, so the commit that wrote its heading stands for it. Run: git fetch --tags` };
}

async function changelog(root: string): Promise<string> {
  try {
    return await readFile(join(root, "CHANGELOG.md"), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}
