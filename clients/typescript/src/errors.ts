import { ERROR_CODES } from "./generated/error-codes.ts";
import type { ErrorCode, ErrorDetail, Error as ErrorEvent } from "./generated/types.ts";

/** The gateway refused a message, and nothing has changed; or it reports what made it close the connection. */
export class GatewayError extends Error {
  override readonly name: string = "GatewayError";
  readonly code: ErrorCode;
  /** `type` of the message that was refused. */
  readonly messageType: string | undefined;
  readonly sessionId: string | undefined;
  /** When to try again, in ms. */
  readonly retryAfterMs: number | undefined;
  /** The fields that break a rule. */
  readonly details: readonly ErrorDetail[];

  constructor({ code, message, messageType, sessionId, retryAfterMs, details }: Omit<ErrorEvent, "type" | "ref">) {
    super(message);
    this.code = code;
    this.messageType = messageType;
    this.sessionId = sessionId;
    this.retryAfterMs = retryAfterMs;
    this.details = details ?? [];
  }

  /** The same message may succeed later without a change to it. False for codes that are newer than this client. */
  get retryable(): boolean {
    return ERROR_CODES[this.code]?.retryable ?? false;
  }
}

/** The connection was lost after a message had left and before its answer came. Whether it took effect is not known. */
export class ConnectionLostError extends Error {
  override readonly name = "ConnectionLostError";
}

/** There is no connection, and as many calls wait for one as may. This one was not sent, and will not be. */
export class QueueFullError extends Error {
  override readonly name = "QueueFullError";

  constructor(maxQueuedCalls: number) {
    super(`There is no connection, and ${maxQueuedCalls} calls wait for one already.`);
  }
}

/** The client is closed: by `close()`, or because the gateway does not want it back. `cause` says why. */
export class ClosedError extends Error {
  override readonly name = "ClosedError";
}

/** No answer came in time. Whether the message took effect is not known. */
export class RequestTimeoutError extends Error {
  override readonly name = "RequestTimeoutError";
}

/** The gateway does not speak the version of the protocol that this client speaks. */
export class VersionMismatchError extends Error {
  override readonly name = "VersionMismatchError";
  readonly supportedVersions: readonly number[];

  constructor(message: string, supportedVersions: readonly number[]) {
    super(message);
    this.supportedVersions = supportedVersions;
  }
}

/** The session was left or deleted while something of it was waited for. */
export class SessionEndedError extends Error {
  override readonly name = "SessionEndedError";
}

/** The session's log was replaced by another one, for instance from a backup; what was heard of it counts no more. */
export class SessionResetError extends Error {
  override readonly name = "SessionResetError";
}
