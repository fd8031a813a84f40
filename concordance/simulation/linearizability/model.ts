import type { Instant } from "./types.ts";

/** What the search knows of an operation. The rest is the model's. */
export interface Recorded {
  readonly process: number;
  readonly start: Instant;
  readonly end: Instant | null;
  /** "unknown": it may take effect at any time after its start, or never. */
  readonly result: unknown;
}

/** What a history is held against: an object that does one operation at a time. States are never changed in place. */
export interface Model<State, Op extends Recorded> {
  /** Splits a history into parts of which none can affect another. What says nothing may be left out. */
  partition(operations: readonly Op[]): readonly (readonly Op[])[];
  /** The state before the first operation of a part. */
  initial(part: readonly Op[]): State;
  /**
   * The state after an operation, or undefined when its result cannot come of this state. One of unknown outcome takes effect
   * if it can, and leaves the state alone if it cannot.
   */
  step(state: State, operation: Op): State | undefined;
  /** States are equal if their keys are. */
  key(state: State): string;
  /**
   * Names of what an operation reads or writes; null stands for everything. Operations without a name in common do not
   * notice which of them came first. Without this all of them may.
   */
  touches?(operation: Op): readonly string[] | null;
  /** Operations of unknown outcome with equal effects change every state alike. */
  effect(operation: Op): string;
  /** Whether the operation changes no state that its result can come of, as a read. It may say no too often: it only saves time. */
  changesNothing(operation: Op): boolean;
  /**
   * Whether the operation, which does not fit this state or may not, fits no later one either. It may say no too often:
   * it only saves time.
   */
  hopeless?(state: State, operation: Op): boolean;
  /** For people: a part, an operation with its result, a state. */
  namePart(part: readonly Op[]): string;
  describe(operation: Op): string;
  describeState(state: State): string;
}

export function isUnknown(operation: Recorded): boolean {
  return operation.result === "unknown";
}
