/** What stands in the way of what one node sends to another. */
export type Obstacle =
  /** Connections are reset, and so is every new one. Whichever way it is put, it concerns both. */
  | { readonly kind: "refuse" }
  /** Nothing arrives, and nobody is told; what was sent meanwhile arrives afterwards, as TCP would have it. */
  | { readonly kind: "silence" }
  /** Everything arrives so much later, in ms. */
  | { readonly kind: "delay"; readonly ms: number };

/** From whom to whom. */
export type Direction = readonly [from: string, to: string];

/** What holds for one direction now. */
export interface LinkState {
  readonly isRefused: boolean;
  readonly isSilent: boolean;
  readonly delayMs: number;
}

/** The ways between the nodes, each direction for itself, and what stands in them. Several obstacles add up. */
export class Links {
  readonly #obstacles = new Map<string, Set<Obstacle>>();
  readonly #listeners = new Set<() => void>();

  /** Puts an obstacle into some directions. Returns what takes it away again. */
  obstruct(directions: readonly Direction[], obstacle: Obstacle): () => void {
    // Each call has one of its own, so that none takes away another's.
    const own = { ...obstacle };
    for (const direction of directions) this.#at(direction).add(own);
    this.#tell();
    return () => {
      for (const direction of directions) this.#at(direction).delete(own);
      this.#tell();
    };
  }

  stateOf(from: string, to: string): LinkState {
    const there = [...this.#at([from, to])];
    const back = [...this.#at([to, from])];
    return {
      isRefused: [...there, ...back].some(({ kind }) => kind === "refuse"),
      isSilent: there.some(({ kind }) => kind === "silence"),
      delayMs: there.reduce((most, obstacle) => (obstacle.kind === "delay" ? Math.max(most, obstacle.ms) : most), 0),
    };
  }

  /** Calls back whenever something has changed. Returns what ends that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #at([from, to]: Direction): Set<Obstacle> {
    const name = `${from}>${to}`;
    const obstacles = this.#obstacles.get(name) ?? new Set();
    this.#obstacles.set(name, obstacles);
    return obstacles;
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** Both directions between each of some nodes and each of the others. */
export function between(some: readonly string[], others: readonly string[]): Direction[] {
  return some.flatMap((one) =>
    others.flatMap((other): Direction[] => [
      [one, other],
      [other, one],
    ]),
  );
}
