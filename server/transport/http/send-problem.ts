import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { LIMITS } from "../../../generated/gateway/limits.ts";
import { serializeProblemDetails } from "../../../generated/gateway/serializers.ts";
import type { Logger } from "../../observability/logger.ts";
import { GatewayError } from "../../pipeline/gateway-error.ts";
import { toRefusal } from "../../pipeline/report-error.ts";
import { problemHeaders, toProblem } from "./problem.ts";

/** Answers a request with an error. */
export function sendProblem(error: FastifyError | GatewayError, request: FastifyRequest, reply: FastifyReply, log: () => Logger): void {
  const problem = toProblem(toRefusal(translate(error), log), request.id);
  reply.code(problem.status).headers(problemHeaders(problem)).send(serializeProblemDetails(problem));
}

/** The answer to a request for what is not there. */
export function nothingHere(): GatewayError {
  return new GatewayError("NOT_FOUND", "There is nothing at this address.");
}

/** Fastify's own refusals in the words of the spec. */
function translate(error: FastifyError | GatewayError): Error {
  if (error instanceof GatewayError) return error;
  switch (error.code) {
    case "FST_ERR_CTP_BODY_TOO_LARGE":
      return new GatewayError("MESSAGE_TOO_LARGE", `A body may have ${LIMITS.frameBytes} bytes at the most.`);
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
      return new GatewayError("INVALID_MESSAGE", "Send the body as application/json.", {
        details: [{ path: "/headers/content-type", message: "must be application/json" }],
      });
    case "FST_ERR_CTP_EMPTY_JSON_BODY":
    case "FST_ERR_CTP_INVALID_CONTENT_LENGTH":
      return new GatewayError("INVALID_JSON", "The body is not JSON.");
    case "FST_ERR_BAD_URL":
    case "FST_ERR_MAX_PARAM_LENGTH":
    case "FST_ERR_ASYNC_CONSTRAINT":
      return nothingHere();
    default:
      return error;
  }
}
