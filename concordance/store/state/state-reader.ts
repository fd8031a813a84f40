import { closeSync, existsSync, fstatSync, openSync, readSync } from "node:fs";
import { basename } from "node:path";
import Database from "better-sqlite3";
import type { Change } from "../change.ts";
import { Verifier } from "./checksums.ts";
import { otherFormat, readHead } from "./meta-table.ts";
import { reading } from "./reading.ts";
import { ChangeMaker, FIELDS, type FlatRecords, pushRow, type Row } from "./record-row.ts";
import { APPLICATION_ID, FORMAT } from "./schema.ts";
import type { StateHead } from "./state-head.ts";
import { damaged, StateRefusal } from "./state-refusal.ts";

/** A page of records ends after so many, or so much of values, whichever comes first. */
const PAGE_RECORDS = 2000;
const PAGE_VALUE_LENGTH = 1_048_576;

/** Reads a state from its first record to its last, and verifies all of it on the way. */
export class StateReader {
  readonly head: StateHead;
  readonly #file: string;
  readonly #rows: Database.Statement<[number, number], Row>;
  #after: readonly [revision: number, position: number] = [-1, -1];
  readonly #verifier: Verifier;

  /**
   * @param database is left open
   * @throws {StateRefusal} when it is no state, or its head is damaged
   */
  constructor(database: Database.Database, file: string) {
    this.#file = file;
    this.#verifier = new Verifier(file);
    this.head = reading(file, () => {
      mustBeState(database, file);
      return readHead(database, file);
    });
    this.#rows = reading(file, () =>
      database
        .prepare<[number, number], Row>(
          `SELECT revision, position, op, namespace, key, value, version, updated_by, updated_at, expires_at, checksum
           FROM records WHERE (revision, position) > (?, ?) ORDER BY revision, position`,
        )
        .raw(),
    );
  }

  /**
   * The next records. Null: those before were all, and they are as they were written.
   *
   * @throws {StateRefusal} when they are not
   */
  page(): FlatRecords | null {
    return reading(this.#file, () => {
      const records: FlatRecords = [];
      let length = 0;
      for (const row of this.#rows.iterate(...this.#after)) {
        this.#take(row);
        pushRow(records, row);
        length += row[5]?.length ?? 0;
        if (records.length >= PAGE_RECORDS * FIELDS || length >= PAGE_VALUE_LENGTH) break;
      }
      if (records.length > 0) return records;
      this.#verifier.finish(this.head);
      return null;
    });
  }

  /** What was not handed out as a page yet. @throws {StateRefusal} likewise */
  *changes(): Generator<Change> {
    const maker = new ChangeMaker();
    for (let page = this.page(); page !== null; page = this.page()) {
      for (let at = 0; at < page.length; at += FIELDS) yield maker.make(page, at);
    }
  }

  #take(row: Row): void {
    this.#verifier.take(row);
    this.#after = [row[0], row[1]];
  }
}

/**
 * Opens a state that nobody writes to: a backup, or a snapshot that was received. Its size and its pages are checked, too.
 *
 * @throws {StateRefusal} when it is no state, or damaged where this can be seen so far
 */
export function openWhole(path: string): { readonly reader: StateReader; readonly close: () => void } {
  const file = basename(path);
  mustBeWhole(path, file);
  return reading(file, () => {
    const database = new Database(path, { readonly: true, fileMustExist: true });
    try {
      database.pragma("cell_size_check = ON");
      checkPages(database, file);
      return { reader: new StateReader(database, file), close: () => database.close() };
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

/** A whole look at a file's pages, also at those without records. @throws {StateRefusal} */
export function checkPages(database: Database.Database, file: string): void {
  const [found] = database.pragma("quick_check(1)") as { quick_check: string }[];
  if (found?.quick_check !== "ok") throw damaged(file, `SQLite found: ${(found?.quick_check ?? "nothing").replaceAll("\n", " ")}`);
}

function mustBeState(database: Database.Database, file: string): void {
  if (database.pragma("application_id", { simple: true }) !== APPLICATION_ID) {
    throw new StateRefusal("format", `${file} is no state of Concordance.`);
  }
  const version = database.pragma("user_version", { simple: true }) as number;
  if (version !== FORMAT) throw otherFormat(file, version);
}

/** SQLite says of a file that was cut only that it is malformed. */
function mustBeWhole(path: string, file: string): void {
  if (!existsSync(path)) throw new StateRefusal("missing", `${file} is not there.`);
  const descriptor = openSync(path, "r");
  try {
    const header = Buffer.alloc(100);
    const { size } = fstatSync(descriptor);
    if (readSync(descriptor, header) < header.length || !header.toString("latin1").startsWith("SQLite format 3\0")) {
      throw new StateRefusal("format", `${file} is no SQLite file.`);
    }
    const expected = header.readUInt32BE(28) * (header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16));
    if (size !== expected) throw damaged(file, `it is ${size} bytes long, and should be ${expected}`);
  } finally {
    closeSync(descriptor);
  }
}
