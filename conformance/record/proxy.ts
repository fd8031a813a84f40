import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { HttpRelay } from "./http-relay.ts";
import { SocketRelay } from "./socket-relay.ts";
import type { Tape } from "./tape.ts";

/** Where a recording proxy listens, and what it stands before. */
export interface ProxyOptions {
  /** The server, without a slash at its end. */
  to: string;
  /** 0 for any free port. */
  port: number;
  tape: Tape;
}

/** Stands between clients and a server on a loopback port, and puts everything that passes on a tape. */
export class RecordingProxy {
  readonly url: string;
  readonly #server: Server;
  readonly #sockets: SocketRelay;

  private constructor(server: Server, sockets: SocketRelay) {
    this.#server = server;
    this.#sockets = sockets;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async start({ to, port, tape }: ProxyOptions): Promise<RecordingProxy> {
    const http = new HttpRelay(to, tape);
    const sockets = new SocketRelay(to, tape);
    const server = createServer((request, response) => void http.pass(request, response));
    server.on("upgrade", (request: IncomingMessage, socket, head) => sockets.pass(request, socket, head));
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    return new RecordingProxy(server, sockets);
  }

  /** Cuts what is still connected, and stops to listen. */
  async end(): Promise<void> {
    this.#sockets.end();
    const closed = once(this.#server, "close");
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }
}
