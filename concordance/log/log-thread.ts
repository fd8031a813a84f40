import type { Beginning, Page, StoredHead, Write } from "./contract.ts";
import { type FolderLock, lockFolder } from "./folder-lock.ts";
import { LogFolder } from "./log-folder.ts";
import { createLog, Opening } from "./opening.ts";
import type { RaftDb } from "./raft-db.ts";
import { describeWriteError } from "./write-error.ts";

/** Nothing was written for so long: there is time for a checkpoint. */
const QUIET_MS = 100;
/** The write-ahead log is worth a checkpoint. */
const WORTHWHILE_BYTES = 1024 * 1024;
/**
 * A checkpoint is made however busy it is. It takes as long as the log is large, which compaction keeps small, not as long as
 * the write-ahead log; the larger that is, the rarer it happens. But at start it is read as a whole.
 */
const TOO_LARGE_BYTES = 32 * 1024 * 1024;
/** Writes that wait together become one transaction, but not of more text than this. */
const TRANSACTION_CHARACTERS = 8 * 1024 * 1024;

/** What the log's thread does. */
export class LogThread {
  readonly #folder: LogFolder;
  readonly #report: (id: number) => void;
  readonly #fail: (error: Error) => void;
  /** So that not all nodes of a cluster make their checkpoints at once: a majority answers in the meantime. */
  readonly #tooLarge = TOO_LARGE_BYTES * (0.75 + Math.random() / 2);
  #lock: FolderLock | undefined;
  #opening: Opening | undefined;
  #database: RaftDb | undefined;
  #failed = false;
  #waiting: Write[] = [];
  #waitingCharacters = 0;
  #quiet: NodeJS.Timeout | undefined;

  /**
   * @param report called with the id of the last persist that is durable
   * @param fail called when the log cannot be written any more, for what is done by the clock
   */
  constructor(path: string, report: (id: number) => void, fail: (error: Error) => void) {
    this.#folder = new LogFolder(path);
    this.#report = report;
    this.#fail = fail;
  }

  /** @throws {LogRefusal} when the folder is somebody else's, or its log is not in order */
  open(): StoredHead | null {
    this.#folder.make();
    this.#lock = lockFolder(this.#folder);
    this.#opening = Opening.begin(this.#folder) ?? undefined;
    return this.#opening?.head ?? null;
  }

  /** @throws {LogRefusal} when the log is not in order */
  read(): Page {
    const opening = this.#opening;
    if (opening === undefined) throw new Error("There is nothing to be read.");
    const page = opening.readPage();
    if (page.last) {
      this.#opening = undefined;
      this.#begin(() => opening.finish());
    }
    return page;
  }

  create(beginning: Beginning): null {
    if (this.#lock === undefined || this.#opening !== undefined || this.#database !== undefined) {
      throw new Error("A log can be created only in a folder that was opened and has none.");
    }
    this.#begin(() => createLog(this.#folder, beginning));
    return null;
  }

  take(write: Write): void {
    this.#waiting.push(write);
    this.#waitingCharacters += charactersOf(write);
    if (this.#waitingCharacters >= TRANSACTION_CHARACTERS) this.commit();
  }

  commit(): void {
    const writes = this.#waiting;
    if (writes.length === 0) return;
    this.#waiting = [];
    this.#waitingCharacters = 0;
    this.#attempt((database) => {
      database.write(writes);
      const last = writes.findLast((write) => write[0] === "persist");
      if (last !== undefined) this.#report(last[1] as number);
      if (database.walBytes > this.#tooLarge) database.checkpoint();
    });
    this.#quiet?.refresh();
  }

  close(): void {
    clearTimeout(this.#quiet);
    this.#opening?.abandon();
    try {
      if (this.#failed) this.#database?.close(false);
      else if (this.#database !== undefined) this.#attempt((database) => database.close(true));
    } finally {
      this.#lock?.release();
    }
  }

  #begin(make: () => RaftDb): void {
    try {
      this.#database = make();
    } catch (error) {
      throw describeWriteError(error);
    }
    this.#quiet = setTimeout(() => this.#onQuiet(), QUIET_MS);
  }

  #onQuiet(): void {
    if (this.#failed || (this.#database?.walBytes ?? 0) < WORTHWHILE_BYTES) return;
    try {
      this.#attempt((database) => database.checkpoint());
    } catch (error) {
      this.#fail(error as Error);
    }
  }

  #attempt(work: (database: RaftDb) => void): void {
    try {
      if (this.#database === undefined) throw new Error("The log is not open.");
      work(this.#database);
    } catch (error) {
      this.#failed = true;
      throw describeWriteError(error);
    }
  }
}

function charactersOf(write: Write): number {
  if (write[0] !== "persist") return 0;
  let characters = 0;
  for (const part of write[6]) {
    if (typeof part === "number") continue;
    for (const payload of part) characters += payload?.length ?? 0;
  }
  return characters;
}
