import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import WebSocket from "ws";
import { errorOfBody, readFrame } from "./answers.ts";

import { type ConcordanceError, ConnectionError } from "./errors.ts";
import { FrameWriter } from "./frame-writer.ts";
import type { StreamMethod, StreamNotifications } from "./generated/calls.ts";
import { PROTOCOL_VERSION, SUBPROTOCOL_PREFIX } from "./generated/versions.ts";
import { Pulse } from "./pulse.ts";

/** Who waits for the answer to a call. It hears one thing, once. */
export interface Waiter {
  /** When it has waited for long enough, as `performance.now()`. */
  readonly deadline: number;
  answered(result: object): void;
  refused(error: ConcordanceError): void;
  /** The connection is over. Whether the call was done is not known. */
  lost(reason: ConnectionError): void;
  /** The deadline is over. Whether the call was done is not known. */
  expired(): void;
}

/** Who is subscribed to a namespace on a connection. */
export interface Listener {
  changed(change: StreamNotifications["watch/change"], bytes: number): void;
  progressed(revision: number): void;
  /** The connection is over, and so is the subscription. */
  lost(): void;
}

/** Who hears what becomes of a connection. */
export interface ConnectionOwner {
  opened(connection: Connection): void;
  /**
   * It is over, or could not be opened. Those who wait for answers, and those who listen, are told next.
   *
   * @param reason a ConcordanceError when the node refused it
   */
  closed(connection: Connection, reason: ConnectionError | ConcordanceError): void;
}

/** Time in which a connection must be open, in ms. */
const OPEN_MS = 1000;
/** The largest frame that is taken, in bytes: well above the largest page of entries. */
const MOST_BYTES = 32 * 1024 * 1024;
/** Of the answer that refuses an upgrade, so much is read, in UTF-16 units. */
const REFUSAL_LENGTH = 4096;

const SUBPROTOCOL = `${SUBPROTOCOL_PREFIX}${PROTOCOL_VERSION}`;

/** One WebSocket to one node, from its opening to its end. */
export class Connection {
  readonly address: string;
  /** By the namespace that they have subscribed to. */
  readonly listeners = new Map<string, Listener>();
  readonly #owner: ConnectionOwner;
  readonly #webSocket: WebSocket;
  readonly #waiters = new Map<number, Waiter>();
  readonly #pulse = new Pulse();
  readonly #opening: NodeJS.Timeout;
  #wire: FrameWriter | null = null;
  #lastId = 0;
  #isOver = false;
  #problem: string | null = null;

