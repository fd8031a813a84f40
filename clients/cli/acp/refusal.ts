import { ERROR_CODES } from "../../../generated/gateway/error-codes.ts";
import { LIMITS } from "../../../generated/gateway/limits.ts";
import type { AcpErrorData, ErrorCode } from "../../../generated/gateway/types.ts";
import { countOf, fieldsOf, type Outcome, type RpcError, textOf } from "./rpc-message.ts";

/** The delay before another attempt where the gateway names none, in ms. */
const RETRY_MS = 1_000;

/** The bridge's own refusal of a call, in the form of the gateway's. */
export function refusal(code: ErrorCode, message: string, facts: Omit<AcpErrorData, "code"> = {}): { readonly error: RpcError } {
  const data: AcpErrorData = { code, ...facts };
  return { error: { code: ERROR_CODES[code].rpcCode, message, data } };
}

/** The name of the code of an error; undefined when it succeeded or nothing names it. */
export function codeOf(outcome: Outcome): string | undefined {
  return "error" in outcome ? textOf(fieldsOf(fieldsOf(outcome.error)["data"])["code"]) : undefined;
}

/** How long to wait before what was refused is tried again, in ms; null when it was refused for good, or not at all. */
export function retryDelayOf(outcome: Outcome): number | null {
  if (!("error" in outcome) || codeOf(outcome) !== "RATE_LIMITED") return null;
  return countOf(fieldsOf(outcome.error.data)["retryAfterMs"]) ?? RETRY_MS;
}

/** Nobody knows what became of a call. */
export function outcomeUnknown(method: string): { readonly error: RpcError } {
  const code = method.startsWith("config/") ? "CONFIG_UNAVAILABLE" : "INTERNAL";
  const message = "The connection to the gateway was lost before the answer came. Whether it was done is not known.";
  return refusal(code, message, { outcomeUnknown: true });
}

/** A call is larger than the gateway takes. */
export function tooLarge(): { readonly error: RpcError } {
  return refusal("MESSAGE_TOO_LARGE", `A message may have ${LIMITS.acpFrameBytes} bytes at the most.`);
}

/** A write was refused for what may be its own work: an earlier attempt may have been done. */
export function perhapsDone({ error }: { readonly error: RpcError }): { readonly error: RpcError } {
  return { error: { ...error, data: { ...fieldsOf(error.data), outcomeUnknown: true } } };
}
