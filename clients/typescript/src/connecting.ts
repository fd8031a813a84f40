import type { Backoff } from "./reconnect.ts";
import type { TokenSource } from "./token.ts";
import { webSocketUrl } from "./url.ts";

/** How a client finds the gateway, and stays connected to it. */
export interface ConnectingOptions {
  /** Of the gateway, for instance `https://gateway.example`. */
  readonly url: string;
  /** For a gateway that asks for one. A function is called anew for every connection, and again before a token expires. */
  readonly token?: TokenSource;
  /** Time in which a call must be answered, the wait for a connection included, in ms. 30,000 by default. */
  readonly requestTimeoutMs?: number;
  /** Time in which a connection must be open, in ms. 10,000 by default. */
  readonly handshakeTimeoutMs?: number;
  /** What the gateway may take to be heard of when it should have been, before a connection is given up, in ms. 5,000 by default. */
  readonly silenceGraceMs?: number;
  /** How long to wait between attempts to connect. From 250 to 30,000 ms by default. */
  readonly reconnect?: Partial<Backoff>;
  /** How many calls may wait while there is no connection; more fail with a QueueFullError. 1,000 by default. */
  readonly maxQueuedCalls?: number;
  /** Where there is no global one. */
  readonly WebSocket?: typeof globalThis.WebSocket;
}

/** The options with everything that has a default. */
export interface Connecting {
  readonly url: string;
  readonly token: TokenSource | undefined;
  readonly requestTimeoutMs: number;
  readonly handshakeTimeoutMs: number;
  readonly silenceGraceMs: number;
  readonly backoff: Backoff;
  readonly maxQueuedCalls: number;
  readonly WebSocket: typeof globalThis.WebSocket;
}

/**
 * Fills in what was left out.
 *
 * @param path of the WebSocket, below the gateway's own address
 * @throws TypeError when `url` is none, or there is no WebSocket
 */
export function connectingOf(options: ConnectingOptions, path: string): Connecting {
  const { WebSocket = globalThis.WebSocket } = options;
  if (WebSocket === undefined) throw new TypeError("There is no global WebSocket here. Give the client one.");
  return {
    url: webSocketUrl(options.url, path),
    token: options.token,
    requestTimeoutMs: options.requestTimeoutMs ?? 30_000,
    handshakeTimeoutMs: options.handshakeTimeoutMs ?? 10_000,
    silenceGraceMs: options.silenceGraceMs ?? 5000,
    backoff: { minDelayMs: 250, maxDelayMs: 30_000, ...options.reconnect },
    maxQueuedCalls: options.maxQueuedCalls ?? 1000,
    WebSocket,
  };
}
