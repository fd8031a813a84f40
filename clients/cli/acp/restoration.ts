import type { OpenCall } from "./open-calls.ts";
import { codeOf, retryDelayOf } from "./refusal.ts";
import type { RestoringCall } from "./restorable.ts";
import type { Fields, Outcome } from "./rpc-message.ts";

/** What a restoration does to the world. */
export interface RestorationPorts {
  /** Makes a call of the bridge's own. It is not answered when the connection is lost before. */
  callGateway(method: string, params: Fields, answered: (outcome: Outcome) => void): void;
  /** Does something later, in ms, unless the connection is lost before. */
  later(delayMs: number, run: () => void): void;
  note(message: string): void;
  /** A place is open again, or cannot be opened; what waits for it need not wait any longer. */
  restored(restoring: RestoringCall, outcome: Outcome): void;
}

/**
 * What is opened again on one connection, each place by itself: a session whose agent takes its time to start keeps only its
 * own calls waiting.
 */
export class Restoration {
  readonly #ports: RestorationPorts;
  /** The places that are not open again yet, and the call of the editor's own that opens it, if one does. */
  readonly #closed = new Map<string, OpenCall | null>();

  constructor(ports: RestorationPorts) {
    this.#ports = ports;
  }

  /** Whether what needs a place must wait. @param place null for what needs none */
  isClosed(place: string | null): boolean {
    return place !== null && this.#closed.has(place);
  }

  /** Opens a place again by a call of the bridge's own. */
  begin(restoring: RestoringCall): void {
    this.#closed.set(restoring.place, null);
    this.#attempt(restoring, restoring.params);
  }

  /** A place is opened again by this call of the editor's. */
  beginBy(call: OpenCall, place: string): void {
    this.#closed.set(place, call);
  }

  /** A call of the editor's was answered. Returns whether a place was being opened by it, and is so no longer. */
  endBy(call: OpenCall, place: string | null): boolean {
    if (place === null || this.#closed.get(place) !== call) return false;
    this.#closed.delete(place);
    return true;
  }

  /** The connection is lost. The next one begins anew. */
  lost(): void {
    this.#closed.clear();
  }

  #attempt(restoring: RestoringCall, params: Fields): void {
    this.#ports.callGateway(restoring.method, params, (outcome) => {
      const delay = retryDelayOf(outcome);
      if (delay !== null) {
        this.#ports.later(delay, () => this.#attempt(restoring, params));
        return;
      }
      // The connection is about to end: the next gateway is asked.
      if (codeOf(outcome) === "SHUTTING_DOWN") return;
      const { note, instead } = restoring.answered(outcome) ?? {};
      if (note !== undefined) this.#ports.note(note);
      if (instead !== undefined) {
        this.#attempt(restoring, instead);
        return;
      }
      this.#closed.delete(restoring.place);
      this.#ports.restored(restoring, outcome);
    });
  }
}
