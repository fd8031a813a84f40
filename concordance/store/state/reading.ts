import { damaged, StateRefusal } from "./state-refusal.ts";

/** What SQLite says of a file that is not as it was written. */
const DAMAGE = ["SQLITE_NOTADB", "SQLITE_CORRUPT", "SQLITE_ERROR", "SQLITE_FORMAT", "SQLITE_MISMATCH", "SQLITE_SCHEMA"];

/** Reads of a state's file. @throws {StateRefusal} also for what SQLite finds damaged */
export function reading<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const { code, message } = error as { code?: unknown; message?: unknown };
    if (error instanceof StateRefusal || typeof code !== "string" || !DAMAGE.some((known) => code.startsWith(known))) throw error;
    throw damaged(file, `SQLite cannot read it: ${message} (${code})`);
  }
}
