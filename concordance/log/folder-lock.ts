import Database from "better-sqlite3";
import { FILES, type LogFolder } from "./log-folder.ts";
import { LogRefusal } from "./log-refusal.ts";

/** A data folder that this process has for itself. */
export interface FolderLock {
  release(): void;
}

/**
 * Takes a data folder. It is a lock that SQLite holds on an empty file, so it ends with the process, however that ends.
 *
 * @throws {LogRefusal} when somebody has it, this process included
 */
export function lockFolder(folder: LogFolder): FolderLock {
  const database = new Database(folder.of("lock"), { timeout: 0 });
  try {
    // Otherwise a journal would be left beside it by a process that is killed.
    database.pragma("journal_mode = MEMORY");
    // Never committed: that would let go of it.
    database.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    if ((error as { code?: string }).code === "SQLITE_BUSY") throw inUse();
    throw error;
  }
  return { release: () => database.close() };
}

export function inUse(): LogRefusal {
  return new LogRefusal(
    "in_use",
    `Another process uses this data folder: it holds ${FILES.lock}. Stop that one, or give this node a folder of its own.`,
  );
}
