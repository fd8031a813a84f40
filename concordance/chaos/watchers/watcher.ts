import { setTimeout as delay } from "node:timers/promises";
import WebSocket from "ws";
import type { Change, ErrorData, WatchChange, WatchProgress } from "../../../generated/concordance/types.ts";
import type { ChaosNode } from "../cluster/chaos-node.ts";
import { StreamCursor } from "./stream-cursor.ts";

export interface WatcherOptions {
  readonly name: string;
  readonly namespace: string;
  /** Null: from now on. */
  readonly since: number | null;
  /** Whom to connect to, each time. */
  readonly choose: () => ChaosNode;
  readonly onChange: (change: Change) => void;
}

interface Frame {
  readonly id?: number;
  readonly result?: { readonly revision: number };
  readonly error?: { readonly data: ErrorData };
  readonly method?: string;
  readonly params?: WatchChange & WatchProgress;
}

const OPEN_MS = 1_000;
const RETRY_MS = 50;
const KEY = "dev";

/** Follows one namespace, and comes back whenever it is disconnected. Keeps everything that it was told. */
export class Watcher {
  readonly name: string;
  readonly namespace: string;
  readonly delivered: Change[] = [];
  readonly problems: string[] = [];
  connections = 0;
  /** After which revision the stream has to begin; null as long as that is not known. */
  begin: number | null;
  readonly #options: WatcherOptions;
  #cursor: StreamCursor | null;
  #socket: WebSocket | null = null;

  constructor(options: WatcherOptions) {
    this.#options = options;
    this.name = options.name;
    this.namespace = options.namespace;
    this.begin = options.since;
    this.#cursor = options.since === null ? null : new StreamCursor(options.since);
  }

  /** Watches until it is told to stop. */
  async run(stopped: AbortSignal): Promise<void> {
    stopped.addEventListener("abort", () => this.disconnect());
    while (!stopped.aborted) {
      await this.#watch();
      await delay(RETRY_MS, undefined, { signal: stopped }).catch(() => undefined);
    }
  }

  /** Ends the connection without a word, if there is one. */
  disconnect(): void {
    this.#socket?.terminate();
  }

  /** Reads nothing for a while. */
  async doze(ms: number, stopped: AbortSignal): Promise<void> {
    const socket = this.#socket;
    if (socket === null || socket.readyState !== WebSocket.OPEN) return;
    socket.pause();
    await delay(ms, undefined, { signal: stopped }).catch(() => undefined);
    socket.resume();
  }

  /** One connection, from its beginning to its end. */
  async #watch(): Promise<void> {
    const { address } = this.#options.choose();
    const headers = { authorization: `Bearer ${KEY}` };
    const socket = new WebSocket(`ws://${address}/stream`, "concordance.v1", {
      headers,
      perMessageDeflate: false,
      handshakeTimeout: OPEN_MS,
    });
    this.#socket = socket;
    socket.on("error", () => undefined);
    socket.on("open", () => {
      const since = this.#cursor === null ? {} : { sinceRevision: this.#cursor.complete };
      socket.send(JSON.stringify({ jsonrpc: "2.0", id: 1, method: "watch/subscribe", params: { namespace: this.namespace, ...since } }));
    });
    socket.on("message", (data) => {
      try {
        this.#heard(JSON.parse(data.toString()) as Frame);
      } catch (error) {
        this.problems.push((error as Error).message);
        socket.terminate();
      }
    });
    await new Promise((resolve) => socket.once("close", resolve));
  }

  #heard({ id, result, error, method, params }: Frame): void {
    if (id === 1) {
      if (error !== undefined) this.#refused(error.data);
      else if (result !== undefined) this.#subscribed(result.revision);
    } else if (method === "watch/change" && params !== undefined) {
      this.#change(params);
    } else if (method === "watch/progress" && params !== undefined) {
      this.#cursor?.reached(params.revision);
    }
  }

  #subscribed(revision: number): void {
    this.connections += 1;
    if (this.#cursor === null) {
      this.begin = revision;
      this.#cursor = new StreamCursor(revision);
    } else {
      this.#cursor.resume();
    }
  }

  /** A node that is behind does not know the cursor yet: it is asked again, or another is. */
  #refused({ code, compactedTo = 0 }: ErrorData): void {
    const since = this.#cursor?.complete ?? 0;
    if (code === "COMPACTED" && compactedTo > since)
      this.problems.push(`The changes after revision ${since} are gone: compacted to ${compactedTo}.`);
    else if (!["COMPACTED", "SHUTTING_DOWN", "STORAGE_FAILED"].includes(code)) this.problems.push(`The subscription was refused: ${code}.`);
    this.disconnect();
  }

  #change({ subscription, ...change }: WatchChange): void {
    if (this.#cursor === null || subscription !== this.namespace) throw new Error(`An unexpected change came: ${JSON.stringify(change)}.`);
    if (!this.#cursor.take(change)) return;
    this.delivered.push(change);
    this.#options.onChange(change);
  }
}
