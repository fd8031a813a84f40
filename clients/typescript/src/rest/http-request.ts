import type { Route } from "./rest-caller.ts";

/** A request as `fetch` takes it. */
export interface HttpRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

/**
 * Where the gateway's REST API is. A page may give an address relative to its own.
 *
 * @throws TypeError when it is no URL of a gateway
 */
export function httpUrl(address: string): string {
  const url = new URL(address, globalThis.location?.href);
  if (!/^https?:$/.test(url.protocol)) throw new TypeError(`${address} is not the URL of a gateway. Use http or https.`);
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
}

/** Puts the parameters of an endpoint where they belong. What is undefined is left out. */
export function httpRequest(base: string, { method, path, query = [], headers = {} }: Route, input: object): HttpRequest {
  const { body, ...parameters } = input as { readonly body?: unknown } & Readonly<Record<string, unknown>>;
  const place = path.replace(/\{(\w+)\}/g, (_, name: string) => segment(name, parameters[name]));
  const search = new URLSearchParams();
  for (const name of query) if (parameters[name] !== undefined) search.set(name, String(parameters[name]));
  const sent: Record<string, string> = {};
  for (const [name, wireName] of Object.entries(headers)) if (parameters[name] !== undefined) sent[wireName] = String(parameters[name]);
  if (body !== undefined) sent["content-type"] = "application/json";
  return {
    url: `${base}${place}${search.size === 0 ? "" : `?${search}`}`,
    method,
    headers: sent,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
}

/** One segment of a path, whatever is in it: URLs take dots alone for other places. */
function segment(name: string, value: unknown): string {
  const text = String(value ?? "");
  if (text === "" || text === "." || text === "..") throw new TypeError(`${name} cannot be ${JSON.stringify(text)}.`);
  return encodeURIComponent(text);
}
