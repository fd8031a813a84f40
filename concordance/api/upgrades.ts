import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { SOCKETS } from "../../generated/concordance/sockets.ts";
import type { PeerServer } from "../peers/peer-server.ts";
import { unauthorized } from "./access.ts";
import type { ConcordanceError } from "./concordance-error.ts";
import { errorAnswer, nothingHere } from "./http-errors.ts";
import type { Keys } from "./keys.ts";
import type { StreamServer } from "./stream-server.ts";

export interface UpgradesOptions {
  readonly keys: Keys;
  readonly streams: StreamServer;
  readonly peers: PeerServer;
  /** Why the node serves nothing now, or null. */
  readonly refusal: () => ConcordanceError | null;
}

/** Requests that want to become a WebSocket: `/stream` for clients, `/raft` for peers. */
export class Upgrades {
  readonly #options: UpgradesOptions;

  constructor(options: UpgradesOptions) {
    this.#options = options;
  }

  take(request: IncomingMessage, duplex: Duplex, head: Buffer): void {
    const { keys, streams, peers, refusal } = this.#options;
    const socket = duplex as Socket;
    const { authorization } = request.headers;
    const path = request.url?.split("?", 1)[0];
    if (path === SOCKETS.stream) {
      const grant = keys.grantOf(authorization);
      const problem = grant === null ? unauthorized() : refusal();
      if (grant === null || problem !== null) refuse(problem ?? unauthorized(), socket);
      else streams.upgrade(request, socket, head, grant);
    } else if (path === SOCKETS.raft) {
      const problem = keys.isPeer(authorization) ? refusal() : unauthorized();
      if (problem === null) peers.upgrade(request, socket, head);
      else refuse(problem, socket);
    } else {
      refuse(nothingHere(), socket);
    }
  }
}

/** Answers an upgrade with an error, in the form that every error has. */
function refuse(error: ConcordanceError, socket: Duplex): void {
  const { status, headers, body } = errorAnswer(error);
  const head = Object.entries({ ...headers, "content-length": String(Buffer.byteLength(body)), connection: "close" });
  socket.end(`HTTP/1.1 ${status} ${error.code}\r\n${head.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n${body}`);
}
