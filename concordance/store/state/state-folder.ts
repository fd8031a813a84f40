import { closeSync, existsSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

/** The names of a state's files in a node's data folder. */
export const FILES = {
  /** The state, as of the last checkpoint. */
  state: "state.db",
  /** What was gathered since; and, after a crash, the checkpoint itself. */
  wal: "state.db-wal",
  sharedMemory: "state.db-shm",
  /** A snapshot of another node's state, whole and verified, that is to become this one's. */
  received: "state-received.db",
  /** As far as it was received. */
  receiving: "state-received.part",
  /** What becomes the state, while it is written. */
  restoring: "state-restored.part",
} as const;

export type FileName = keyof typeof FILES;

const COPY = /^state-(?:snapshot|backup)-\d+\.db$/;

/** The part of a node's data folder that is the state's. */
export class StateFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  of(file: FileName): string {
    return join(this.path, FILES[file]);
  }

  /** The state at an index, to be sent to other nodes. */
  ofSnapshot(index: number): string {
    return join(this.path, `state-snapshot-${index}.db`);
  }

  ofBackup(number: number): string {
    return join(this.path, `state-backup-${number}.db`);
  }

  has(file: FileName): boolean {
    return existsSync(this.of(file));
  }

  remove(...files: readonly FileName[]): void {
    for (const file of files) rmSync(this.of(file), { force: true });
  }

  /** Removes what is of use to a running process only. */
  removeCopies(): void {
    this.remove("receiving", "restoring");
    for (const name of readdirSync(this.path)) if (COPY.test(name)) rmSync(join(this.path, name), { force: true });
  }

  /**
   * Makes a whole and synced file the state. A crash in the middle leaves the old state or the new one; or, between the two,
   * an old one without what was in its write-ahead log, while the new one is still there to be taken.
   */
  replaceState(by: "received" | "restoring"): void {
    // The write-ahead log of the old state would be taken for the new one's, and must be gone first.
    this.remove("wal", "sharedMemory");
    this.sync();
    renameSync(this.of(by), this.of("state"));
    this.sync();
  }

  /** Which files there are is durable, not only what is in them. */
  sync(): void {
    sync(this.path);
  }
}

/** Makes a file, or what a folder lists, durable. */
export function sync(path: string): void {
  const descriptor = openSync(path, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
