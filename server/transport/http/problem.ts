import { STATUS_CODES } from "node:http";
import type { ProblemDetails } from "../../../generated/gateway/types.ts";
import type { GatewayError } from "../../pipeline/gateway-error.ts";
import { statusOf } from "../../pipeline/report-error.ts";

/** A refusal as RFC 9457 describes it. */
export function toProblem({ code, message, facts }: GatewayError, requestId: string): ProblemDetails {
  const status = statusOf(code);
  return {
    type: "about:blank",
    title: STATUS_CODES[status] ?? "Error",
    status,
    code,
    detail: message,
    instance: requestId,
    ...(facts.details === undefined ? {} : { details: facts.details }),
    ...(facts.retryAfterMs === undefined ? {} : { retryAfterMs: facts.retryAfterMs }),
  };
}
