import { EventQueue } from "./event-queue.ts";
import type { DurableEventMap } from "./generated/events.ts";
import type { DurableEvent, SessionDeleted, SessionSynced, StateSnapshot } from "./generated/types.ts";
import { type Listener, Listeners } from "./listeners.ts";

/** The session's log is another one than before, for instance restored from a backup: forget what came from it. */
export interface Reset {
  readonly type: "reset";
  /** The session as it is now; all of its log follows, from the first event. */
  readonly snapshot: StateSnapshot;
}

/** Nothing more comes of this session. */
export interface Ended {
  readonly type: "ended";
  /** Null when the session was left or deleted, or the client closed by `close()`. */
  readonly error: Error | null;
}

/** What can be heard of a session. `reset` and `ended` are the client's own, the rest is the gateway's. */
export interface SessionEventMap extends DurableEventMap {
  /** The replay is complete; what follows is live. Comes again after each reconnect. */
  session_synced: SessionSynced;
  session_deleted: SessionDeleted;
  reset: Reset;
  ended: Ended;
}

/** What a loop over a session sees. */
export type SessionItem = DurableEvent | Reset;

type Notice = SessionItem | SessionSynced | SessionDeleted | Ended;

/** Hands a session's events to whoever wants them. Until somebody does, it keeps them. */
export class SessionStream {
  readonly #listeners = new Listeners<SessionEventMap>();
  readonly #queues = new Set<EventQueue<SessionItem>>();
  readonly #onDelivery: (item: SessionItem) => void;
  /** What nobody was there for yet; null once somebody was. */
  #kept: Notice[] | null = [];
  /** How it ended, once that was handed out. */
  #end: Ended | null = null;
  #releasing = false;

  /** @param onDelivery called with each item before it is handed out */
  constructor(onDelivery: (item: SessionItem) => void) {
    this.#onDelivery = onDelivery;
  }

  on<Type extends keyof SessionEventMap>(type: Type, listener: Listener<SessionEventMap[Type]>): () => void {
    this.release();
    return this.#listeners.on(type, listener);
  }

  /** A loop over everything from here on. */
  loop(): EventQueue<SessionItem> {
    this.release();
    const queue: EventQueue<SessionItem> = new EventQueue(() => void this.#queues.delete(queue));
    if (this.#end !== null) queue.end(this.#end.error);
    else this.#queues.add(queue);
    return queue;
  }

  /** Stops keeping. What was kept is handed out after the caller is through, so that it can add all its listeners. */
  release(): void {
    if (this.#kept === null || this.#releasing) return;
    this.#releasing = true;
    queueMicrotask(() => {
      const kept = this.#kept ?? [];
      this.#kept = null;
      for (const notice of kept) this.#deliver(notice);
    });
  }

  push(notice: Notice): void {
    if (this.#kept === null) this.#deliver(notice);
    else this.#kept.push(notice);
  }

  #deliver(notice: Notice): void {
    if (this.#end !== null) return;
    if (isItem(notice)) {
      this.#onDelivery(notice);
      for (const queue of this.#queues) queue.push(notice);
    } else if (notice.type === "ended") {
      this.#end = notice;
      for (const queue of this.#queues) queue.end(notice.error);
      this.#queues.clear();
    }
    this.#listeners.emit(notice.type, notice);
  }
}

function isItem(notice: Notice): notice is SessionItem {
  return notice.type !== "ended" && notice.type !== "session_synced" && notice.type !== "session_deleted";
}
