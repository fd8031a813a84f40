import type { Socket } from "node:net";
import { WebSocket } from "ws";

type Message = { id?: number; method?: string; params?: unknown; result?: unknown; error?: unknown };

/** A client of `/acp` that drives a measurement. */
export class AcpClient {
  readonly #socket: WebSocket;
  readonly #wire: Socket;
  readonly #waiting = new Map<number, (message: Message) => void>();
  /** Called with every notification. */
  onNotification: (method: string, params: unknown) => void = () => undefined;
  #lastId = 0;
  #outbox: string[] = [];

  private constructor(socket: WebSocket, wire: Socket) {
    this.#socket = socket;
    this.#wire = wire;
    socket.on("message", (data) => {
      const message = JSON.parse(String(data)) as Message;
      if (message.method !== undefined) this.onNotification(message.method, message.params);
      else if (message.id !== undefined) this.#answered(message.id, message);
    });
  }

  /** Connects and initializes. */
  static async connect(port: number): Promise<AcpClient> {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/acp`, { perMessageDeflate: false });
    const upgraded = new Promise<Socket>((resolve) => socket.once("upgrade", (response) => resolve(response.socket)));
    await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
    const client = new AcpClient(socket, await upgraded);
    await client.call("initialize", { protocolVersion: 1 });
    return client;
  }

  /** Calls a method. @throws Error when it is refused */
  async call(method: string, params: unknown): Promise<unknown> {
    const id = ++this.#lastId;
    const { result, error } = await new Promise<Message>((resolve) => {
      this.#waiting.set(id, resolve);
      this.#send(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
    });
    if (error !== undefined) throw new Error(`${method} was refused: ${JSON.stringify(error)}`);
    return result;
  }

  close(): void {
    this.#socket.terminate();
  }

  #answered(id: number, message: Message): void {
    this.#waiting.get(id)?.(message);
    this.#waiting.delete(id);
  }

  /** Whatever a tick brings leaves together, as with any client that cares. */
  #send(text: string): void {
    if (this.#outbox.push(text) > 1) return;
    setImmediate(() => {
      this.#wire.cork();
      for (const message of this.#outbox.splice(0)) this.#socket.send(message);
      this.#wire.uncork();
    });
  }
}
