import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import { ERROR_CODES } from "../../generated/gateway/error-codes.ts";
import type { ErrorCode, ProblemDetails } from "../../generated/gateway/types.ts";

/** A request as it came, and the answer that a test gives. */
export class ScriptedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
  /** Resolves when the connection is no more. */
  readonly gone: Promise<unknown>;
  readonly #response: ServerResponse;

  constructor(request: IncomingMessage, body: string, response: ServerResponse) {
    this.method = request.method ?? "";
    this.url = request.url ?? "";
    this.headers = request.headers;
    this.body = body;
    this.#response = response;
    this.gone = once(response, "close");
  }

  answer(status: number, body: unknown, headers: Record<string, string> = {}): void {
    const json = body === undefined ? "" : JSON.stringify(body);
    this.#response.writeHead(status, { ...(json === "" ? {} : { "content-type": "application/json" }), ...headers }).end(json);
  }

  refuse(code: ErrorCode, fields: Partial<ProblemDetails> = {}, headers: Record<string, string> = {}): void {
    const { status } = ERROR_CODES[code];
    const problem = { type: "about:blank", title: "Refused", status, code, detail: `refused with ${code}`, instance: "req-1", ...fields };
    this.answer(status, problem, { "content-type": "application/problem+json", ...headers });
  }

  /** Begins an answer whose body is written piece by piece. */
  begin(contentType: string): void {
    this.#response.writeHead(200, { "content-type": contentType });
    this.#response.flushHeaders();
  }

  write(piece: string | Uint8Array): void {
    this.#response.write(piece);
  }

  end(): void {
    this.#response.end();
  }

  /** Ends the connection without a word. */
  drop(): void {
    this.#response.destroy();
  }
}

/** A gateway's HTTP port that does nothing but what a test tells it to. */
export class ScriptedHttpGateway {
  readonly url: string;
  readonly #requests: ScriptedRequest[] = [];
  readonly #waiting: ((request: ScriptedRequest) => void)[] = [];

  private constructor(url: string) {
    this.url = url;
  }

  static async start(): Promise<ScriptedHttpGateway> {
    const server = createServer(async (request, response) => {
      const scripted = new ScriptedRequest(request, await text(request), response);
      const waiting = gateway.#waiting.shift();
      if (waiting === undefined) gateway.#requests.push(scripted);
      else waiting(scripted);
    });
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    const gateway = new ScriptedHttpGateway(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return gateway;
  }

  /** What came and was not asked for yet. */
  get unread(): readonly ScriptedRequest[] {
    return this.#requests;
  }

  async next(): Promise<ScriptedRequest> {
    return this.#requests.shift() ?? new Promise((resolve) => this.#waiting.push(resolve));
  }
}
