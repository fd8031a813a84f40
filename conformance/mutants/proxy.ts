import { once } from "node:events";
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { WebSocket, WebSocketServer } from "ws";
import type { Json } from "../trace/format.ts";
import { isObject } from "../trace/match.ts";
import { bodyOf, headersOf, jsonOr } from "../wire/body.ts";
import type { Frames, MutantRun, PassedAnswer, PassedRequest, Tampering } from "./mutant.ts";

const LARGEST_FRAME = 256 * 1024 * 1024;
/** Headers that belong to one connection, or that a WebSocket library makes by itself. */
const OWN_HEADERS = /^(host|connection|upgrade|content-length|transfer-encoding|sec-websocket-(key|version|extensions|protocol))$/;
const EVENT_STREAM = /^text\/event-stream/;
const NO_STATUS = [1005, 1006, 1015];
const ABNORMAL = 1011;

/** Stands before a server and lets a mutant tamper with what passes. Whoever starts it ends it. */
export class MutantProxy {
  readonly url: string;
  readonly #upstream: string;
  readonly #run: MutantRun;
  readonly #server: Server;
  readonly #sockets: WebSocketServer;
  readonly #raw = new Set<Socket>();

  private constructor(server: Server, upstream: string, run: MutantRun) {
    this.#server = server;
    this.#upstream = upstream;
    this.#run = run;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.#sockets = new WebSocketServer({
      noServer: true,
      maxPayload: LARGEST_FRAME,
      perMessageDeflate: false,
      // The subprotocol that the server has chosen was put into the request before it is answered.
      handleProtocols: (_offered, incoming) => (incoming as Chosen).chosen || false,
    });
    server.on("connection", (socket) => {
      this.#raw.add(socket);
      socket.once("close", () => this.#raw.delete(socket));
    });
    server.on("request", (incoming, outgoing) => {
      this.#pass(incoming, outgoing).catch(() => outgoing.destroy());
    });
    server.on("upgrade", (incoming: IncomingMessage, socket: Socket, head: Buffer) => this.#upgrade(incoming, socket, head));
  }

  static async start(upstream: string, run: MutantRun): Promise<MutantProxy> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new MutantProxy(server, upstream, run);
  }

  async end(): Promise<void> {
    for (const socket of this.#raw) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const original: PassedRequest = {
      method: incoming.method ?? "GET",
      path: incoming.url ?? "/",
      headers: passedHeaders(incoming),
      body: await bodyOf(incoming),
    };
    const passed = this.#run.request?.(original) ?? original;
    if ("status" in passed) return respond(outgoing, passed);
    const onward = request(`${this.#upstream}${passed.path}`, {
      method: passed.method,
      headers: { ...passed.headers, ...(passed.body.byteLength > 0 ? { "content-length": String(passed.body.byteLength) } : {}) },
      agent: false,
      ...addressOf(incoming),
    });
    outgoing.once("close", () => onward.destroy());
    const answered = once(onward, "response");
    onward.end(passed.body);
    const [response] = (await answered) as [IncomingMessage];
    if (EVENT_STREAM.test(response.headers["content-type"] ?? "")) return this.#stream(response, outgoing);
    const bytes = await bodyOf(response);
    const headers = headersOf(response);
    if (this.#run.answer === undefined) {
      outgoing.writeHead(response.statusCode ?? 0, without(headers)).end(bytes);
      return;
    }
    const answer = this.#run.answer(passed, { status: response.statusCode ?? 0, headers: without(headers), body: jsonOr(bytes) });
    respond(outgoing, answer);
  }

  #stream(response: IncomingMessage, outgoing: ServerResponse): void {
    outgoing.writeHead(response.statusCode ?? 0, without(headersOf(response)));
    outgoing.flushHeaders();
    let text = "";
    response.setEncoding("utf8");
    response.on("data", (chunk: string) => {
      text += chunk;
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      for (const block of blocks) {
        const passed = this.#run.event === undefined ? block : this.#run.event(block);
        if (passed !== null) outgoing.write(`${passed}\n\n`);
      }
    });
    response.once("close", () => outgoing.end());
  }

  #upgrade(incoming: IncomingMessage, socket: Socket, head: Buffer): void {
    socket.on("error", () => undefined);
    const offered = (incoming.headers["sec-websocket-protocol"] ?? "")
      .split(",")
      .map((one) => one.trim())
      .filter((one) => one !== "");
    const asked = { ...passedHeaders(incoming), ...(offered.length > 0 ? { "sec-websocket-protocol": offered.join(",") } : {}) };
    const { "sec-websocket-protocol": protocols, ...headers } = this.#run.upgrade?.(asked) ?? asked;
    const upstream = new WebSocket(`${this.#upstream.replace(/^http/, "ws")}${incoming.url}`, protocols?.split(",") ?? [], {
      headers,
      perMessageDeflate: false,
      maxPayload: LARGEST_FRAME,
      ...addressOf(incoming),
    });
    // What comes at once with the upgrade must not be lost before the client's side is there.
    const early: [Buffer, boolean][] = [];
    const keep = (data: Buffer, isBinary: boolean) => void early.push([data, isBinary]);
    upstream.on("message", keep);
    upstream.on("error", () => socket.destroy());
    upstream.on("unexpected-response", (_request, response) => {
      bodyOf(response).then(
        (body) => {
          const lines = Object.entries(without(headersOf(response))).map(([name, value]) => `${name}: ${value}`);
          const status = `HTTP/1.1 ${response.statusCode} ${response.statusMessage}`;
          socket.end(`${[status, ...lines, `content-length: ${body.byteLength}`, "connection: close"].join("\r\n")}\r\n\r\n${body}`);
        },
        () => socket.destroy(),
      );
    });
    upstream.once("open", () => {
      (incoming as Chosen).chosen = upstream.protocol;
      this.#sockets.handleUpgrade(incoming, socket, head, (client) => {
        upstream.off("message", keep);
        join(client, upstream, this.#run.socket?.(incoming.url ?? "") ?? {}, incoming.url ?? "", early);
      });
    });
  }
}

