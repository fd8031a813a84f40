import { setTimeout as delay } from "node:timers/promises";
import { StorageError } from "../storage/storage-error.ts";
import { skipFrames } from "../wire/text-frame.ts";
import type { Committed, SessionLog } from "./event-log.ts";

/** Where a log is read back from. */
export interface EventSource {
  /** Sees to it that what was committed is where `events` reads. */
  settle(scope: { sessionId: string }): Promise<void>;
  events(request: {
    sessionId: string;
    afterSeq: number;
    untilSeq: number;
    maxBytes: number;
    maxCount: number;
  }): Promise<{ frames: Uint8Array; count: number; lastSeq: number }>;
}

/** Where a replay is written to. */
export interface ReplaySink {
  /** Events as text frames. */
  write(frames: Buffer, lastSeq: number): void;
  /** Resolves when there is room for more. */
  drained(): Promise<void>;
  /** The replay is complete up to here; what is written from now on is live. */
  synced(seq: number): void;
}

/** What a subscriber is told whose replay failed. It hears nothing more of the session. */
export const REPLAY_FAILURE = {
  code: "INTERNAL",
  message: "The session's log could not be read, so that nothing more of it comes here. The cause is in the gateway's own log.",
} as const;

/** How a cursor fits a log. */
export interface ReplayPlan {
  resume: "live" | "continued" | "reset";
  /** The events after this one follow. */
  afterSeq: number;
}

const PAGE_BYTES = 256 * 1024;
const PAGE_EVENTS = 5000;
/** What may be held back for one subscriber while its replay runs. Past that it is read from the log once more. */
const HELD_BYTES = 4 * 1024 * 1024;
/** How long to wait before looking again whether there is room on the disk. */
const RETRY_MS = 500;

/** Decides how a cursor is answered. Pure. */
export function planReplay(cursor: { afterSeq?: number; epoch?: string }, log: { epoch: string; lastSeq: number }): ReplayPlan {
  const { afterSeq, epoch } = cursor;
  if (afterSeq === undefined) return { resume: "live", afterSeq: log.lastSeq };
  const isOfThisLog = (epoch === undefined || epoch === log.epoch) && afterSeq <= log.lastSeq;
  return isOfThisLog ? { resume: "continued", afterSeq } : { resume: "reset", afterSeq: 0 };
}

/**
 * One subscriber's view of one session's log: what it missed, in order, then `synced`, then what happens, without a gap
 * and nothing twice, whatever is committed meanwhile.
 *
 * It hears of commits from the moment it is made. Until its replay has caught up it holds them back; if too much comes
 * together it lets go of them and reads on from the log instead.
 */
export class Replay {
  readonly #source: EventSource;
  readonly #sink: ReplaySink;
  readonly #log: SessionLog;
  /** The last event that was written. */
  #position: number;
  #held: Committed[] | null = [];
  #heldBytes = 0;
  #overflowed = false;
  #cancelled = false;

  constructor(source: EventSource, sink: ReplaySink, log: SessionLog, afterSeq: number) {
    this.#source = source;
    this.#sink = sink;
    this.#log = log;
    this.#position = afterSeq;
  }

  /** Takes what was just committed. */
  deliver(committed: Committed): void {
    if (this.#cancelled) return;
    if (this.#held === null) this.#write(committed);
    else this.#hold(committed, this.#held);
  }

  /**
   * Writes what was missed up to a point, then goes live.
   *
   * @param untilSeq everything up to it is committed
   * @throws Error when the log cannot be read, unless the replay was cancelled meanwhile
   */
  async run(untilSeq: number): Promise<void> {
    let target = untilSeq;
    for (;;) {
      try {
        await this.#catchUp(target);
      } catch (error) {
        if (!this.#cancelled) throw error;
      }
      if (this.#cancelled) return;
      if (!this.#overflowed) break;
      // From here to the next turn of the event loop nothing can be committed: no event falls between the two.
      target = this.#log.committedSeq;
      this.#overflowed = false;
      this.#held = [];
      this.#heldBytes = 0;
    }
    const held = this.#held ?? [];
    this.#held = null;
    for (const committed of held) this.#write(committed);
    this.#sink.synced(this.#position);
  }

  /** Nothing more is written. */
  cancel(): void {
    this.#cancelled = true;
    this.#held = null;
  }

  async #catchUp(target: number): Promise<void> {
    if (this.#position >= target) return;
    const { sessionId } = this.#log;
    await this.#settle();
    while (this.#position < target && !this.#cancelled) {
      const request = { sessionId, afterSeq: this.#position, untilSeq: target, maxBytes: PAGE_BYTES, maxCount: PAGE_EVENTS };
      const { frames, count, lastSeq } = await this.#source.events(request);
      if (this.#cancelled) return;
      if (count === 0) throw new Error(`The log of session ${sessionId} ends at ${this.#position}, before ${target}.`);
      this.#sink.write(Buffer.from(frames.buffer, frames.byteOffset, frames.byteLength), lastSeq);
      this.#position = lastSeq;
      await this.#sink.drained();
    }
  }

  /** While there is no room on the disk, what was committed cannot be carried to where it is read: the replay waits. */
  async #settle(): Promise<void> {
    while (!this.#cancelled) {
      try {
        await this.#source.settle({ sessionId: this.#log.sessionId });
        return;
      } catch (error) {
        if (!(error instanceof StorageError) || error.failure !== "full") throw error;
        await delay(RETRY_MS);
      }
    }
  }

  #hold(committed: Committed, held: Committed[]): void {
    if (this.#overflowed) return;
    this.#heldBytes += committed.frames.length;
    if (this.#heldBytes > HELD_BYTES) {
      this.#overflowed = true;
      held.length = 0;
    } else {
      held.push(committed);
    }
  }

  #write({ firstSeq, lastSeq, frames }: Committed): void {
    if (lastSeq <= this.#position) return;
    const known = this.#position - firstSeq + 1;
    this.#sink.write(known > 0 ? skipFrames(frames, known) : frames, lastSeq);
    this.#position = lastSeq;
  }
}
