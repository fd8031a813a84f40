import Database from "better-sqlite3";
import type { SnapshotMeta } from "../../raft/entry.ts";
import type { MachineMeta } from "../machine-meta.ts";
import { added, taken } from "./checksums.ts";
import { writeHead } from "./meta-table.ts";
import { reading } from "./reading.ts";
import { FIELDS, type Field, type Row, rowOf } from "./record-row.ts";
import { SCHEMA, WRITER_PRAGMAS } from "./schema.ts";
import { INSERT, writeCopy } from "./state-copy.ts";
import { FILES, type StateFolder } from "./state-folder.ts";
import type { StateHead } from "./state-head.ts";
import { StateReader } from "./state-reader.ts";

/** Nobody else writes to the file, but someone may read it: a checkpoint waits for them so long, and then does without. */
const BUSY_MS = 200;

/**
 * The state's file, open for writing. Changes are written as they come, in a transaction that stays open until a checkpoint
 * commits it: the file is always at the index of a checkpoint, and nothing piles up in memory.
 */
export class StateDb {
  readonly #folder: StateFolder;
  readonly #database: Database.Database;
  #statements: { readonly insert: Database.Statement<Row>; readonly remove: Database.Statement<[number, number], number> } | null = null;
  #head: StateHead | null = null;
  #count = 0;
  #sum = 0;

  /** Opens the file, and makes one when there is none. @throws {StateRefusal} when it is no database */
  constructor(folder: StateFolder) {
    this.#folder = folder;
    this.#database = new Database(folder.of("state"), { timeout: BUSY_MS });
    try {
      reading(FILES.state, () => {
        for (const pragma of WRITER_PRAGMAS) this.#database.pragma(pragma);
      });
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  /** Of the last checkpoint; null before the first. */
  get head(): StateHead | null {
    return this.#head;
  }

  /**
   * To be called first, and to be read to its end.
   *
   * @returns null when there was no checkpoint yet
   * @throws {StateRefusal} when the file is damaged, or no state
   */
  read(): StateReader | null {
    const reader = reading(FILES.state, () => {
      return this.#isEmpty() ? null : new StateReader(this.#database, FILES.state);
    });
    if (reader === null) return null;
    this.#head = reader.head;
    this.#count = reader.head.count;
    this.#sum = reader.head.sum;
    return reader;
  }

  insert(records: Field[]): void {
    const { insert } = this.#begin();
    for (let at = 0; at < records.length; at += FIELDS) {
      const row = rowOf(records, at);
      insert.run(...row);
      this.#count += 1;
      this.#sum = added(this.#sum, row[10]);
    }
  }

  /** @param ids revision and position of each, one after the other */
  remove(ids: readonly number[]): void {
    const { remove } = this.#begin();
    for (let at = 0; at < ids.length; at += 2) {
      const [revision = 0, position = 0] = ids.slice(at, at + 2);
      const checksum = remove.get(revision, position);
      if (checksum === undefined) throw new Error(`${FILES.state} does not have the record at revision ${revision}, position ${position}.`);
      this.#count -= 1;
      this.#sum = taken(this.#sum, checksum);
    }
  }

  /** Makes everything so far durable, as the state at a place in the log. */
  checkpoint(at: SnapshotMeta, machine: MachineMeta): void {
    this.#begin();
    const head = { at, machine, count: this.#count, sum: this.#sum };
    writeHead(this.#database, head);
    this.#database.exec("COMMIT");
    this.#head = head;
    // Into the file itself, so that the write-ahead log does not grow without end. Whoever reads the file now may keep it from that.
    this.#database.pragma("wal_checkpoint(TRUNCATE)");
  }

  /** Copies what is committed: the state of the last checkpoint, whose head is given. */
  copyCommitted(path: string, head: StateHead): void {
    const committed = new Database(this.#folder.of("state"), { readonly: true, fileMustExist: true });
    try {
      writeCopy(path, head, allRows(committed));
    } finally {
      committed.close();
    }
  }

  /** Copies everything so far, as the state at a place in the log. */
  copyAll(path: string, at: SnapshotMeta, machine: MachineMeta): void {
    this.#begin();
    writeCopy(path, { at, machine, count: this.#count, sum: this.#sum }, allRows(this.#database));
  }

  /** What was not part of a checkpoint is gone. */
  close(): void {
    if (this.#database.inTransaction) this.#database.exec("ROLLBACK");
    this.#database.close();
  }

  /** The process may have ended before the first checkpoint was whole. A file that says that it is a state is none of these. */
  #isEmpty(): boolean {
    const value = (pragma: string) => this.#database.pragma(pragma, { simple: true }) as number;
    return value("page_count") <= 1 && value("application_id") === 0 && value("user_version") === 0 && value("schema_version") === 0;
  }

  #begin() {
    if (!this.#database.inTransaction) {
      this.#database.exec("BEGIN IMMEDIATE");
      if (this.#head === null && this.#statements === null) this.#database.exec(SCHEMA);
    }
    this.#statements ??= {
      insert: this.#database.prepare<Row>(INSERT),
      remove: this.#database
        .prepare<[number, number], number>("DELETE FROM records WHERE revision = ? AND position = ? RETURNING checksum")
        .pluck(),
    };
    return this.#statements;
  }
}

function allRows(database: Database.Database): Iterable<Row> {
  return database.prepare<[], Row>("SELECT * FROM records ORDER BY revision, position").raw().iterate();
}
