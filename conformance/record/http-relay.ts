import { once } from "node:events";
import { request as begin, type IncomingMessage, type ServerResponse } from "node:http";
import { bodyOf, headersOf, jsonOr } from "../wire/body.ts";
import { EventBlocks } from "../wire/event-blocks.ts";
import { begunBy } from "./begun.ts";
import type { Tape } from "./tape.ts";

const OWN_TO_A_CONNECTION = /^(host|connection|keep-alive|transfer-encoding|content-length|accept-encoding)$/;
const BAD_GATEWAY = 502;

/** Passes requests on, and streams of server-sent events piece by piece. */
export class HttpRelay {
  readonly #to: string;
  readonly #tape: Tape;

  constructor(to: string, tape: Tape) {
    this.#to = to;
    this.#tape = tape;
  }

  async pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const body = await bodyOf(request);
      const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !OWN_TO_A_CONNECTION.test(name)));
      const length = body.byteLength === 0 ? {} : { "content-length": String(body.byteLength) };
      const outgoing = begin(`${this.#to}${request.url}`, { method: request.method, headers: { ...headers, ...length }, agent: false });
      const answered = once(outgoing, "response");
      const place = this.#tape.place();
      response.on("close", () => outgoing.destroy());
      outgoing.end(body);
      const [incoming] = (await answered) as [IncomingMessage];
      const sent = Object.fromEntries(Object.entries(incoming.headers).filter(([name]) => !OWN_TO_A_CONNECTION.test(name)));
      response.writeHead(incoming.statusCode ?? BAD_GATEWAY, sent);
      if (request.method === "GET" && isEventStream(incoming)) this.#stream(request, incoming, response);
      else await this.#answer(request, body, incoming, response, place);
    } catch {
      // The client hears that the server does not answer; there is nothing to record of it.
      if (!response.headersSent) response.writeHead(BAD_GATEWAY);
      response.end();
    }
  }

  async #answer(
    request: IncomingMessage,
    body: Buffer,
    incoming: IncomingMessage,
    response: ServerResponse,
    place: ReturnType<Tape["place"]>,
  ): Promise<void> {
    const answer = await bodyOf(incoming);
    place({
      kind: "request",
      method: request.method ?? "GET",
      body: String(body),
      answer: { status: incoming.statusCode ?? 0, headers: headersOf(incoming), body: jsonOr(answer) },
      ...begunBy(request),
    });
    response.end(answer);
  }

  #stream(request: IncomingMessage, incoming: IncomingMessage, response: ServerResponse): void {
    const on = this.#tape.name();
    const blocks = new EventBlocks();
    let isOver = false;
    const end = (by: "client" | "server") => {
      if (!isOver) this.#tape.add({ kind: "closed", on, by, code: 0 });
      isOver = true;
    };
    this.#tape.add({ kind: "opened", on, offer: [], isSse: true, subprotocol: "", ...begunBy(request) });
    response.flushHeaders();
    incoming.setEncoding("utf8");
    incoming.on("data", (text: string) => {
      for (const { frame } of blocks.read(text)) this.#tape.add({ kind: "received", on, frame });
      response.write(text);
    });
    incoming.on("end", () => {
      end("server");
      response.end();
    });
    incoming.on("error", () => response.destroy());
    response.on("close", () => end("client"));
  }
}

function isEventStream(incoming: IncomingMessage): boolean {
  return incoming.headers["content-type"]?.startsWith("text/event-stream") === true;
}
