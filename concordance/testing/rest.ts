import { type IncomingHttpHeaders, request } from "node:http";

export interface RestAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
  readonly text: string;
  readonly bytes: Buffer;
}

export interface RestRequest {
  readonly key?: string | null;
  readonly body?: unknown;
  /** The bytes of the body as they are, instead of `body` as JSON. */
  readonly raw?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends a request as it is written: nothing is normalised, and no redirect is followed. */
export function rest(
  address: string,
  method: string,
  path: string,
  { key = "dev", body, raw, headers }: RestRequest = {},
): Promise<RestAnswer> {
  const [host, port] = address.split(":");
  const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host,
        port,
        method,
        path,
        agent: false,
        headers: {
          ...(key === null ? {} : { authorization: `Bearer ${key}` }),
          ...(payload === undefined ? {} : { "content-type": "application/json", "content-length": Buffer.byteLength(payload) }),
          ...headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => {
          const bytes = Buffer.concat(chunks);
          const text = bytes.toString();
          const isJson = response.headers["content-type"]?.startsWith("application/json") === true;
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: isJson ? JSON.parse(text) : null, text, bytes });
        });
        response.on("error", reject);
      },
    );
    sent.on("error", reject);
    sent.end(payload);
  });
}

/** The path of an entry, or of a namespace. */
export function kv(namespace: string, key?: string): string {
  const segments = key === undefined ? [namespace] : [namespace, key];
  return `/api/v1/kv/${segments.map(encodeURIComponent).join("/")}`;
}
