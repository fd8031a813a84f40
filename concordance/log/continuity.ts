import { FILES } from "./log-folder.ts";
import { damaged, type LogRefusal, missing } from "./log-refusal.ts";
import type { Mark } from "./mark.ts";
import type { WalContents } from "./wal-check.ts";

/** What the files of a log say of themselves, each on its own. */
export interface Testimony {
  readonly mark: Mark;
  /** Null when there is no file. */
  readonly wal: WalContents | null;
  /** Of the database file alone. */
  readonly ownGeneration: number;
  /** Of the database with what its write-ahead log adds. */
  readonly generation: number;
}

/*
 * A generation is one use of the write-ahead log, from when it is begun anew until the next time. Its first transaction sets
 * the database's generation, so the database file is of the generation before until a checkpoint. The order of events is
 *
 *   … commit, sync, mark (in_use, n frames), report … checkpoint, sync, mark (complete), sync
 *   → first transaction of the next generation, sync, mark (in_use, n frames) → commit, …
 *
 * and a process may end between any two of them. SQLite itself makes a checkpoint and deletes the write-ahead log when a
 * process ends by `exit` or an exception. A power cut may take back marks, but none that was synced.
 */

/**
 * Whether the files belong together, and nothing is gone that was reported as persisted.
 *
 * @returns why not, or null
 */
export function findBreak(testimony: Testimony): LogRefusal | null {
  const { mark, wal, ownGeneration, generation } = testimony;
  if (wal === null || wal.frames === 0) return withoutWal(testimony);
  if (ownGeneration !== generation && ownGeneration !== generation - 1) {
    return damaged(
      `${FILES.database} and ${FILES.wal} do not belong together: the one is of generation ${ownGeneration}, the other of ${generation}`,
    );
  }
  if (wal.salts?.[0] !== mark.salts[0] || wal.salts[1] !== mark.salts[1]) {
    if (mark.phase === "complete" && generation === mark.generation + 1) return null;
    return damaged(`${FILES.wal} is not the one that ${FILES.mark} knows: one of them is a copy from another time`);
  }
  if (generation !== mark.generation) {
    return damaged(`${FILES.mark} is of generation ${mark.generation}, but ${FILES.wal} of ${generation}: one of them is a copy`);
  }
  if (wal.frames < mark.frames) {
    return damaged(`${FILES.wal} is damaged: only ${wal.frames} of the ${mark.frames} frames are sound that were reported as persisted`);
  }
  return null;
}

function withoutWal({ mark, wal, generation }: Testimony): LogRefusal | null {
  if (generation === mark.generation) return null;
  // The next generation has begun, and was ended by SQLite before it was marked.
  if (mark.phase === "complete" && generation === mark.generation + 1) return null;
  const what = wal === null ? `${FILES.wal} is missing` : `${FILES.wal} is empty`;
  if (generation < mark.generation) {
    return missing(
      `${what}, although ${FILES.database} needs it: that is of generation ${generation}, and ${FILES.mark} of ${mark.generation}`,
    );
  }
  return damaged(`${FILES.mark} is of generation ${mark.generation}, but ${FILES.database} of ${generation}: one of them is a copy`);
}
