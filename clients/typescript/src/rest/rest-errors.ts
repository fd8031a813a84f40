import { GatewayError } from "../errors.ts";
import type { ProblemDetails } from "../generated/types.ts";

/** The gateway refused a request. */
export class RestError extends GatewayError {
  override readonly name = "RestError";
  readonly status: number;
  /** What the gateway's log knows the request by. */
  readonly requestId: string;

  constructor({ code, detail, details, retryAfterMs, status, instance }: ProblemDetails) {
    super({
      code,
      message: detail,
      ...(details === undefined ? {} : { details }),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    });
    this.status = status;
    this.requestId = instance;
  }
}

/** Something between here and the gateway answered in its place, or what came is not what was asked for. */
export class UnexpectedAnswerError extends Error {
  override readonly name = "UnexpectedAnswerError";
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}
