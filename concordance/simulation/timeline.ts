interface Event {
  readonly at: number;
  readonly sequence: number;
  readonly happen: () => void;
}

/** Virtual time: events happen one after the other, those of one moment in the order in which they were planned. */
export class Timeline {
  /** Milliseconds since the beginning. */
  now = 0;
  #sequence = 0;
  /** A binary heap. */
  readonly #heap: Event[] = [];

  after(delay: number, happen: () => void): void {
    this.#sequence += 1;
    const event = { at: this.now + Math.max(0, delay), sequence: this.#sequence, happen };
    let child = this.#heap.push(event) - 1;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!this.#isBefore(child, parent)) break;
      this.#swap(child, parent);
      child = parent;
    }
  }

  /** Lets everything happen that is planned until then. */
  runUntil(end: number): void {
    for (let event = this.#heap[0]; event !== undefined && event.at <= end; event = this.#heap[0]) {
      this.#removeFirst();
      this.now = event.at;
      event.happen();
    }
    this.now = end;
  }

  #removeFirst(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    this.#heap[0] = last;
    let parent = 0;
    for (;;) {
      let child = 2 * parent + 1;
      if (child >= this.#heap.length) return;
      if (child + 1 < this.#heap.length && this.#isBefore(child + 1, child)) child += 1;
      if (!this.#isBefore(child, parent)) return;
      this.#swap(child, parent);
      parent = child;
    }
  }

  #isBefore(one: number, other: number): boolean {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    return a !== undefined && b !== undefined && (a.at < b.at || (a.at === b.at && a.sequence < b.sequence));
  }

  #swap(one: number, other: number): void {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    if (a === undefined || b === undefined) return;
    this.#heap[one] = b;
    this.#heap[other] = a;
  }
}
