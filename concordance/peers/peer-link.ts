import type { WebSocket } from "ws";
import { LIMITS } from "../../generated/concordance/limits.ts";
import { SOCKETS } from "../../generated/concordance/sockets.ts";
import type { Corked } from "../wire/corked.ts";
import { dial } from "../wire/dial.ts";

/** Delays between attempts to connect, in ms: short at first, as a peer that restarts is soon back. */
const FIRST_DELAY_MS = 20;
const LONGEST_DELAY_MS = 500;
/** How often a link is tried for life, and after how long without any it is given up, in ms. */
const PING_MS = 1_000;
const SILENCE_MS = 4_000;

export interface PeerLinkOptions {
  /** `host:port` */
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly onMessage: (text: string) => void;
  /** What was sent lately is probably lost. */
  readonly onLost: () => void;
  /** The peer answered, but does not want this node. */
  readonly onRefused: (status: number, reason: string) => void;
}

/** A connection to one peer that is made again whenever it is lost. */
export class PeerLink {
  readonly address: string;
  readonly #options: PeerLinkOptions;
  #socket: WebSocket | null = null;
  #wire: Corked | null = null;
  #delay = FIRST_DELAY_MS;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(options: PeerLinkOptions) {
    this.address = options.address;
    this.#options = options;
    this.#connect();
  }

  get isOpen(): boolean {
    return this.#wire !== null;
  }

  /** Sends, or says that it cannot: there is no connection, or the peer does not read. */
  send(text: string): boolean {
    if (this.#wire === null || this.#wire.unsent > LIMITS.peerBufferBytes) return false;
    this.#wire.send(text);
    return true;
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#wire = null;
    this.#socket?.terminate();
  }

  #connect(): void {
    const { address, headers, onMessage, onRefused } = this.#options;
    const options = { headers, maxPayload: LIMITS.peerFrameBytes, handshakeTimeout: SILENCE_MS };
    let watch: NodeJS.Timeout | undefined;
    let heardAt = performance.now();
    const socket = dial(`ws://${address}${SOCKETS.raft}`, options, (wire) => {
      this.#delay = FIRST_DELAY_MS;
      this.#wire = wire;
      heardAt = performance.now();
      watch = setInterval(() => {
        if (performance.now() - heardAt > SILENCE_MS) socket.terminate();
        else socket.ping();
      }, PING_MS);
    });
    this.#socket = socket;
    socket.on("pong", () => {
      heardAt = performance.now();
    });
    socket.on("message", (data) => {
      heardAt = performance.now();
      onMessage(data.toString());
    });
    socket.on("unexpected-response", (_request, response) => {
      onRefused(response.statusCode ?? 0, response.statusMessage ?? "");
      response.resume();
      socket.terminate();
    });
    socket.on("close", () => {
      clearInterval(watch);
      this.#lost();
    });
  }

  #lost(): void {
    if (this.#isClosed) return;
    if (this.#wire !== null) this.#options.onLost();
    this.#wire = null;
    this.#timer = setTimeout(() => this.#connect(), this.#delay);
    this.#delay = Math.min(this.#delay * 2, LONGEST_DELAY_MS);
  }
}
