/** The shortest and the longest pause between two attempts, in ms. */
const SHORTEST_MS = 25;
const LONGEST_MS = 500;
/** By how much each pause is longer than the one before it. Slow at first: a new leader is there within a few hundred ms. */
const GROWTH = 1.15;
/** Up to so much of a pause is taken off at random, so that those who failed together do not come back together. */
const JITTER = 0.25;

/** How long to wait before the next attempt, in ms. Pure. @param failures how many there were so far. @param random from 0 to 1 */
export function pause(failures: number, random: number): number {
  return Math.min(LONGEST_MS, SHORTEST_MS * GROWTH ** failures) * (1 - JITTER * random);
}
