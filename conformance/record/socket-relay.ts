import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type RawData, WebSocket, WebSocketServer } from "ws";
import type { Json } from "../trace/format.ts";
import { bodyOf, headersOf, jsonOr } from "../wire/body.ts";
import { begunBy, offerOf } from "./begun.ts";
import type { Tape } from "./tape.ts";

/** Larger than anything that either side sends. */
const LARGEST_FRAME = 256 * 1024 * 1024;
/** What belongs to the one connection that a header came with. */
const OWN_TO_A_CONNECTION = /^(host|connection|upgrade|sec-websocket-.*)$/;
/** Codes that tell how a connection ended, and cannot be sent. */
const NO_CODE = 1005;
const CUT = 1006;
const NORMAL = 1000;
const BAD_GATEWAY = 502;

/** Passes WebSockets on, frame by frame. */
export class SocketRelay {
  readonly #to: string;
  readonly #tape: Tape;
  readonly #open = new Set<WebSocket>();

  constructor(to: string, tape: Tape) {
    this.#to = to.replace(/^http/, "ws");
    this.#tape = tape;
  }

  /** Asks the server for the same connection, and gives the client what it answers. */
  pass(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const offer = offerOf(request);
    const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !OWN_TO_A_CONNECTION.test(name)));
    const server = new WebSocket(`${this.#to}${request.url}`, offer, {
      headers: headers as Record<string, string>,
      perMessageDeflate: false,
      maxPayload: LARGEST_FRAME,
    });
    socket.on("error", () => server.terminate());
    server.on("unexpected-response", (_request, response) => void this.#refuse(request, socket, response));
    server.on("error", () => {
      if (server.readyState !== WebSocket.OPEN) socket.end(`HTTP/1.1 ${BAD_GATEWAY} Bad Gateway\r\nconnection: close\r\n\r\n`);
    });
    server.once("open", () => {
      const accepting = new WebSocketServer({
        noServer: true,
        perMessageDeflate: false,
        maxPayload: LARGEST_FRAME,
        handleProtocols: () => server.protocol || false,
      });
      accepting.handleUpgrade(request, socket, head, (client) => this.#join(request, offer, client, server));
    });
  }

  /** Cuts every connection. */
  end(): void {
    for (const socket of this.#open) socket.terminate();
  }

  #join(request: IncomingMessage, offer: string[], client: WebSocket, server: WebSocket): void {
    const on = this.#tape.name();
    let isOver = false;
    this.#tape.add({ kind: "opened", on, offer, isSse: false, subprotocol: server.protocol, ...begunBy(request) });
    client.on("message", (data, isBinary) => {
      if (isOver) return;
      if (isBinary) this.#tape.add({ kind: "sentBinary", on, base64: bufferOf(data).toString("base64") });
      else this.#tape.add({ kind: "sent", on, text: String(data) });
      server.send(data, { binary: isBinary });
    });
    server.on("message", (data, isBinary) => {
      if (isOver) return;
      this.#tape.add({ kind: "received", on, frame: jsonOr(bufferOf(data)) as Json });
      client.send(data, { binary: isBinary });
    });
    for (const [end, other, by] of [
      [client, server, "client"],
      [server, client, "server"],
    ] as const) {
      this.#open.add(end);
      end.on("error", () => undefined);
      end.on("close", (code, reason) => {
        this.#open.delete(end);
        if (!isOver) this.#tape.add({ kind: "closed", on, by, code: code === NO_CODE ? NORMAL : code });
        isOver = true;
        if (code === CUT) other.terminate();
        else other.close(code === NO_CODE ? undefined : code, reason);
      });
    }
  }

  async #refuse(request: IncomingMessage, socket: Duplex, response: IncomingMessage): Promise<void> {
    const body = await bodyOf(response);
    const headers = headersOf(response);
    const status = response.statusCode ?? 0;
    this.#tape.add({
      kind: "refused",
      on: this.#tape.name(),
      offer: offerOf(request),
      answer: { status, headers, body: jsonOr(body) },
      ...begunBy(request),
    });
    const lines = Object.entries(headers)
      .filter(([name]) => !/^(connection|transfer-encoding|content-length)$/.test(name))
      .map(([name, value]) => `${name}: ${value}\r\n`);
    const end = `content-length: ${body.byteLength}\r\nconnection: close\r\n\r\n`;
    socket.write(`HTTP/1.1 ${status} ${response.statusMessage}\r\n${lines.join("")}${end}`);
    socket.end(body);
  }
}

function bufferOf(data: RawData): Buffer {
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer);
}
