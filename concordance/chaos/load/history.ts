import { once } from "node:events";
import { createWriteStream, type WriteStream } from "node:fs";
import type { Operation } from "../../simulation/linearizability/types.ts";

/** An operation with what the checker of histories passes over, and other checks need: the revision of what was written. */
export type Entry = Operation & { readonly revision?: number };

/** What clients asked and were told: kept, and written to a file, an operation a line. */
export class History {
  readonly operations: Entry[] = [];
  readonly #file: WriteStream;
  readonly #began = process.hrtime.bigint();
  /** Unix nanoseconds of the moment from which this history counts. */
  readonly #beganAt = BigInt(Date.now()) * 1_000_000n;
  #processes = 0;

  constructor(path: string) {
    this.#file = createWriteStream(path);
  }

  /** Nanoseconds since the history began. */
  now(): number {
    return Number(process.hrtime.bigint() - this.#began);
  }

  /** The moment of the history at which a clock shows a time, a little early: two clocks differ by less than two milliseconds. */
  momentOf(unixMs: number): number {
    return Math.max(0, Number(BigInt(unixMs - 2) * 1_000_000n - this.#beganAt));
  }

  /** Whoever does not know what came of its operation goes on under another number. */
  newProcess(): number {
    this.#processes += 1;
    return this.#processes;
  }

  record(entry: Entry): void {
    this.operations.push(entry);
    const { args, ...rest } = entry;
    this.#file.write(`${JSON.stringify({ ...rest, arguments: args })}\n`);
  }

  /** Resolves when everything is in the file. */
  async close(): Promise<void> {
    this.#file.end();
    await once(this.#file, "close");
  }
}
