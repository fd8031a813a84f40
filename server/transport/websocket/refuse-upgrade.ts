import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { GatewayError } from "../../pipeline/gateway-error.ts";
import { toProblem } from "../http/problem.ts";

/** Answers an upgrade with an HTTP error and ends the connection. */
export function refuseUpgrade(socket: Socket, refusal: GatewayError, extra: Readonly<Record<string, unknown>>): void {
  if (!socket.writable) return;
  const problem = toProblem(refusal, "");
  const body = JSON.stringify({ ...problem, ...extra });
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    "Content-Type: application/problem+json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
    ...(problem.retryAfterMs === undefined ? [] : [`Retry-After: ${Math.ceil(problem.retryAfterMs / 1000)}`]),
    ...(problem.status === 401 ? ["WWW-Authenticate: Bearer"] : []),
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}
