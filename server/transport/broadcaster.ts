import type { Committed } from "../sessions/event-log.ts";

/** Someone who hears of what happens. */
export interface Subscriber {
  /** Events of a session that were just committed. */
  deliverEvents(committed: Committed): void;
  /** A message to everyone of a tenant, as a text frame. */
  deliverMessage(frame: Buffer): void;
  /** Everything of this tick was delivered: now is the time to write. */
  flush(): void;
  /** A session is gone for good: nothing more comes from it. */
  leave(sessionId: string): void;
}

/**
 * Hands what happens to those who subscribed to it. Everything is framed once, by whoever publishes it; a subscriber
 * gathers what a tick brings and writes it at once.
 */
export class Broadcaster {
  readonly #sessions = new Map<string, Set<Subscriber>>();
  readonly #tenants = new Map<string, Set<Subscriber>>();

  joinSession(sessionId: string, subscriber: Subscriber): void {
    add(this.#sessions, sessionId, subscriber);
  }

  leaveSession(sessionId: string, subscriber: Subscriber): void {
    remove(this.#sessions, sessionId, subscriber);
  }

  /** Lets everyone leave a session that is gone for good. */
  dissolveSession(sessionId: string): void {
    for (const subscriber of this.participants(sessionId)) subscriber.leave(sessionId);
    this.#sessions.delete(sessionId);
  }

  joinTenant(tenantId: string, subscriber: Subscriber): void {
    add(this.#tenants, tenantId, subscriber);
  }

  leaveTenant(tenantId: string, subscriber: Subscriber): void {
    remove(this.#tenants, tenantId, subscriber);
  }

  /** Those who have joined a session. */
  participants(sessionId: string): ReadonlySet<Subscriber> {
    return this.#sessions.get(sessionId) ?? NOBODY;
  }

  /** Those who are authenticated in a tenant. */
  members(tenantId: string): ReadonlySet<Subscriber> {
    return this.#tenants.get(tenantId) ?? NOBODY;
  }

  /** Delivers what one commit holds. */
  publish(committed: readonly Committed[]): void {
    const only = committed.length === 1 ? committed[0] : undefined;
    if (only !== undefined) {
      for (const subscriber of this.participants(only.sessionId)) {
        subscriber.deliverEvents(only);
        subscriber.flush();
      }
      return;
    }
    const reached = new Set<Subscriber>();
    for (const run of committed) {
      for (const subscriber of this.participants(run.sessionId)) {
        subscriber.deliverEvents(run);
        reached.add(subscriber);
      }
    }
    for (const subscriber of reached) subscriber.flush();
  }

  /**
   * Tells everyone of a tenant, and everyone who has joined a session, each once.
   *
   * @param except hears of it in another way
   */
  announce(frame: Buffer, to: { tenantId: string; sessionId?: string }, except: Subscriber | null): void {
    const told = new Set(this.members(to.tenantId));
    if (to.sessionId !== undefined) for (const subscriber of this.participants(to.sessionId)) told.add(subscriber);
    if (except !== null) told.delete(except);
    deliver(frame, told);
  }

  /** Tells everyone who has joined one of some sessions, each once. */
  tell(sessionIds: readonly string[], frame: Buffer): void {
    deliver(frame, new Set(sessionIds.flatMap((sessionId) => [...this.participants(sessionId)])));
  }
}

function deliver(frame: Buffer, subscribers: ReadonlySet<Subscriber>): void {
  for (const subscriber of subscribers) {
    subscriber.deliverMessage(frame);
    subscriber.flush();
  }
}

const NOBODY: ReadonlySet<Subscriber> = new Set();

function add(topics: Map<string, Set<Subscriber>>, topic: string, subscriber: Subscriber): void {
  const subscribers = topics.get(topic);
  if (subscribers === undefined) topics.set(topic, new Set([subscriber]));
  else subscribers.add(subscriber);
}

function remove(topics: Map<string, Set<Subscriber>>, topic: string, subscriber: Subscriber): void {
  const subscribers = topics.get(topic);
  subscribers?.delete(subscriber);
  if (subscribers?.size === 0) topics.delete(topic);
}
