import { setTimeout as delay } from "node:timers/promises";
import type { Change, ConcordanceClient, Watch } from "@diminuendo/concordance";
import type { Logger } from "../observability/logger.ts";
import type { ConfigCaller } from "./config-caller.ts";
import { readNamespace, readRevision } from "./namespace-reading.ts";
import { compacted, inTime } from "./refusals.ts";
import type { Place } from "./scopes.ts";
import { toGatewayError } from "./store-errors.ts";
import { Subscription } from "./subscription.ts";
import type { TenantWatch } from "./tenant-watch.ts";
import { WatchedNamespace } from "./watched-namespace.ts";

export interface TenantSubscriptionsOptions {
  readonly client: ConcordanceClient;
  readonly watch: () => TenantWatch;
  readonly log: Logger;
}

/** How often it is looked whether a subscription that catches up in a quiet namespace has everything. In ms. */
const LOOK_MS = 1000;
/** What failed while a subscription catches up is tried again so much later. In ms. */
const AGAIN_MS = 1000;

/** Who of a tenant is subscribed to what. All are fed by the tenant's one watch; one with `since` begins with a watch of its own. */
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
      const own = await this.#missed(namespace, since);
      const revision = Math.max(this.#options.watch().position, own === null ? (since ?? 0) : 0);
      subscription.onEnd = () => own?.close();
      if (own !== null) await inTime(own.opened);
      if (!claim(subscription)) {
        this.end(namespace, subscription);
        return null;
      }
      if (own === null) subscription.goLive(revision);
      else void this.#follow(watched, subscription, own, revision);
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

  /** A watch of what has happened since a revision; null when the tenant's own will tell of all of it. */
  async #missed(namespace: string, since: number | undefined): Promise<Watch | null> {
    const { client, watch } = this.#options;
    if (since === undefined) return null;
    // The tenant's watch may be a little behind what the caller has read; what is beyond the store is of another one.
    if (since > watch().position && since > (await readRevision(client, namespace))) throw compacted();
    if (since >= watch().position) return null;
    const own = client.watch(namespace, { since });
    own.ended.catch(() => undefined);
    return own;
  }

  /** Tells of what was missed, up to a revision. From there on the tenant's watch tells, and has told what waits. */
  async #follow(watched: WatchedNamespace, subscription: Subscription, own: Watch, until: number): Promise<void> {
    const look = setInterval(() => {
      if ((own.revision ?? 0) >= until) own.close();
    }, LOOK_MS).unref();
    try {
      for await (const change of own) {
        if (change.revision > until) break;
        if (change.namespace === watched.namespace) subscription.tell(watched.notificationOf(change));
      }
      if (!subscription.isOver) subscription.goLive(until);
    } catch (error) {
      this.#options.log.warn({ error }, "what a subscription has missed cannot be had any more; it is told what there is");
      await this.#tellAll(watched, subscription);
    } finally {
      clearInterval(look);
      own.close();
    }
  }

  /** Tells of all entries that there are. What was deleted meanwhile cannot be told. */
  async #tellAll(watched: WatchedNamespace, subscription: Subscription): Promise<void> {
    while (!subscription.isOver) {
      try {
        const { revision, entries } = await readNamespace(this.#options.client, watched.namespace);
        for (const entry of entries) if (entry.revision <= revision) subscription.tell(watched.notificationAt(revision, entry));
        if (!subscription.isOver) subscription.goLive(revision);
        return;
      } catch (error) {
        this.#options.log.warn({ error }, "a namespace cannot be read for a subscription; it is tried again");
        await delay(AGAIN_MS, undefined, { ref: false });
      }
    }
  }
}
