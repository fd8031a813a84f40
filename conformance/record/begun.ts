import type { IncomingMessage } from "node:http";
import { BEARER_PREFIX, type Begun } from "./observed.ts";

/** Headers that matter to what is said; others are the client's own affair. */
const KEPT = /^(accept|content-type|idempotency-key|if-match|if-none-match|last-event-id|range|x-request-id|acp-.*|x-csrf-.*)$/;
const PLAIN: Readonly<Record<string, RegExp>> = { accept: /^\*\/\*$|^application\/json/, "content-type": /^application\/json/ };
const TOKEN = /^Bearer (.+)$/i;

/** How a request or a connection is begun, as its head says it. */
export function begunBy(request: IncomingMessage): Begun {
  const headers = Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) => {
      const text = [value].flat().join(", ");
      return KEPT.test(name) && !PLAIN[name]?.test(text) ? [[name, text]] : [];
    }),
  );
  return { path: request.url ?? "/", headers, token: tokenOf(request) };
}

/** The subprotocols that a client offers. */
export function offerOf(request: IncomingMessage): string[] {
  return (request.headers["sec-websocket-protocol"] ?? "")
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");
}

function tokenOf(request: IncomingMessage): string | null {
  const header = TOKEN.exec(request.headers.authorization ?? "")?.[1];
  const offered = offerOf(request).find((one) => one.startsWith(BEARER_PREFIX));
  return header ?? offered?.slice(BEARER_PREFIX.length) ?? null;
}
