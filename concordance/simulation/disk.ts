import type { Entry, HardState, SnapshotMeta } from "../raft/entry.ts";
import type { Persist } from "../raft/output.ts";
import type { Restored } from "../raft/state.ts";
import type { Random } from "./random.ts";
import type { DiskHabits } from "./scenario.ts";
import type { Timeline } from "./timeline.ts";

export interface StoredSnapshot {
  readonly meta: SnapshotMeta;
  readonly data: string;
}

/** What a node asks its disk to do. */
export type Write =
  | Persist
  | { readonly kind: "compact"; readonly index: number; readonly term: number }
  /** A snapshot of this node's own state. */
  | { readonly kind: "snapshot"; readonly snapshot: StoredSnapshot }
  | { readonly kind: "chunk"; readonly meta: SnapshotMeta; readonly offset: number; readonly data: string; readonly done: boolean };

/**
 * A node's disk. Writes take time, and are done in order, those that wait together at once. A crash leaves of what was not
 * reported as done a part: some of the writes, and of the next one its beginning.
 */
export class Disk {
  hardState: HardState = { term: 0, vote: null };
  snapshot: StoredSnapshot;
  base: { index: number; term: number } = { index: 0, term: 0 };
  entries: Entry[] = [];
  /** Own snapshots that are kept because somebody may still be reading them. */
  readonly older: StoredSnapshot[] = [];
  /** The file that chunks are written to. */
  incoming: { meta: SnapshotMeta; data: string } | null = null;
  /** Makes every write slow until then. */
  slowUntil = 0;

  readonly #timeline: Timeline;
  readonly #random: Random;
  readonly #habits: DiskHabits;
  #waiting: Write[] = [];
  #underWay: Write[] = [];
  /** Rises with every crash, so that nothing of before is reported. */
  #life = 0;

  constructor(timeline: Timeline, random: Random, habits: DiskHabits, initial: StoredSnapshot) {
    this.#timeline = timeline;
    this.#random = random;
    this.#habits = habits;
    this.snapshot = initial;
  }

  /** What the disk holds up to there is the log that the node would restart with. */
  termAt(index: number): number | undefined {
    return index === this.base.index ? this.base.term : this.entries[index - this.base.index - 1]?.term;
  }

  holds(index: number, term: number): boolean {
    return index <= this.snapshot.meta.index || this.termAt(index) === term;
  }

  write(write: Write, done: (writes: readonly Write[]) => void): void {
    this.#waiting.push(write);
    if (this.#underWay.length === 0) this.#begin(done);
  }

  crash(): void {
    this.#life += 1;
    const unreported = [...this.#underWay, ...this.#waiting];
    this.#underWay = [];
    this.#waiting = [];
    const whole = this.#random.below(unreported.length + 1);
    for (const write of unreported.slice(0, whole)) this.#carryOut(write);
    const torn = unreported[whole];
    if (torn !== undefined) this.#tear(torn);
    this.incoming = null;
  }

  restored(): Restored {
    return { hardState: this.hardState, snapshot: this.snapshot.meta, base: { ...this.base }, entries: [...this.entries] };
  }

  #begin(done: (writes: readonly Write[]) => void): void {
    this.#underWay = this.#waiting;
    this.#waiting = [];
    const life = this.#life;
    this.#timeline.after(this.#duration(), () => {
      if (life !== this.#life) return;
      const writes = this.#underWay;
      for (const write of writes) this.#carryOut(write);
      this.#underWay = [];
      if (this.#waiting.length > 0) this.#begin(done);
      done(writes);
    });
  }

  #duration(): number {
    const { writeMs, slow, slowMs } = this.#habits;
    const isSlow = this.#timeline.now < this.slowUntil || this.#random.chance(slow);
    return isSlow ? this.#random.between(writeMs, slowMs) : this.#random.between(writeMs / 4, writeMs);
  }

  #carryOut(write: Write): void {
    switch (write.kind) {
      case "persist":
        if (write.hardState !== null) this.hardState = write.hardState;
        if (write.snapshot !== null) this.#adopt(write.snapshot);
        this.#change(write.truncateFrom, write.entries);
        break;
      case "compact":
        if (write.index <= this.base.index) break;
        this.entries = this.entries.slice(write.index - this.base.index);
        this.base = { index: write.index, term: write.term };
        break;
      case "snapshot":
        if (write.snapshot.meta.index <= this.snapshot.meta.index) break;
        this.older.push(this.snapshot);
        if (this.older.length > 2) this.older.shift();
        this.snapshot = write.snapshot;
        break;
      case "chunk":
        if (write.offset === 0) this.incoming = { meta: write.meta, data: "" };
        if (this.incoming?.meta.index === write.meta.index && this.incoming.data.length === write.offset) this.incoming.data += write.data;
        break;
    }
  }

  /** The beginning of a write, or nothing; a snapshot is taken whole or not at all. */
  #tear(write: Write): void {
    if (write.kind !== "persist" || write.snapshot !== null || this.#random.chance(0.4)) return;
    if (write.hardState !== null) this.hardState = write.hardState;
    if (this.#random.chance(0.5)) return;
    this.#change(write.truncateFrom, write.entries.slice(0, this.#random.below(write.entries.length + 1)));
  }

  #adopt(meta: SnapshotMeta): void {
    if (this.incoming?.meta.index !== meta.index) throw new Error(`The snapshot at ${meta.index} was installed but not received.`);
    this.snapshot = { meta, data: this.incoming.data };
    this.incoming = null;
    this.base = { index: meta.index, term: meta.term };
    this.entries = [];
  }

  #change(truncateFrom: number | null, entries: readonly Entry[]): void {
    if (truncateFrom !== null) this.entries.length = Math.max(0, Math.min(this.entries.length, truncateFrom - this.base.index - 1));
    for (const entry of entries) {
      if (entry.index !== this.base.index + this.entries.length + 1)
        throw new Error(`The disk was given entry ${entry.index} out of order.`);
      this.entries.push(entry);
    }
  }
}
