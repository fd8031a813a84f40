/** An answer that came through the validating proxy. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  /** The body, where it is JSON. */
  readonly body: Record<string, unknown>;
}

export interface Sent {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number>>;
}

/** Calls the endpoints of a document through Prism, and remembers which were called and how they answered. */
export class RestClient {
  readonly #base: string;
  readonly #headers: Readonly<Record<string, string>>;
  /** `GET /path/{template} 200`, in the order of the calls. */
  readonly answered = new Set<string>();

  constructor(base: string, headers: Readonly<Record<string, string>> = {}) {
    this.#base = base;
    this.#headers = headers;
  }

  /**
   * @param endpoint the method and the path as the document has it
   * @param parameters what stands in the path, in its order
   * @throws Error when Prism found a violation
   */
  async call(endpoint: string, parameters: readonly string[] = [], { body, headers = {}, query = {} }: Sent = {}): Promise<Answer> {
    const [method = "", template = ""] = endpoint.split(" ");
    const values = [...parameters];
    const path = template.replaceAll(/\{\w+\}/g, () => encodeURIComponent(values.shift() ?? ""));
    const url = new URL(path, this.#base);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
    const response = await fetch(url, {
      method,
      redirect: "manual",
      headers: { ...this.#headers, ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const violations = response.headers.get("sl-violations");
    const text = bytes.toString();
    if (violations !== null || text.includes("stoplight.io/prism/errors")) {
      throw new Error(`${endpoint} ${response.status} breaks the document: ${violations ?? ""} ${text}`);
    }
    this.answered.add(`${endpoint} ${response.status}`);
    const isJson =
      response.headers.get("content-type")?.includes("json") === true && !response.headers.get("content-type")?.includes("ndjson");
    return { status: response.status, headers: response.headers, bytes, body: isJson && text !== "" ? JSON.parse(text) : {} };
  }

  /** As `call`, for an answer that is expected. @throws Error when it is another one */
  async expect(status: number, endpoint: string, parameters?: readonly string[], sent?: Sent): Promise<Answer> {
    const answer = await this.call(endpoint, parameters, sent);
    if (answer.status !== status) throw new Error(`${endpoint} answered ${answer.status}, not ${status}: ${answer.bytes.toString()}`);
    return answer;
  }
}
