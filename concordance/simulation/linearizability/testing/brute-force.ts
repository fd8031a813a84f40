import { isUnknown, type Model, type Recorded } from "../model.ts";

/**
 * Whether a history is linearizable, by trying every order of all of it, without parts and without memory. For ten
 * operations or so.
 */
export function isLinearizableByBruteForce<State, Op extends Recorded>(model: Model<State, Op>, operations: readonly Op[]): boolean {
  return canFinish(model, model.initial(operations), operations);
}

function canFinish<State, Op extends Recorded>(model: Model<State, Op>, state: State, left: readonly Op[]): boolean {
  if (left.every(isUnknown)) return true;
  return left.some((operation) => {
    const mustWait = left.some((other) => !isUnknown(other) && other.end !== null && other.end < operation.start);
    if (mustWait) return false;
    const next = model.step(state, operation);
    return (
      next !== undefined &&
      canFinish(
        model,
        next,
        left.filter((other) => other !== operation),
      )
    );
  });
}
