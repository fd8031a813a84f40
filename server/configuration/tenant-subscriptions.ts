import type { Change, ConcordanceClient } from "@diminuendo/concordance";
import type { Logger } from "../observability/logger.ts";
import { CatchUp } from "./catch-up.ts";
import type { ChangeReader } from "./change-reader.ts";
import type { ConfigCaller } from "./config-caller.ts";
import { readRevision } from "./namespace-reading.ts";
import { compacted, inTime } from "./refusals.ts";
import type { Place } from "./scopes.ts";
import { toGatewayError } from "./store-errors.ts";
import { Subscription } from "./subscription.ts";
import type { TenantWatch } from "./tenant-watch.ts";
import { WatchedNamespace } from "./watched-namespace.ts";

export interface TenantSubscriptionsOptions {
  readonly client: ConcordanceClient;
  readonly reader: ChangeReader;
  readonly watch: () => TenantWatch;
  readonly log: Logger;
}

/** Who of a tenant is subscribed to what. All are fed by the tenant's one watch; one with `since` reads first what it has missed. */
export class TenantSubscriptions {
  readonly #options: TenantSubscriptionsOptions;
  readonly #watched = new Map<string, WatchedNamespace>();

  constructor(options: TenantSubscriptionsOptions) {
    this.#options = options;
  }

  get isEmpty(): boolean {
    return this.#watched.size === 0;
  }

  /** The revision from which on a subscription that there is already is told of changes. */
  get position(): number {
    return this.#options.watch().position;
  }

  /** Tells everyone whom a change concerns. */
  take(change: Change): void {
    this.#watched.get(change.namespace)?.take(change);
  }

  /**
   * Begins a subscription.
   *
   * @param claim called when it is about to be told of changes: false when it is not wanted any more
   * @returns the subscription, and the revision that `config/subscribe` promises; null when it is not wanted any more
   * @throws GatewayError COMPACTED, CONFIG_UNAVAILABLE
   */
  async begin(
    { namespace, target, readPermission }: Place,
    { membership, subscriber }: ConfigCaller,
    since: number | undefined,
    claim: (subscription: Subscription) => boolean,
  ): Promise<number | null> {
    const { client } = this.#options;
    const watched = this.#watched.get(namespace) ?? new WatchedNamespace(client, namespace, target);
    this.#watched.set(namespace, watched);
    const subscription = new Subscription(subscriber, membership, readPermission);
    watched.subscriptions.add(subscription);
    try {
      await inTime(this.#options.watch().opened);
      await watched.seeded();
      const catchUp = await this.#missed(watched, subscription, since);
      const revision = Math.max(this.#options.watch().position, catchUp === null ? (since ?? 0) : 0);
      if (!claim(subscription)) {
        this.end(namespace, subscription);
        return null;
      }
      if (catchUp !== null) void catchUp.run(revision);
      else if (subscription.isRestarted) void new CatchUp(this.#options, watched, subscription, revision).run(revision);
      else subscription.goLive(revision);
      return revision;
    } catch (error) {
      this.end(namespace, subscription);
      throw toGatewayError(error);
    }
  }

  /** Ends a subscription: nothing is sent for it any more. */
  end(namespace: string, subscription: Subscription): void {
    subscription.end();
    const watched = this.#watched.get(namespace);
    watched?.subscriptions.delete(subscription);
    if (watched?.subscriptions.size === 0) this.#watched.delete(namespace);
  }

  /** Changes up to a revision were missed: everyone is told what has come of them. Rejects as the store's client does. */
  async catchUp(revision: number): Promise<void> {
    for (const watched of [...this.#watched.values()]) await watched.catchUp(revision);
  }

  /** What is to be told first; null when the tenant's watch will tell of all of it. */
  async #missed(watched: WatchedNamespace, subscription: Subscription, since: number | undefined): Promise<CatchUp | null> {
    const { client, watch } = this.#options;
    if (since === undefined) return null;
    // The tenant's watch may be a little behind what the caller has read; what is beyond the store is of another one.
    if (since > watch().position && since > (await readRevision(client, watched.namespace))) throw compacted();
    if (since >= watch().position) return null;
    const catchUp = new CatchUp(this.#options, watched, subscription, since);
    await inTime(catchUp.begin());
    return catchUp;
  }
}
