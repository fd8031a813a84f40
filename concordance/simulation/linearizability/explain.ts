import { isUnknown, type Model, type Recorded } from "./model.ts";
import type { Stuck } from "./search.ts";

/** How many operations of each list are shown. */
const SHOWN = 12;

/** Says where the search for an order got stuck. */
export function explain<State, Op extends Recorded>(model: Model<State, Op>, part: readonly Op[], stuck: Stuck<State, Op>): string {
  const { order, state, candidates, unspent, placed, completed } = stuck;
  const line = (operation: Op) => `  ${describe(model, operation)}`;
  const hidden = Math.max(0, order.length - SHOWN);
  return [
    `${model.namePart(part)}: at most ${placed} of ${completed} completed operations can be put into an order.`,
    "The end of the longest order:",
    ...(hidden > 0 ? [`  (${hidden} before)`] : []),
    ...order.slice(-SHOWN).map(line),
    `State after it: ${model.describeState(state)}`,
    "None of these fits, or leads on, and one of them has to come now:",
    ...some(candidates.map(line)),
    ...(unspent.length > 0 ? ["Of unknown outcome, and of no help whether they took effect or not:", ...some(unspent.map(line))] : []),
  ].join("\n");
}

function describe<Op extends Recorded>(model: { describe(operation: Op): string }, operation: Op): string {
  const { process, start, end } = operation;
  const until = isUnknown(operation) || end === null ? "open" : end;
  return `process ${process} [${start}, ${until}]: ${model.describe(operation)}`;
}

function some(lines: readonly string[]): string[] {
  return lines.length <= SHOWN ? [...lines] : [...lines.slice(0, SHOWN), `  (${lines.length - SHOWN} more)`];
}
