import { PATHS } from "../../../generated/gateway/paths.ts";

/** A probe is short; what is longer is left to HTTP. */
const LONGEST_BYTES = 1024;
const REQUEST_LINE = `GET ${PATHS["Operations.health"]} HTTP/1.1`;
/** Headers that change nothing about the answer. */
const HARMLESS = new Set(["user-agent", "accept", "accept-encoding", "accept-language"]);
const HEADER = /^([\w-]+):[ \t]*([^\0]*)$/;

/** What becomes of the connection once a probe was answered. */
export type Probe = "keep-alive" | "close";

/**
 * Reads a request for `/health`, whole and with nothing behind it. Pure.
 *
 * @returns null for anything else, and for whatever takes more than a glance to understand: that is for HTTP
 */
export function readProbe(chunk: Buffer): Probe | null {
  if (chunk.length > LONGEST_BYTES) return null;
  const [requestLine, ...headers] = chunk.toString("latin1").split("\r\n");
  if (requestLine !== REQUEST_LINE || headers.pop() !== "" || headers.pop() !== "") return null;
  let hosts = 0;
  let after: Probe = "keep-alive";
  for (const header of headers) {
    const [, name = "", value = ""] = HEADER.exec(header) ?? [];
    const field = name.toLowerCase();
    if (field === "host") hosts++;
    else if (field === "connection") {
      const wish = value.trim().toLowerCase();
      if (wish !== "keep-alive" && wish !== "close") return null;
      after = wish;
    } else if (!HARMLESS.has(field)) return null;
  }
  return hosts === 1 ? after : null;
}
