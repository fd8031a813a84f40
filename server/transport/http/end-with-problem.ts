import type { Duplex } from "node:stream";
import type { ProblemDetails } from "../../../generated/gateway/types.ts";
import { problemHeaders } from "./problem.ts";

/** How long a client may take to read why its connection ends. */
const LINGER_MS = 2000;

/**
 * Answers with a problem on a bare socket, and ends the connection: where a request could not be read, or asks for
 * another protocol, there is no response to write to.
 *
 * @param problem may have members of its own, as RFC 9457 section 3.2 allows
 * @param extra more headers
 */
export function endWithProblem<Problem extends ProblemDetails>(
  socket: Duplex,
  problem: Problem,
  extra: Readonly<Record<string, string>> = {},
): void {
  if (!socket.writable) return;
  const body = JSON.stringify(problem);
  const headers = { ...problemHeaders(problem), ...extra, "content-length": String(Buffer.byteLength(body)), connection: "close" };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${problem.status} ${problem.title}\r\n${lines.join("")}\r\n${body}`);
  // What the client still sends is taken and thrown away: destroyed with unread bytes, TCP would take the answer back.
  socket.resume();
  const timer = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once("close", () => clearTimeout(timer));
}
