import type { Answer, Event, Outcome } from "./answer.ts";
import type { Step } from "./sequence.ts";

/** A store while a sequence is done to it, in a part of it that is the sequence's own. Nobody else writes to it. */
export interface Side {
  do(step: Step): Promise<Answer>;
  /** Its revision, counted from the beginning of the sequence. */
  readonly revision: number;
  /** Resolves when it watches everything after a revision. */
  watch(since: number): Promise<Watching>;
  /** Writes what ends the stream of every watcher. */
  end(): Promise<void>;
}

export interface Watching {
  /** What was told up to the end of the sequence, which is left out. */
  untilEnd(): Promise<readonly Event[]>;
}

/** The key of what ends a sequence, in the sequence's own namespace. */
export const END = "the end";

/** Does a sequence to a store. */
export async function outcomeOf(side: Side, steps: readonly Step[]): Promise<Outcome> {
  const watcher = await side.watch(0);
  const answers: Answer[] = [];
  let half = 0;
  for (const [at, step] of steps.entries()) {
    if (at === Math.floor(steps.length / 2)) half = side.revision;
    answers.push(await side.do(step));
  }
  await side.end();
  const late = await side.watch(half);
  return { answers, watched: await watcher.untilEnd(), caughtUp: await late.untilEnd() };
}
