import type { Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Health } from "../../../generated/gateway/types.ts";
import { createServer } from "./node-http.ts";
import { type Probe, readProbe } from "./probe.ts";

/** How long a connection may do nothing before it is closed, in ms. */
const KEEP_ALIVE_MS = 72_000;
/** What a probe may leave unread before it is closed, in bytes. */
const UNREAD_BYTES = 16 * 1024;

const HEALTH: Health = { status: "ok" };
const BODY = JSON.stringify(HEALTH);
const HEAD = `HTTP/1.1 200 OK\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(BODY)}\r\n`;
const ANSWER = Buffer.from(`${HEAD}\r\n${BODY}`);
const LAST_ANSWER = Buffer.from(`${HEAD}connection: close\r\n\r\n${BODY}`);

/**
 * The socket that the gateway listens on. It opens before the rest of the gateway is loaded, and answers probes of
 * `/health` by itself from then on: whether the process lives is known at once, and asking costs next to nothing.
 * Everything else waits until the gateway is ready, and is HTTP as usual from its first byte.
 */
export class FrontDoor {
  readonly server: Server;
  readonly #toHttp: (socket: Socket) => void;
  /** Connections that have asked for nothing but `/health` so far. */
  readonly #probing = new Set<Socket>();
  /** Connections that wait for the gateway to be ready; null once it is. */
  #waiting: Set<Socket> | null = new Set();
  #lastChunk = Buffer.alloc(0);
  #lastProbe: Probe | null = null;
  #answered = 0;

  private constructor() {
    this.server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS });
    const [accept] = this.server.listeners("connection");
    this.#toHttp = (socket) => accept?.call(this.server, socket);
    this.server.removeAllListeners("connection");
    this.server.on("connection", (socket: Socket) => this.#meet(socket));
  }

  /**
   * Listens.
   *
   * @throws Error of the system when the address cannot be used
   */
  static async open({ host, port }: { host: string; port: number }): Promise<FrontDoor> {
    const door = new FrontDoor();
    await new Promise<void>((resolve, reject) => {
      door.server.once("error", reject);
      door.server.listen({ host, port }, () => {
        door.server.off("error", reject);
        resolve();
      });
    });
    return door;
  }

  get address(): AddressInfo {
    return this.server.address() as AddressInfo;
  }

  /** The gateway is ready: whoever waited is let in. */
  admit(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    for (const socket of waiting) this.#letIn(socket);
  }

  /** How many probes were answered since this was last asked. */
  takeAnswered(): number {
    const answered = this.#answered;
    this.#answered = 0;
    return answered;
  }

  /** Takes no more connections. Those that are there stay. */
  shut(): void {
    this.server.close();
  }

  /** Ends every connection that is left. */
  clear(): void {
    for (const socket of [...this.#probing, ...(this.#waiting ?? [])]) socket.destroy();
    this.server.closeAllConnections();
  }

  #meet(socket: Socket): void {
    const onData = (chunk: Buffer) => {
      const probe = this.#read(chunk);
      if (probe === null) leave(chunk);
      else this.#answer(socket, probe);
    };
    const leave = (chunk: Buffer) => {
      this.#probing.delete(socket);
      socket.off("data", onData).off("timeout", end).off("error", end).off("close", forget).off("end", end);
      socket.setTimeout(0);
      // HTTP reads it again, from the first byte on.
      socket.pause();
      socket.unshift(chunk);
      if (this.#waiting === null) this.#letIn(socket);
      else this.#hold(socket);
    };
    const end = () => socket.destroy();
    const forget = () => this.#probing.delete(socket);
    this.#probing.add(socket);
    socket.setTimeout(KEEP_ALIVE_MS);
    socket.on("data", onData).on("timeout", end).on("error", end).on("close", forget).on("end", end);
  }

  #hold(socket: Socket): void {
    this.#waiting?.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => this.#waiting?.delete(socket));
  }

  #letIn(socket: Socket): void {
    this.#toHttp(socket);
    process.nextTick(() => socket.resume());
  }

  #answer(socket: Socket, probe: Probe): void {
    this.#answered++;
    if (socket.writableLength > UNREAD_BYTES) socket.destroy();
    else if (probe === "close") socket.end(LAST_ANSWER);
    else socket.write(ANSWER);
  }

  /** Probes of one kind are the same to the byte, so that the last one need not be read twice. */
  #read(chunk: Buffer): Probe | null {
    if (!chunk.equals(this.#lastChunk)) {
      const probe = readProbe(chunk);
      if (probe === null) return null;
      this.#lastChunk = Buffer.from(chunk);
      this.#lastProbe = probe;
    }
    return this.#lastProbe;
  }
}
