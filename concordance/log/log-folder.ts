import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, rmSync } from "node:fs";
import { join } from "node:path";

/** The names of the files in a node's data folder that the log has, or must know of. */
export const FILES = {
  /** The log, as of the last checkpoint. */
  database: "raft.db",
  /** What was written since. */
  wal: "raft.db-wal",
  /** SQLite's, while the log is read at start. */
  sharedMemory: "raft.db-shm",
  /** SQLite's, while the database is being created. */
  journal: "raft.db-journal",
  /** What of the log was reported as persisted: see `mark.ts`. */
  mark: "raft.mark",
  /** Held as long as a process uses the folder. */
  lock: "concordance.lock",
  /** The state's, which is nothing without the log. */
  state: "state.db",
} as const;

export type FileName = keyof typeof FILES;

/** A node's data folder. */
export class LogFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  of(file: FileName): string {
    return join(this.path, FILES[file]);
  }

  has(file: FileName): boolean {
    return existsSync(this.of(file));
  }

  remove(file: FileName): void {
    rmSync(this.of(file), { force: true });
  }

  make(): void {
    mkdirSync(this.path, { recursive: true });
  }

  /** What files there are is durable, not only what is in them. */
  sync(): void {
    const folder = openSync(this.path, "r");
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  }
}
