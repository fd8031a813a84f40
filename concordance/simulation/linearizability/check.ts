import { explain } from "./explain.ts";
import type { Model, Recorded } from "./model.ts";
import { search } from "./search.ts";
import { createStoreModel } from "./store-model.ts";
import type { Operation, Verdict } from "./types.ts";

export interface CheckOptions {
  /** For the whole history. Default a minute. */
  readonly timeoutMs?: number;
  /** How many places of the search are remembered of one part; a million takes some 200 MB. Default three million. */
  readonly maxStates?: number;
}

const DEFAULT_TIMEOUT_MS = 60_000;
const DEFAULT_MAX_STATES = 3_000_000;

/** Whether a history of Concordance could come of a store that does one operation at a time, each between its start and its end. */
export function checkHistory(operations: readonly Operation[], options: CheckOptions = {}): Verdict {
  return checkWith(createStoreModel(operations), operations, options);
}

/** The same against any model. */
export function checkWith<State, Op extends Recorded>(
  model: Model<State, Op>,
  operations: readonly Op[],
  { timeoutMs = DEFAULT_TIMEOUT_MS, maxStates = DEFAULT_MAX_STATES }: CheckOptions = {},
): Verdict {
  const limits = { deadline: performance.now() + timeoutMs, maxStates };
  // Small parts first: a large one that takes all the time keeps no other from its verdict.
  const parts = [...model.partition(operations)].sort((a, b) => a.length - b.length);
  const undecided: string[] = [];
  for (const part of parts) {
    const result = search(model, part, limits);
    if (result.outcome === "stuck") return { verdict: "not linearizable", detail: explain(model, part, result) };
    if (result.outcome === "gave up") undecided.push(`${model.namePart(part)}, ${part.length} operations: ${result.reason}`);
  }
  return undecided.length === 0 ? { verdict: "linearizable" } : { verdict: "undecided", detail: undecided.join("\n") };
}
