import type { ErrorCode, ErrorDetail } from "../../generated/gateway/types.ts";

/** What a refusal says beside its code. */
export interface RefusalFacts {
  sessionId?: string;
  retryAfterMs?: number;
  details?: ErrorDetail[];
}

/** A refusal with the exact code that the spec documents. Its message is written for clients: no path, no secret. */
export class GatewayError extends Error {
  override readonly name = "GatewayError";
  readonly code: ErrorCode;
  readonly facts: RefusalFacts;

  constructor(code: ErrorCode, message: string, facts: RefusalFacts = {}) {
    super(message);
    this.code = code;
    this.facts = facts;
  }
}

/** A message whose fields do not fit together in a way that its schema cannot say. */
export function invalid(path: string, message: string): GatewayError {
  return new GatewayError("INVALID_MESSAGE", "The message breaks a rule of its type.", { details: [{ path, message }] });
}
