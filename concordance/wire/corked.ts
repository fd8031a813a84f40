import type { Socket } from "node:net";
import type { WebSocket } from "ws";

const TEXT = { binary: false } as const;

/** Sends on a WebSocket with one system call what one event caused: everything until the queue of promises has run empty. */
export class Corked {
  readonly #webSocket: WebSocket;
  readonly #socket: Socket;
  readonly #mostUnsent: number;
  readonly #onFull: () => void;
  #isCorked = false;
  #isFull = false;

  /** @param onFull called once, when more than so many bytes of earlier events were not taken; after it nothing is sent */
  constructor(webSocket: WebSocket, socket: Socket, mostUnsent = Number.POSITIVE_INFINITY, onFull: () => void = () => undefined) {
    this.#webSocket = webSocket;
    this.#socket = socket;
    this.#mostUnsent = mostUnsent;
    this.#onFull = onFull;
  }

  /** Bytes that the other side has not taken yet. */
  get unsent(): number {
    return this.#webSocket.bufferedAmount;
  }

  /**
   * @param text as a string, or its bytes in UTF-8 when several connections get the same
   * @param taken called when the system has taken it
   */
  send(text: string | Buffer, taken?: () => void): void {
    if (this.#isFull) return;
    if (!this.#isCorked) {
      if (this.unsent > this.#mostUnsent) {
        this.#isFull = true;
        this.#onFull();
        return;
      }
      this.#isCorked = true;
      this.#socket.cork();
      process.nextTick(this.#uncork);
    }
    if (taken === undefined) this.#webSocket.send(text, TEXT);
    else this.#webSocket.send(text, TEXT, (error) => error ?? taken());
  }

  readonly #uncork = () => {
    this.#isCorked = false;
    this.#socket.uncork();
  };
}
