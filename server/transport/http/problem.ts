import { LIMITS } from "../../../generated/gateway/limits.ts";
import type { ProblemDetails } from "../../../generated/gateway/types.ts";
import type { GatewayError } from "../../pipeline/gateway-error.ts";
import { statusOf } from "../../pipeline/report-error.ts";
import { STATUS_CODES } from "./node-http.ts";

/**
 * A refusal as RFC 9457 describes it.
 *
 * @param status that of its code, unless HTTP has a more exact one
 */
export function toProblem({ code, message, facts }: GatewayError, requestId: string, status = statusOf(code)): ProblemDetails {
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

/** Refusals that pass: they tell when to come again, even where nothing is known but that it is not at once. */
const PASSING = [429, 503];

/** The headers that a problem comes with. */
export function problemHeaders({ status, instance, ...facts }: ProblemDetails): Record<string, string> {
  const retryAfterMs = facts.retryAfterMs ?? (PASSING.includes(status) ? LIMITS.reconnectAfterShutdown : undefined);
  return {
    "content-type": "application/problem+json",
    "x-request-id": instance,
    ...(retryAfterMs === undefined ? {} : { "retry-after": String(Math.ceil(retryAfterMs / 1000)) }),
    ...(status === 401 ? { "www-authenticate": "Bearer" } : {}),
  };
}
