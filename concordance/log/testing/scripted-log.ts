import type { Entry, HardState } from "../../raft/entry.ts";
import type { Persist } from "../../raft/output.ts";
import { Disk, type Write } from "../../simulation/disk.ts";
import { Random } from "../../simulation/random.ts";
import { Timeline } from "../../simulation/timeline.ts";
import { EncodedCommand } from "../../store/command.ts";
import type { Base } from "../contract.ts";

export interface LogContents {
  readonly hardState: HardState;
  readonly base: Base;
  readonly entries: readonly Entry[];
}

/** The same, to be compared and printed: commands as their texts. */
export interface PlainContents {
  readonly hardState: HardState;
  readonly base: Base;
  readonly entries: readonly string[];
}

export function plain({ hardState, base, entries }: LogContents): PlainContents {
  return {
    hardState,
    base,
    entries: entries.map(({ index, term, kind, payload }) => {
      const text = payload instanceof EncodedCommand ? payload.text : JSON.stringify(payload);
      return `${index} ${term} ${kind} ${text.length > 40 ? `${text.slice(0, 40)}… ${text.length}` : text}`;
    }),
  };
}

const NOTHING: LogContents = { hardState: { term: 0, vote: null }, base: { index: 0, term: 0 }, entries: [] };

/** Writes that a core might ask for, by chance but always the same for a seed, and what a disk holds after them. */
export class ScriptedLog {
  /** The simulator's disk: what the core was tested on. */
  readonly #disk: Disk;
  readonly #timeline = new Timeline();
  readonly #random: Random;
  #id = 0;

  constructor(seed: number, contents: LogContents = NOTHING) {
    this.#random = new Random(seed);
    const habits = { writeMs: 1, slow: 0, slowMs: 0 };
    this.#disk = new Disk(this.#timeline, new Random(0), habits, { meta: { index: 0, term: 0, membership: [] }, data: "" });
    this.#disk.hardState = contents.hardState;
    this.#disk.base = { ...contents.base };
    this.#disk.entries = [...contents.entries];
  }

  get contents(): LogContents {
    return { hardState: this.#disk.hardState, base: { ...this.#disk.base }, entries: [...this.#disk.entries] };
  }

  get lastId(): number {
    return this.#id;
  }

  /** The next write, which the disk holds when this returns. */
  next(): Persist | Extract<Write, { kind: "compact" }> {
    const write = this.#invent();
    if (write.kind === "persist" && write.snapshot !== null) {
      this.#carryOut({ kind: "chunk", meta: write.snapshot, offset: 0, data: "", done: true });
    }
    this.#carryOut(write);
    return write;
  }

  #carryOut(write: Write): void {
    this.#disk.write(write, () => undefined);
    this.#timeline.runUntil(this.#timeline.now + 10);
  }

  #invent(): Persist | Extract<Write, { kind: "compact" }> {
    const { base, entries, hardState } = this.#disk;
    const last = base.index + entries.length;
    const random = this.#random;
    if (entries.length > 0 && random.chance(0.1)) {
      const index = base.index + 1 + random.below(entries.length);
      return { kind: "compact", index, term: this.#disk.termAt(index) ?? 0 };
    }
    if (random.chance(0.03)) {
      const term = hardState.term + random.below(2);
      const snapshot = { index: last + 1 + random.below(100), term, membership: [] };
      return this.#persist({ snapshot, hardState: { term, vote: null }, entries: this.#entries(snapshot.index + 1, term) });
    }
    if (entries.length > 0 && random.chance(0.1)) {
      const truncateFrom = last - random.below(Math.min(entries.length, 30));
      const term = hardState.term + 1;
      return this.#persist({ truncateFrom, hardState: { term, vote: null }, entries: this.#entries(truncateFrom, term) });
    }
    if (random.chance(0.1)) {
      const term = hardState.term + 1;
      const vote = random.pick([null, "n1", "n2"]);
      return this.#persist({ hardState: { term, vote }, entries: random.chance(0.5) ? this.#entries(last + 1, term) : [] });
    }
    return this.#persist({ entries: this.#entries(last + 1, hardState.term) });
  }

  #persist(fields: Partial<Persist>): Persist {
    this.#id += 1;
    return { kind: "persist", id: this.#id, hardState: null, snapshot: null, truncateFrom: null, entries: [], ...fields };
  }

  #entries(firstIndex: number, term: number): Entry[] {
    const count = this.#random.chance(0.3) ? 1 : this.#random.below(80);
    return Array.from({ length: count }, (_, position) => {
      const index = firstIndex + position;
      if (this.#random.chance(0.02)) return { index, term, kind: "noop", payload: null };
      if (this.#random.chance(0.02)) {
        return { index, term, kind: "membership", payload: [{ id: "n1", address: `ä:${index}`, role: "voter" }] };
      }
      const length = this.#random.chance(0.01) ? this.#random.below(60_000) : this.#random.below(300);
      return { index, term, kind: "command", payload: new EncodedCommand(`${index}/${term} ${"ü".repeat(length)}`) };
    });
  }
}
