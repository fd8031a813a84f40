import { mkdirSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import Database, { type Statement as PreparedStatement } from "better-sqlite3";
import type { Layout } from "./layout.ts";
import { REGISTRY_MIGRATIONS, SESSION_MIGRATIONS } from "./schema.ts";
import { StorageError } from "./storage-error.ts";

/** Names a database. */
export type DatabaseName = { kind: "registry"; tenantId: string } | { kind: "session"; sessionId: string };

const MIGRATIONS: Readonly<Record<DatabaseName["kind"], readonly string[]>> = {
  registry: REGISTRY_MIGRATIONS,
  session: SESSION_MIGRATIONS,
};

/** A database with its prepared statements. */
export class OpenDatabase {
  readonly path: string;
  readonly #database: Database.Database;
  readonly #statements = new Map<string, PreparedStatement<unknown[]>>();
  /** Bytes written since the write-ahead log was last emptied, roughly. */
  bytesToCheckpoint = 0;

  constructor(path: string, database: Database.Database) {
    this.path = path;
    this.#database = database;
  }

  /** A statement, prepared once. */
  statement(sql: string): PreparedStatement<unknown[]> {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  /** Runs a function within a transaction that is rolled back when it throws. */
  transaction<T>(run: () => T): T {
    this.statement("BEGIN IMMEDIATE").run();
    try {
      const result = run();
      this.statement("COMMIT").run();
      return result;
    } catch (error) {
      // SQLite has rolled back by itself after some errors, a full disk among them.
      if (this.#database.inTransaction) this.statement("ROLLBACK").run();
      throw error;
    }
  }

  /** Carries the write-ahead log into the database, as far as readers allow. */
  checkpoint(): void {
    this.#database.pragma("wal_checkpoint(PASSIVE)");
    this.bytesToCheckpoint = 0;
  }

  close(): void {
    this.#database.close();
  }
}

/** How a pool opens databases. */
export interface PoolOptions {
  layout: Layout;
  /** The most databases that are open at a time; the one that was used longest ago is closed first. */
  capacity: number;
  readonly: boolean;
}

/** Open databases, the least recently used closed first. */
export class DatabasePool {
  readonly #options: PoolOptions;
  readonly #open = new Map<string, OpenDatabase>();

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** The most databases that are open at a time. */
  get capacity(): number {
    return this.#options.capacity;
  }

  /**
   * Opens a database. A pool that writes creates it and brings its schema up to date.
   *
   * @throws StorageError `corrupt` when it was written by a newer version of this program
   */
  get(name: DatabaseName): OpenDatabase {
    const path = pathOf(this.#options.layout, name);
    const known = this.#open.get(path);
    if (known !== undefined) {
      this.#open.delete(path);
      this.#open.set(path, known);
      return known;
    }
    const opened = this.#options.readonly ? openForReading(path) : openForWriting(path, name.kind);
    this.#open.set(path, opened);
    if (this.#open.size > this.#options.capacity) this.#closeOldest();
    return opened;
  }

  /** Closes a database if it is open. */
  release(name: DatabaseName): void {
    const path = pathOf(this.#options.layout, name);
    this.#open.get(path)?.close();
    this.#open.delete(path);
  }

  /** Every open database. */
  values(): Iterable<OpenDatabase> {
    return this.#open.values();
  }

  close(): void {
    for (const database of this.#open.values()) database.close();
    this.#open.clear();
  }

  #closeOldest(): void {
    for (const [path, database] of this.#open) {
      this.#open.delete(path);
      database.close();
      return;
    }
  }
}

function pathOf(layout: Layout, name: DatabaseName): string {
  return name.kind === "registry" ? layout.registry(name.tenantId) : layout.sessionDatabase(name.sessionId);
}

function openForReading(path: string): OpenDatabase {
  const database = new Database(path, { readonly: true, fileMustExist: true });
  return new OpenDatabase(path, database);
}

function openForWriting(path: string, kind: DatabaseName["kind"]): OpenDatabase {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) createFrom(path, emptyDatabase(kind));
  // SQLite would take it for a new database, and the gateway its tenant for one that nobody owns.
  else if (found.size === 0) throw new StorageError("corrupt", "The database is cut off: its file is empty.");
  const database = new Database(path);
  try {
    database.pragma("journal_mode = WAL");
    // Survives a kill of the process; a loss of power may cost the last commits, never the database.
    database.pragma("synchronous = NORMAL");
    // Checkpoints take long and come at the worst time; the writer makes them when it is idle.
    database.pragma("wal_autocheckpoint = 0");
    database.pragma("foreign_keys = ON");
    migrate(database, MIGRATIONS[kind]);
  } catch (error) {
    database.close();
    throw error;
  }
  return new OpenDatabase(path, database);
}

/** Puts a new file in its place, all of it or nothing. */
function createFrom(path: string, content: Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.new`;
  writeFileSync(unfinished, content);
  renameSync(unfinished, path);
}

const emptyDatabases = new Map<DatabaseName["kind"], Buffer>();
/** Where the header of a database says that it has a write-ahead log (https://sqlite.org/fileformat.html, 1.3.3). */
const FORMAT_VERSIONS = [18, 19];
const WITH_WAL = 2;

/** A database with its schema and nothing in it. Copying one takes a quarter of the time that making one anew does. */
function emptyDatabase(kind: DatabaseName["kind"]): Buffer {
  const known = emptyDatabases.get(kind);
  if (known !== undefined) return known;
  const database = new Database(":memory:");
  migrate(database, MIGRATIONS[kind]);
  const content = database.serialize();
  database.close();
  for (const offset of FORMAT_VERSIONS) content[offset] = WITH_WAL;
  emptyDatabases.set(kind, content);
  return content;
}

function migrate(database: Database.Database, migrations: readonly string[]): void {
  const version = Number(database.pragma("user_version", { simple: true }));
  if (version > migrations.length) {
    throw new StorageError(
      "corrupt",
      `The schema is of version ${version}; this program knows ${migrations.length}. Run the newer program.`,
    );
  }
  if (version === migrations.length) return;
  database.transaction(() => {
    for (const step of migrations.slice(version)) database.exec(step);
    database.pragma(`user_version = ${migrations.length}`);
  })();
}
