import { LIMITS } from "../../generated/gateway/limits.ts";

const STACK_LINE = /^\s+at .*$/gm;
const FILE_URL = /file:\/\/\/\S+/g;
const ABSOLUTE_PATH = /(^|[\s"'(=:[])(?:\/[\w.@+-]+){2,}\/?|(^|[\s"'(=:[])[A-Za-z]:\\[^\s"']+/g;
const TOKEN = /\b(?:eyJ[\w-]+\.[\w-]+(?:\.[\w-]+)?|(?:sk|pk|ghp|gho|xox[abp])[-_][\w-]{8,}|Bearer\s+\S+)/g;

/**
 * Makes a text fit to be shown to a client: no stack, no path on this machine, nothing that looks like a secret, and not
 * longer than the spec allows. Use it for whatever did not come from this program, an agent's own words for instance.
 */
export function safeMessage(text: string): string {
  const clean = text
    .replace(STACK_LINE, "")
    .replace(TOKEN, "[redacted]")
    .replace(FILE_URL, "[path]")
    .replace(ABSOLUTE_PATH, (_match, before?: string, windows?: string) => `${before ?? windows ?? ""}[path]`)
    .trim();
  return cut(clean === "" ? "No reason was given." : clean, LIMITS.errorMessageLength);
}

/** A text of at most so many code points. */
export function cut(text: string, codePoints: number): string {
  if (text.length <= codePoints) return text;
  const points = [...text];
  return points.length <= codePoints ? text : `${points.slice(0, codePoints - 1).join("")}…`;
}
