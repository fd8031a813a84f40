import type { Write } from "../../simulation/linearizability/types.ts";
import type { Random } from "../../simulation/random.ts";

/** Everything that a run writes lies below this namespace. */
export const ROOT = "chaos";
/** Its entries live as long as the run; those of other namespaces are left alone after a while. */
const STEADY = `${ROOT}/steady`;
/** Most of its entries expire soon, while somebody reads or replaces them. */
const BRIEF = `${ROOT}/brief`;
const NAMESPACES = [`${ROOT}/a`, `${ROOT}/b`, `${ROOT}/b/below`];
const KEYS_PER_NAMESPACE = 3;
/** How long a generation of keys is written to, in ms: what was done to one key has to be put into an order in the end. */
const GENERATION_MS = 1_500;
const LARGE_VALUE = 4_000;

export interface Place {
  readonly namespace: string;
  readonly key: string;
}

type Timed = { readonly expiresAt?: number };

/** An operation that a client is about to do. A local read is outside of the history: it promises nothing. */
export type Plan =
  | ({ readonly op: "get"; readonly isLocal: boolean } & Place)
  | { readonly op: "mget"; readonly keys: readonly Place[] }
  | { readonly op: "list"; readonly namespace: string }
  | ({ readonly op: "set"; readonly value: string; readonly cas?: number } & Timed & Place)
  | ({ readonly op: "delete"; readonly cas?: number } & Place)
  | { readonly op: "batch"; readonly operations: readonly (Write & Timed)[] };

/** Decides what one client does next. */
export class Planner {
  readonly #name: number;
  readonly #random: Random;
  readonly #began = performance.now();
  /** The last version that the client saw of an entry. */
  readonly #versions = new Map<string, number>();
  #values = 0;

  /** @param name sets the client's values apart from all others */
  constructor(name: number, random: Random) {
    this.#name = name;
    this.#random = random;
  }

  next(): Plan {
    const chance = this.#random.next();
    if (chance < 0.25) return { op: "get", isLocal: false, ...this.#place() };
    if (chance < 0.28) return { op: "get", isLocal: true, ...this.#place() };
    if (chance < 0.34) return { op: "mget", keys: this.#places(3) };
    if (chance < 0.37) return { op: "list", namespace: this.#listed() };
    if (chance < 0.48) return { op: "batch", operations: this.#batch() };
    const place = this.#place();
    if (chance < 0.57) return { op: "delete", ...place, ...this.#guard(place, 0.5) };
    return { op: "set", ...place, value: this.#value(), ...this.#guard(place, 0.45), ...this.#lifetime(isBrief(place) ? 0.7 : 0.1) };
  }

  /** What the client was told of an entry. */
  saw(place: Place, version: number): void {
    this.#versions.set(nameOf(place), version);
  }

  #place(): Place {
    const chance = this.#random.next();
    if (chance < 0.08) return { namespace: STEADY, key: `s${this.#random.below(2)}` };
    if (chance < 0.2) return { namespace: this.#listed(), key: `l${this.#random.below(3)}` };
    if (chance < 0.4) return { namespace: BRIEF, key: `${this.#generation()}.${this.#random.below(2)}` };
    return this.#shared();
  }

  /** One of the places that batches join. */
  #shared(): Place {
    return { namespace: this.#random.pick(NAMESPACES), key: `${this.#generation()}.${this.#random.below(KEYS_PER_NAMESPACE)}` };
  }

  #places(count: number): Place[] {
    return Array.from({ length: count }, () => this.#shared());
  }

  #listed(): string {
    return `${ROOT}/list/${this.#generation()}`;
  }

  #generation(): number {
    return Math.floor((performance.now() - this.#began) / GENERATION_MS);
  }

  #batch(): (Write & Timed)[] {
    const writes = this.#places(1 + this.#random.below(4)).map((place): Write & Timed => {
      const guard = this.#guard(place, 0.2);
      if (this.#random.chance(0.2)) return { op: "delete", ...place, ...guard };
      return { op: "set", ...place, value: this.#value(), ...guard, ...this.#lifetime(0.1) };
    });
    if (this.#random.chance(0.4)) {
      const place = this.#shared();
      writes.unshift({ op: "check", ...place, cas: this.#version(place) });
    }
    return writes;
  }

  #guard(place: Place, probability: number): { readonly cas?: number } {
    return this.#random.chance(probability) ? { cas: this.#version(place) } : {};
  }

  /** Often right, sometimes old, sometimes "there must be none". */
  #version(place: Place): number {
    return this.#random.chance(0.25) ? 0 : (this.#versions.get(nameOf(place)) ?? 0);
  }

  #lifetime(probability: number): Timed {
    if (!this.#random.chance(probability)) return {};
    return { expiresAt: Date.now() + Math.round(this.#random.between(-10, this.#random.pick([20, 100, 1_000]))) };
  }

  /** No two are the same. */
  #value(): string {
    this.#values += 1;
    const value = `${this.#name}:${this.#values}`;
    return this.#random.chance(0.02) ? value.padEnd(LARGE_VALUE, ".") : value;
  }
}

function isBrief({ namespace }: Place): boolean {
  return namespace === BRIEF;
}

export function nameOf({ namespace, key }: Place): string {
  return `${namespace} ${key}`;
}
