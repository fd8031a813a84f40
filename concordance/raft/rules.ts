import type { Member, NodeId, SnapshotMeta } from "./entry.ts";
import type { Message, VoteRequest } from "./messages.ts";
import type { RaftState } from "./state.ts";

/*
 * The rules that safety rests on, each in one place, with the switch that breaks it for the simulator's sake.
 */

/** A promise goes out only when it is durable. */
export function holdsBack({ flaws }: RaftState, message: Message): boolean {
  return message.kind === "append_response" ? flaws.acknowledgedBeforeDurable !== true : true;
}

/** What is written down as the vote. */
export function durableVote(raft: RaftState): NodeId | null {
  return raft.flaws.voteNotPersisted === true ? null : raft.vote;
}

/** Nobody leads whose log lacks what the voter has: its last entry is of a later term, or of the same and not shorter. */
export function isLogGoodEnough(raft: RaftState, { lastTerm, lastIndex }: VoteRequest): boolean {
  if (raft.flaws.logNotComparedForVote === true) return true;
  return lastTerm > raft.log.lastTerm || (lastTerm === raft.log.lastTerm && lastIndex >= raft.log.lastIndex);
}

/** By counting replicas a leader commits entries of its own term only; those before them are committed along with them. */
export function mayCommit(raft: RaftState, index: number): boolean {
  return raft.log.termAt(index) === raft.term || raft.flaws.oldTermCommitted === true;
}

/** Only voters make a majority. */
export function countsForCommit({ flaws }: RaftState, { role }: Member): boolean {
  return role === "voter" || flaws.learnersCounted === true;
}

/** The leader is a replica like any other. */
export function ownMatch({ flaws, log, writes }: RaftState): number {
  return flaws.leaderCountedBeforeDurable === true ? log.lastIndex : writes.durableIndex;
}

/** An entry that contradicts the leader's goes, with all after it. */
export function truncatesConflicts({ flaws }: RaftState): boolean {
  return flaws.conflictNotTruncated !== true;
}

/** A membership is in force for as long as its entry is in the log. */
export function rollsMembershipBack({ flaws }: RaftState): boolean {
  return flaws.membershipNotRolledBack !== true;
}

/** A snapshot that holds nothing new is not installed. */
export function isSnapshotOld(raft: RaftState, snapshot: SnapshotMeta): boolean {
  return snapshot.index <= raft.commit && raft.flaws.snapshotOverwritesNewer !== true;
}

/** The leader serves reads only once a majority has confirmed, after they came, that it leads. */
export function confirmsReads({ flaws }: RaftState): boolean {
  return flaws.readWithoutQuorum !== true;
}

/** A membership change waits for an entry of the leader's term and for the change before it (dissertation 4.1, and its erratum). */
export function refusesSecondChange({ flaws }: RaftState): boolean {
  return flaws.twoChangesAtOnce !== true;
}
