import type { Change, Revision } from "../generated/types.ts";
import { ChangeBuffer } from "./change-buffer.ts";
import { Subscription } from "./subscription.ts";
import type { WatchConnections } from "./watch-connections.ts";

/**
 * The changes of a namespace and of those below it, one after the other. A loop over it ends when it is closed; it throws a
 * CompactedError when changes were missed that are not kept any more, and a ConcordanceError when the cluster refuses it.
 */
export interface Watch extends AsyncIterableIterator<Change, undefined> {
  readonly namespace: string;
  /**
   * What to give as `since` to go on from here, in another process, too: every change up to it was taken and is done with, as the
   * next one was asked for. Others of the change at hand may have its revision, so that it is not among them yet. Null until it
   * has begun, when it began without `since`.
   */
  readonly revision: Revision | null;
  /** Resolves when it has begun: from then on no change is missed. Rejects when it ends before. */
  readonly opened: Promise<void>;
  /** Resolves when it was closed; rejects with what it ended by, which with `onChange` may be what that threw. */
  readonly ended: Promise<void>;
  /** Ends it. What was not taken yet is dropped. */
  close(): void;
}

/** Takes a change. The next one comes when what it returns is done. */
export type OnChange = (change: Change) => unknown;

export class WatchHandle implements Watch {
  readonly namespace: string;
  readonly opened: Promise<void>;
  readonly ended: Promise<void>;
  readonly #buffer: ChangeBuffer;
  readonly #subscription: Subscription;

  constructor(connections: WatchConnections, namespace: string, since: Revision | null, onChange?: OnChange) {
    this.namespace = namespace;
    this.#buffer = new ChangeBuffer(since, () => this.#subscription.taken());
    this.#subscription = new Subscription(connections, namespace, since, this.#buffer);
    this.opened = this.#subscription.opened;
    this.ended = onChange === undefined ? this.#subscription.ended : this.#each(onChange);
  }

  get revision(): Revision | null {
    return this.#buffer.revision;
  }

  next(): Promise<IteratorResult<Change, undefined>> {
    return this.#buffer.next();
  }

  return(): Promise<IteratorResult<Change, undefined>> {
    this.close();
    return Promise.resolve({ done: true, value: undefined });
  }

  close(): void {
    this.#subscription.close();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #each(onChange: OnChange): Promise<void> {
    for await (const change of this) await onChange(change);
  }
}
