import { ERROR_CODES } from "../../../generated/gateway/error-codes.ts";
import { LIMITS } from "../../../generated/gateway/limits.ts";
import type { AcpErrorData, ErrorCode } from "../../../generated/gateway/types.ts";
import { fieldsOf, type Outcome, type RpcError, textOf } from "./rpc-message.ts";

/** The bridge's own refusal of a call, in the form of the gateway's. */
export function refusal(code: ErrorCode, message: string, facts: Omit<AcpErrorData, "code"> = {}): { readonly error: RpcError } {
  const data: AcpErrorData = { code, ...facts };
  return { error: { code: ERROR_CODES[code].rpcCode, message, data } };
}

/** The name of the code of an error; undefined when it succeeded or nothing names it. */
export function codeOf(outcome: Outcome): string | undefined {
  return "error" in outcome ? textOf(fieldsOf(fieldsOf(outcome.error)["data"])["code"]) : undefined;
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
