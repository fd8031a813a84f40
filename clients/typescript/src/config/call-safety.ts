import { METHOD_SAFETY, type StreamMethod } from "../generated/method-calls.ts";

/** What the rules look at in the parameters of a call. */
interface Conditional {
  readonly cas?: number;
  readonly operations?: readonly Conditional[];
}

/**
 * What may be done about a call whose answer was lost:
 *
 * - `always`: it may be sent again, as it changes nothing.
 * - `once`: it may be sent again, as only one of its attempts can take effect. What it meets then may be its own work.
 * - `never`: whether it took effect stays unknown.
 */
export type Repeat = "always" | "once" | "never";

/** How a call may be sent again. Pure. */
export function repeatOf(method: StreamMethod, params: object): Repeat {
  const safety = METHOD_SAFETY[method];
  if (safety === "read") return "always";
  const { operations = [params] }: Conditional = params;
  return safety === "cas" && operations.some(takesEffectOnce) ? "once" : "never";
}

/**
 * Whether a condition can hold for one attempt only. A version never comes back once a write has passed it. But "there is no
 * entry" (`cas: 0`) does come back, when the entry is deleted or expires: another attempt would make it again.
 */
function takesEffectOnce({ cas = 0 }: Conditional): boolean {
  return cas > 0;
}
