/**
 * Where a subscription is, and what comes twice when it begins again. Several changes may have one revision, and whether the
 * last one of a revision has come is known only from what comes after it. So it begins again after the last revision that is
 * complete, and as many changes of the next one as have come already are left out: they come in the same order.
 */
export class ResumeCursor {
  #complete: number | null;
  /** The revision of the last change that came, and how many changes of it came. */
  #revision = 0;
  #count = 0;
  /** How many changes of it are still to come again. */
  #repeated = 0;

  /** @param since null: from when the first subscription begins */
  constructor(since: number | null) {
    this.#complete = since;
  }

  /** The last revision of which everything has come; null before the first subscription. */
  get since(): number | null {
    return this.#complete;
  }

  /** The first subscription began. Where there was no `since` this is where everything begins. */
  begun(revision: number): void {
    this.#complete ??= revision;
  }

  /** Every change up to a revision has come. */
  reached(revision: number): void {
    if (this.#complete !== null && revision > this.#complete && revision >= this.#revision) {
      this.#complete = revision;
      this.#count = 0;
    }
  }

  /** What comes from here on begins after `since` again. */
  restarted(): void {
    this.#repeated = this.#count;
  }

  /** A change came. @returns whether it has not come before */
  take(revision: number): boolean {
    if (this.#complete === null || revision <= this.#complete || revision < this.#revision) return false;
    if (revision > this.#revision) {
      // All of the revisions below are there.
      this.#complete = Math.max(this.#complete, revision - 1);
      this.#revision = revision;
      this.#count = 1;
      this.#repeated = 0;
      return true;
    }
    if (this.#repeated > 0) {
      this.#repeated -= 1;
      return false;
    }
    this.#count += 1;
    return true;
  }
}
