import { closeSync, existsSync, fstatSync, openSync, readSync, rmSync } from "node:fs";
import type { Chunk } from "./state-contract.ts";
import type { StateDb } from "./state-db.ts";
import type { StateFolder } from "./state-folder.ts";

/** Copies of the state at indexes that other nodes are being sent. One is made when its first piece is asked for. */
export class SentSnapshots {
  readonly #folder: StateFolder;
  readonly #descriptors = new Map<number, number>();

  constructor(folder: StateFolder) {
    this.#folder = folder;
  }

  /** Null when there is no copy of this index, and the state has gone on. */
  read(db: StateDb, index: number, offset: number, length: number): Chunk | null {
    const descriptor = this.#open(db, index);
    if (descriptor === null) return null;
    const { size } = fstatSync(descriptor);
    const data = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
    for (let read = 0; read < data.length; ) read += readSync(descriptor, data, read, data.length - read, offset + read);
    return { data, done: offset + data.length >= size };
  }

  /** @param indexes of those that stay */
  keep(indexes: ReadonlySet<number>): void {
    for (const [index, descriptor] of this.#descriptors) {
      if (indexes.has(index)) continue;
      closeSync(descriptor);
      this.#descriptors.delete(index);
      rmSync(this.#folder.ofSnapshot(index), { force: true });
    }
  }

  #open(db: StateDb, index: number): number | null {
    const open = this.#descriptors.get(index);
    if (open !== undefined) return open;
    const path = this.#folder.ofSnapshot(index);
    if (db.head?.at.index !== index) return null;
    if (!existsSync(path)) db.copyCommitted(path, db.head);
    const descriptor = openSync(path, "r");
    this.#descriptors.set(index, descriptor);
    return descriptor;
  }
}
