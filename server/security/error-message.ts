import { LIMITS } from "../../generated/gateway/limits.ts";
import { withoutPaths } from "./paths.ts";
import { LOOKED_AT, withoutSecrets } from "./secrets.ts";

const STACK_LINE = /^[ \t]+at .*$/gm;
const ELLIPSIS = "…";
/** What is left of "[redacted]" or "[path]" where a text was cut within. */
const PART_OF_A_MARK = /\[[a-z]{0,8}$/;

/**
 * Makes a text fit to be shown to a client: no stack, no path on this machine, nothing that looks like a secret, and not
 * longer than the spec allows. Use it for whatever did not come from this program, an agent's own words for instance.
 * What is safe already stays as it is.
 */
export function safeMessage(text: string): string {
  const given = text.slice(0, LOOKED_AT).replace(STACK_LINE, "").trimEnd();
  // The ellipsis of a text that was cut is no part of what stands before it.
  const end = given.endsWith(ELLIPSIS) ? ELLIPSIS : "";
  const clean = withoutPaths(withoutSecrets(given.slice(0, given.length - end.length))).trim();
  if (clean === "") return "No reason was given.";
  const short = cut(clean + end, LIMITS.errorMessageLength);
  return short === clean + end ? short : `${short.slice(0, -1).replace(PART_OF_A_MARK, "").trimEnd()}${ELLIPSIS}`;
}

/** A text of at most so many code points. */
export function cut(text: string, codePoints: number): string {
  if (text.length <= codePoints) return text;
  // A code point has at most two units: what is behind them does not matter.
  const points = [...text.slice(0, 2 * codePoints + 1)];
  return points.length <= codePoints ? text : `${points.slice(0, codePoints - 1).join("")}…`;
}
