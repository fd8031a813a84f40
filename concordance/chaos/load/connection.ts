import { setTimeout as delay } from "node:timers/promises";
import WebSocket from "ws";
import type { ErrorCode, ErrorData } from "../../../generated/concordance/types.ts";

/** What came of a call. */
export type Reply =
  | { readonly kind: "result"; readonly result: unknown }
  | { readonly kind: "error"; readonly code: ErrorCode; readonly data: ErrorData }
  /** It never left: there is no connection. */
  | { readonly kind: "unsent" }
  /** It was sent, and no answer came. */
  | { readonly kind: "lost" };

interface Answer {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly data: ErrorData };
}

const OPEN_MS = 1_000;
const KEY = "dev";

/** A plain connection to `/stream`. It repeats nothing and hides nothing: what a caller is told is what is known. */
export class Connection {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (reply: Reply) => void>();
  #ids = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on("message", (data) => this.#heard(JSON.parse(data.toString()) as Answer));
    socket.on("error", () => undefined);
    socket.on("close", () => {
      for (const settle of this.#waiting.values()) settle({ kind: "lost" });
      this.#waiting.clear();
    });
  }

  /** Null when nobody answers in time. */
  static open(address: string): Promise<Connection | null> {
    const socket = new WebSocket(`ws://${address}/stream`, "concordance.v1", {
      headers: { authorization: `Bearer ${KEY}` },
      perMessageDeflate: false,
      handshakeTimeout: OPEN_MS,
    });
    return new Promise((resolve) => {
      socket.once("open", () => resolve(new Connection(socket)));
      socket.once("error", () => resolve(null));
    });
  }

  get isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  /** Never rejects. An answer that comes later than this is not waited for, and the connection ends with it. */
  async call(method: string, params: object, withinMs: number): Promise<Reply> {
    if (!this.isOpen) return { kind: "unsent" };
    this.#ids += 1;
    const id = this.#ids;
    const late = new AbortController();
    const reply = new Promise<Reply>((resolve) => this.#waiting.set(id, resolve));
    this.#socket.send(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
    const lost = delay(withinMs, undefined, { signal: late.signal }).then(
      () => this.end(),
      () => undefined,
    );
    const settled = await reply;
    late.abort();
    await lost;
    return settled;
  }

  end(): void {
    this.#socket.terminate();
  }

  #heard({ id, result, error }: Answer): void {
    if (id === undefined) return;
    const settle = this.#waiting.get(id);
    this.#waiting.delete(id);
    settle?.(error === undefined ? { kind: "result", result } : { kind: "error", code: error.data.code, data: error.data });
  }
}
