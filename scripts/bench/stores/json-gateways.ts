import { Agent, request } from "node:http";

/** One request after the other over connections that stay open. */
export class JsonHttp {
  readonly #agent: Agent;

  constructor(connections: number) {
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** @throws Error when the answer is none of 200 */
  send(url: string, method: string, body?: object, headers: Readonly<Record<string, string>> = {}): Promise<void> {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const sent = request(
        url,
        {
          agent: this.#agent,
          method,
          headers: {
            ...headers,
            ...(payload === undefined ? {} : { "content-type": "application/json", "content-length": Buffer.byteLength(payload) }),
          },
        },
        (response) => {
          response.resume();
          response.on("end", () =>
            response.statusCode === 200 ? resolve() : reject(new Error(`${method} ${url}: ${response.statusCode}`)),
          );
        },
      );
      sent.on("error", reject);
      sent.end(payload);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** Writes and reads of one key, by the JSON interface of a cluster's first node. */
export interface JsonStore {
  put(key: string, value: string): Promise<void>;
  get(key: string): Promise<void>;
}

export function etcdGateway(http: JsonHttp, address: string): JsonStore {
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  return {
    put: (key, value) => http.send(`${address}/v3/kv/put`, "POST", { key: base64(key), value: base64(value) }),
    get: (key) => http.send(`${address}/v3/kv/range`, "POST", { key: base64(key) }),
  };
}

export function concordanceRest(http: JsonHttp, address: string): JsonStore {
  const headers = { authorization: "Bearer dev" };
  const url = (key: string) => `http://${address}/api/v1/kv/rest/${key}`;
  return {
    put: (key, value) => http.send(url(key), "PUT", { value }, headers),
    get: (key) => http.send(`${url(key)}?consistency=linearizable`, "GET", undefined, headers),
  };
}
