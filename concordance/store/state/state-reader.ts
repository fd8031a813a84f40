import { closeSync, existsSync, fstatSync, openSync, readSync } from "node:fs";
import { basename } from "node:path";
import Database from "better-sqlite3";
import type { Change } from "../change.ts";
import { Verifier } from "./checksums.ts";
import { otherFormat, readHead } from "./meta-table.ts";
import { reading } from "./reading.ts";
import { ChangeMaker, type Field, ROW_FIELDS, type Row } from "./record-row.ts";
import { APPLICATION_ID, FORMAT } from "./schema.ts";
import type { StateHead } from "./state-head.ts";
import { damaged, StateRefusal } from "./state-refusal.ts";

/** A page has at most so many records, and not much more than so much of values. */
const PAGE_RECORDS = 2000;
const PAGE_VALUE_BYTES = 1_048_576;

/** Reads a state from its first record to its last. */
export class StateReader {
  readonly head: StateHead;
  readonly #file: string;
  readonly #database: Database.Database;
  readonly #page: Database.Statement<[number, number], Row>;
  #after: readonly [revision: number, position: number] = [-1, -1];

  /**
   * @param database is left open
   * @throws {StateRefusal} when it is no state, or its head is damaged
   */
  constructor(database: Database.Database, file: string) {
    this.#file = file;
    this.#database = database;
    [this.head, this.#page] = reading(file, () => {
      mustBeState(database, file);
      return [readHead(database, file), pageStatement(database)];
    });
  }

  /**
   * The next records, one after the other, `ROW_FIELDS` each. Nobody has looked at them yet: see `Verifier`. Null: there are
   * none, and SQLite finds nothing wrong with the file.
   *
   * @throws {StateRefusal} when they cannot be read
   */
  page(): Field[] | null {
    return reading(this.#file, () => {
      const rows = this.#page.all(...this.#after);
      const last = rows.at(-1);
      if (last === undefined) {
        checkPages(this.#database, this.#file);
        return null;
      }
      this.#after = [last[0], last[1]];
      return rows.flat();
    });
  }

  /** What there is, verified. @throws {StateRefusal} when something is not as it was written */
  *changes(): Generator<Change> {
    const maker = new ChangeMaker();
    const verifier = new Verifier(this.#file);
    for (let page = this.page(); page !== null; page = this.page()) {
      for (let at = 0; at < page.length; at += ROW_FIELDS) {
        verifier.take(page, at);
        yield maker.make(page, at);
      }
    }
    verifier.finish(this.head);
  }

  /** Looks at everything. @throws {StateRefusal} when something is not as it was written */
  verify(): void {
    for (const _ of this.changes());
  }
}

function pageStatement(database: Database.Database): Database.Statement<[number, number], Row> {
  const longest = database.prepare("SELECT max(octet_length(value)) FROM records").pluck().get() as number | null;
  const limit = Math.max(1, Math.min(PAGE_RECORDS, Math.floor(PAGE_VALUE_BYTES / (longest ?? 1))));
  return database
    .prepare<[number, number], Row>(
      `SELECT revision, position, op, namespace, key, value, version, updated_by, updated_at, expires_at, checksum
       FROM records WHERE (revision, position) > (?, ?) ORDER BY revision, position LIMIT ${limit}`,
    )
    .raw();
}

/**
 * Opens a state that nobody writes to: a backup, or a snapshot that was received. Its size is checked, too.
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
      return { reader: new StateReader(database, file), close: () => database.close() };
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

/** A look at all pages, also at those without records: what is written next would go by them. @throws {StateRefusal} */
function checkPages(database: Database.Database, file: string): void {
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
