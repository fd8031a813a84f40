import { mkdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { StorageError } from "./storage-error.ts";

/**
 * Takes a data folder for this process alone. SQLite's lock on a file ends with the process, however it ends.
 *
 * @throws StorageError when another process has it
 */
export function lockFolder(root: string): void {
  mkdirSync(root, { recursive: true });
  const database = new Database(join(root, "gateway.lock"), { timeout: 0 });
  try {
    // Held, never committed: two gateways on one folder would overwrite each other's journal.
    database.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    if ((error as { code?: string }).code !== "SQLITE_BUSY") throw error;
    throw new StorageError("failed", "Another gateway uses this data folder. Stop it, or set DATA_DIR to another folder.");
  }
  held.push(database);
}

/** Keeps locks from being collected. */
const held: Database.Database[] = [];
