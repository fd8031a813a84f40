/**
 * Bugs that can be planted, one at a time, to prove that the simulator finds them. Nothing but the simulator and tests sets
 * any: see `rules.ts` for what each of them breaks.
 */
export interface Flaws {
  /** A restarted node has forgotten whom it voted for. */
  readonly voteNotPersisted?: boolean;
  /** Figure 8 of the paper: replicas of an earlier term's entry are counted. */
  readonly oldTermCommitted?: boolean;
  /** Entries that contradict the leader's stay. */
  readonly conflictNotTruncated?: boolean;
  /** A snapshot that arrives late sets the state back. */
  readonly snapshotOverwritesNewer?: boolean;
  /** The leader trusts itself to be the leader still. */
  readonly readWithoutQuorum?: boolean;
  readonly twoChangesAtOnce?: boolean;
  /** A vote, and a pre-vote, is given to whoever asks first. */
  readonly logNotComparedForVote?: boolean;
  readonly acknowledgedBeforeDurable?: boolean;
  /** Who has no vote counts as a replica. */
  readonly learnersCounted?: boolean;
  /** The leader counts its own log before it is durable. */
  readonly leaderCountedBeforeDurable?: boolean;
  /** A membership that was truncated with its entry stays in force. */
  readonly membershipNotRolledBack?: boolean;
}

export type Flaw = keyof Flaws;

export const FLAWS: readonly Flaw[] = [
  "voteNotPersisted",
  "oldTermCommitted",
  "conflictNotTruncated",
  "snapshotOverwritesNewer",
  "readWithoutQuorum",
  "twoChangesAtOnce",
  "logNotComparedForVote",
  "acknowledgedBeforeDurable",
  "learnersCounted",
  "leaderCountedBeforeDurable",
  "membershipNotRolledBack",
];
