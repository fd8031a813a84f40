import { CHECKSUM, checksumOf, type Field } from "./record-row.ts";
import type { StateHead } from "./state-head.ts";
import { damaged } from "./state-refusal.ts";

/** Checksums add up to less than this, which JavaScript's numbers and SQLite's integers hold both. */
const SUMS = 2 ** 48;

/** The sum of all checksums does not depend on their order, so that records come and go without a look at the others. */
export function added(sum: number, checksum: number): number {
  return (sum + checksum) % SUMS;
}

export function taken(sum: number, checksum: number): number {
  return (sum + SUMS - checksum) % SUMS;
}

/** Looks at every record of a state, and says in the end whether they are the ones that were written. */
export class Verifier {
  readonly #file: string;
  #count = 0;
  #sum = 0;

  constructor(file: string) {
    this.#file = file;
  }

  /** How many it has looked at. */
  get count(): number {
    return this.#count;
  }

  /** Looks at the row that begins at `at`. @throws {StateRefusal} when it is not as it was written */
  take(rows: readonly Field[], at: number): void {
    const checksum = rows[at + CHECKSUM] as number;
    if (checksumOf(rows, at) !== checksum) {
      throw damaged(this.#file, `the record at revision ${rows[at]}, position ${rows[at + 1]} fails its checksum`);
    }
    this.#count += 1;
    this.#sum = added(this.#sum, checksum);
  }

  /** @throws {StateRefusal} when records are missing, or others are there */
  finish({ count, sum }: Pick<StateHead, "count" | "sum">): void {
    if (this.#count !== count) throw damaged(this.#file, `it has ${this.#count} records, and ${count} were written`);
    if (this.#sum !== sum) throw damaged(this.#file, "its records are not the ones that were written, though each is whole");
  }
}
