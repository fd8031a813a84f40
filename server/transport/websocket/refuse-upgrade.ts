import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { SUPPORTED_VERSIONS } from "../../../generated/gateway/versions.ts";
import { GatewayError } from "../../pipeline/gateway-error.ts";
import { endWithProblem } from "../http/end-with-problem.ts";
import { toProblem } from "../http/problem.ts";
import { requestIdOf } from "../http/request-id.ts";

/** Answers an upgrade with an HTTP error and ends the connection. */
export function refuseUpgrade(request: IncomingMessage, socket: Socket, refusal: GatewayError): void {
  const problem = toProblem(refusal, requestIdOf(request));
  const isOfOtherVersion = refusal.code === "PROTOCOL_VERSION_MISMATCH";
  endWithProblem(socket, isOfOtherVersion ? { ...problem, supportedVersions: SUPPORTED_VERSIONS } : problem);
}

/**
 * Answers an upgrade whose headers break RFC 6455.
 *
 * @param reason which of them
 */
export function refuseHandshake(request: IncomingMessage, socket: Socket, reason: string): void {
  const problem = toProblem(new GatewayError("INVALID_MESSAGE", `This is no WebSocket handshake: ${reason}.`), requestIdOf(request));
  // Section 4.4: whoever asks for a version that is not understood is told which one is.
  endWithProblem(socket, problem, { "sec-websocket-version": "13" });
}
