import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { ProblemDetails } from "../../../generated/gateway/types.ts";
import { GatewayError } from "../../pipeline/gateway-error.ts";
import { endWithProblem } from "./end-with-problem.ts";
import { maxHeaderSize } from "./node-http.ts";
import { problemHeaders, toProblem } from "./problem.ts";
import { requestIdOf } from "./request-id.ts";
import { nothingHere } from "./send-problem.ts";

/** Answers a client whose request could not be read, as far as it still can be answered. */
export function refuseUnreadable(error: { code?: string }, socket: Socket): void {
  // It was answered already, and goes on sending.
  if (socket.writableEnded) return;
  if (error.code === "ECONNRESET" || !socket.writable || isBeingAnswered(socket)) socket.destroy();
  else endWithProblem(socket, problemOf(error.code));
}

/** Answers who takes the gateway for a proxy. */
export function refuseTunnel(request: IncomingMessage, socket: Duplex): void {
  endWithProblem(socket, toProblem(nothingHere(), requestIdOf(request)));
}

/** Answers who expects what only HTTP itself could promise, as RFC 9110 section 10.1.1 says. */
export function refuseExpectation(request: IncomingMessage, response: ServerResponse): void {
  const refusal = new GatewayError("INVALID_MESSAGE", "What the Expect header asks for is not done here.");
  const problem = toProblem(refusal, requestIdOf(request), 417);
  const body = JSON.stringify(problem);
  // Whether the body follows nobody knows: the connection ends.
  response
    .writeHead(problem.status, { ...problemHeaders(problem), "content-length": Buffer.byteLength(body), connection: "close" })
    .end(body);
}

/** Whether an answer is under way, into the middle of which nothing may be written. Node keeps it under this name. */
function isBeingAnswered(socket: Socket & { _httpMessage?: ServerResponse | null }): boolean {
  return socket._httpMessage?.headersSent ?? false;
}

function problemOf(code: string | undefined): ProblemDetails {
  switch (code) {
    case "HPE_HEADER_OVERFLOW":
      return problem(new GatewayError("MESSAGE_TOO_LARGE", `The headers may have ${maxHeaderSize} bytes at the most.`), 431);
    case "HPE_CHUNK_EXTENSIONS_OVERFLOW":
      return problem(new GatewayError("MESSAGE_TOO_LARGE", "The extensions of a chunk are too large."), 413);
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return problem(new GatewayError("INVALID_MESSAGE", "The request did not come in time."), 408);
    default:
      return problem(new GatewayError("INVALID_MESSAGE", "The bytes are no HTTP request."), 400);
  }
}

/** There is no request whose id could be told. */
function problem(refusal: GatewayError, status: number): ProblemDetails {
  return toProblem(refusal, randomUUID(), status);
}
