import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import { ERROR_CODES } from "../../generated/gateway/error-codes.ts";
import { SOCKETS } from "../../generated/gateway/sockets.ts";
import type { AcpErrorData, ConfigUpdate } from "../../generated/gateway/types.ts";

/** A call as it came. */
export interface ReceivedCall {
  readonly id: number | string;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A gateway's `/acp` that does nothing but what a test tells it to. */
export class ScriptedConfigGateway {
  readonly url: string;
  readonly #waiting: ((connection: ScriptedConfigConnection) => void)[] = [];
  readonly #connections: ScriptedConfigConnection[] = [];

  private constructor(server: WebSocketServer) {
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on("connection", (socket) => {
      const connection = new ScriptedConfigConnection(socket);
      const waiting = this.#waiting.shift();
      if (waiting === undefined) this.#connections.push(connection);
      else waiting(connection);
    });
  }

  static async start(): Promise<ScriptedConfigGateway> {
    const server = new WebSocketServer({ host: "127.0.0.1", port: 0, path: SOCKETS.acp });
    onTestFinished(() => {
      for (const socket of server.clients) socket.terminate();
      server.close();
    });
    await once(server, "listening");
    return new ScriptedConfigGateway(server);
  }

  /** The next connection. */
  async accept(): Promise<ScriptedConfigConnection> {
    return this.#connections.shift() ?? new Promise((resolve) => this.#waiting.push(resolve));
  }
}

/** One connection of a client to a scripted gateway. */
export class ScriptedConfigConnection {
  /** Resolves with the code that it was closed with. */
  readonly closed: Promise<number>;
  readonly #socket: WebSocket;
  readonly #received: ReceivedCall[] = [];
  readonly #waiting: ((call: ReceivedCall) => void)[] = [];

  constructor(socket: WebSocket) {
    this.#socket = socket;
    this.closed = new Promise((resolve) => socket.once("close", resolve));
    socket.on("message", (data) => {
      const call = JSON.parse(String(data)) as ReceivedCall;
      const waiting = this.#waiting.shift();
      if (waiting === undefined) this.#received.push(call);
      else waiting(call);
    });
  }

  /** What came and was not asked for yet. */
  get unread(): readonly ReceivedCall[] {
    return this.#received;
  }

  /** The next call, which must be of this method. */
  async next(method: string): Promise<ReceivedCall> {
    const call = this.#received.shift() ?? (await new Promise<ReceivedCall>((resolve) => this.#waiting.push(resolve)));
    if (call.method !== method) throw new Error(`Expected ${method}, got ${JSON.stringify(call)}`);
    return call;
  }

  /** Sends text as it is. */
  write(text: string): void {
    this.#socket.send(text);
  }

  answer({ id }: ReceivedCall, result: unknown): void {
    this.write(JSON.stringify({ jsonrpc: "2.0", id, result }));
  }

  refuse({ id }: ReceivedCall, code: AcpErrorData["code"], data: Partial<AcpErrorData> = {}): void {
    const error = { code: ERROR_CODES[code].rpcCode, message: `refused with ${code}`, data: { code, ...data } };
    this.write(JSON.stringify({ jsonrpc: "2.0", id, error }));
  }

  /** Reads a `config/subscribe` and answers it with where it begins. */
  async subscribe(revision: number): Promise<ReceivedCall> {
    const call = await this.next("config/subscribe");
    this.answer(call, { subscribed: true, revision });
    return call;
  }

  update(...updates: ConfigUpdate[]): void {
    for (const params of updates) this.write(JSON.stringify({ jsonrpc: "2.0", method: "config/update", params }));
  }

  close(code: number, reason = ""): void {
    this.#socket.close(code, reason);
  }

  /** Ends the connection without a word. */
  drop(): void {
    this.#socket.terminate();
  }
}

/** A change of the tenant's settings at a revision. */
export function updateAt(revision: number, fields: Partial<ConfigUpdate> = {}): ConfigUpdate {
  return { scope: "tenant", key: "plan", value: revision, version: revision, revision, op: "set", updatedBy: "ann", ...fields };
}
