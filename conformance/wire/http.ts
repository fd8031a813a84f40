import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { bodyOf, headersOf, jsonOr } from "./body.ts";
import { EventBlocks } from "./event-blocks.ts";
import { Inbox } from "./inbox.ts";
import type { Incoming, Peer, Refusal } from "./peer.ts";

/** One request. */
export interface Call {
  url: string;
  method: string;
  headers: Record<string, string>;
  body?: string | Buffer;
  localAddress?: string;
}

/** How long a whole answer may take. */
const PATIENCE_MS = 40_000;

/** Makes a request and reads its whole answer. Redirects are not followed. @throws Error when nobody answers */
export function call(what: Call): Promise<Refusal> {
  return inTime(async (signal) => wholeAnswer(await begin(what, signal)));
}

/** Opens a stream of server-sent events. Resolves with the answer when it is none. @throws Error when nobody answers */
export function openEventStream(what: Call): Promise<EventStreamPeer | Refusal> {
  return inTime(async (signal) => {
    const response = await begin({ ...what, headers: { accept: "text/event-stream", ...what.headers } }, signal);
    const headers = headersOf(response);
    const isStream = response.statusCode === 200 && headers["content-type"]?.startsWith("text/event-stream");
    return isStream ? new EventStreamPeer(response, headers) : wholeAnswer(response);
  });
}

/** Gives up what takes too long. What is at work when the time is over is aborted; what has come by then goes on. */
async function inTime<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), PATIENCE_MS);
  try {
    return await work(giveUp.signal);
  } catch (error) {
    throw giveUp.signal.aborted ? new Error(`No whole answer came within ${PATIENCE_MS} ms.`, { cause: error }) : error;
  } finally {
    clearTimeout(timer);
  }
}

async function wholeAnswer(response: IncomingMessage): Promise<Refusal> {
  return { status: response.statusCode ?? 0, headers: headersOf(response), body: jsonOr(await bodyOf(response)) };
}

async function begin({ url, method, headers, body, localAddress }: Call, signal: AbortSignal): Promise<IncomingMessage> {
  const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
  const outgoing = request(url, {
    method,
    headers: { ...length, ...headers },
    agent: false,
    signal,
    ...(localAddress === undefined ? {} : { localAddress }),
  });
  const answered = once(outgoing, "response");
  outgoing.end(body);
  const [response] = (await answered) as [IncomingMessage];
  return response;
}

/** A stream of server-sent events as a connection: each of its frames is `{id, event, data}`. */
export class EventStreamPeer implements Peer {
  readonly subprotocol = "";
  readonly headers: Record<string, string>;
  readonly #response: IncomingMessage;
  readonly #inbox = new Inbox<Incoming>();
  readonly #blocks = new EventBlocks();

  constructor(response: IncomingMessage, headers: Record<string, string>) {
    this.#response = response;
    this.headers = headers;
    response.setEncoding("utf8");
    response.on("data", (text: string) => this.#read(text));
    response.on("close", () => this.#inbox.push({ kind: "closed", code: 0, reason: "" }));
    response.on("error", () => undefined);
  }

  send(): void {
    throw new Error("Nothing can be sent on a stream of events.");
  }

  sendBinary(): void {
    this.send();
  }

  next(withinMs: number): Promise<Incoming | undefined> {
    return this.#inbox.next(withinMs);
  }

  pause(): void {
    this.#response.pause();
  }

  resume(): void {
    this.#response.resume();
  }

  close(): void {
    this.cut();
  }

  cut(): void {
    this.#response.destroy();
  }

  #read(text: string): void {
    for (const { frame, bytes } of this.#blocks.read(text)) this.#inbox.push({ kind: "frame", frame, bytes });
  }
}
