import { SseClient } from "../../../testing/sse-client.ts";
import type { TestGateway } from "../../../testing/test-gateway.ts";

/** A message that a client of plain HTTP sends. */
export type Message = { id?: unknown; method?: string; params?: unknown; result?: unknown };

export const INITIALIZE = { id: 0, method: "initialize", params: { protocolVersion: 1, clientCapabilities: {} } };

/** Speaks the protocol by bare requests, right or wrong. */
export class HttpClient {
  readonly #gateway: Pick<TestGateway, "url">;
  readonly #headers: Record<string, string>;
  /** Of the connection that was opened last. */
  connectionId = "";

  constructor(gateway: Pick<TestGateway, "url">, token?: string) {
    this.#gateway = gateway;
    this.#headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  }

  /** Opens a connection. */
  static async open(gateway: Pick<TestGateway, "url">, token?: string): Promise<HttpClient> {
    const client = new HttpClient(gateway, token);
    const response = await client.fetch("POST", { body: rpc(INITIALIZE), headers: {} });
    client.connectionId = response.headers.get("acp-connection-id") ?? "";
    await response.text();
    return client;
  }

  /** A request as it is, on no connection in particular. */
  fetch(
    method: string,
    { body, headers = {}, signal }: { body?: string | Buffer; headers?: Record<string, string>; signal?: AbortSignal } = {},
  ): Promise<Response> {
    return fetch(`${this.#gateway.url}/acp`, {
      method,
      headers: { ...this.#headers, ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : new Uint8Array(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  }

  /** Sends a message on the connection. */
  send(message: Message, headers: Record<string, string> = {}): Promise<Response> {
    return this.fetch("POST", { body: rpc(message), headers: { ...this.#connection, ...headers } });
  }

  /** A message about a session, with the header for that. */
  sendFor(sessionId: string, message: Message & { params?: object }): Promise<Response> {
    return this.send({ ...message, params: { sessionId, ...message.params } }, { "acp-session-id": sessionId });
  }

  /** Opens a stream: that of the connection, or of a session. */
  stream(sessionId?: string, options: { paused?: boolean } = {}): Promise<SseClient> {
    const session = sessionId === undefined ? {} : { "acp-session-id": sessionId };
    return SseClient.open(`${this.#gateway.url}/acp`, { ...this.#headers, ...this.#connection, ...session }, options);
  }

  end(): Promise<Response> {
    return this.fetch("DELETE", { headers: this.#connection });
  }

  get #connection(): Record<string, string> {
    return { "acp-connection-id": this.connectionId };
  }
}

/** A message as it is written. */
export function rpc(message: Message): string {
  return JSON.stringify({ jsonrpc: "2.0", ...message });
}

/** The next message of a stream that answers a call. */
export async function answerTo(stream: SseClient, id: unknown): Promise<Record<string, unknown>> {
  const { data } = await stream.next("message", (event) => event.data["id"] === id && event.data["method"] === undefined);
  return data;
}

/** The next update of a stream of some kind. */
export async function updateOf(stream: SseClient, kind: string): Promise<Record<string, unknown>> {
  const isIt = (data: Record<string, unknown>) =>
    (data["params"] as { update?: { sessionUpdate?: string } } | undefined)?.update?.sessionUpdate === kind;
  const { data } = await stream.next("message", (event) => isIt(event.data));
  return (data["params"] as { update: Record<string, unknown> }).update;
}