/** A request for an upgrade, with the subprotocol that the server behind has chosen. */
interface Chosen extends IncomingMessage {
  chosen?: string;
}

/** Passes frames between two sockets. */
function join(client: WebSocket, upstream: WebSocket, tampering: Tampering, path: string, early: readonly [Buffer, boolean][]): void {
  const wire = {
    path,
    answer: (frame: Json) => client.send(JSON.stringify(frame)),
    close: (code: number) => {
      client.close(code);
      upstream.close();
    },
  };
  const toClient = (data: Buffer, isBinary: boolean) => {
    const frame = isBinary ? null : jsonOr(data);
    if (tampering.toClient === undefined || !isObject(frame)) return client.send(data, { binary: isBinary });
    for (const one of list(tampering.toClient(frame, wire))) client.send(JSON.stringify(one));
  };
  client.on("message", (data: Buffer, isBinary) => {
    const frame = isBinary ? null : jsonOr(data);
    if (tampering.raw !== undefined && !tampering.raw(data, isBinary, wire)) return;
    if (tampering.toServer === undefined || !isObject(frame)) return upstream.send(data, { binary: isBinary });
    const frames = list(tampering.toServer(frame, wire));
    // What is not changed goes on byte by byte, so that sizes stay what they were.
    if (frames.length === 1 && frames[0] === frame) return upstream.send(data, { binary: false });
    for (const one of frames) upstream.send(JSON.stringify(one));
  });
  upstream.on("message", toClient);
  for (const [data, isBinary] of early) toClient(data, isBinary);
  client.on("close", () => upstream.terminate());
  upstream.on("close", (code) => {
    const seen = tampering.closing?.(code) ?? code;
    if (NO_STATUS.includes(seen)) client.terminate();
    else client.close(seen === ABNORMAL ? ABNORMAL : seen);
  });
  client.on("error", () => upstream.terminate());
  upstream.on("error", () => client.terminate());
}

function list(frames: Frames) {
  return frames === null ? [] : [frames].flat();
}

function respond(outgoing: ServerResponse, { status, headers, body }: PassedAnswer): void {
  outgoing.writeHead(status, headers).end(body === null ? undefined : typeof body === "string" ? body : JSON.stringify(body));
}

/** Headers of a message that may pass to another connection. */
function without(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !OWN_HEADERS.test(name)));
}

function passedHeaders(incoming: IncomingMessage): Record<string, string> {
  return without(headersOf(incoming));
}

/** The server sees each client come from its own address. */
function addressOf(incoming: IncomingMessage): { localAddress?: string } {
  const address = incoming.socket.remoteAddress?.replace(/^::ffff:/, "");
  return address === undefined ? {} : { localAddress: address };
}
