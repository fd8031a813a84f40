import type { ErrorCode, ErrorDetail } from "../../generated/gateway/types.ts";

/** What a refusal says beside its code. */
export interface RefusalFacts {
  sessionId?: string;
  retryAfterMs?: number;
  details?: ErrorDetail[];
  /** On `/acp`: the method that is not known. */
  method?: string;
  /** With `VERSION_CONFLICT` on `/acp`: the version that is there; 0 when there is none. */
  currentVersion?: number;
  /** With `VERSION_CONFLICT` of a `config/batch`: the place of the operation that failed. */
  operation?: number;
  /** With `CONFIG_UNAVAILABLE` on `/acp`: the write may have been done, or may still be. */
  outcomeUnknown?: boolean;
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
