import { BadHistory } from "./bad-history.ts";
import { type CheckOptions, checkHistory, checkWith } from "./check.ts";
import { isJepsenLog, readJepsenLog } from "./jepsen-log.ts";
import { readJsonLines } from "./json-lines.ts";
import { registerModel } from "./register-model.ts";
import type { Verdict } from "./types.ts";

/**
 * Checks the text of a file: JSON lines, or a log of Jepsen's about a register. What it is shows in the text.
 *
 * @throws BadHistory if it is neither, or says nothing
 */
export function checkText(text: string, options: CheckOptions = {}): Verdict & { readonly operations: number } {
  if (isJepsenLog(text)) {
    const operations = some(readJepsenLog(text));
    return { ...checkWith(registerModel, operations, options), operations: operations.length };
  }
  if (text.trim() !== "" && !text.trimStart().startsWith("{")) {
    throw new BadHistory("It is neither JSON lines nor a log of Jepsen's (lines with jepsen.util).");
  }
  const operations = some(readJsonLines(text));
  return { ...checkHistory(operations, options), operations: operations.length };
}

/** An empty history is linearizable, and most likely a mistake. */
function some<Op>(operations: readonly Op[]): readonly Op[] {
  if (operations.length === 0) throw new BadHistory("It holds no operations.");
  return operations;
}
