import { rmSync } from "node:fs";
import Database from "better-sqlite3";
import { Verifier } from "./checksums.ts";
import { writeHead } from "./meta-table.ts";
import type { Row } from "./record-row.ts";
import { COPY_PRAGMAS, SCHEMA } from "./schema.ts";
import { FILES, sync } from "./state-folder.ts";
import type { StateHead } from "./state-head.ts";

export const INSERT = "INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

/**
 * Writes a state into a new file, and syncs it. The file depends on nothing but what it holds: written by two nodes it is the
 * same to the byte, however the pages of their own files came about. A file that is there already is replaced; after an
 * error none is left.
 *
 * @param rows in order
 * @throws {StateRefusal} when they are not those of the head
 */
export function writeCopy(path: string, head: StateHead, rows: Iterable<Row>): void {
  rmSync(path, { force: true });
  try {
    const copy = new Database(path);
    try {
      for (const pragma of COPY_PRAGMAS) copy.pragma(pragma);
      copy.exec("BEGIN");
      copy.exec(SCHEMA);
      const insert = copy.prepare<Row>(INSERT);
      const verifier = new Verifier(FILES.state);
      for (const row of rows) {
        verifier.take(row, 0);
        insert.run(...row);
      }
      verifier.finish(head);
      writeHead(copy, head);
      copy.exec("COMMIT");
    } finally {
      copy.close();
    }
    sync(path);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
}
