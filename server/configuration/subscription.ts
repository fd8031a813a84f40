import type { Permission } from "../../generated/gateway/types.ts";
import type { Membership } from "../members/membership.ts";
import type { ConfigSubscriber } from "./config-caller.ts";

/** One connection that hears of the changes of one namespace. */
export class Subscription {
  readonly #subscriber: ConfigSubscriber;
  readonly #membership: Membership;
  readonly #permission: Permission;
  /** Only changes of higher revisions are its own. */
  #after = 0;
  /** What has happened before it went live; null when it is told at once. */
  #waiting: { readonly revision: number; readonly notification: string }[] | null = [];
  #isOver = false;
  /** Called when it ends. */
  onEnd: () => void = () => undefined;

  /** It is not live yet: what it hears waits. */
  constructor(subscriber: ConfigSubscriber, membership: Membership, permission: Permission) {
    this.#subscriber = subscriber;
    this.#membership = membership;
    this.#permission = permission;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Takes what has just happened. */
  hear(revision: number, notification: string): void {
    if (this.#waiting !== null) this.#waiting.push({ revision, notification });
    else if (revision > this.#after) this.tell(notification);
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

  /** The store has begun anew, maybe at a lower revision: all revisions of before mean nothing any more. */
  restart(revision: number, notifications: readonly string[]): void {
    if (this.#waiting !== null) {
      for (const notification of notifications) this.#waiting.push({ revision, notification });
      return;
    }
    this.#after = revision;
    for (const notification of notifications) this.tell(notification);
  }

  /** Nothing is sent from here on. */
  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#waiting = null;
    this.onEnd();
  }
}
