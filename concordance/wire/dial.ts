import type { Socket } from "node:net";
import WebSocket from "ws";
import { Corked } from "./corked.ts";

export interface DialOptions {
  readonly headers: Readonly<Record<string, string>>;
  /** Largest frame that the other side may send, in bytes. */
  readonly maxPayload: number;
  /** How long it may take to open, in ms. */
  readonly handshakeTimeout: number;
}

/**
 * A WebSocket to another node, without compression. What goes wrong is told by its `close`, and by nothing else.
 *
 * @param onOpen gets what to send by
 */
export function dial(url: string, options: DialOptions, onOpen: (wire: Corked) => void): WebSocket {
  const webSocket = new WebSocket(url, { ...options, perMessageDeflate: false });
  let socket: Socket | null = null;
  webSocket.on("upgrade", (response) => {
    socket = response.socket;
  });
  webSocket.on("open", () => {
    if (socket === null) return;
    socket.setNoDelay(true);
    onOpen(new Corked(webSocket, socket));
  });
  // The close that follows says all there is to do.
  webSocket.on("error", () => undefined);
  return webSocket;
}
