import { pause } from "../backoff.ts";
import type { Connection, Listener } from "../connection.ts";
import { CompactedError, type ConcordanceError, ConnectionError } from "../errors.ts";
import type { StreamNotifications } from "../generated/calls.ts";
import type { Revision, Subscribed } from "../generated/types.ts";
import type { Routed } from "../router.ts";
import type { ChangeBuffer } from "./change-buffer.ts";
import { ResumeCursor } from "./resume-cursor.ts";
import type { WatchConnections } from "./watch-connections.ts";

/** When so much waits to be taken, no more is asked for until a quarter of it is left. */
const MOST_CHANGES = 10_000;
const MOST_BYTES = 32 * 1024 * 1024;
const RESUME_SHARE = 0.25;
/** A node that has not come as far as the cursor is asked again after so long, and others before it, in ms. */
const BEHIND_MS = 100;

/** One subscription after the other, each beginning where the one before it was lost. */
export class Subscription implements Routed, Listener {
  readonly goesToLeader = false;
  readonly deadline = Number.POSITIVE_INFINITY;
  notBefore = 0;
  readonly namespace: string;
  readonly #beginning = Promise.withResolvers<void>();
  readonly #ending = Promise.withResolvers<void>();
  readonly #connections: WatchConnections;
  readonly #buffer: ChangeBuffer;
  readonly #cursor: ResumeCursor;
  #connection: Connection | null = null;
  /** Its node has said that it has begun: what came before that was for one of before. */
  #isLive = false;
  #isPaused = false;
  #isOver = false;
  #failures = 0;
  /** Since when nodes say that they have not come as far as the cursor. */
  #aheadSince: number | null = null;

  constructor(connections: WatchConnections, namespace: string, since: Revision | null, buffer: ChangeBuffer) {
    this.#connections = connections;
    this.namespace = namespace;
    this.#cursor = new ResumeCursor(since);
    this.#buffer = buffer;
    // Who does not wait for these hears of it by the loop.
    this.opened.catch(() => undefined);
    this.ended.catch(() => undefined);
    connections.add(this);
  }

  /** See `Watch.opened`. */
  get opened(): Promise<void> {
    return this.#beginning.promise;
  }

  /** Resolves when it was closed; rejects with what it failed by. */
  get ended(): Promise<void> {
    return this.#ending.promise;
  }

  send(connection: Connection): void {
    this.#connection = this.#connections.place(this, connection);
    if (this.#connection.isOpen) this.begin(this.#connection);
  }

  /** Its connection is open. */
  begin(connection: Connection): void {
    const { since } = this.#cursor;
    const params = JSON.stringify({ namespace: this.namespace, ...(since === null ? {} : { sinceRevision: since }) });
    const current = (does: () => void) => {
      if (this.#connection === connection && !this.#isLive) does();
    };
    connection.send("watch/subscribe", params, {
      deadline: performance.now() + this.#connections.router.timeoutMs,
      answered: (result) => current(() => this.#begun(result as Subscribed)),
      refused: (error) => current(() => this.#refused(error, connection)),
      // The listener is told, too.
      lost: () => undefined,
      expired: () => current(() => this.#again()),
    });
  }

  changed(
    { namespace, key, op, value, version, revision, updatedBy, updatedAt }: StreamNotifications["watch/change"],
    bytes: number,
  ): void {
    if (!this.#isLive || !this.#cursor.take(revision)) return;
    this.#buffer.push({ namespace, key, op, value, version, revision, updatedBy, updatedAt }, bytes);
    if (this.#buffer.changes < MOST_CHANGES && this.#buffer.bytes < MOST_BYTES) return;
    this.#isPaused = true;
    this.#leave();
  }

  progressed(revision: Revision): void {
    if (!this.#isLive) return;
    this.#cursor.progressed(revision);
    this.#buffer.mark(revision);
  }

  lost(): void {
    this.#connection = null;
    this.#again();
  }

  /** A change was taken. */
  taken(): void {
    const { changes, bytes } = this.#buffer;
    if (this.#isOver || !this.#isPaused || changes > MOST_CHANGES * RESUME_SHARE || bytes > MOST_BYTES * RESUME_SHARE) return;
    this.#isPaused = false;
    this.#connections.router.route(this);
  }

  expired(): void {
    // It waits for as long as it takes.
  }

  failed(error: Error): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#leave();
    this.#connections.remove(this);
    this.#beginning.reject(error);
    this.#ending.reject(error);
    this.#buffer.end(error);
  }

  close(): void {
    if (!this.#isOver) {
      this.#isOver = true;
      this.#leave();
      this.#connections.remove(this);
      this.#beginning.reject(new ConnectionError("The watch was closed."));
      this.#ending.resolve();
    }
    this.#buffer.drop();
  }

  #begun({ revision }: Subscribed): void {
    this.#isLive = true;
    this.#failures = 0;
    this.#aheadSince = null;
    const isFirst = this.#cursor.since === null;
    this.#cursor.begun(revision);
    if (isFirst) this.#buffer.mark(revision);
    this.#beginning.resolve();
  }

  #refused(error: ConcordanceError, connection: Connection): void {
    const { router } = this.#connections;
    router.heed(error, connection, false);
    if (error.code === "COMPACTED") {
      this.#compacted(error, connection);
    } else if (error.code === "TOO_MANY_SUBSCRIPTIONS") {
      this.#connections.isFull(connection);
      this.#again();
    } else if (error.retryable) {
      this.#again();
    } else {
      this.failed(error);
    }
  }

  /** Changes are missed; or the node is only behind: it says the same of a cursor that it has not come to yet. */
  #compacted(error: ConcordanceError, connection: Connection): void {
    const { router } = this.#connections;
    const { compactedTo = Number.MAX_SAFE_INTEGER } = error.data;
    const now = performance.now();
    this.#aheadSince ??= now;
    if (compactedTo > (this.#cursor.since ?? 0) || now - this.#aheadSince > router.timeoutMs) {
      this.failed(new CompactedError(error.message, error.data.compactedTo ?? 0, { cause: error }));
      return;
    }
    router.nodes.at(connection.address).avoid(BEHIND_MS * 2);
    this.#again(BEHIND_MS);
  }

  /** Begins anew, after a moment. */
  #again(pauseMs = pause(this.#failures, Math.random())): void {
    this.#leave();
    if (this.#isOver || this.#isPaused) return;
    this.#failures += 1;
    this.notBefore = performance.now() + pauseMs;
    this.#connections.router.wait(this);
  }

  /** Nothing that still comes on its connection is heard. */
  #leave(): void {
    const connection = this.#connection;
    this.#connection = null;
    this.#isLive = false;
    if (connection?.listeners.get(this.namespace) !== this) return;
    connection.listeners.delete(this.namespace);
    if (connection.isOpen) connection.send("watch/unsubscribe", JSON.stringify({ namespace: this.namespace }), UNHEARD);
    this.#connections.left(connection);
  }
}

/** Nobody waits for the answer. */
const UNHEARD = {
  deadline: Number.POSITIVE_INFINITY,
  answered: () => undefined,
  refused: () => undefined,
  lost: () => undefined,
  expired: () => undefined,
};
