import type { NodeId } from "./entry.ts";
import { failForwarded, failWaiting } from "./reads.ts";
import type { RaftState } from "./state.ts";

/** Begins a term, in which this node has not voted yet. */
export function enterTerm(raft: RaftState, term: number): void {
  raft.term = term;
  raft.vote = null;
  raft.writes.stageHardState();
}

/** Follows whoever leads the term, or nobody yet. */
export function becomeFollower(raft: RaftState, term: number, leader: NodeId | null): void {
  if (raft.role === "leader") layDown(raft, term);
  if (term > raft.term) enterTerm(raft, term);
  raft.role = "follower";
  raft.votes.clear();
  raft.electedByTransfer = false;
  setLeader(raft, leader);
}

export function setLeader(raft: RaftState, leader: NodeId | null): void {
  if (raft.leader === leader) return;
  raft.leader = leader;
  failForwarded(raft);
}

export function resetElectionDeadline(raft: RaftState): void {
  const { electionTimeoutMinMs: min, electionTimeoutMaxMs: max } = raft.options;
  raft.electionDeadline = raft.now + min + raft.random() * (max - min);
}

/** Ends a leadership. What was proposed may still be committed by others. */
function layDown(raft: RaftState, term: number): void {
  raft.orphans.push(...raft.proposals);
  raft.proposals = [];
  raft.progress.clear();
  failWaiting(raft);
  if (raft.transferring !== null) {
    raft.outputs.push({ kind: "transfer", to: raft.transferring.to, result: term > raft.term ? "done" : "timed_out" });
    raft.transferring = null;
  }
  resetElectionDeadline(raft);
}
