import { onTestFinished } from "vitest";
import { WebSocket } from "ws";

/** An answer or a notification, as it came. */
export interface RawMessage {
  jsonrpc: string;
  id?: string | number | null;
  method?: string;
  params?: Record<string, unknown>;
  result?: Record<string, unknown>;
  error?: { code: number; message: string; data: { code: string; [name: string]: unknown } };
}

/** A bare client of `/acp`: sends what a test tells it to, byte for byte. */
export class RawClient {
  readonly socket: WebSocket;
  readonly heard: RawMessage[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly #waiting: {
    matches: (message: RawMessage) => boolean;
    resolve: (message: RawMessage) => void;
    reject: (error: Error) => void;
  }[] = [];
  #lastId = 0;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    const { promise, resolve } = Promise.withResolvers<{ code: number; reason: string }>();
    this.closed = promise;
    socket.on("message", (data) => this.#hear(JSON.parse(String(data)) as RawMessage));
    socket.on("close", (code, reason) => {
      resolve({ code, reason: String(reason) });
      for (const { reject } of this.#waiting.splice(0)) reject(new Error(`The connection was closed with ${code}: ${String(reason)}`));
    });
    socket.on("error", () => undefined);
    onTestFinished(() => socket.terminate());
  }

  /** Connects, and does nothing else. */
  static async open(
    url: string,
    { token, protocols = [], origin }: { token?: string; protocols?: string[]; origin?: string } = {},
  ): Promise<RawClient> {
    const headers = { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...(origin === undefined ? {} : { origin }) };
    const socket = new WebSocket(`${url.replace(/^http/, "ws")}/acp`, protocols, { headers });
    const client = new RawClient(socket);
    await new Promise((resolve, reject) => {
      socket.once("open", resolve);
      socket.once("error", reject);
    });
    return client;
  }

  /** Connects and initializes. */
  static async initialized(url: string, options: { token?: string } = {}): Promise<RawClient> {
    const client = await RawClient.open(url, options);
    await client.call("initialize", { protocolVersion: 1 });
    return client;
  }

  /** Sends a text as it is. */
  send(text: string | Buffer, binary = false): void {
    this.socket.send(text, { binary });
  }

  /** Sends a message with an id of its own, and waits for the answer. */
  call(method: string, params: unknown = {}): Promise<RawMessage> {
    const id = ++this.#lastId;
    this.send(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
    return this.next((message) => message.id === id && message.method === undefined);
  }

  /** The result of a call. @throws Error when it is refused */
  async result(method: string, params: unknown = {}): Promise<Record<string, unknown>> {
    const { result, error } = await this.call(method, params);
    if (result === undefined) throw new Error(`${method} was refused: ${JSON.stringify(error)}`);
    return result;
  }

  /** The name of the error that a call is refused with. @throws Error when it is not */
  async refusal(method: string, params: unknown = {}): Promise<string> {
    const { error, result } = await this.call(method, params);
    if (error === undefined) throw new Error(`${method} was not refused: ${JSON.stringify(result)}`);
    return error.data.code;
  }

  notify(method: string, params: unknown = {}): void {
    this.send(JSON.stringify({ jsonrpc: "2.0", method, params }));
  }

  /** The first message that matches, heard already or to come. */
  async next(matches: (message: RawMessage) => boolean): Promise<RawMessage> {
    return this.heard.find(matches) ?? new Promise((resolve, reject) => this.#waiting.push({ matches, resolve, reject }));
  }

  #hear(message: RawMessage): void {
    this.heard.push(message);
    const found = this.#waiting.filter(({ matches }) => matches(message));
    for (const waiter of found) {
      this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
      waiter.resolve(message);
    }
  }
}
