import type { IncomingMessage } from "node:http";
import type { Json } from "../trace/format.ts";

/** The whole body. */
export async function bodyOf(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Headers with one text each, names in lower case. */
export function headersOf(response: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, [value].flat().join(", ")]));
}

/** A body as the JSON that it is, else as text; null when there is none. */
export function jsonOr(body: Buffer): Json {
  if (body.byteLength === 0) return null;
  const text = String(body);
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
