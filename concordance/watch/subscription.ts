import { LIMITS } from "../../generated/concordance/limits.ts";
import { frameWatchChange, frameWatchProgress } from "../../generated/concordance/notifications.ts";
import { ConcordanceError } from "../api/concordance-error.ts";
import type { Change } from "../store/change.ts";
import type { KvMachine } from "../store/kv-machine.ts";

/** A connection as its subscriptions see it. */
export interface Subscriber {
  /** Bytes that it has not taken yet. */
  readonly unsent: number;
  /**
   * @param frame a text, or its frame when several get the same
   * @param taken called once the connection has taken it, and never when the connection ends before
   */
  send(frame: string | Buffer, taken?: () => void): void;
  /** It cannot be told everything any more: it is closed, and may come back with its last revision. */
  giveUp(reason: string): void;
}

/** Changes that are read from the change log at once, and bytes that may lie unsent before more is read. */
const PAGE_CHANGES = 500;
const UNSENT_BYTES = LIMITS.subscriberBufferBytes / 8;

/** One subscription: how far its subscriber was told. */
export class Subscription {
  readonly subscriber: Subscriber;
  readonly namespace: string;
  readonly #machine: () => KvMachine;
  /** Up to where it was told while it catches up; null when it is told everything as it happens. */
  #cursor: number | null;
  #isReading = false;
  #isOver = false;

  constructor(machine: () => KvMachine, subscriber: Subscriber, namespace: string, since: number) {
    this.#machine = machine;
    this.subscriber = subscriber;
    this.namespace = namespace;
    this.#cursor = since;
  }

  get isLive(): boolean {
    return this.#cursor === null;
  }

  notificationOf({ namespace, key, op, value, version, revision, updatedBy, updatedAt }: Change): string {
    const subscription = this.namespace;
    return frameWatchChange({ subscription, namespace, key, op, value, version, revision, updatedBy, updatedAt });
  }

  tellProgress(revision: number): void {
    if (!this.isLive) return;
    this.subscriber.send(frameWatchProgress({ namespace: this.namespace, revision }));
  }

  /** Reads from the change log from there on, when it was told everything up to there. */
  fallBack(revision: number): void {
    this.#cursor ??= revision;
    this.catchUp();
  }

  /** Sends what is missed, as fast as it is taken, until nothing is. */
  catchUp(): void {
    if (this.#isReading) return;
    while (this.#cursor !== null && !this.#isOver) {
      const page = this.#machine().changesSince(this.#cursor, {
        namespace: this.namespace,
        limit: PAGE_CHANGES,
        valueLength: UNSENT_BYTES,
      });
      if (page.kind === "compacted") {
        this.subscriber.giveUp(`The changes after revision ${this.#cursor} are not kept any more.`);
        return;
      }
      this.#cursor = page.more ? page.revision : null;
      const frames = page.changes.map((change) => this.notificationOf(change));
      const last = frames.pop();
      for (const frame of frames) this.subscriber.send(frame);
      if (last === undefined) continue;
      const mustWait = this.subscriber.unsent + last.length > UNSENT_BYTES;
      if (!mustWait || this.#cursor === null) {
        this.subscriber.send(last);
        continue;
      }
      this.#isReading = true;
      this.subscriber.send(last, () => {
        this.#isReading = false;
        this.catchUp();
      });
      return;
    }
  }

  end(): void {
    this.#isOver = true;
  }
}

export function compacted(compactedTo: number): ConcordanceError {
  return new ConcordanceError("COMPACTED", "The changes after that revision are not kept any more. Read the entries anew.", {
    compactedTo,
  });
}
