import { clientTurnId as newKey } from "../client-turn-id.ts";
import { ConnectionLostError, RequestTimeoutError } from "../errors.ts";
import { type Backoff, backoff } from "../reconnect.ts";
import type { TokenSource } from "../token.ts";
import { type HttpRequest, httpRequest, httpUrl } from "./http-request.ts";
import { answerOf, failureOf } from "./http-response.ts";
import { PageLoop } from "./page-loop.ts";
import type { Answer, RequestOptions, RestCaller, RestPages, Route } from "./rest-caller.ts";
import { askedDelay, mayRetry } from "./retries.ts";

export interface RestOptions {
  /** Of the gateway, for instance `https://gateway.example`. */
  readonly url: string;
  /** For a gateway that asks for one. A function is called for every request. */
  readonly token?: TokenSource;
  /** Time in which one attempt must be answered, in ms. 30,000 by default. */
  readonly requestTimeoutMs?: number;
  /** How often a request is made again that may be. 3 by default. */
  readonly maxRetries?: number;
  /** How long to wait between attempts. From 250 to 30,000 ms by default. A gateway that asks for a longer wait is not asked again. */
  readonly retry?: Partial<Backoff>;
  /** Where there is no global one, or another one is wanted. */
  readonly fetch?: typeof globalThis.fetch;
}

/** The parameter that makes a request one that is done once. */
const KEY = "idempotencyKey";

/** Makes requests, and makes them again where that is safe. */
export class RestTransport implements RestCaller {
  readonly delays: Backoff;
  readonly #base: string;
  readonly #token: TokenSource | undefined;
  readonly #timeoutMs: number;
  readonly #maxRetries: number;
  readonly #fetch: typeof globalThis.fetch;

  /** @throws TypeError when `url` is none */
  constructor(options: RestOptions) {
    this.#base = httpUrl(options.url);
    this.#token = options.token;
    this.#timeoutMs = options.requestTimeoutMs ?? 30_000;
    this.#maxRetries = options.maxRetries ?? 3;
    this.delays = { minDelayMs: 250, maxDelayMs: 30_000, ...options.retry };
    const given = options.fetch ?? globalThis.fetch;
    // Browsers want it called on their window.
    this.#fetch = (...parameters) => given(...parameters);
  }

  /** @throws RestError, UnexpectedAnswerError, ConnectionLostError, RequestTimeoutError, or the reason of the signal */
  async request<Body>(route: Route, input: object, options: RequestOptions = {}): Promise<Answer<Body>> {
    const hasKey = route.headers?.[KEY] !== undefined;
    // A key of the caller's own goes before.
    const keyed = hasKey ? { [KEY]: newKey(), ...input } : input;
    const repeat = route.method === "GET" ? "read" : hasKey ? "keyed" : "never";
    const request = httpRequest(this.#base, route, keyed);
    for (let attempt = 0; ; attempt++) {
      try {
        return (await this.#attempt(request, route, options)) as Answer<Body>;
      } catch (error) {
        const asked = askedDelay(error);
        const isOver = attempt >= this.#maxRetries || asked > this.delays.maxDelayMs || options.signal?.aborted === true;
        if (isOver || !mayRetry(error, repeat, attempt > 0)) throw error;
        await pause(Math.max(asked, backoff(attempt, this.delays, Math.random())), options.signal);
      }
    }
  }

  pages<Page, Item>(route: Route, input: object, options?: RequestOptions): RestPages<Page, Item> {
    return new PageLoop<Page, Item>((cursor) => this.request<Page>(route, cursor === null ? input : { ...input, cursor }, options));
  }

  /**
   * Opens a stream. One attempt: whoever reads it comes back by itself.
   *
   * @throws RestError, UnexpectedAnswerError, ConnectionLostError, or the reason of the signal
   */
  async open(route: Route, input: object, accept: string, signal: AbortSignal): Promise<Response> {
    const request = httpRequest(this.#base, route, input);
    const response = await this.#send({ ...request, headers: { ...request.headers, accept } }, signal);
    if (!response.ok) throw await failureOf(response);
    return response;
  }

  async #attempt(request: HttpRequest, route: Route, { signal }: RequestOptions): Promise<Answer<unknown>> {
    // It ends with the attempt: bytes may be read for as long as they come.
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), this.#timeoutMs);
    try {
      const response = await this.#send(request, signal === undefined ? late.signal : AbortSignal.any([signal, late.signal]));
      if (!response.ok && !route.expected?.includes(response.status)) throw await failureOf(response);
      return await answerOf(response, route.body);
    } catch (error) {
      signal?.throwIfAborted();
      if (!late.signal.aborted) throw error;
      const message = `${request.method} ${route.path} was not answered in ${this.#timeoutMs} ms. Whether it took effect is not known.`;
      throw new RequestTimeoutError(message, { cause: error });
    } finally {
      clearTimeout(timer);
    }
  }

  async #send({ url, ...request }: HttpRequest, signal: AbortSignal): Promise<Response> {
    const headers = new Headers(request.headers);
    const token = typeof this.#token === "function" ? await this.#token() : this.#token;
    if (token !== undefined) authorize(headers, token);
    try {
      return await this.#fetch(url, { ...request, headers, signal });
    } catch (error) {
      if (signal.aborted) throw error;
      throw new ConnectionLostError(
        "The gateway cannot be reached, or the connection was lost. Whether the request took effect is not known.",
        {
          cause: error,
        },
      );
    }
  }
}

/** @throws TypeError when no header can hold the token; what the platform would throw names it */
function authorize(headers: Headers, token: string): void {
  try {
    headers.set("authorization", `Bearer ${token}`);
  } catch {
    throw new TypeError("The token holds characters that a header cannot hold.");
  }
}

/** Waits. @throws the reason of the signal */
export function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, ms);
    signal?.addEventListener("abort", stop, { once: true });
  });
}
