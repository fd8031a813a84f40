import { RequestTimeoutError } from "../errors.ts";
import type { ConfigSubscribed, ConfigUpdate } from "../generated/types.ts";
import { ConfigError } from "./config-errors.ts";
import type { SubscriptionHandle } from "./config-subscription.ts";
import type { ConfigTarget } from "./config-target.ts";

/** What a feed does to the world. */
export interface FeedPorts {
  /** Asks for changes, on the connection that there is. @throws what the call fails with */
  subscribe(target: ConfigTarget, since: number | null): Promise<ConfigSubscribed>;
  /** Asks for no more changes. After the answer none come. @throws what the call fails with */
  unsubscribe(target: ConfigTarget): Promise<unknown>;
  /** How long to wait before another attempt, in ms. @param attempt those that failed in a row before */
  retryDelay(attempt: number): number;
  /** Nobody wants it any more. */
  unused(): void;
}

/**
 * The changes of one scope as a connection brings them, for all subscriptions to it. The gateway has one subscription for each
 * connection and scope, which begins anew for whoever wants older changes: then everyone gets them again, and leaves out what
 * has come already.
 */
export class ConfigFeed {
  readonly target: ConfigTarget;
  readonly #ports: FeedPorts;
  readonly #handles = new Set<SubscriptionHandle>();
  /** Counts connections and losses, so that what was begun on another connection is not gone on with. */
  #generation = 0;
  #isConnected = false;
  #isSubscribed = false;
  #isBusy = false;
  /** Something has changed while it was busy. */
  #isAwaited = false;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;

  constructor(target: ConfigTarget, ports: FeedPorts) {
    this.target = target;
    this.#ports = ports;
  }

  /** Whether the connection that there is brings changes. */
  get isLive(): boolean {
    return this.#isSubscribed;
  }

  add(handle: SubscriptionHandle): void {
    this.#handles.add(handle);
    this.#wake();
  }

  remove(handle: SubscriptionHandle): void {
    this.#handles.delete(handle);
    this.#wake();
  }

  connected(): void {
    this.#isConnected = true;
    this.#wake();
  }

  disconnected(): void {
    this.#generation++;
    this.#isConnected = false;
    this.#isBusy = false;
    this.#failures = 0;
    clearTimeout(this.#retry);
    this.#suspend();
  }

  receive(update: ConfigUpdate): void {
    for (const handle of this.#handles) handle.take(update);
  }

  /** The gateway says that it has sent every change up to a revision: what was asked for next begins there. */
  reached(revision: number): void {
    if (this.#isSubscribed) for (const handle of this.#handles) handle.reached(revision);
  }

  /** @param error why; null when it is wanted */
  end(error: Error | null): void {
    for (const handle of [...this.#handles]) handle.end(error);
  }

  #wake(): void {
    if (this.#isBusy) this.#isAwaited = true;
    else if (this.#isConnected) void this.#settle(this.#generation);
    else if (this.#handles.size === 0) this.#ports.unused();
  }

  /** Does what is needed until the gateway sends what is wanted. Never rejects. */
  async #settle(generation: number): Promise<void> {
    clearTimeout(this.#retry);
    this.#isBusy = true;
    this.#isAwaited = false;
    let error: Error | null = null;
    try {
      while (await this.#step()) if (generation !== this.#generation) return;
    } catch (failure) {
      error = failure as Error;
    }
    // What was begun on another connection is nobody's affair any more.
    if (generation !== this.#generation) return;
    this.#isBusy = false;
    if (error !== null) this.#failed(error);
    else if (this.#isAwaited) this.#wake();
    else if (this.#handles.size === 0) this.#ports.unused();
    else this.#failures = 0;
  }

  /** @returns whether there was something to do */
  async #step(): Promise<boolean> {
    const joining = [...this.#handles].filter(({ isLive }) => !isLive);
    const isSuperfluous = this.#handles.size === 0 || joining.some(({ since }) => since !== null);
    if (this.#isSubscribed && isSuperfluous) {
      const generation = this.#generation;
      await this.#ports.unsubscribe(this.target);
      // After the answer nothing comes of what was before.
      if (generation === this.#generation) this.#suspend();
      return true;
    }
    if (joining.length === 0) return false;
    const generation = this.#generation;
    for (const handle of joining) handle.asked();
    const { revision = 0 } = await this.#ports.subscribe(this.target, this.#isSubscribed ? null : this.#since());
    if (generation !== this.#generation) return true;
    this.#isSubscribed = true;
    for (const handle of joining) handle.begun(revision);
    return true;
  }

  /** After which revision everyone has what they want. */
  #since(): number | null {
    const wanted = [...this.#handles].flatMap(({ since }) => (since === null ? [] : [since]));
    return wanted.length === 0 ? null : Math.min(...wanted);
  }

  #suspend(): void {
    this.#isSubscribed = false;
    for (const handle of this.#handles) handle.suspended();
  }

  #failed(error: Error): void {
    const isUnanswered = error instanceof RequestTimeoutError;
    // It may have been subscribed to: what it brings must be stopped before it can begin anew.
    if (isUnanswered) this.#isSubscribed = true;
    if (isUnanswered || (error instanceof ConfigError && error.retryable)) {
      this.#retry = setTimeout(() => this.#wake(), this.#ports.retryDelay(this.#failures++));
      return;
    }
    // Of what is not kept any more only those are told who wanted it.
    const since = error instanceof ConfigError && error.code === "COMPACTED" ? this.#since() : null;
    this.#isSubscribed = false;
    this.#isBusy = true;
    for (const handle of [...this.#handles]) if (since === null || handle.since === since) handle.end(error);
    this.#isBusy = false;
    this.#wake();
  }
}
