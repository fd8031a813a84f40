import Database from "better-sqlite3";
import { entryChecksum } from "./checksums.ts";
import { KIND, type Page, type Runs } from "./contract.ts";
import { inUse } from "./folder-lock.ts";
import { FILES, type LogFolder } from "./log-folder.ts";
import { damaged, LogRefusal } from "./log-refusal.ts";
import { type Meta, readMeta } from "./meta-table.ts";

/** A page ends when it has so many characters of payloads. */
const PAGE_CHARACTERS = 4 * 1024 * 1024;
const KINDS: readonly number[] = Object.values(KIND);

/** The disk, permissions or memory, not what is in the file. */
const NOT_ABOUT_CONTENT = /^SQLITE_(IOERR|CANTOPEN|PERM|AUTH|READONLY|NOMEM|FULL)/;

type Row = [idx: number, term: number, kind: number, payload: string | null, checksum: number];

/**
 * Reads a log at start, and verifies every bit of it. It only reads: a log that is refused is left exactly as it was, for
 * whoever wants to find out what happened to it. (A connection that may write would carry the write-ahead log into the
 * database when it is closed.)
 */
export class StoredLog {
  readonly #folder: LogFolder;
  readonly #hadWal: boolean;
  readonly #database: Database.Database;
  /** The entry that was read last, or what comes before the first. */
  #index = 0;
  #term = 0;
  #meta: Meta | undefined;

  constructor(folder: LogFolder) {
    this.#folder = folder;
    this.#hadWal = folder.has("wal");
    this.#database = guard(() => new Database(folder.of("database"), { readonly: true, fileMustExist: true, timeout: 0 }));
  }

  /** The generation that the database is of when its write-ahead log is taken into account. */
  generation(): number {
    return guard(() => this.#database.pragma("user_version", { simple: true }) as number);
  }

  /** @throws {LogRefusal} when the database is damaged, as far as that can be seen without the entries */
  open(): Meta {
    return guard(() => {
      const meta = readMeta(this.#database);
      const faults = this.#database.pragma("quick_check(1)", { simple: true }) as string;
      if (faults !== "ok") throw damaged(`${FILES.database} is damaged: ${faults.replaceAll("\n", " ")}`);
      this.#meta = meta;
      this.#index = meta.base.index;
      this.#term = meta.base.term;
      return meta;
    });
  }

  /**
   * The entries after those of the page before.
   *
   * @throws {LogRefusal} when one is not as it was written
   */
  readPage(): Page {
    return guard(() => {
      const firstIndex = this.#index + 1;
      const runs: Runs = [];
      let run: (string | null)[] = [];
      let kindOfRun = -1;
      let termOfRun = -1;
      let characters = 0;
      const rows = this.#database
        .prepare<[number], Row>("SELECT idx, term, kind, payload, checksum FROM entries WHERE idx > ? ORDER BY idx")
        .raw()
        .iterate(this.#index);
      for (const row of rows) {
        this.#verify(row);
        const [, term, kind, payload] = row;
        if (term !== termOfRun || kind !== kindOfRun) {
          run = [];
          runs.push(term, kind, run);
          termOfRun = term;
          kindOfRun = kind;
        }
        run.push(payload);
        characters += payload?.length ?? 0;
        if (characters >= PAGE_CHARACTERS) return { firstIndex, runs, lastIndex: this.#index, last: false };
      }
      this.#verifyEnd();
      return { firstIndex, runs, lastIndex: this.#index, last: true };
    });
  }

  /** Leaves nothing behind that was not there before. */
  close(): void {
    this.#database.close();
    this.#folder.remove("sharedMemory");
    if (!this.#hadWal) this.#folder.remove("wal");
  }

  #verify([index, term, kind, payload, checksum]: Row): void {
    if (index !== this.#index + 1) throw damaged(`${FILES.database}: entry ${this.#index + 1} is missing; the next one is ${index}`);
    if (!KINDS.includes(kind)) throw damaged(`${FILES.database}: entry ${index} is of kind ${kind}, which does not exist`);
    if (checksum !== entryChecksum(index, term, kind, payload)) throw damaged(`${FILES.database}: entry ${index} fails its checksum`);
    if (term < this.#term) {
      throw damaged(`${FILES.database}: entry ${index} is of term ${term}, although the one before it is of term ${this.#term}`);
    }
    this.#index = index;
    this.#term = term;
  }

  #verifyEnd(): void {
    const term = this.#meta?.hardState.term ?? 0;
    if (term < this.#term) {
      throw damaged(`${FILES.database}: the node's term is ${term}, although entry ${this.#index} is of term ${this.#term}`);
    }
  }
}

/** What SQLite says of a damaged file is a refusal, too. */
function guard<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof LogRefusal) throw error;
    const { code = "no code", message } = error as { code?: string; message: string };
    if (code === "SQLITE_BUSY") throw inUse();
    const what = `${FILES.database} cannot be read: ${message} (${code})`;
    if (!NOT_ABOUT_CONTENT.test(code)) throw damaged(what);
    throw Object.assign(new Error(`${what}. Check the disk, the room on it, and the permissions of the folder.`, { cause: error }), {
      code,
    });
  }
}
