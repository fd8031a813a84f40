import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import { CLOSE_CODES } from "../../generated/concordance/close-codes.ts";
import { LIMITS } from "../../generated/concordance/limits.ts";
import { SUBPROTOCOL_PREFIX, SUPPORTED_VERSIONS } from "../../generated/concordance/versions.ts";
import type { WatchHub } from "../watch/watch-hub.ts";
import { ServerWire } from "../wire/server-wire.ts";
import type { Grant } from "./keys.ts";
import type { StreamCalls, StreamPeer } from "./stream-calls.ts";

/** How often a connection is tried for life, and how many tries in a row may stay without an answer. */
const PING_MS = 15_000;
const UNANSWERED_PINGS = 3;
/** How long a client may take to answer a close, in ms. One that does not read has what it was sent in front of the close. */
const CLOSE_MS = 2_000;
const SLOW_CLOSE_MS = 60_000;

const SUBPROTOCOLS = SUPPORTED_VERSIONS.map((version) => `${SUBPROTOCOL_PREFIX}${version}`);

/** Connections of clients: `GET /stream`. */
export class StreamServer {
  readonly #calls: StreamCalls;
  readonly #hub: WatchHub;
  readonly #webSockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: LIMITS.frameBytes,
    // Text that is no UTF-8 is an error of its call, not the end of its connection.
    skipUTF8Validation: true,
    handleProtocols: (offered) => SUBPROTOCOLS.findLast((name) => offered.has(name)) ?? false,
  });
  readonly #connections = new Set<StreamConnection>();
  readonly #pings = setInterval(() => this.#ping(), PING_MS).unref();

  constructor(calls: StreamCalls, hub: WatchHub) {
    this.#calls = calls;
    this.#hub = hub;
  }

  get connections(): number {
    return this.#connections.size;
  }

  upgrade(request: IncomingMessage, socket: Socket, head: Buffer, grant: Grant): void {
    socket.setNoDelay(true);
    this.#webSockets.handleUpgrade(request, socket, head, (webSocket) => this.#serve(webSocket, socket, grant));
  }

  /** Tells every client that the node goes, and resolves when they have gone. */
  async close(): Promise<void> {
    clearInterval(this.#pings);
    await Promise.all([...this.#connections].map((connection) => connection.end(CLOSE_CODES.SHUTDOWN, "The node shuts down.")));
  }

  #serve(webSocket: WebSocket, socket: Socket, grant: Grant): void {
    const connection = new StreamConnection(webSocket, socket, grant, () => this.#hub.leave(connection));
    this.#connections.add(connection);
    webSocket.on("message", (data, isBinary) => {
      if (isBinary) void connection.end(CLOSE_CODES.PROTOCOL_ERROR, "Calls are text frames, not binary ones.");
      else this.#calls.receive(connection, data as Buffer);
    });
    webSocket.on("pong", () => connection.answered());
    // The close that follows says all there is to do.
    webSocket.on("error", () => undefined);
    webSocket.on("close", () => {
      this.#connections.delete(connection);
      this.#hub.leave(connection);
    });
  }

  #ping(): void {
    for (const connection of this.#connections) connection.ping();
  }
}

/** One client. */
class StreamConnection implements StreamPeer {
  readonly grant: Grant;
  readonly #webSocket: WebSocket;
  readonly #wire: ServerWire;
  readonly #onGivenUp: () => void;
  #unansweredPings = 0;

  constructor(webSocket: WebSocket, socket: Socket, grant: Grant, onGivenUp: () => void) {
    this.grant = grant;
    this.#onGivenUp = onGivenUp;
    this.#webSocket = webSocket;
    this.#wire = new ServerWire(socket, LIMITS.subscriberBufferBytes, () => this.giveUp("The client does not read what it asked for."));
  }

  get unsent(): number {
    return this.#wire.unsent;
  }

  send(frame: string | Buffer, taken?: () => void): void {
    this.#wire.send(frame, taken);
  }

  giveUp(reason: string): void {
    this.#onGivenUp();
    void this.end(CLOSE_CODES.SLOW_CONSUMER, reason, SLOW_CLOSE_MS);
  }

  answered(): void {
    this.#unansweredPings = 0;
  }

  ping(): void {
    this.#unansweredPings += 1;
    if (this.#unansweredPings > UNANSWERED_PINGS) this.#webSocket.terminate();
    else this.#webSocket.ping();
  }

  /** Closes, and resolves when the connection is over: a client that does not answer is not waited for. */
  end(code: number, reason: string, withinMs = CLOSE_MS): Promise<void> {
    const webSocket = this.#webSocket;
    this.#wire.flush();
    return new Promise((resolve) => {
      if (webSocket.readyState === webSocket.CLOSED) return resolve();
      webSocket.close(code, reason);
      const timer = setTimeout(() => webSocket.terminate(), withinMs);
      webSocket.once("close", () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}
