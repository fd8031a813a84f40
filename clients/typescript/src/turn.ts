import { EventQueue } from "./event-queue.ts";
import type { Ack, DurableEvent, TurnComplete, TurnError, TurnStopped } from "./generated/types.ts";

/** An event that can be of a turn. */
export type TurnEvent = HavingTurn<DurableEvent>;

/** Those of some events that have a turn, at least sometimes. */
type HavingTurn<Event> = Event extends unknown ? ("turnId" extends keyof Event ? Event : never) : never;

/** The event that a turn ends with. */
export type TurnEnd = TurnComplete | TurnStopped | TurnError;

/**
 * A turn that was accepted. Looping over it yields its events from `turn_started` to its end, each once, also when the
 * loop begins late or the connection is lost meanwhile.
 */
export interface Turn extends AsyncIterable<TurnEvent> {
  readonly id: string;
  /** What it can be asked for again with. */
  readonly clientTurnId: string;
  /** The gateway's answer: whether the turn waits behind others, or was known already. */
  readonly ack: Ack;
  /**
   * Resolves with the turn's last event, however it ended.
   *
   * Rejects when that cannot be known any more: with SessionEndedError, SessionResetError, or what ended the session.
   */
  readonly ended: Promise<TurnEnd>;
}

/** Gathers a turn's events. */
export class FollowedTurn implements Turn {
  readonly clientTurnId: string;
  readonly ended: Promise<TurnEnd>;
  readonly #events: TurnEvent[] = [];
  readonly #loops = new Set<EventQueue<TurnEvent>>();
  readonly #ended = Promise.withResolvers<TurnEnd>();
  #ack: Ack | null = null;
  #id: string | null = null;
  #over = false;
  #error: Error | null = null;
  /** Live events that wait until older ones were read from the log; null when none are being read. */
  #held: TurnEvent[] | null = null;

  constructor(clientTurnId: string) {
    this.clientTurnId = clientTurnId;
    this.ended = this.#ended.promise;
    // Nobody has to wait for a turn's end.
    this.ended.catch(() => undefined);
  }

  get id(): string {
    return this.#id ?? "";
  }

  get ack(): Ack {
    if (this.#ack === null) throw new Error("The turn was not accepted yet.");
    return this.#ack;
  }

  get isAccepted(): boolean {
    return this.#ack !== null;
  }

  /** Whether its first event was seen. */
  get hasStarted(): boolean {
    return this.#events.length > 0;
  }

  get isOver(): boolean {
    return this.#over;
  }

  accepted(ack: Ack): void {
    this.#ack = ack;
    this.#id = ack.turnId ?? null;
  }

  /** Takes an event of the session; those of other turns are left alone. */
  take(event: TurnEvent): void {
    if (event.type === "turn_started" && event.clientTurnId === this.clientTurnId) this.#id = event.turnId;
    if (this.#over || event.turnId === undefined || event.turnId !== this.#id) return;
    if (this.#held !== null) {
      this.#held.push(event);
      return;
    }
    this.#events.push(event);
    for (const loop of this.#loops) loop.push(event);
    if (isEnd(event)) {
      this.#finish(null);
      this.#ended.resolve(event);
    }
  }

  /** Holds live events back until `past` has come with those before them. */
  async precede(past: Promise<TurnEvent[]>): Promise<void> {
    this.#held = [];
    try {
      const events = await past;
      const held = this.#held;
      this.#held = null;
      for (const event of [...events, ...held]) this.take(event);
    } catch (error) {
      this.fail(error as Error);
    }
  }

  fail(error: Error): void {
    if (this.#over) return;
    this.#finish(error);
    this.#ended.reject(error);
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<TurnEvent> {
    const loop: EventQueue<TurnEvent> = new EventQueue(() => void this.#loops.delete(loop));
    for (const event of this.#events) loop.push(event);
    if (this.#over) loop.end(this.#error);
    else this.#loops.add(loop);
    return loop;
  }

  #finish(error: Error | null): void {
    this.#over = true;
    this.#error = error;
    for (const loop of this.#loops) loop.end(error);
    this.#loops.clear();
  }
}

function isEnd(event: TurnEvent): event is TurnEnd {
  return event.type === "turn_complete" || event.type === "turn_stopped" || event.type === "turn_error";
}
