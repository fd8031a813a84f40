import { LIMITS } from "../../generated/gateway/limits.ts";
import { GatewayError } from "../pipeline/gateway-error.ts";
import type { ConfigCaller, ConfigSubscriber } from "./config-caller.ts";
import type { Place } from "./scopes.ts";
import type { Subscription } from "./subscription.ts";
import type { TenantSubscriptions } from "./tenant-subscriptions.ts";

/** What a connection is subscribed to in one namespace, or is about to be. */
interface Registered {
  readonly tenant: TenantSubscriptions;
  /** Null while the first one begins. */
  subscription: Subscription | null;
  /** Resolves when the call before is done: they are done one after the other. */
  turn: Promise<unknown>;
  /** Calls that are not done yet. */
  calls: number;
  /** It was unsubscribed from, or the connection has left. */
  isOver: boolean;
}

/** Which connections are subscribed to what. */
export class SubscriptionRegister {
  /** By their namespace. */
  readonly #connections = new Map<ConfigSubscriber, Map<string, Registered>>();
  readonly #left = new WeakSet<ConfigSubscriber>();

  /**
   * Subscribes a connection. One that is there already stays, unless `since` is given; then it goes on until the new one begins.
   *
   * @returns the revision that `config/subscribe` promises; null when the connection has unsubscribed or left meanwhile
   * @throws GatewayError INVALID_STATE beyond `configSubscriptions`; COMPACTED, CONFIG_UNAVAILABLE
   */
  async subscribe(tenant: TenantSubscriptions, place: Place, caller: ConfigCaller, since?: number): Promise<number | null> {
    const { subscriber } = caller;
    const { namespace } = place;
    if (this.#left.has(subscriber)) return null;
    const registered = this.#enter(subscriber, namespace, tenant);
    registered.calls += 1;
    const call = registered.turn.then(() => this.#begin(registered, place, caller, since));
    registered.turn = call.catch(() => undefined);
    try {
      return await call;
    } finally {
      registered.calls -= 1;
      if (registered.calls === 0 && registered.subscription === null && !registered.isOver) this.#forget(subscriber, namespace);
    }
  }

  /** Ends a subscription, and what is about to be one. Returns whether there was any. */
  unsubscribe(subscriber: ConfigSubscriber, namespace: string): boolean {
    const registered = this.#connections.get(subscriber)?.get(namespace);
    if (registered === undefined) return false;
    this.#end(namespace, registered);
    this.#forget(subscriber, namespace);
    return true;
  }

  /** The connection is over. It never comes back. */
  leave(subscriber: ConfigSubscriber): void {
    this.#left.add(subscriber);
    for (const [namespace, registered] of this.#connections.get(subscriber) ?? []) this.#end(namespace, registered);
    this.#connections.delete(subscriber);
  }

  async #begin(registered: Registered, place: Place, caller: ConfigCaller, since?: number): Promise<number | null> {
    const { tenant, isOver, subscription: before } = registered;
    if (isOver) return null;
    // What was told up to there is told; one that still catches up promises nothing.
    if (before !== null && since === undefined) return before.isLive ? tenant.position : 0;
    return tenant.begin(place, caller, since, (subscription) => {
      if (registered.isOver) return false;
      if (before !== null) tenant.end(place.namespace, before);
      registered.subscription = subscription;
      return true;
    });
  }

  #enter(subscriber: ConfigSubscriber, namespace: string, tenant: TenantSubscriptions): Registered {
    const own = this.#connections.get(subscriber) ?? new Map<string, Registered>();
    let registered = own.get(namespace);
    if (registered === undefined) {
      if (own.size >= LIMITS.configSubscriptions) {
        throw new GatewayError("INVALID_STATE", `A connection may have ${LIMITS.configSubscriptions} subscriptions. End one first.`);
      }
      registered = { tenant, subscription: null, turn: Promise.resolve(), calls: 0, isOver: false };
      own.set(namespace, registered);
      this.#connections.set(subscriber, own);
    }
    return registered;
  }

  #end(namespace: string, registered: Registered): void {
    const { tenant, subscription } = registered;
    registered.isOver = true;
    if (subscription !== null) tenant.end(namespace, subscription);
    registered.subscription = null;
  }

  #forget(subscriber: ConfigSubscriber, namespace: string): void {
    const own = this.#connections.get(subscriber);
    own?.delete(namespace);
    if (own?.size === 0) this.#connections.delete(subscriber);
  }
}
