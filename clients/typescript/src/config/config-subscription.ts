import { EventQueue } from "../event-queue.ts";
import type { ConfigUpdate } from "../generated/types.ts";
import { ResumeCursor } from "./resume-cursor.ts";

/**
 * The changes of a scope, one after the other, each once, also across reconnects. A loop over it ends when the subscription or
 * the client is closed. It throws a ConfigError when the gateway refuses it: `COMPACTED` when changes were missed that are not
 * kept any more, so that the scope must be listed again. What the loop has not read yet is kept in memory.
 */
export interface ConfigSubscription extends AsyncIterableIterator<ConfigUpdate> {
  /** Resolves when it has begun: from then on no change is missed. Rejects when it ends before. */
  readonly opened: Promise<void>;
  /** Resolves when it was closed; rejects with what it ended by, which with `onUpdate` may be what that threw. */
  readonly ended: Promise<void>;
  /** Ends it. What was not read yet is dropped. */
  close(): void;
}

/** Takes a change. The next one comes when what it returns is done. */
export type OnUpdate = (update: ConfigUpdate) => unknown;

/** One subscription of the client's, whatever the gateway is asked for. */
export class SubscriptionHandle implements ConfigSubscription {
  readonly opened: Promise<void>;
  readonly ended: Promise<void>;
  readonly #cursor: ResumeCursor;
  readonly #queue: EventQueue<ConfigUpdate>;
  readonly #opened = Promise.withResolvers<void>();
  readonly #ended = Promise.withResolvers<void>();
  readonly #onClose: (handle: SubscriptionHandle) => void;
  /** What came before it was known from where on changes count; null when that is known. */
  #early: ConfigUpdate[] | null;
  #stage: "idle" | "asked" | "live" = "idle";
  #isOver = false;

  /**
   * @param since null: from when the subscription begins
   * @param onClose called when it is over
   */
  constructor(since: number | null, onUpdate: OnUpdate | undefined, onClose: (handle: SubscriptionHandle) => void) {
    this.#cursor = new ResumeCursor(since);
    this.#early = since === null ? [] : null;
    this.#onClose = onClose;
    this.#queue = new EventQueue(() => this.end(null));
    this.opened = this.#opened.promise;
    // Nobody has to wait for these: loops, and with `onUpdate` the end, tell of what went wrong.
    this.opened.catch(() => undefined);
    this.#ended.promise.catch(() => undefined);
    this.ended = onUpdate === undefined ? this.#ended.promise : this.#each(onUpdate);
  }

  /** After which revision changes are wanted; null: from when it begins. */
  get since(): number | null {
    return this.#cursor.since;
  }

  /** Whether the connection that there is brings its changes. */
  get isLive(): boolean {
    return this.#stage === "live";
  }

  next(): Promise<IteratorResult<ConfigUpdate>> {
    return this.#queue.next();
  }

  return(): Promise<IteratorResult<ConfigUpdate>> {
    return this.#queue.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  close(): void {
    void this.#queue.return();
  }

  /** The gateway sends nothing for it any more. */
  suspended(): void {
    this.#stage = "idle";
    if (this.#early !== null) this.#early = [];
  }

  /** The gateway is asked for its changes: those that it has had already come again. */
  asked(): void {
    this.#stage = "asked";
    this.#cursor.restarted();
  }

  /** The gateway has answered. @param revision it sends the changes of higher ones */
  begun(revision: number): void {
    this.#stage = "live";
    this.#cursor.begun(revision);
    const early = this.#early ?? [];
    this.#early = null;
    for (const update of early) this.take(update);
    this.#opened.resolve();
  }

  /** The gateway says that it has sent every change up to a revision. */
  reached(revision: number): void {
    if (this.#stage === "live") this.#cursor.reached(revision);
  }

  /** A change of the scope came. What comes before it was asked for is meant for others. */
  take(update: ConfigUpdate): void {
    if (this.#isOver || this.#stage === "idle") return;
    if (this.#early !== null) this.#early.push(update);
    else if (this.#cursor.take(update.revision)) this.#queue.push(update);
  }

  /** No more changes come. @param error why; null when it is wanted */
  end(error: Error | null): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#queue.end(error);
    this.#opened.reject(error ?? new Error("The subscription was closed before it had begun."));
    if (error === null) this.#ended.resolve();
    else this.#ended.reject(error);
    this.#onClose(this);
  }

  async #each(onUpdate: OnUpdate): Promise<void> {
    for await (const update of this) await onUpdate(update);
  }
}
