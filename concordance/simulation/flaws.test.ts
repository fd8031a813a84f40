import { expect, test } from "vitest";
import { FLAWS } from "../raft/flaws.ts";
import type { FaultKind } from "./faults.ts";
import { type SimulatedFlaw, simulate } from "./simulation.ts";

const SEEDS = 150;

/** What shows each flaw soonest; the mix that seeds choose by themselves finds all of them too, some after a few hundred. */
const FAULTS: Record<SimulatedFlaw, readonly FaultKind[]> = {
  voteNotPersisted: ["crash_voters"],
  oldTermCommitted: ["crash_leaders_early"],
  conflictNotTruncated: ["crash_leader", "isolate_leader"],
  snapshotOverwritesNewer: ["split", "slow_disk"],
  readWithoutQuorum: ["isolate_leader"],
  twoChangesAtOnce: ["remove_and_split"],
  logNotComparedForVote: ["crash_leader", "split"],
  acknowledgedBeforeDurable: ["slow_disk", "crash_all"],
  learnersCounted: ["add", "split"],
  leaderCountedBeforeDurable: ["slow_disk", "crash_leader"],
  membershipNotRolledBack: ["remove_and_split", "crash_leader"],
  expiryByLocalClock: ["clock_jump"],
};

/** What the first run that fails says, or null. */
function caught(flaw: SimulatedFlaw): string | null {
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const { broken } = simulate(seed, { flaw, faults: FAULTS[flaw] });
    if (broken !== null) return broken;
  }
  return null;
}

test.each([
  ["voteNotPersisted", /election safety/],
  ["oldTermCommitted", /leader completeness|state machine safety|truncate entry/],
  ["conflictNotTruncated", /log matching|state machine safety|committed entries/],
  ["snapshotOverwritesNewer", /committed entries stay/],
  ["readWithoutQuorum", /reads are fresh|linearizability/],
  ["twoChangesAtOnce", /one membership change/],
  ["logNotComparedForVote", /leader completeness|state machine safety|truncate entry/],
  ["acknowledgedBeforeDurable", /committed entries are durable/],
  ["learnersCounted", /committed entries are durable/],
  ["leaderCountedBeforeDurable", /committed entries are durable/],
  ["membershipNotRolledBack", /the newest membership/],
  ["expiryByLocalClock", /same state|another state/],
] as const)("the simulator catches %s", { timeout: 120_000 }, (flaw, claim) => {
  expect(caught(flaw)).toMatch(claim);
});

test("every flaw that can be planted is among them", () => {
  expect(Object.keys(FAULTS).sort()).toEqual([...FLAWS, "expiryByLocalClock"].sort());
});
