import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { LIMITS } from "../../generated/gateway/limits.ts";
import { SOCKETS } from "../../generated/gateway/sockets.ts";
import type { Json } from "./protocol.ts";
import type { Waiting } from "./waiting.ts";

/** A message as it came. */
export interface Received {
  readonly message: Json;
  readonly at: number;
}

/** Somebody who wants to be let in. */
export interface Upgrade {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
}

/** A gateway that does what a scenario tells it to. Whoever comes waits at its door. */
export class ScriptedGateway {
  readonly #server: Server = createServer((_, response) => void response.writeHead(404).end());
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: LIMITS.frameBytes });
  readonly #upgrades: Upgrade[] = [];
  readonly #doors = new Set<Duplex>();
  readonly #waiting: Waiting;

  constructor(waiting: Waiting) {
    this.#waiting = waiting;
    this.#server.on("upgrade", (request, socket, head) => {
      this.#doors.add(socket);
      const upgrade = { request, socket, head };
      socket.on("error", () => socket.destroy());
      socket.on("close", () => {
        this.#doors.delete(socket);
        const index = this.#upgrades.indexOf(upgrade);
        if (index >= 0) this.#upgrades.splice(index, 1);
      });
      if (request.url !== SOCKETS.ws) {
        socket.end("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        return;
      }
      this.#upgrades.push(upgrade);
      this.#waiting.look();
    });
  }

  /** Resolves with its address. */
  async listen(): Promise<string> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** How many wait at the door. */
  get knocking(): number {
    return this.#upgrades.length;
  }

  /** The next who wants to be let in. */
  async knock(): Promise<Upgrade> {
    const upgrade = await this.#waiting.until(() => this.#upgrades.shift() ?? null);
    if (upgrade === null) throw new Error("waited in vain for a connection");
    return upgrade;
  }

  letIn({ request, socket, head }: Upgrade): Promise<ScriptedConnection> {
    return new Promise((resolve) => {
      this.#sockets.handleUpgrade(request, socket, head, (webSocket) => resolve(new ScriptedConnection(webSocket, this.#waiting)));
    });
  }

  refuse({ socket }: Upgrade, status: number): void {
    socket.end(`HTTP/1.1 ${status} Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
  }

  close(): void {
    for (const socket of this.#doors) socket.destroy();
    this.#server.close();
  }
}

/** One connection of a client. */
export class ScriptedConnection {
  /** What came and nobody has looked at yet. */
  readonly unread: Received[] = [];
  readonly #socket: WebSocket;
  readonly #waiting: Waiting;
  #isClosed = false;

  constructor(socket: WebSocket, waiting: Waiting) {
    this.#socket = socket;
    this.#waiting = waiting;
    socket.on("error", () => undefined);
    socket.on("close", () => {
      this.#isClosed = true;
      waiting.look();
    });
    socket.on("message", (data) => {
      this.unread.push({ message: JSON.parse(String(data)) as Json, at: performance.now() });
      waiting.look();
    });
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  async next(): Promise<Received> {
    const received = await this.#waiting.until(() => this.unread.shift() ?? (this.#isClosed ? "closed" : null));
    if (received === null) throw new Error("waited in vain for a message");
    if (received === "closed") throw new Error("the client closed the connection instead of sending a message");
    return received;
  }

  write(text: string): void {
    this.#socket.send(text);
  }

  writeBinary(text: string): void {
    this.#socket.send(Buffer.from(text));
  }

  /** Waits until the client has taken what was sent: all that it sent before has come by then. */
  async roundTrip(): Promise<void> {
    if (this.#isClosed) return;
    let isBack = false;
    this.#socket.once("pong", () => {
      isBack = true;
      this.#waiting.look();
    });
    this.#socket.ping();
    if ((await this.#waiting.until(() => isBack || this.#isClosed || null)) === null) throw new Error("waited in vain for a pong");
  }

  async closed(): Promise<void> {
    if ((await this.#waiting.until(() => this.#isClosed || null)) === null) throw new Error("the client did not close the connection");
  }

  close(code: number): void {
    this.#socket.close(code);
  }

  drop(): void {
    this.#socket.terminate();
  }
}
