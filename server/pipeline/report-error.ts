import { ERROR_CODES } from "../../generated/gateway/error-codes.ts";
import type { ErrorCode } from "../../generated/gateway/types.ts";
import type { Logger } from "../observability/logger.ts";
import { isDelayed, StorageError } from "../storage/storage-error.ts";
import { GatewayError } from "./gateway-error.ts";

/** How long to wait before trying again what there was no room for. */
const FULL_RETRY_MS = 5000;

/**
 * What a client is told of an error. A refusal is told as it is. Anything else is a failure of the gateway: its cause
 * goes to the log, and the client hears that there was one.
 */
export function toRefusal(error: unknown, makeLog: () => Logger): GatewayError {
  if (error instanceof GatewayError) return error;
  const log = makeLog();
  if (error instanceof StorageError && error.failure === "full") {
    log.error({ error }, "the disk is full");
    return new GatewayError("INTERNAL", "The gateway has no room to store this. Nothing was changed.", { retryAfterMs: FULL_RETRY_MS });
  }
  if (isDelayed(error)) {
    log.error({ error }, "the disk is full");
    return new GatewayError("INTERNAL", "The gateway has no room to store this now. It is kept, and done as soon as there is room.");
  }
  log.error({ error }, "a request failed");
  return new GatewayError("INTERNAL", "The gateway failed to do this. The cause is in its log.");
}

/** The HTTP status of an error code. */
export function statusOf(code: ErrorCode): number {
  return ERROR_CODES[code].status;
}
