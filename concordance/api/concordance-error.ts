import { ERROR_CODES } from "../../generated/concordance/error-codes.ts";
import { LIMITS } from "../../generated/concordance/limits.ts";
import type { ErrorCode } from "../../generated/concordance/types.ts";

/** What a client is told beside code and message; which members there are depends on the code. */
export type ErrorData = Readonly<Record<string, unknown>>;

/** A refusal that the spec knows. Its message is for people, and holds nothing that is not the client's own. */
export class ConcordanceError extends Error {
  override readonly name = "ConcordanceError";
  readonly code: ErrorCode;
  readonly data: ErrorData;

  constructor(code: ErrorCode, message: string, data: ErrorData = {}) {
    super(message.slice(0, LIMITS.errorMessageLength));
    this.code = code;
    this.data = data;
  }

  get httpStatus(): number {
    return ERROR_CODES[this.code].httpStatus;
  }

  get rpcCode(): number {
    return ERROR_CODES[this.code].rpcCode;
  }
}
