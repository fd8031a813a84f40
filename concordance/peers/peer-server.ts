import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { WebSocketServer } from "ws";
import { CLOSE_CODES } from "../../generated/concordance/close-codes.ts";
import { LIMITS } from "../../generated/concordance/limits.ts";
import type { Logger } from "../observability/logger.ts";
import { Corked } from "../wire/corked.ts";
import { type PeerNetwork, StrangerError } from "./peer-network.ts";

/** Connections that peers make: `GET /raft`. Whoever comes here has shown the peer key. */
export class PeerServer {
  readonly #network: PeerNetwork;
  readonly #log: Logger;
  readonly #webSockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: LIMITS.peerFrameBytes });

  constructor(network: PeerNetwork, log: Logger) {
    this.#network = network;
    this.#log = log;
  }

  upgrade(request: IncomingMessage, socket: Socket, head: Buffer): void {
    socket.setNoDelay(true);
    this.#webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      const wire = new Corked(webSocket, socket);
      webSocket.on("message", (data, isBinary) => {
        try {
          if (isBinary) throw new Error("A binary frame came from a peer.");
          this.#network.receive(data.toString(), wire);
        } catch (error) {
          const { message } = error as Error;
          this.#log.warn({ address: socket.remoteAddress, reason: message }, "closed the connection of a peer");
          webSocket.close(error instanceof StrangerError ? CLOSE_CODES.OTHER_CLUSTER : CLOSE_CODES.PROTOCOL_ERROR);
        }
      });
      // The close that follows says all there is to do.
      webSocket.on("error", () => undefined);
      webSocket.on("close", () => this.#network.dismiss(wire));
    });
  }

  /** Ends every connection. */
  close(): void {
    for (const webSocket of this.#webSockets.clients) webSocket.terminate();
  }
}
