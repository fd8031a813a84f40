import type { TurnHost } from "../agents/turn-host.ts";

/**
 * Who does files and terminals for which turn. A host serves the turn that it was given to and no other one, and is
 * forgotten when that turn ends.
 */
export class TurnHosts {
  /** The turns that have not ended, and their hosts. */
  readonly #hosts = new Map<string, TurnHost | null>();

  /** A turn was accepted. */
  open(turnId: string): void {
    this.#hosts.set(turnId, null);
  }

  /** Gives a turn a host; does nothing for a turn that has ended. */
  set(turnId: string, host: TurnHost): void {
    if (this.#hosts.has(turnId)) this.#hosts.set(turnId, host);
  }

  /** Takes a host away from a turn. @param host only this one; whichever there is when left out */
  release(turnId: string, host?: TurnHost): void {
    const present = this.#hosts.get(turnId);
    if (present && (host === undefined || host === present)) this.#hosts.set(turnId, null);
  }

  /** The host of a turn; null when the gateway does everything for it. */
  of(turnId: string): TurnHost | null {
    return this.#hosts.get(turnId) ?? null;
  }

  /** A turn has ended. */
  close(turnId: string): void {
    this.#hosts.delete(turnId);
  }
}
