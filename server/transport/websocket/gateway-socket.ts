import { WebSocket } from "ws";
import { CLOSE_CODES } from "../../../generated/gateway/close-codes.ts";
import type { ClientConnection } from "./client-connection.ts";

/** What the library closes with when a frame breaks RFC 6455. */
const PROTOCOL_ERRORS = new Set([1002, 1003, 1007]);

/** Who looks after a socket. */
export interface SocketOwner {
  received(socket: GatewaySocket, connection: ClientConnection, frame: Buffer, isBinary: boolean): void;
  /** A frame is too large; the socket is about to be closed for it. */
  receivedTooMuch(connection: ClientConnection): void;
  closed(connection: ClientConnection): void;
}

/**
 * A WebSocket that knows its connection and closes as the spec says. All sockets share their listeners: ten thousand
 * idle connections should not need ten thousand of each.
 */
export class GatewaySocket extends WebSocket {
  connection: ClientConnection | undefined;
  owner: SocketOwner | undefined;

  /** Begins to report to an owner. */
  attach(connection: ClientConnection, owner: SocketOwner): void {
    this.connection = connection;
    this.owner = owner;
    this.on("message", onMessage);
    this.on("pong", onPong);
    this.on("close", onClose);
    this.on("error", onError);
  }

  override close(code?: number, reason?: string | Buffer): void {
    if (code === CLOSE_CODES.TOO_LARGE && this.connection !== undefined) this.owner?.receivedTooMuch(this.connection);
    const stated = code !== undefined && PROTOCOL_ERRORS.has(code) ? CLOSE_CODES.PROTOCOL_ERROR : code;
    super.close(stated, reason);
  }
}

function onMessage(this: WebSocket, frame: unknown, isBinary: boolean): void {
  const socket = this as GatewaySocket;
  if (socket.connection !== undefined) socket.owner?.received(socket, socket.connection, frame as Buffer, isBinary);
}

function onPong(this: WebSocket): void {
  const { connection } = this as GatewaySocket;
  if (connection !== undefined) connection.lastHeard = performance.now();
}

function onClose(this: WebSocket): void {
  const { connection, owner } = this as GatewaySocket;
  if (connection !== undefined) owner?.closed(connection);
}

/** The library closes a socket after an error; whatever it was, the client caused it. */
function onError(): void {}
