/**
 * Where a subscription is, and what it has had twice when it begins again. Several changes may have one revision, and whether the
 * last one of a revision has come is known only from what comes after it. So it begins again after the last revision that is
 * complete, and as many changes of the next one as have come already are left out: every node sends them in the same order.
 */
export class ResumeCursor {
  #complete: number | null;
  /** The revision of the last change that came, if that is not complete, and how many changes of it came. */
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

  /** A subscription begins after `since`. @param revision that of the node, where everything begins if there was no `since` */
  begun(revision: number): void {
    this.#complete ??= revision;
    this.#repeated = this.#count;
  }

  /** A change came. @returns whether it is one that has not come before */
  take(revision: number): boolean {
    if (this.#complete === null || revision <= this.#complete || revision < this.#revision) return false;
    if (revision > this.#revision) {
      // All of the revisions below are there.
      this.#complete = revision - 1;
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

  /** Everything up to a revision has come. */
  progressed(revision: number): void {
    if (this.#complete === null || revision <= this.#complete || revision < this.#revision) return;
    this.#complete = revision;
    this.#count = 0;
    this.#repeated = 0;
  }
}
