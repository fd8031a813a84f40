import type { Permission } from "../../generated/gateway/types.ts";
import type { Membership } from "../members/membership.ts";
import type { ConfigSubscriber } from "./config-caller.ts";

/** What may wait for a subscription that is not live yet: notifications, and the length of their texts together. */
const MOST_WAITING = 10_000;
const MOST_WAITING_LENGTH = 32 * 1024 * 1024;

/** One connection that hears of the changes of one namespace. */
export class Subscription {
  readonly #subscriber: ConfigSubscriber;
  readonly #membership: Membership;
  readonly #permission: Permission;
  /** Only changes of higher revisions are its own. */
  #after = 0;
  /** What has happened before it went live; null when it is told at once. */
  #waiting: { readonly revision: number; readonly notification: string }[] | null = [];
  #waitingLength = 0;
  #droppedUpTo = 0;
  #isRestarted = false;
  #isOver = false;

  /** It is not live yet: what it hears waits. */
  constructor(subscriber: ConfigSubscriber, membership: Membership, permission: Permission) {
    this.#subscriber = subscriber;
    this.#membership = membership;
    this.#permission = permission;
  }

  /** Whether it was told everything that happened before: what happens is told at once. */
  get isLive(): boolean {
    return this.#waiting === null && !this.#isOver;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Too much has waited: changes up to this revision are to be told by whoever catches up for it. 0: nothing was dropped. */
  get droppedUpTo(): number {
    return this.#droppedUpTo;
  }

  /** The store has begun anew since it waits: it is to be told of everything that there is. */
  get isRestarted(): boolean {
    return this.#isRestarted;
  }

  /** Takes what has just happened. */
  hear(revision: number, notification: string): void {
    if (this.#isOver) return;
    if (this.#waiting === null) {
      if (revision > this.#after) this.tell(notification);
      return;
    }
    this.#waiting.push({ revision, notification });
    this.#waitingLength += notification.length;
    if (this.#waiting.length <= MOST_WAITING && this.#waitingLength <= MOST_WAITING_LENGTH) return;
    this.#drop();
    this.#droppedUpTo = revision;
  }

  /** Sends a notification, if the caller may still read it: roles change. */
  tell(notification: string): void {
    if (!this.#isOver && this.#membership.may(this.#permission)) this.#subscriber.notify(notification);
  }

  /** It was told everything up to a revision: what waits comes next. */
  goLive(after: number): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    this.#after = after;
    for (const { revision, notification } of waiting) this.hear(revision, notification);
  }

  /** The store has begun anew, maybe at a lower revision: all revisions of before mean nothing any more. What differs is heard next. */
  restart(revision: number): void {
    if (this.#waiting === null) {
      this.#after = revision - 1;
      return;
    }
    this.#drop();
    this.#isRestarted = true;
  }

  /** Drops what waits: everything that there is is about to be told. */
  startOver(): void {
    if (this.#waiting === null) return;
    this.#drop();
    this.#droppedUpTo = 0;
    this.#isRestarted = false;
  }

  /** Nothing is sent from here on. */
  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#waiting = null;
  }

  #drop(): void {
    this.#waiting = [];
    this.#waitingLength = 0;
  }
}
