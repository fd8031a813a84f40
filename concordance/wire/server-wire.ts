import type { Socket } from "node:net";
import { textFrame } from "./text-frame.ts";

/**
 * What a server sends on a WebSocket: the frames that one event caused, until the queue of promises has run empty, go out with one
 * system call; one by one they cost the system more than everything else that an answer costs. What the WebSocket sends on its
 * own (pings, the close) goes between frames, as it has no compression and so never waits within one.
 */
export class ServerWire {
  readonly #socket: Socket;
  readonly #mostUnsent: number;
  readonly #onFull: () => void;
  #frames: Buffer[] = [];
  #waitingBytes = 0;
  #taken: (() => void)[] = [];
  #isFull = false;

  /** @param onFull called once, when more than so many bytes of earlier events were not taken; after it nothing is sent */
  constructor(socket: Socket, mostUnsent: number, onFull: () => void) {
    this.#socket = socket;
    this.#mostUnsent = mostUnsent;
    this.#onFull = onFull;
  }

  /** Bytes that the other side has not taken yet. */
  get unsent(): number {
    return this.#socket.writableLength + this.#waitingBytes;
  }

  /**
   * @param frame a text, or its frame when several connections get the same
   * @param taken called when the system has taken it, and everything before
   */
  send(frame: string | Buffer, taken?: () => void): void {
    if (this.#isFull) return;
    if (this.#frames.length === 0) {
      if (this.#socket.writableLength > this.#mostUnsent) {
        this.#isFull = true;
        this.#onFull();
        return;
      }
      process.nextTick(this.flush);
    }
    const bytes = typeof frame === "string" ? textFrame(frame) : frame;
    this.#frames.push(bytes);
    this.#waitingBytes += bytes.length;
    if (taken !== undefined) this.#taken.push(taken);
  }

  /** Sends what waits; also for whoever wants to end the connection. */
  readonly flush = (): void => {
    const frames = this.#frames;
    if (frames.length === 0) return;
    const taken = this.#taken;
    this.#frames = [];
    this.#waitingBytes = 0;
    this.#taken = [];
    if (!this.#socket.writable) return;
    const [first] = frames;
    const bytes = frames.length === 1 && first !== undefined ? first : Buffer.concat(frames);
    if (taken.length === 0) {
      this.#socket.write(bytes);
      return;
    }
    this.#socket.write(bytes, (error) => {
      if (!error) for (const tell of taken) tell();
    });
  };
}
