import type { Change } from "../store/change.ts";
import type { Operation } from "./linearizability/types.ts";

/** What clients ask and are told, in the manner of the linearizability checker. */
export class History {
  readonly operations: Operation[] = [];
  /** When what was written expires, by key and version. */
  readonly #expiries = new Map<string, number>();
  readonly #expired = new Set<string>();
  /** The moments at which a command with a later time than all before it was proposed. */
  readonly #times: { readonly at: number; readonly stamp: number }[] = [];
  #stamp = 0;
  #process = 0;

  /** A moment after all others so far. */
  stamp(): number {
    this.#stamp += 1;
    return this.#stamp;
  }

  /** A client that does not know what became of its operation goes on as another process. */
  newProcess(): number {
    this.#process += 1;
    return this.#process;
  }

  /** A command with this time is on its way: from now on some state may know that it is so late. */
  proposed(at: number): void {
    if (at > (this.#times.at(-1)?.at ?? -1)) this.#times.push({ at, stamp: this.stamp() });
  }

  /** What a node applied. Each node tells the same; it counts once. */
  applied(changes: readonly Change[]): void {
    for (const { op, namespace, key, version, expiresAt } of changes) {
      if (expiresAt !== null) this.#expiries.set(`${key} ${version}`, expiresAt);
      if (op !== "expire" || this.#expired.has(`${key} ${version}`)) continue;
      this.#expired.add(`${key} ${version}`);
      const start = this.#seenOverSince(this.#expiries.get(`${key} ${version - 1}`) ?? 0);
      this.operations.push({
        process: this.newProcess(),
        op: "expire",
        namespace,
        key,
        args: {},
        result: { version },
        start,
        end: this.stamp(),
      });
    }
  }

  /** From when on a state may have known that it is past a time: from then on nobody sees the entry. */
  #seenOverSince(time: number): number {
    return this.#times.find(({ at }) => at >= time)?.stamp ?? this.#stamp;
  }
}
