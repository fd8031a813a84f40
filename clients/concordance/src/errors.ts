import { ERROR_CODES } from "./generated/error-codes.ts";
import type { ErrorCode, ErrorData, Revision, Version } from "./generated/types.ts";

/** The cluster refused a call. A write that was refused had no effect, and never will have. */
export class ConcordanceError extends Error {
  override readonly name: string = "ConcordanceError";
  readonly code: ErrorCode;
  /** What the code tells beside its message; which members there are depends on it. */
  readonly data: Readonly<Omit<ErrorData, "code">>;

  constructor(code: ErrorCode, message: string, data: Readonly<Omit<ErrorData, "code">> = {}, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.data = data;
  }

  /** The same call may succeed later without a change to it. The client has tried for a while already where that makes sense. */
  get retryable(): boolean {
    return ERROR_CODES[this.code].retryable;
  }

  /** Of a `CAS_CONFLICT`: the version that the entry has, 0 if there is none. */
  get currentVersion(): Version | undefined {
    return this.data.currentVersion;
  }
}

/** The changes after a revision are not kept any more: read the entries again, and watch from the revision that comes with them. */
export class CompactedError extends ConcordanceError {
  override readonly name = "CompactedError";
  /** The lowest revision that changes can be continued from. */
  readonly compactedTo: Revision;

  constructor(message: string, compactedTo: Revision, options?: ErrorOptions) {
    super("COMPACTED", message, { compactedTo }, options);
    this.compactedTo = compactedTo;
  }
}

/**
 * Whether a write took effect is not known, and it still may take effect: its answer was lost. `cause` says how. Read to find
 * out what came of it.
 */
export class OutcomeUnknownError extends Error {
  override readonly name = "OutcomeUnknownError";
  /** The method of the call. */
  readonly method: string;
  /**
   * The call was repeated and met another version than its `cas`: this one, 0 if there was no entry. It is the call's own work
   * or another's.
   */
  readonly currentVersion: Version | undefined;
  /** In a batch: which operation met that version, counted from 0. */
  readonly operation: number | undefined;

  constructor(method: string, cause: Error) {
    super(`Whether ${method} took effect is not known: ${cause.message}`, { cause });
    this.method = method;
    const { currentVersion, operation } = cause instanceof ConcordanceError ? cause.data : {};
    this.currentVersion = currentVersion;
    this.operation = operation;
  }
}

/** No node could be reached, or none answered in time, or the client is closed. Nothing was done. */
export class ConnectionError extends Error {
  override readonly name = "ConnectionError";
}
