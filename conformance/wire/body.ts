import type { IncomingMessage } from "node:http";
import type { Json } from "../trace/format.ts";

/** Larger than any body that is asked for. */
const LARGEST_BODY = 256 * 1024 * 1024;

/** The whole body. @throws Error when it breaks off, or is larger than any that makes sense */
export async function bodyOf(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    bytes += (chunk as Buffer).byteLength;
    // To leave the loop ends the connection.
    if (bytes > LARGEST_BODY) throw new Error(`A body is larger than ${LARGEST_BODY} bytes.`);
    chunks.push(chunk as Buffer);
  }
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
