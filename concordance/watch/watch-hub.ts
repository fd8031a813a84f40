import { LIMITS } from "../../generated/concordance/limits.ts";
import type { Change } from "../store/change.ts";
import type { KvMachine } from "../store/kv-machine.ts";
import { textFrame } from "../wire/text-frame.ts";
import { compacted, type Subscriber, Subscription } from "./subscription.ts";

/** Everyone who watches one namespace prefix. */
interface Group {
  readonly namespace: string;
  readonly subscriptions: Set<Subscription>;
  /** Those who wait for the next change only. */
  readonly waiters: Set<() => void>;
  /** When something was sent to the group last, as `performance.now()` and as a count of changes. */
  sentAt: number;
  sentCount: number;
}

/** How many changes may happen before a quiet subscription is told how far the store is: well within what is kept of them. */
const PROGRESS_CHANGES = LIMITS.changeLogChanges / 4;

/**
 * Tells every change to whoever watches its namespace: once, in order and without a gap. A subscription that is not up to
 * date reads from the change log until it is; from then on it gets what is applied as it is applied.
 */
export class WatchHub {
  readonly #machine: () => KvMachine;
  readonly #groups = new Map<string, Group>();
  readonly #bySubscriber = new Map<Subscriber, Map<string, Subscription>>();
  readonly #timer: NodeJS.Timeout;
  /** Up to where subscriptions that are up to date are told. */
  #revision: number;
  #count = 0;
  #checkedCount = 0;

  constructor(machine: () => KvMachine) {
    this.#machine = machine;
    this.#revision = machine().revision;
    // Often enough that none is quiet for much longer than it should be.
    this.#timer = setInterval(() => this.#tellQuiet(), LIMITS.watchProgress / 4).unref();
  }

  get subscriptions(): number {
    let count = 0;
    for (const { subscriptions } of this.#groups.values()) count += subscriptions.size;
    return count;
  }

  subscriptionsOf(subscriber: Subscriber): number {
    return this.#bySubscriber.get(subscriber)?.size ?? 0;
  }

  isSubscribed(subscriber: Subscriber, namespace: string): boolean {
    return this.#bySubscriber.get(subscriber)?.has(namespace) ?? false;
  }

  /**
   * Sends changes after `since` (null: from now on), those that are missed first; nothing is sent before this turn of the event
   * loop is over. Another subscription of the same subscriber to the same namespace ends.
   *
   * @returns the store's revision now
   * @throws ConcordanceError COMPACTED
   */
  subscribe(subscriber: Subscriber, namespace: string, since: number | null): number {
    const machine = this.#machine();
    const { revision, compactedTo } = machine;
    if (since !== null && (since < compactedTo || since > revision)) throw compacted(compactedTo);
    this.unsubscribe(subscriber, namespace);
    const subscription = new Subscription(this.#machine, subscriber, namespace, since ?? revision);
    this.#group(namespace).subscriptions.add(subscription);
    const own = this.#bySubscriber.get(subscriber) ?? new Map<string, Subscription>();
    own.set(namespace, subscription);
    this.#bySubscriber.set(subscriber, own);
    setImmediate(() => subscription.catchUp());
    return revision;
  }

  /** False when there was no such subscription. */
  unsubscribe(subscriber: Subscriber, namespace: string): boolean {
    const own = this.#bySubscriber.get(subscriber);
    const subscription = own?.get(namespace);
    if (own === undefined || subscription === undefined) return false;
    own.delete(namespace);
    this.#remove(subscription);
    return true;
  }

  /** Ends all subscriptions of one. */
  leave(subscriber: Subscriber): void {
    for (const subscription of this.#bySubscriber.get(subscriber)?.values() ?? []) this.#remove(subscription);
    this.#bySubscriber.delete(subscriber);
  }

  /** Resolves with the next change below a namespace prefix, or after a while, or when nobody waits any more. */
  nextChange(namespace: string, withinMs: number, closed: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const group = this.#group(namespace);
      const done = () => {
        clearTimeout(timer);
        closed.removeEventListener("abort", done);
        group.waiters.delete(done);
        this.#dropIfEmpty(group);
        resolve();
      };
      const timer = setTimeout(done, withinMs);
      closed.addEventListener("abort", done);
      group.waiters.add(done);
      if (closed.aborted) done();
    });
  }

  /** What was just applied. */
  changed(changes: readonly Change[]): void {
    this.#revision = this.#machine().revision;
    this.#count += changes.length;
    if (this.#groups.size === 0) return;
    for (const change of changes) {
      const { namespace } = change;
      for (let end = namespace.indexOf("/"); end !== -1; end = namespace.indexOf("/", end + 1)) this.#tell(namespace.slice(0, end), change);
      this.#tell(namespace, change);
    }
    if (this.#count - this.#checkedCount >= PROGRESS_CHANGES / 4) {
      this.#checkedCount = this.#count;
      this.#tellQuiet();
    }
  }

  /** The state was replaced by one that is further on: what lies between is read from its change log, if that has it. */
  restored(): void {
    for (const { subscriptions, waiters } of this.#groups.values()) {
      for (const subscription of subscriptions) subscription.fallBack(this.#revision);
      for (const wake of [...waiters]) wake();
    }
    this.#revision = this.#machine().revision;
  }

  close(): void {
    clearInterval(this.#timer);
    for (const { waiters } of [...this.#groups.values()]) for (const wake of [...waiters]) wake();
  }

  #tell(prefix: string, change: Change): void {
    const group = this.#groups.get(prefix);
    if (group === undefined) return;
    group.sentAt = performance.now();
    group.sentCount = this.#count;
    for (const wake of [...group.waiters]) wake();
    let frame: Buffer | null = null;
    for (const subscription of group.subscriptions) {
      if (!subscription.isLive) continue;
      frame ??= textFrame(subscription.notificationOf(change));
      subscription.subscriber.send(frame);
    }
  }

  /** A cursor that nothing moves would grow older than what is kept of the changes. */
  #tellQuiet(): void {
    const now = performance.now();
    for (const group of this.#groups.values()) {
      if (now - group.sentAt < LIMITS.watchProgress && this.#count - group.sentCount < PROGRESS_CHANGES) continue;
      group.sentAt = now;
      group.sentCount = this.#count;
      for (const subscription of group.subscriptions) subscription.tellProgress(this.#revision);
    }
  }

  #group(namespace: string): Group {
    let group = this.#groups.get(namespace);
    if (group === undefined) {
      group = { namespace, subscriptions: new Set(), waiters: new Set(), sentAt: performance.now(), sentCount: this.#count };
      this.#groups.set(namespace, group);
    }
    return group;
  }

  #remove(subscription: Subscription): void {
    subscription.end();
    const group = this.#groups.get(subscription.namespace);
    group?.subscriptions.delete(subscription);
    if (group !== undefined) this.#dropIfEmpty(group);
  }

  #dropIfEmpty({ namespace, subscriptions, waiters }: Group): void {
    if (subscriptions.size === 0 && waiters.size === 0) this.#groups.delete(namespace);
  }
}
