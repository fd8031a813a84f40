import { closeSync, fsyncSync, openSync, renameSync, writeSync } from "node:fs";
import type { SnapshotMeta } from "../../raft/entry.ts";
import type { Receipt, ReceivedChunk } from "./state-contract.ts";
import type { StateFolder } from "./state-folder.ts";
import { isSamePlace, type StateHead } from "./state-head.ts";
import { openWhole } from "./state-reader.ts";
import { StateRefusal } from "./state-refusal.ts";

/** A state that comes from another node in pieces, until it is whole and can take the place of this node's. */
export class ReceivedSnapshot {
  readonly #folder: StateFolder;
  #receiving: { readonly at: SnapshotMeta; readonly descriptor: number; size: number } | null = null;

  constructor(folder: StateFolder) {
    this.#folder = folder;
  }

  /**
   * Writes a piece. One at offset 0 begins anew; one that is not the next one spoils what came before it. After the last
   * piece the whole is synced and verified, every record of it, and takes its final name.
   */
  write({ at, offset, data, done }: ReceivedChunk): Receipt {
    if (offset === 0) this.#begin(at);
    const receiving = this.#receiving;
    if (receiving === null || receiving.size !== offset || !isSamePlace(receiving.at, at)) return this.#spoiled();
    for (let written = 0; written < data.length; ) written += writeSync(receiving.descriptor, data, written);
    receiving.size += data.length;
    if (!done) return { nextOffset: receiving.size, valid: true };
    fsyncSync(receiving.descriptor);
    this.#end();
    if (!this.#isWhole(at)) return this.#spoiled();
    renameSync(this.#folder.of("receiving"), this.#folder.of("received"));
    this.#folder.sync();
    return { nextOffset: receiving.size, valid: true };
  }

  /** Where in the log the snapshot is that was received, and not taken over yet. */
  received(): StateHead["at"] | null {
    if (!this.#folder.has("received")) return null;
    try {
      const { reader, close } = openWhole(this.#folder.of("received"));
      close();
      return reader.head.at;
    } catch (error) {
      if (error instanceof StateRefusal) return null;
      throw error;
    }
  }

  discard(): void {
    this.#end();
    this.#folder.remove("received", "receiving");
  }

  #begin(at: SnapshotMeta): void {
    this.discard();
    this.#receiving = { at, descriptor: openSync(this.#folder.of("receiving"), "w"), size: 0 };
  }

  #end(): void {
    if (this.#receiving !== null) closeSync(this.#receiving.descriptor);
    this.#receiving = null;
  }

  #spoiled(): Receipt {
    this.#end();
    this.#folder.remove("receiving");
    return { nextOffset: 0, valid: false };
  }

  #isWhole(at: SnapshotMeta): boolean {
    try {
      const { reader, close } = openWhole(this.#folder.of("receiving"));
      try {
        if (!isSamePlace(reader.head.at, at)) return false;
        reader.verify();
        return true;
      } finally {
        close();
      }
    } catch (error) {
      if (error instanceof StateRefusal) return false;
      throw error;
    }
  }
}
