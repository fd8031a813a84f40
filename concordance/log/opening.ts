import { findBreak } from "./continuity.ts";
import type { Beginning, Page, StoredHead } from "./contract.ts";
import { readGeneration } from "./database-header.ts";
import { FILES, type LogFolder } from "./log-folder.ts";
import { missing } from "./log-refusal.ts";
import { MarkFile, readMark } from "./mark.ts";
import type { Meta } from "./meta-table.ts";
import { RaftDb } from "./raft-db.ts";
import { StoredLog } from "./stored-log.ts";
import { checkWal } from "./wal-check.ts";

const BEFORE_ALL = { index: 0, term: 0 };

/** A log that is being read, and verified, before it can be written. */
export class Opening {
  readonly head: StoredHead;
  readonly #folder: LogFolder;
  readonly #stored: StoredLog;
  readonly #generation: number;
  #lastIndex: number;

  private constructor(folder: LogFolder, stored: StoredLog, generation: number, head: StoredHead) {
    this.#folder = folder;
    this.#stored = stored;
    this.#generation = generation;
    this.head = head;
    this.#lastIndex = head.base.index;
  }

  /**
   * Checks all but the entries, and changes nothing, except that it removes what an interrupted `create` left.
   *
   * @returns null when there is no log yet
   * @throws {LogRefusal} when something is not as it was written
   */
  static begin(folder: LogFolder): Opening | null {
    const mark = folder.has("mark") ? readMark(folder.of("mark")) : null;
    if (mark === null) {
      mustBeNew(folder);
      announce(folder);
      return null;
    }
    if (mark.phase === "creating") {
      for (const file of ["database", "wal", "sharedMemory", "journal"] as const) folder.remove(file);
      return null;
    }
    if (!folder.has("database")) throw missing(`${FILES.database} is missing, although ${FILES.mark} is there`);
    const wal = folder.has("wal") ? checkWal(folder.of("wal")) : null;
    const ownGeneration = readGeneration(folder.of("database"));
    const stored = new StoredLog(folder);
    try {
      const generation = stored.generation();
      const broken = findBreak({ mark, wal, ownGeneration, generation });
      if (broken !== null) throw broken;
      const head = { ...stored.open(), notices: wal === null || wal.tornFrames === 0 ? [] : [ofTorn(wal.tornFrames)] };
      return new Opening(folder, stored, generation, head);
    } catch (error) {
      stored.close();
      throw error;
    }
  }

  /** @throws {LogRefusal} when an entry is not as it was written */
  readPage(): Page {
    const page = this.#stored.readPage();
    this.#lastIndex = page.lastIndex;
    return page;
  }

  /** To be called when all pages were read. */
  finish(): RaftDb {
    this.#stored.close();
    const mark = new MarkFile(this.#folder.of("mark"), "r+");
    return RaftDb.open(this.#folder, mark, { generation: this.#generation, base: this.head.base, lastIndex: this.#lastIndex });
  }

  /** Instead of `finish`. */
  abandon(): void {
    this.#stored.close();
  }
}

/** Makes a log where `Opening.begin` found none. When it is interrupted, that finds none again. */
export function createLog(folder: LogFolder, { cluster, node, base = BEFORE_ALL, hardState }: Beginning): RaftDb {
  const meta: Meta = { identity: { cluster, node }, hardState: hardState ?? { term: base.term, vote: null }, base };
  const database = RaftDb.create(folder, new MarkFile(folder.of("mark"), "r+"), meta);
  folder.sync();
  return database;
}

function mustBeNew(folder: LogFolder): void {
  if (folder.has("database")) throw missing(`${FILES.mark} is missing, although ${FILES.database} is there`);
  if (folder.has("wal")) throw missing(`${FILES.database} and ${FILES.mark} are missing, although ${FILES.wal} is there`);
  if (folder.has("state")) throw missing(`${FILES.database} and ${FILES.mark} are missing, although ${FILES.state} is there`);
}

/**
 * From here on a log that is not there has never been there: so a state without one can be told from one whose log is lost.
 */
function announce(folder: LogFolder): void {
  const mark = new MarkFile(folder.of("mark"), "w");
  mark.write({ phase: "creating", generation: 0, salts: [0, 0], frames: 0 });
  mark.sync();
  mark.close();
  folder.sync();
}

function ofTorn(frames: number): string {
  const [what, them] = frames === 1 ? ["1 frame", "It was"] : [`${frames} frames`, "They were"];
  return `${FILES.wal} ends with ${what} of a transaction that was not finished. ${them} cut off: that had not been reported as persisted.`;
}
