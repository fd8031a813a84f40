import { Call } from "./call.ts";
import { ConcordanceError } from "./errors.ts";
import { METHOD_SAFETY, type StreamMethod } from "./generated/calls.ts";
import { LIMITS } from "./generated/limits.ts";
import type { Operation } from "./generated/types.ts";
import type { Router } from "./router.ts";
import { repeatOf } from "./safety.ts";

/** What of its parameters decides over the way of a call. */
interface Deciding {
  readonly consistency?: string | undefined;
  readonly cas?: number | undefined;
  readonly operations?: readonly Operation[] | undefined;
}

/** What stands around the parameters in a frame, in bytes at the most. */
const ENVELOPE_BYTES = 128;
/** What stands around the parameters in a frame, in levels of nesting. */
const ENVELOPE_LEVELS = 1;

/** Makes a call. Rejects as `ConcordanceClient` says. @param told it may take effect twice, if its outcome is unknown */
export function makeCall(router: Router, method: StreamMethod, params: Deciding, told: boolean): Promise<object> {
  return new Promise((resolve, reject) => {
    const text = JSON.stringify(params);
    // The node would close the connection, or could not tell which call it refuses.
    refuseTooLarge(text);
    refuseTooDeep(text);
    const goesToLeader = METHOD_SAFETY[method] !== "read" || params.consistency === "linearizable";
    router.route(new Call(router, method, text, { goesToLeader, repeat: repeatOf(method, params, told) }, resolve, reject));
  });
}

function refuseTooLarge(text: string): void {
  const most = LIMITS.frameBytes - ENVELOPE_BYTES;
  // A UTF-16 unit is at most three bytes of UTF-8.
  if (text.length * 3 <= most || Buffer.byteLength(text) <= most) return;
  throw new ConcordanceError("TOO_LARGE", `A call may have ${LIMITS.frameBytes} bytes at the most.`);
}

function refuseTooDeep(text: string): void {
  const most = LIMITS.jsonNesting - ENVELOPE_LEVELS;
  if (text.length <= most * 2 || !isDeeper(text, most)) return;
  throw new ConcordanceError("INVALID_JSON", `Arrays and objects are nested deeper than ${LIMITS.jsonNesting} levels.`);
}

/** Whether arrays and objects are nested deeper in JSON text. */
export function isDeeper(text: string, levels: number): boolean {
  if (!hasMoreBrackets(text, levels)) return false;
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (inString) {
      if (character === "\\") index += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') {
      inString = true;
    } else if (character === "{" || character === "[") {
      depth += 1;
      if (depth > levels) return true;
    } else if (character === "}" || character === "]") {
      depth -= 1;
    }
  }
  return false;
}

/** Nearly no text has so many, and finding that out is quick. */
function hasMoreBrackets(text: string, most: number): boolean {
  let count = 0;
  for (const bracket of ["{", "["]) {
    for (let at = text.indexOf(bracket); at !== -1; at = text.indexOf(bracket, at + 1)) {
      count += 1;
      if (count > most) return true;
    }
  }
  return false;
}
