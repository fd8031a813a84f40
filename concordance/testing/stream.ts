import { EventEmitter, once } from "node:events";
import WebSocket from "ws";

export interface StreamAnswer {
  readonly id: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string; readonly data: { readonly code: string } & Record<string, unknown> };
}

export interface Notification {
  readonly method: string;
  readonly params: Record<string, unknown>;
}

/** A bare connection to `/stream`: says what it is told to say, and keeps what it hears. */
export class Stream {
  readonly socket: WebSocket;
  readonly answers: StreamAnswer[] = [];
  readonly notifications: Notification[] = [];
  closed: { readonly code: number; readonly reason: string } | null = null;
  readonly #heard = new EventEmitter().setMaxListeners(0);
  readonly #calls = new Map<unknown, PromiseWithResolvers<StreamAnswer>>();
  /** Beyond those that tests choose themselves. */
  #ids = 1_000;

  constructor(address: string, key: string | null = "dev") {
    const headers = key === null ? {} : { authorization: `Bearer ${key}` };
    this.socket = new WebSocket(`ws://${address}/stream`, "concordance.v1", { headers, perMessageDeflate: false });
    this.socket.on("message", (data) => {
      const value = JSON.parse(data.toString()) as StreamAnswer | Notification;
      if ("method" in value) this.notifications.push(value);
      else this.#answered(value);
      this.#heard.emit("heard");
    });
    this.socket.on("close", (code, reason) => {
      this.closed = { code, reason: reason.toString() };
      for (const { reject } of this.#calls.values()) reject(new Error(`The connection was closed: ${code}`));
      this.#heard.emit("heard");
    });
  }

  /** @throws Error when the connection is refused */
  static async open(address: string, key?: string | null): Promise<Stream> {
    const stream = new Stream(address, key);
    await once(stream.socket, "open");
    return stream;
  }

  /** Calls, and resolves with the answer. */
  call(method: string, params: object = {}): Promise<StreamAnswer> {
    this.#ids += 1;
    const id = this.#ids;
    const call = Promise.withResolvers<StreamAnswer>();
    this.#calls.set(id, call);
    this.socket.send(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
    return call.promise;
  }

  /** The result of a call. @throws Error with the error's code when there is none */
  async result<Result>(method: string, params: object = {}): Promise<Result> {
    const { result, error } = await this.call(method, params);
    if (error !== undefined) throw new Error(`${method}: ${error.data.code}: ${error.message}`);
    return result as Result;
  }

  /** Sends bytes as they are, and resolves with the next answer that names no call. */
  async raw(frame: string | Buffer): Promise<StreamAnswer> {
    const before = this.answers.length;
    this.socket.send(frame, { binary: false });
    return await this.find(() => this.answers[before]);
  }

  /** Resolves with what `look` finds, as soon as it finds something. */
  async find<T>(look: () => T | undefined): Promise<T> {
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      if (this.closed !== null) throw new Error(`The connection was closed: ${this.closed.code} ${this.closed.reason}`);
      await once(this.#heard, "heard");
    }
  }

  /** Resolves with how the server closed the connection. */
  async close(): Promise<{ code: number; reason: string }> {
    while (this.closed === null) await once(this.#heard, "heard");
    return this.closed;
  }

  end(): void {
    this.socket.terminate();
  }

  #answered(answer: StreamAnswer): void {
    this.answers.push(answer);
    this.#calls.get(answer.id)?.resolve(answer);
    this.#calls.delete(answer.id);
  }
}
