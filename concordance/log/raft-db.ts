import { closeSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from "node:fs";
import Database from "better-sqlite3";
import type { Base, PersistWrite, Write } from "./contract.ts";
import { EntryWriter } from "./entry-writer.ts";
import type { LogFolder } from "./log-folder.ts";
import type { MarkFile, Salts } from "./mark.ts";
import { type Meta, MetaWriter } from "./meta-table.ts";
import { APPLICATION_ID, PRAGMAS, SCHEMA } from "./schema.ts";

/** Compacted rows that a transaction deletes on top of what it is for; that takes less than a millisecond. */
const SWEEP_ROWS = 500;
const WAL_FRAME_HEADER = 24;
const RESERVED_BYTES = 4 * 1024 * 1024;

/** What a log holds, as far as it matters for what is written next. */
export interface Continuation {
  readonly generation: number;
  readonly base: Base;
  readonly lastIndex: number;
}

type WalState = [busy: number, frames: number, checkpointed: number];

/** A log that is written to. Any error is final: what SQLite and the disk hold is not known any more, only that it is enough. */
export class RaftDb {
  readonly #database: Database.Database;
  readonly #folder: LogFolder;
  readonly #mark: MarkFile;
  readonly #meta: MetaWriter;
  readonly #entries: EntryWriter;
  readonly #truncate: Database.Statement<[number]>;
  readonly #sweep: Database.Statement<[number]>;
  readonly #begin: Database.Statement<[]>;
  readonly #commit: Database.Statement<[]>;
  readonly #walState: Database.Statement<[], WalState>;
  readonly #frameSize: number;
  #frames = 0;
  #generation: number;
  #salts: Salts;
  #base: Base;
  #lastIndex: number;
  /** Rows of compacted entries are gone up to here. */
  #sweptTo: number;

  /** Makes the database of a new log. */
  static create(folder: LogFolder, mark: MarkFile, meta: Meta): RaftDb {
    const database = connect(folder);
    database.transaction(() => {
      database.pragma(`application_id = ${APPLICATION_ID}`);
      database.exec(SCHEMA);
      new MetaWriter(database).create(meta);
    })();
    return new RaftDb(folder, mark, database, { generation: 0, base: meta.base, lastIndex: meta.base.index });
  }

  /** Goes on with a log that was found to be in order. */
  static open(folder: LogFolder, mark: MarkFile, continuation: Continuation): RaftDb {
    return new RaftDb(folder, mark, connect(folder), continuation);
  }

  private constructor(folder: LogFolder, mark: MarkFile, database: Database.Database, { generation, base, lastIndex }: Continuation) {
    this.#folder = folder;
    this.#mark = mark;
    this.#database = database;
    this.#meta = new MetaWriter(database);
    this.#entries = new EntryWriter(database);
    this.#truncate = database.prepare("DELETE FROM entries WHERE idx >= ?");
    this.#sweep = database.prepare("DELETE FROM entries WHERE idx <= ?");
    this.#begin = database.prepare("BEGIN IMMEDIATE");
    this.#commit = database.prepare("COMMIT");
    // Of all kinds of checkpoints, the one that makes none: it only tells how many frames there are.
    this.#walState = database.prepare<[], WalState>("PRAGMA wal_checkpoint(NOOP)").raw();
    this.#frameSize = WAL_FRAME_HEADER + (database.pragma("page_size", { simple: true }) as number);
    this.#generation = generation;
    this.#salts = readSalts(folder);
    this.#base = base;
    this.#lastIndex = lastIndex;
    const first = database.prepare<[], number | null>("SELECT min(idx) FROM entries").pluck().get() ?? null;
    this.#sweptTo = first === null ? base.index : Math.min(base.index, first - 1);
    // What was read may be in the system's memory only, when the process before was killed between a write and its sync;
    // from here on the node counts it as durable.
    this.checkpoint();
    reserve(folder.of("wal"));
  }

  /** How large the write-ahead log is. */
  get walBytes(): number {
    return this.#frames * this.#frameSize;
  }

  /** Writes all of it as one transaction, in order. It is durable when this returns. */
  write(writes: readonly Write[]): void {
    const before = this.#lastIndex;
    this.#begin.run();
    for (const write of writes) {
      if (write[0] === "persist") this.#persist(write);
      else this.#compact(write[1]);
    }
    if (this.#sweptTo < this.#base.index) this.#sweepSome(SWEEP_ROWS + Math.max(0, this.#lastIndex - before));
    this.#commit.run();
    this.#countFrames();
    this.#mark.writeFrames(this.#frames);
  }

  /** Carries everything into the database file, and begins the write-ahead log anew: `continuity.ts` says why in these steps. */
  checkpoint(): void {
    const [state] = this.#database.pragma("wal_checkpoint(PASSIVE)") as { busy: number; log: number; checkpointed: number }[];
    if (state === undefined || state.busy !== 0 || state.log !== state.checkpointed) {
      throw new Error(`A checkpoint of the log was not completed: ${JSON.stringify(state)}.`);
    }
    this.#countFrames();
    this.#mark.write({ phase: "complete", generation: this.#generation, salts: this.#salts, frames: this.#frames });
    this.#mark.sync();
    this.#generation += 1;
    this.#database.pragma(`user_version = ${this.#generation}`);
    this.#salts = readSalts(this.#folder);
    this.#countFrames();
    this.#mark.write({ phase: "in_use", generation: this.#generation, salts: this.#salts, frames: this.#frames });
  }

  /** @param isOrderly false after an error: then nothing more is written, but for what SQLite does by itself */
  close(isOrderly: boolean): void {
    try {
      if (isOrderly) {
        this.checkpoint();
        this.#mark.sync();
      }
    } finally {
      this.#database.close();
      this.#mark.close();
    }
  }

  #persist([, , hardState, snapshot, truncateFrom, firstIndex, runs]: PersistWrite): void {
    if (hardState !== null) this.#meta.setHardState(hardState);
    if (snapshot !== null) this.#replaceBy(snapshot);
    if (truncateFrom !== null && truncateFrom <= this.#lastIndex) {
      if (truncateFrom <= this.#base.index) throw new Error(`Entry ${truncateFrom} is compacted, and cannot be truncated.`);
      this.#truncate.run(truncateFrom);
      this.#lastIndex = truncateFrom - 1;
    }
    if (runs.length === 0) return;
    if (firstIndex !== this.#lastIndex + 1) throw new Error(`Entry ${firstIndex} does not follow entry ${this.#lastIndex}.`);
    this.#lastIndex = this.#entries.write(firstIndex, runs);
  }

  #replaceBy(snapshot: Base): void {
    // Without a condition SQLite drops the pages and does not look into them.
    this.#database.exec("DELETE FROM entries");
    this.#meta.setBase(snapshot);
    this.#base = snapshot;
    this.#lastIndex = snapshot.index;
    this.#sweptTo = snapshot.index;
  }

  #compact(base: Base): void {
    if (base.index <= this.#base.index) return;
    if (base.index > this.#lastIndex) throw new Error(`Entry ${base.index} cannot be compacted: the last one is ${this.#lastIndex}.`);
    this.#meta.setBase(base);
    this.#base = base;
  }

  /** Deleting ten thousand rows at once would keep the commits after it waiting. */
  #sweepSome(rows: number): void {
    this.#sweptTo = Math.min(this.#base.index, this.#sweptTo + rows);
    this.#sweep.run(this.#sweptTo);
  }

  #countFrames(): void {
    this.#frames = this.#walState.get()?.[1] ?? 0;
  }
}

function connect(folder: LogFolder): Database.Database {
  const database = new Database(folder.of("database"), { timeout: 0 });
  for (const pragma of PRAGMAS) database.pragma(pragma);
  const mode = database.pragma("journal_mode", { simple: true });
  if (mode !== "wal") throw new Error(`The log cannot have a write-ahead log on this file system: SQLite says "${mode}".`);
  return database;
}

/**
 * Fills the write-ahead log up with zeros, which SQLite takes for its end wherever it is. A sync of what is written over old
 * blocks takes two thirds of the time that it takes when the file grows: the file system has nothing to write down of its own.
 */
function reserve(wal: string): void {
  const file = openSync(wal, "r+");
  try {
    let { size } = fstatSync(file);
    if (size >= RESERVED_BYTES) return;
    const zeros = Buffer.alloc(256 * 1024);
    while (size < RESERVED_BYTES) size += writeSync(file, zeros, 0, Math.min(zeros.length, RESERVED_BYTES - size), size);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Of the write-ahead log, as its header has them; zeros when there is none. */
function readSalts(folder: LogFolder): Salts {
  if (!folder.has("wal")) return [0, 0];
  const header = Buffer.alloc(32);
  const file = openSync(folder.of("wal"), "r");
  try {
    if (readSync(file, header, 0, 32, 0) < 32) return [0, 0];
  } finally {
    closeSync(file);
  }
  return [header.readUInt32BE(16), header.readUInt32BE(20)];
}
