import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Entry } from "../../raft/entry.ts";
import { LogFolder } from "../log-folder.ts";
import { LogRefusal } from "../log-refusal.ts";
import { Opening } from "../opening.ts";
import { appendPage } from "../payloads.ts";
import { type PlainContents, plain } from "./scripted-log.ts";

export interface Found extends PlainContents {
  readonly notices: readonly string[];
}

/** Reads and verifies a log as at start, in this thread, and goes no further. */
export function readFolder(path: string): Found | null {
  const opening = Opening.begin(new LogFolder(path));
  if (opening === null) return null;
  try {
    const entries: Entry[] = [];
    for (;;) {
      const page = opening.readPage();
      appendPage(page, entries);
      if (page.last) return { ...plain({ ...opening.head, entries }), notices: opening.head.notices };
    }
  } finally {
    opening.abandon();
  }
}

/** Why the log is refused, as `code: message`; null when it is not. */
export function refusalOf(path: string): string | null {
  try {
    readFolder(path);
    return null;
  } catch (error) {
    if (error instanceof LogRefusal) return `${error.code}: ${error.message}`;
    throw error;
  }
}

/** All bytes of all files. */
export function bytesOf(path: string): Record<string, string> {
  return Object.fromEntries(readdirSync(path).map((name) => [name, readFileSync(join(path, name)).toString("base64")]));
}
