import type { Socket } from "node:net";
import type { LinkState } from "./links.ts";

/** What may wait for the receiving side before the sending one is not read any more, in bytes. */
const MOST_WAITING = 1_048_576;

/** One direction of a connection: passes bytes on, in order, as the state of the link allows. */
export class Lane {
  readonly #source: Socket;
  readonly #sink: Socket;
  readonly #state: () => LinkState;
  #waiting: { readonly bytes: Buffer; readonly due: number }[] = [];
  #timer: NodeJS.Timeout | undefined;
  #sourceIsOver = false;

  /** @param first what was read of the source already */
  constructor(source: Socket, sink: Socket, state: () => LinkState, first?: Buffer) {
    this.#source = source;
    this.#sink = sink;
    this.#state = state;
    if (first !== undefined) this.#take(first);
    source.on("data", (bytes: Buffer) => this.#take(bytes));
    sink.on("drain", () => this.pump());
    source.on("close", () => {
      this.#sourceIsOver = true;
      this.pump();
    });
    sink.on("close", () => clearTimeout(this.#timer));
    this.pump();
  }

  /** Passes on what may go now. To be called when the state has changed. */
  pump(): void {
    clearTimeout(this.#timer);
    if (this.#state().isSilent) {
      // The sender notices in the end that nothing is taken, as with a cable that was pulled.
      this.#source.pause();
      return;
    }
    while (this.#sink.writableLength < MOST_WAITING) {
      const [next] = this.#waiting;
      if (next === undefined) {
        // That the other side is gone is news that takes the same way.
        if (this.#sourceIsOver) this.#sink.destroy();
        else this.#source.resume();
        return;
      }
      const early = next.due - performance.now();
      if (early > 0) {
        this.#timer = setTimeout(() => this.pump(), Math.ceil(early));
        this.#source.resume();
        return;
      }
      this.#waiting.shift();
      this.#sink.write(next.bytes);
    }
    this.#source.pause();
  }

  #take(bytes: Buffer): void {
    this.#waiting.push({ bytes, due: performance.now() + this.#state().delayMs });
    this.pump();
  }
}
