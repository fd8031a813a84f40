import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { onTestFinished } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import type { Message } from "./bridge-process.ts";

/** A gateway's `/acp` that does nothing but what a test tells it to. */
export class ScriptedAcpGateway {
  /** The HTTP status that connections are refused with; null to take them. */
  refusal: number | null = null;
  /** Connections that were refused. */
  refused = 0;
  readonly #connections: ScriptedAcpConnection[] = [];
  readonly #waiting: ((connection: ScriptedAcpConnection) => void)[] = [];
  readonly #server: Server;
  #port = 0;

  private constructor() {
    const sockets = new WebSocketServer({ noServer: true });
    this.#server = createServer();
    this.#server.on("upgrade", (request: IncomingMessage, socket: Socket, head) => {
      if (this.refusal !== null || request.url !== "/acp") {
        this.refused += 1;
        socket.end(`HTTP/1.1 ${this.refusal ?? 404} No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
        return;
      }
      sockets.handleUpgrade(request, socket, head, (webSocket) => this.#take(new ScriptedAcpConnection(webSocket, socket, request)));
    });
  }

  static async start(): Promise<ScriptedAcpGateway> {
    const gateway = new ScriptedAcpGateway();
    await gateway.listen();
    onTestFinished(() => {
      gateway.#server.close();
    });
    return gateway;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Listens, on the same port as before. */
  async listen(): Promise<void> {
    this.#server.listen(this.#port, "127.0.0.1");
    await once(this.#server, "listening");
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Takes no more connections. Those that there are stay. */
  async stopListening(): Promise<void> {
    const closed = once(this.#server, "close");
    this.#server.close();
    await closed;
  }

  /** The next connection. */
  async accept(): Promise<ScriptedAcpConnection> {
    return this.#connections.shift() ?? new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** The next connection, initialized. */
  async open(): Promise<ScriptedAcpConnection> {
    const connection = await this.accept();
    await connection.answer("initialize", { protocolVersion: 1 });
    return connection;
  }

  #take(connection: ScriptedAcpConnection): void {
    const waiting = this.#waiting.shift();
    if (waiting === undefined) this.#connections.push(connection);
    else waiting(connection);
  }
}

/** One connection to a scripted gateway. */
export class ScriptedAcpConnection {
  readonly socket: WebSocket;
  readonly raw: Socket;
  readonly request: IncomingMessage;
  /** Resolves with the code that the client closed it with. */
  readonly closed: Promise<number>;
  readonly #received: Message[] = [];
  readonly #waiting: ((message: Message) => void)[] = [];

  constructor(socket: WebSocket, raw: Socket, request: IncomingMessage) {
    this.socket = socket;
    this.raw = raw;
    this.request = request;
    this.closed = new Promise((resolve) => socket.once("close", resolve));
    socket.on("error", () => undefined);
    socket.on("message", (data) => {
      const message = JSON.parse(String(data)) as Message;
      const waiting = this.#waiting.shift();
      if (waiting === undefined) this.#received.push(message);
      else waiting(message);
    });
    onTestFinished(() => socket.terminate());
  }

  get unread(): readonly Message[] {
    return this.#received;
  }

  /** The next message, which must be of this method; undefined for an answer. */
  async next(method: string | undefined): Promise<Message> {
    const message = this.#received.shift() ?? (await new Promise<Message>((resolve) => this.#waiting.push(resolve)));
    if (message.method !== method) throw new Error(`Expected ${method}, got ${JSON.stringify(message)}`);
    return message;
  }

  /** Answers the next message, which must be a call of this method. */
  async answer(method: string, result: unknown): Promise<Message> {
    const call = await this.next(method);
    this.send({ id: call.id, result });
    return call;
  }

  send(message: object): void {
    this.socket.send(JSON.stringify({ jsonrpc: "2.0", ...message }));
  }

  /** The network is gone. */
  cut(): void {
    this.raw.resetAndDestroy();
  }
}
