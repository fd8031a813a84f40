import type { JsonSchema } from "../model.ts";

/** What a published document says at its head: of what it is, and where that is served. */
export interface DocumentHead {
  info: { title: string; version: string; contact?: { name: string }; license?: { name: string; identifier?: string; url?: string } };
  /** Where it is served over HTTP. */
  servers: { url: string; description?: string }[];
}

/** Examples of types, by the types' names: each is a value as it is on the wire. */
export type Examples = ReadonlyMap<string, unknown>;

/** Points references at the schemas of a document's own components. */
export function pointed(schema: JsonSchema): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/')) as object;
}

/** The address of a WebSocket on an HTTP server. */
export function socketUrl(url: string, path: string): string {
  return `${url.replace(/^http/, "ws").replace(/\/$/, "")}${path}`;
}
