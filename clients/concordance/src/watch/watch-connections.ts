import type { Connection } from "../connection.ts";
import { ConnectionError } from "../errors.ts";
import { LIMITS } from "../generated/limits.ts";
import type { Router } from "../router.ts";
import type { Subscription } from "./subscription.ts";

/**
 * Gives every subscription a connection. It is the node's one connection as long as that can be: a connection has one subscription
 * for a namespace, and not too many of them. For others further ones are opened.
 */
export class WatchConnections {
  readonly router: Router;
  readonly #subscriptions = new Set<Subscription>();
  /** By address. */
  readonly #further = new Map<string, Set<Connection>>();
  /** Those that are to begin as soon as their connection is open. */
  readonly #beginners = new Map<Connection, Set<Subscription>>();
  readonly #full = new WeakSet<Connection>();

  constructor(router: Router) {
    this.router = router;
  }

  /** It wants a connection, now or later. */
  add(subscription: Subscription): void {
    this.#subscriptions.add(subscription);
    this.router.route(subscription);
  }

  /** It wants none any more. */
  remove(subscription: Subscription): void {
    this.#subscriptions.delete(subscription);
    this.router.drop(subscription);
  }

  /** The connection for a subscription at the node that another connection leads to. It may not be open yet: it is told then. */
  place(subscription: Subscription, main: Connection): Connection {
    const { namespace } = subscription;
    const further = this.#further.get(main.address) ?? new Set();
    const connection = [main, ...further].find((candidate) => this.#hasRoom(candidate, namespace)) ?? this.#open(main.address);
    connection.listeners.set(namespace, subscription);
    this.#beginners.get(connection)?.add(subscription);
    return connection;
  }

  /** A node takes no more subscriptions on this connection. */
  isFull(connection: Connection): void {
    this.#full.add(connection);
  }

  /** A subscription has left its connection. */
  left(connection: Connection): void {
    if (connection.listeners.size > 0 || this.#further.get(connection.address)?.has(connection) !== true) return;
    connection.end(new ConnectionError("Nothing is watched on it any more."));
  }

  close(): void {
    for (const subscription of [...this.#subscriptions]) subscription.close();
  }

  #hasRoom(connection: Connection, namespace: string): boolean {
    if (!connection.isOpen && !this.#beginners.has(connection)) return false;
    const { listeners } = connection;
    return !listeners.has(namespace) && listeners.size < LIMITS.subscriptionsPerConnection && !this.#full.has(connection);
  }

  #open(address: string): Connection {
    const connection = this.router.nodes.open(address, {
      opened: (opened) => {
        const beginners = this.#beginners.get(opened) ?? [];
        this.#beginners.delete(opened);
        for (const subscription of beginners) {
          if (opened.listeners.get(subscription.namespace) === subscription) subscription.begin(opened);
        }
        this.left(opened);
      },
      closed: (closed) => {
        this.#beginners.delete(closed);
        const further = this.#further.get(address);
        further?.delete(closed);
        if (further?.size === 0) this.#further.delete(address);
      },
    });
    this.#beginners.set(connection, new Set());
    const further = this.#further.get(address);
    if (further === undefined) this.#further.set(address, new Set([connection]));
    else further.add(connection);
    return connection;
  }
}
