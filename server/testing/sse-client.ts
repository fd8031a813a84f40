import { type ClientRequest, type IncomingHttpHeaders, type IncomingMessage, request } from "node:http";
import { onTestFinished } from "vitest";

/** An event of a stream, as the format's own rules read it. */
export interface SseEvent {
  type: string;
  /** Empty when the event had none. */
  id: string;
  data: Record<string, unknown>;
}

/** A client of a stream of server-sent events. */
export class SseClient {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly heard: SseEvent[] = [];
  /** Resolves when the stream has ended: `whole` when its end was announced, else the connection was cut. */
  readonly ended: Promise<{ whole: boolean }>;
  readonly response: IncomingMessage;
  readonly #request: ClientRequest;
  #text = "";
  #unread: SseEvent[] = [];
  #waiters: { matches: (event: SseEvent) => boolean; resolve: (event: SseEvent) => void }[] = [];

  private constructor(sent: ClientRequest, response: IncomingMessage) {
    this.#request = sent;
    this.response = response;
    this.status = response.statusCode ?? 0;
    this.headers = response.headers;
    const { promise, resolve } = Promise.withResolvers<{ whole: boolean }>();
    this.ended = promise;
    response.on("error", () => undefined);
    response.on("close", () => resolve({ whole: response.complete }));
  }

  /** Begins to read a stream; `paused` leaves what comes unread until `read`. */
  static async open(url: string, headers: Record<string, string> = {}, options: { paused?: boolean } = {}): Promise<SseClient> {
    const sent = request(url, { headers: { accept: "text/event-stream", ...headers } });
    onTestFinished(() => void sent.destroy());
    sent.on("error", () => undefined);
    const response = await new Promise<IncomingMessage>((resolve) => sent.on("response", resolve).end());
    const client = new SseClient(sent, response);
    if (!options.paused) client.read();
    return client;
  }

  read(): void {
    this.response.setEncoding("utf8");
    this.response.on("data", (chunk: string) => this.#take(chunk));
  }

  /** The next event of a type that was not waited for before, heard already or to come. */
  next(type: string, matches: (event: SseEvent) => boolean = () => true): Promise<SseEvent> {
    const wanted = (event: SseEvent) => event.type === type && matches(event);
    const index = this.#unread.findIndex(wanted);
    const [found] = index === -1 ? [] : this.#unread.splice(index, 1);
    if (found !== undefined) return Promise.resolve(found);
    return new Promise((resolve) => this.#waiters.push({ matches: wanted, resolve }));
  }

  /** Goes away without a word. */
  destroy(): void {
    this.#request.destroy();
  }

  #take(chunk: string): void {
    this.#text += chunk;
    for (let end = this.#text.indexOf("\n\n"); end !== -1; end = this.#text.indexOf("\n\n")) {
      const event = parse(this.#text.slice(0, end));
      this.#text = this.#text.slice(end + 2);
      if (event !== null) this.#hear(event);
    }
  }

  #hear(event: SseEvent): void {
    this.heard.push(event);
    const index = this.#waiters.findIndex(({ matches }) => matches(event));
    if (index === -1) this.#unread.push(event);
    else this.#waiters.splice(index, 1)[0]?.resolve(event);
  }
}

/** Reads a block of lines; null when it holds nothing but a comment. */
function parse(block: string): SseEvent | null {
  const fields = new Map<string, string>();
  for (const line of block.split("\n")) {
    const colon = line.indexOf(":");
    if (colon > 0) fields.set(line.slice(0, colon), line.slice(colon + 1).replace(/^ /, ""));
  }
  const data = fields.get("data");
  if (data === undefined) return null;
  return { type: fields.get("event") ?? "message", id: fields.get("id") ?? "", data: JSON.parse(data) as Record<string, unknown> };
}
