import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { addAbortSignal } from "node:stream";
import { WebSocket } from "ws";
import type { Json } from "../trace/format.ts";
import { bodyOf, headersOf, jsonOr } from "./body.ts";
import { Inbox } from "./inbox.ts";
import type { Incoming, Opening, Peer, Refusal } from "./peer.ts";

/** How long an upgrade may take, and the body of a refusal. */
const HANDSHAKE_MS = 10_000;
/** Larger than anything that a server sends. */
const LARGEST_FRAME = 256 * 1024 * 1024;

/** What stands for a status where the upgrade failed without an answer, or with one that is none. */
const NO_ANSWER = 0;

/** Opens a WebSocket. Resolves with what the server said instead, when it refuses. */
export async function openSocket({ url, headers, offer, localAddress }: Opening): Promise<SocketPeer | Refusal> {
  const socket = new WebSocket(url.replace(/^http/, "ws"), offer, {
    headers,
    perMessageDeflate: true,
    maxPayload: LARGEST_FRAME,
    handshakeTimeout: HANDSHAKE_MS,
    ...(localAddress === undefined ? {} : { localAddress }),
  });
  const peer = new SocketPeer(socket);
  const refused = Promise.withResolvers<Refusal>();
  socket.on("unexpected-response", (_request, response) => {
    refusalOf(response).then(refused.resolve, refused.reject);
  });
  const opened = once(socket, "open").then(
    () => peer,
    (error: Error): Refusal => ({ status: NO_ANSWER, headers: {}, body: error.message }),
  );
  return Promise.race([opened, refused.promise]);
}

/** @throws Error when the body does not come to its end in time */
async function refusalOf(response: IncomingMessage): Promise<Refusal> {
  addAbortSignal(AbortSignal.timeout(HANDSHAKE_MS), response);
  return { status: response.statusCode ?? 0, headers: headersOf(response), body: jsonOr(await bodyOf(response)) };
}

/** The client's end of a WebSocket. */
export class SocketPeer implements Peer {
  headers: Record<string, string> = {};
  readonly #socket: WebSocket;
  readonly #inbox = new Inbox<Incoming>();

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on("upgrade", (response) => {
      this.headers = headersOf(response);
    });
    socket.on("message", (data: Buffer, isBinary) => this.#inbox.push(isBinary ? { kind: "garbage", text: "(binary)" } : incoming(data)));
    socket.on("close", (code, reason) => this.#inbox.push({ kind: "closed", code, reason: String(reason) }));
    // What went wrong is followed by the end of the connection, which whoever reads is told.
    socket.on("error", () => undefined);
  }

  get subprotocol(): string {
    return this.#socket.protocol;
  }

  /** The extensions that were agreed to, as the header says them. */
  get extensions(): string {
    return this.#socket.extensions;
  }

  send(text: string): void {
    this.#socket.send(text);
  }

  sendBinary(bytes: Uint8Array): void {
    this.#socket.send(bytes, { binary: true });
  }

  /** Sends bytes in a text frame that may be no valid UTF-8. */
  sendRawText(bytes: Buffer): void {
    this.#socket.send(bytes, { binary: false });
  }

  next(withinMs: number): Promise<Incoming | undefined> {
    return this.#inbox.next(withinMs);
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  close(code: number): void {
    this.#socket.close(code);
  }

  cut(): void {
    this.#socket.terminate();
  }

  /** Answers no pings of the server any more, as a machine that has gone does. */
  fallSilent(): void {
    const { _socket: raw } = this.#socket as unknown as { _socket: Socket };
    raw.write = () => true;
  }
}

function incoming(data: Buffer): Incoming {
  const text = String(data);
  try {
    return { kind: "frame", frame: JSON.parse(text) as Json, bytes: data.byteLength };
  } catch {
    return { kind: "garbage", text };
  }
}
