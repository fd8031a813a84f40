import type { Socket } from "node:net";
import type { WebSocket } from "ws";

const TEXT = { binary: false } as const;

/** Sends on a WebSocket with one system call what one event caused: everything until the queue of promises has run empty. */
export class Corked {
  readonly #webSocket: WebSocket;
  readonly #socket: Socket;
  #isCorked = false;

  constructor(webSocket: WebSocket, socket: Socket) {
    this.#webSocket = webSocket;
    this.#socket = socket;
  }

  /** Bytes that the other side has not taken yet. */
  get unsent(): number {
    return this.#webSocket.bufferedAmount;
  }

  send(text: string): void {
    if (!this.#isCorked) {
      this.#isCorked = true;
      this.#socket.cork();
      process.nextTick(this.#uncork);
    }
    this.#webSocket.send(text, TEXT);
  }

  readonly #uncork = () => {
    this.#isCorked = false;
    this.#socket.uncork();
  };
}
