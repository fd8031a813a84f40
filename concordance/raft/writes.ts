import type { Entry, HardState, NodeId, SnapshotMeta } from "./entry.ts";
import type { Message } from "./messages.ts";
import type { Persist } from "./output.ts";

/** What a message must wait for: that the node remembers its term and vote, or all of its log as well. */
export type Needs = "term" | "log";

/**
 * What is being written, and what waits for it. A step stages; its end makes one write of all that; the shell says when it
 * is durable. Until then the node knows what it wrote but promises it to nobody.
 */
export class Writes {
  /** The log up to here, as it is now, survives a crash. */
  durableIndex: number;
  #lastId = 0;
  #doneId = 0;
  /** The last writes that held what a message may need. */
  #lastIds: Record<Needs, number> = { term: 0, log: 0 };
  /** Writes under way, and up to where each will have made the log durable. */
  #underWay: { readonly id: number; upTo: number }[] = [];
  #held: { readonly after: number; readonly message: Message }[] = [];
  #hardState = false;
  #snapshot: SnapshotMeta | null = null;
  #truncateFrom: number | null = null;
  #entries: Entry[] = [];

  constructor(durableIndex: number) {
    this.durableIndex = durableIndex;
  }

  stageHardState(): void {
    this.#hardState = true;
  }

  stageEntry(entry: Entry): void {
    this.#entries.push(entry);
  }

  /** Nothing from `index` on will be durable by the writes so far, even when they are done: those after them take it away. */
  stageTruncation(index: number): void {
    this.#entries = this.#entries.filter((entry) => entry.index < index);
    this.#truncateFrom = this.#truncateFrom === null ? index : Math.min(this.#truncateFrom, index);
    this.durableIndex = Math.min(this.durableIndex, index - 1);
    for (const write of this.#underWay) write.upTo = Math.min(write.upTo, index - 1);
  }

  /** The log is replaced by the snapshot, and is as durable as that. */
  stageSnapshot(snapshot: SnapshotMeta): void {
    this.#entries = [];
    this.#truncateFrom = null;
    this.#snapshot = snapshot;
    this.durableIndex = 0;
    for (const write of this.#underWay) write.upTo = 0;
  }

  /** Whether a message with these needs must wait, and for which write. */
  #awaited(needs: Needs): number {
    const staged = needs === "term" ? this.#hardState : this.#isStaged();
    return staged ? this.#lastId + 1 : this.#lastIds[needs];
  }

  #isStaged(): boolean {
    return this.#hardState || this.#snapshot !== null || this.#truncateFrom !== null || this.#entries.length > 0;
  }

  /** Keeps a message back until its promise is durable; false when it is already, and the message may go. */
  hold(message: Message, needs: Needs): boolean {
    const after = this.#awaited(needs);
    if (after <= this.#doneId) return false;
    this.#held.push({ after, message });
    return true;
  }

  /** All that the step staged, as one write, or null when that is nothing. */
  take(term: number, vote: NodeId | null, lastIndex: number): Persist | null {
    if (!this.#isStaged()) return null;
    this.#lastId += 1;
    const hardState: HardState | null = this.#hardState ? { term, vote } : null;
    if (hardState !== null) this.#lastIds.term = this.#lastId;
    this.#lastIds.log = this.#lastId;
    this.#underWay.push({ id: this.#lastId, upTo: lastIndex });
    const write: Persist = {
      kind: "persist",
      id: this.#lastId,
      hardState,
      snapshot: this.#snapshot,
      truncateFrom: this.#truncateFrom,
      entries: this.#entries,
    };
    this.#hardState = false;
    this.#snapshot = null;
    this.#truncateFrom = null;
    this.#entries = [];
    return write;
  }

  /** Everything up to this write is durable: the messages that waited for it. */
  done(id: number): Message[] {
    this.#doneId = Math.max(this.#doneId, id);
    for (;;) {
      const write = this.#underWay[0];
      if (write === undefined || write.id > id) break;
      this.durableIndex = Math.max(this.durableIndex, write.upTo);
      this.#underWay.shift();
    }
    if (this.#held.length === 0) return [];
    const released: Message[] = [];
    this.#held = this.#held.filter((held) => {
      if (held.after > id) return true;
      released.push(held.message);
      return false;
    });
    return released;
  }
}
