import { isDeepStrictEqual } from "node:util";
import type { Change } from "../../../generated/concordance/types.ts";

/**
 * Where a watcher is in its stream. Several changes may share a revision, so that one that was cut off in the middle of a
 * revision asks for all of it again: what it has of it already comes once more, and has to be the same.
 */
export class StreamCursor {
  /** Everything up to this revision was delivered. */
  #complete: number;
  /** What was delivered of the revision after it. */
  #partial: Change[] = [];
  /** How many of these have still to come again. */
  #repeats = 0;

  constructor(since: number) {
    this.#complete = since;
  }

  /** What to resume from. */
  get complete(): number {
    return this.#complete;
  }

  /** The stream begins again after `complete`. */
  resume(): void {
    this.#repeats = this.#partial.length;
  }

  /**
   * Takes what the stream brings. False when it was delivered before.
   *
   * @throws Error when what comes again is not what came before
   */
  take(change: Change): boolean {
    if (this.#repeats > 0) {
      const before = this.#partial[this.#partial.length - this.#repeats];
      if (!isDeepStrictEqual(change, before)) {
        throw new Error(`After it was resumed, the stream brought ${JSON.stringify(change)} in place of ${JSON.stringify(before)}.`);
      }
      this.#repeats -= 1;
      return false;
    }
    const last = this.#partial.at(-1);
    if (last !== undefined && last.revision !== change.revision) {
      this.#complete = last.revision;
      this.#partial = [];
    }
    this.#partial.push(change);
    return true;
  }

  /**
   * The stream is complete up to this revision.
   *
   * @throws Error when that cannot be, as something of it has not come again
   */
  reached(revision: number): void {
    const partial = this.#partial.at(-1)?.revision ?? 0;
    this.#complete = Math.max(this.#complete, revision);
    if (revision < partial) return;
    if (this.#repeats > 0) throw new Error(`After it was resumed, the stream left out changes of revision ${partial}.`);
    this.#partial = [];
  }
}
