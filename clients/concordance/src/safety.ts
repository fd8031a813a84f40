import type { ConcordanceError } from "./errors.ts";
import { METHOD_SAFETY, type StreamMethod } from "./generated/calls.ts";
import { ERROR_CODES } from "./generated/error-codes.ts";
import type { ErrorCode, Operation } from "./generated/types.ts";

/**
 * What may be done about a call whose outcome is not known:
 *
 * - `always`: it may be repeated, as it changes nothing.
 * - `once`: it may be repeated, as only one of its attempts can take effect. What it meets then may be its own work.
 * - `told`: it may take effect twice, and whoever called it accepts that.
 * - `never`: its outcome stays unknown.
 */
export type Repeat = "always" | "once" | "told" | "never";

/** What the rules look at in the parameters of a call. */
interface Conditional {
  readonly cas?: number | undefined;
  readonly operations?: readonly Operation[] | undefined;
}

/** How a call may be repeated. Pure. @param told the caller accepts that it may take effect twice */
export function repeatOf(method: StreamMethod, params: Conditional, told: boolean): Repeat {
  const safety = METHOD_SAFETY[method];
  if (safety === "read") return "always";
  if (safety === "cas" && (params.operations ?? [params]).some(takesEffectOnce)) return "once";
  return told ? "told" : "never";
}

/**
 * Whether a condition can hold for one attempt only. A version never comes back once a write has passed it. But "there is no
 * entry" (`cas: 0`) does come back, when the entry is deleted or expires: a repeated attempt would make it again.
 */
function takesEffectOnce(operation: { readonly op?: string; readonly cas?: number | undefined }): boolean {
  return operation.op !== "check" && operation.cas !== undefined && operation.cas > 0;
}

/** What is to be done about a call that was not answered with a result. */
export type Verdict = "again" | "fail" | "unknown";

/** The call as the verdict sees it. */
export interface Attempted {
  readonly repeat: Repeat;
  /** An earlier attempt may have taken effect. */
  readonly isUncertain: boolean;
}

/** After a refusal. Pure. */
export function afterRefusal(code: ErrorCode, call: Attempted): Verdict {
  if (ERROR_CODES[code].outcomeUnknown) return afterLoss(call);
  if (isPassing(code)) return "again";
  return call.isUncertain ? "unknown" : "fail";
}

/** After the call was handed to a connection and the answer did not come. Pure. */
export function afterLoss({ repeat }: Attempted): Verdict {
  return repeat === "never" ? "unknown" : "again";
}

/** Whether a refusal says that the call was not done, and may be soon: now, or at another node. */
function isPassing(code: ErrorCode): boolean {
  // A transfer that failed was waited for already.
  return ERROR_CODES[code].retryable && code !== "TRANSFER_FAILED";
}

/** Whether a refusal says that the node is of no use for a while, whatever it is asked. */
export function concernsNode({ code }: ConcordanceError): boolean {
  return code === "STORAGE_FAILED" || code === "SHUTTING_DOWN";
}

/** Whether a refusal says that the node does not lead, or cannot act as a leader now. */
export function concernsLeading({ code }: ConcordanceError): boolean {
  return code === "NOT_LEADER" || code === "NO_LEADER" || code === "STORAGE_FAILED" || code === "SHUTTING_DOWN";
}
