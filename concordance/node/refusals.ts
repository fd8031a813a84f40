import { ConcordanceError } from "../api/concordance-error.ts";
import type { NodeId } from "../raft/entry.ts";
import type { Refusal } from "../raft/output.ts";

/** A node that does not lead was asked for what only the leader does. @param leader its address, when that is known */
export function notLeader(leader: string | null): ConcordanceError {
  if (leader === null) return noLeader();
  return new ConcordanceError("NOT_LEADER", "This node does not lead the cluster.", { leader });
}

export function noLeader(): ConcordanceError {
  return new ConcordanceError("NO_LEADER", "The cluster has no leader at the moment.");
}

/** The only refusal after which a write may have happened all the same. */
export function outcomeUnknown(): ConcordanceError {
  return new ConcordanceError("PROPOSAL_TIMEOUT", "The write did not commit in time. Its outcome is unknown: it may still take effect.");
}

export function readTimedOut(): ConcordanceError {
  return new ConcordanceError("NO_LEADER", "Nobody could confirm in time that the read is up to date.");
}

export function notTakenOver(): ConcordanceError {
  return new ConcordanceError("TRANSFER_FAILED", "It did not take over in time.");
}

export function nobodyToTakeOver(): ConcordanceError {
  return new ConcordanceError("TRANSFER_FAILED", "Nobody with a vote is there to take over, or it is not known.");
}

export function storageFailed(): ConcordanceError {
  return new ConcordanceError("STORAGE_FAILED", "This node's disk refused a write. It serves no more until it is started again.");
}

export function shuttingDown(): ConcordanceError {
  return new ConcordanceError("SHUTTING_DOWN", "This node shuts down.");
}

/** What a refusal of the core means to whoever asked. */
export function refusalOf(reason: Refusal, leader: string | null, subject: NodeId | null): ConcordanceError {
  switch (reason) {
    case "not_leader":
      return notLeader(leader);
    case "transferring":
    case "term_not_committed":
      return noLeader();
    case "change_pending":
      return new ConcordanceError("CHANGE_PENDING", "Another change of the membership is not committed yet. Ask again when it is.");
    case "not_caught_up":
      return new ConcordanceError("CHANGE_PENDING", `The node ${subject} has not caught up with the log yet.`);
    case "unknown_member":
      return new ConcordanceError("UNKNOWN_MEMBER", `No member of the cluster is called ${subject}.`);
    case "already_voter":
      return new ConcordanceError("CHANGE_PENDING", `The node ${subject} has a vote already.`);
    case "last_voter":
      return new ConcordanceError("LAST_VOTER", `The node ${subject} is the last one with a vote.`);
  }
}
