import { closeSync, openSync, readSync } from "node:fs";
import { FILES } from "./log-folder.ts";
import { damaged, LogRefusal } from "./log-refusal.ts";
import { APPLICATION_ID } from "./schema.ts";

const MAGIC = "SQLite format 3\0";
const LENGTH = 100;

/**
 * Reads the generation that the database file itself is of, whatever its write-ahead log says. To be called while nothing in
 * this process has the file open: closing it lets go of SQLite's locks.
 *
 * @throws {LogRefusal} when it is no log
 */
export function readGeneration(path: string): number {
  const header = Buffer.alloc(LENGTH);
  const file = openSync(path, "r");
  try {
    if (readSync(file, header, 0, LENGTH, 0) < LENGTH) throw damaged(`${FILES.database} is cut short`);
  } finally {
    closeSync(file);
  }
  if (header.toString("latin1", 0, 16) !== MAGIC) throw damaged(`${FILES.database} is no SQLite file, or its header is damaged`);
  const application = header.readUInt32BE(68);
  if (application !== APPLICATION_ID) {
    throw new LogRefusal("format", `${FILES.database} is not a log of this program: its application id is ${application}.`);
  }
  return header.readUInt32BE(60);
}
