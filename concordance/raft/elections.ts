import type { NodeId } from "./entry.ts";
import { startLeading } from "./leading.ts";
import { send, sendDurably } from "./mail.ts";
import { isVoter, majority, voterIds } from "./membership.ts";
import type { TimeoutNow, VoteRequest, VoteResponse } from "./messages.ts";
import { becomeFollower, enterTerm, resetElectionDeadline, setLeader } from "./roles.ts";
import { isLogGoodEnough } from "./rules.ts";
import type { RaftState } from "./state.ts";

/** The time to hear from a leader has passed. */
export function onElectionTimeout(raft: RaftState): void {
  resetElectionDeadline(raft);
  setLeader(raft, null);
  if (mayCampaign(raft)) campaign(raft, true);
  else raft.role = "follower";
}

/** The leader wants this node to take over. */
export function onTimeoutNow(raft: RaftState, { from }: TimeoutNow): void {
  if (raft.role === "leader" || !mayCampaign(raft) || (raft.leader !== null && raft.leader !== from)) return;
  resetElectionDeadline(raft);
  raft.electedByTransfer = true;
  campaign(raft, false);
}

/**
 * A voter may stand for election, and so may one whose removal is not committed: nobody else may be able to commit it
 * (dissertation 4.2.2).
 */
function mayCampaign(raft: RaftState): boolean {
  const { memberships, id } = raft;
  return isVoter(memberships.current, id) || (memberships.index > raft.commit && isVoter(memberships.previous, id));
}

function campaign(raft: RaftState, pre: boolean): void {
  raft.votes.clear();
  raft.role = pre ? "pre_candidate" : "candidate";
  setLeader(raft, null);
  if (!pre) {
    enterTerm(raft, raft.term + 1);
    raft.vote = raft.id;
  }
  const request = {
    kind: "vote_request",
    pre,
    lastIndex: raft.log.lastIndex,
    lastTerm: raft.log.lastTerm,
    transfer: raft.electedByTransfer,
  } as const;
  for (const id of voterIds(raft.memberships.current)) {
    if (id === raft.id) continue;
    if (pre) send(raft, id, request, raft.term + 1);
    // A candidate that forgets its term must not have asked for votes in it: it would ask again, with another log.
    else sendDurably(raft, id, request, "term");
  }
  if (pre) recordVote(raft, raft.id, true);
  else sendDurably(raft, raft.id, { kind: "vote_response", pre: false, granted: true }, "term");
}

/** A request whose term is not below this node's; a higher one has been entered, unless it is a pre-vote. */
export function onVoteRequest(raft: RaftState, request: VoteRequest): void {
  if (request.pre) {
    const granted = request.term > raft.term && !isLoyal(raft) && isLogGoodEnough(raft, request);
    send(raft, request.from, { kind: "vote_response", pre: true, granted }, granted ? request.term : raft.term);
    return;
  }
  const free = raft.vote === request.from || (raft.vote === null && raft.leader === null);
  const granted = free && isLogGoodEnough(raft, request);
  if (granted) {
    if (raft.vote === null) {
      raft.vote = request.from;
      raft.writes.stageHardState();
    }
    resetElectionDeadline(raft);
  }
  sendDurably(raft, request.from, { kind: "vote_response", pre: false, granted }, "term");
}

/** Whether a leader is heard, so that nobody else need be elected (dissertation 4.2.3). */
export function isLoyal(raft: RaftState): boolean {
  if (raft.role === "leader") return true;
  return raft.leader !== null && raft.now - raft.leaderHeardAt < raft.options.electionTimeoutMinMs;
}

export function onVoteResponse(raft: RaftState, response: VoteResponse): void {
  if (raft.role !== (response.pre ? "pre_candidate" : "candidate")) return;
  // A pre-vote for a term that would not be begun any more counts for nothing.
  if (response.pre && response.granted && response.term !== raft.term + 1) return;
  recordVote(raft, response.from, response.granted);
}

function recordVote(raft: RaftState, from: NodeId, granted: boolean): void {
  if (raft.votes.get(from) !== true) raft.votes.set(from, granted);
  const voters = voterIds(raft.memberships.current);
  const needed = majority(voters.length);
  const count = (vote: boolean) => voters.filter((id) => raft.votes.get(id) === vote).length;
  if (count(true) >= needed) {
    if (raft.role === "pre_candidate") campaign(raft, false);
    else startLeading(raft);
  } else if (count(false) > voters.length - needed) {
    becomeFollower(raft, raft.term, null);
  }
}