  constructor(address: string, apiKey: string, owner: ConnectionOwner) {
    this.address = address;
    this.#owner = owner;
    const webSocket = new WebSocket(`ws://${address}/stream`, [SUBPROTOCOL], {
      headers: { authorization: `Bearer ${apiKey}` },
      perMessageDeflate: false,
      maxPayload: MOST_BYTES,
    });
    this.#webSocket = webSocket;
    this.#opening = setTimeout(() => this.#lose(this.#unreachable(`no answer in ${OPEN_MS} ms`)), OPEN_MS);
    let socket: Socket | null = null;
    webSocket.on("upgrade", (response) => {
      socket = response.socket;
    });
    webSocket.on("open", () => {
      if (socket !== null) this.#opened(socket);
    });
    webSocket.on("unexpected-response", (_request, response) => this.#refused(response));
    webSocket.on("message", (data) => this.#hear(data as Buffer));
    webSocket.on("ping", () => this.#pulse.heard());
    webSocket.on("pong", () => this.#pulse.heard());
    // The close that follows does what there is to do.
    webSocket.on("error", (error: NodeJS.ErrnoException) => {
      this.#problem ??= error.message || (error.code ?? "the connection failed");
    });
    webSocket.on("close", (code, reason) => this.#closed(code, String(reason)));
  }

  /** Calls can be sent. */
  get isOpen(): boolean {
    return this.#wire !== null && this.#webSocket.readyState === WebSocket.OPEN;
  }

  /** Calls could be sent at some time. */
  get wasOpen(): boolean {
    return this.#wire !== null;
  }

  /** It was pinged because nothing came for a while, and has not answered yet. */
  get isDoubtful(): boolean {
    return this.#pulse.isDoubtful;
  }

  /** Sends a call. @param params as JSON text */
  send(method: StreamMethod, params: string, waiter: Waiter): void {
    this.#lastId += 1;
    const id = this.#lastId;
    this.#waiters.set(id, waiter);
    this.#wire?.send(`{"jsonrpc":"2.0","id":${id},"method":"${method}","params":${params}}`);
  }

  /** Looks after those who wait, and whether the node still lives. To be called at intervals. @param elapsed ms since the last time */
  check(now: number, elapsed: number): void {
    for (const [id, waiter] of this.#waiters) {
      if (waiter.deadline > now) continue;
      this.#waiters.delete(id);
      waiter.expired();
    }
    if (this.#wire === null) return;
    const next = this.#pulse.beat(elapsed, this.#waiters.size > 0);
    if (next === "ping" && this.isOpen) this.#webSocket.ping();
    else if (next === "dead") this.#lose(new ConnectionError(`Nothing was heard of ${this.address} any more.`));
  }

  /** Ends it at once. */
  end(reason: ConnectionError): void {
    this.#lose(reason);
  }

  #opened(socket: Socket): void {
    clearTimeout(this.#opening);
    socket.setNoDelay(true);
    this.#wire = new FrameWriter(socket);
    this.#owner.opened(this);
  }

  #hear(data: Buffer): void {
    if (this.#isOver) return;
    this.#pulse.heard();
    const incoming = readFrame(data.toString());
    if (incoming === null) {
      this.#lose(new ConnectionError(`${this.address} sent something that is no answer.`));
    } else if (incoming.kind === "notification") {
      this.#notify(incoming.method, incoming.params, data.length);
    } else if (incoming.kind !== "nothing") {
      const waiter = this.#waiters.get(incoming.id);
      // One that has given up is not there any more.
      if (waiter === undefined) return;
      this.#waiters.delete(incoming.id);
      if (incoming.kind === "result") waiter.answered(incoming.result);
      else waiter.refused(incoming.error);
    }
  }

  #notify(method: string, params: Readonly<Record<string, unknown>>, bytes: number): void {
    if (!Number.isSafeInteger(params["revision"])) return;
    if (method === "watch/change") {
      const change = params as unknown as StreamNotifications["watch/change"];
      this.listeners.get(change.subscription)?.changed(change, bytes);
    } else if (method === "watch/progress") {
      const { namespace, revision } = params as unknown as StreamNotifications["watch/progress"];
      this.listeners.get(namespace)?.progressed(revision);
    }
  }

  /** The upgrade was answered with something else. */
  #refused(response: IncomingMessage): void {
    let body = "";
    response.setEncoding("utf8");
    response.on("data", (text: string) => {
      if (body.length < REFUSAL_LENGTH) body += text;
    });
    const done = () => this.#lose(errorOfBody(body) ?? this.#unreachable(`it answered with status ${response.statusCode}`));
    response.once("end", done);
    response.once("error", done);
  }

  #closed(code: number, reason: string): void {
    if (this.#wire === null) this.#lose(this.#unreachable(this.#problem ?? "it closed the connection"));
    else this.#lose(new ConnectionError(`The connection to ${this.address} was lost (${code}${reason === "" ? "" : `: ${reason}`}).`));
  }

  #lose(reason: ConnectionError | ConcordanceError): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#opening);
    this.#webSocket.terminate();
    const waiters = [...this.#waiters.values()];
    this.#waiters.clear();
    const listeners = [...this.listeners.values()];
    this.listeners.clear();
    // Before the others, so that none of them tries it again.
    this.#owner.closed(this, reason);
    for (const waiter of waiters) waiter.lost(reason instanceof ConnectionError ? reason : this.#unreachable(reason.message));
    for (const listener of listeners) listener.lost();
  }

  #unreachable(problem: string): ConnectionError {
    return new ConnectionError(`${this.address} cannot be reached: ${problem}.`);
  }
}
