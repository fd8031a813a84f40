import { appendCommand, appendNoop } from "./appending.ts";
import type { Member, NodeId } from "./entry.ts";
import type { Proposal } from "./input.ts";
import { send } from "./mail.ts";
import { reachedByMajority, voterIds } from "./membership.ts";
import type { AppendResponse, HeartbeatResponse, Message } from "./messages.ts";
import type { Refusal } from "./output.ts";
import { acknowledge, newProgress, type Progress, probe } from "./progress.ts";
import { confirmRounds, joinRound } from "./reads.ts";
import { becomeFollower } from "./roles.ts";
import { countsForCommit, mayCommit, ownMatch } from "./rules.ts";
import type { RaftState } from "./state.ts";

/** This node was elected. Its noop commits what its predecessors left. */
export function startLeading(raft: RaftState): void {
  raft.role = "leader";
  raft.leader = raft.id;
  raft.electedByTransfer = false;
  raft.votes.clear();
  raft.progress.clear();
  raft.round = 0;
  raft.transferring = null;
  for (const { id } of raft.memberships.current) {
    if (id !== raft.id) raft.progress.set(id, newProgress(raft.log.lastIndex, raft.now));
  }
  raft.termStart = raft.log.lastIndex + 1;
  appendNoop(raft);
  raft.heartbeatDue = raft.now + raft.options.heartbeatIntervalMs;
}

export function onPropose(raft: RaftState, proposals: readonly Proposal[]): void {
  const reason = refusal(raft);
  for (const { id, payload } of proposals) {
    if (reason !== null) {
      raft.outcomes.push({ id, result: "refused", reason, leader: raft.leader });
      continue;
    }
    appendCommand(raft, payload);
    raft.proposals.push({ id, index: raft.log.lastIndex, term: raft.term });
  }
}

/** Why nothing may be appended now, or null. */
export function refusal(raft: RaftState): Refusal | null {
  if (raft.role !== "leader") return "not_leader";
  return raft.transferring === null ? null : "transferring";
}

/** What the leader knows of the sender, which shows by any message of this term that it is there. */
export function heardFrom(raft: RaftState, { from }: Message): Progress | undefined {
  if (raft.role !== "leader") return undefined;
  const progress = raft.progress.get(from);
  if (progress !== undefined) progress.heardAt = raft.now;
  return progress;
}

export function onAppendResponse(raft: RaftState, response: AppendResponse): void {
  const progress = heardFrom(raft, response);
  if (progress === undefined) return;
  const { match } = response;
  if (match === null) {
    rejected(raft, progress, response);
    return;
  }
  acknowledge(progress, match, raft.log.lastIndex, raft.now, raft.options.electionTimeoutMinMs);
  const enough = Math.min(raft.log.baseIndex, progress.transfer?.snapshot.index ?? 0);
  const installed = progress.mode === "snapshot" && match >= enough;
  if (progress.mode === "probe" || installed) {
    probe(progress);
    progress.mode = "replicate";
  }
}

/** The logs part before `rejected`: goes back by whole terms, with the help of the follower's hint. */
function rejected(raft: RaftState, progress: Progress, { rejected, hintIndex, hintTerm }: AppendResponse): void {
  if (progress.mode === "snapshot") return;
  const stale = progress.mode === "replicate" ? rejected <= progress.match : rejected !== progress.next - 1;
  if (stale) return;
  probe(progress);
  const together = raft.log.lastNotAbove(hintIndex, hintTerm);
  // When that is compacted away, a snapshot is needed: the entry before the next one is not there then.
  progress.next = Math.max(progress.match + 1, Math.min(rejected, Math.min(together, hintIndex) + 1));
}

export function onHeartbeatResponse(raft: RaftState, response: HeartbeatResponse): void {
  const progress = heardFrom(raft, response);
  if (progress === undefined) return;
  progress.round = Math.max(progress.round, response.round);
  confirmRounds(raft);
  // It lives, but appends may have been lost on the way.
  if (progress.mode === "probe") progress.probing = false;
  if (progress.inflight.length >= raft.options.maxInflight) progress.inflight.shift();
  if (progress.match < raft.log.lastIndex) progress.nudge = true;
}

export function onUnreachable(raft: RaftState, peer: NodeId): void {
  const progress = raft.progress.get(peer);
  if (progress?.mode === "replicate") probe(progress);
}

/** A round to everyone: that this node leads, and up to where the log is committed. */
export function heartbeat(raft: RaftState): void {
  raft.round += 1;
  joinRound(raft);
  for (const [id, progress] of raft.progress) sendHeartbeat(raft, id, progress);
  raft.heartbeatDue = raft.now + raft.options.heartbeatIntervalMs;
  confirmRounds(raft);
}

export function sendHeartbeat(raft: RaftState, to: NodeId, progress: Progress): void {
  send(raft, to, { kind: "heartbeat", commit: Math.min(progress.match, raft.commit), round: raft.round });
}

/** A leader that does not hear a majority of voters would keep its clients waiting in vain (dissertation 6.2). */
export function checkQuorum(raft: RaftState): void {
  const voters = voterIds(raft.memberships.current);
  const heardAt = reachedByMajority(voters.map((id) => (id === raft.id ? raft.now : (raft.progress.get(id)?.heardAt ?? 0))));
  if (raft.now - heardAt > raft.options.electionTimeoutMaxMs) becomeFollower(raft, raft.term, null);
}

/** Commits what a majority of voters holds durably. */
export function advanceCommit(raft: RaftState): void {
  const matchOf = ({ id }: Member) => (id === raft.id ? ownMatch(raft) : (raft.progress.get(id)?.match ?? 0));
  const counted = raft.memberships.current.filter((member) => countsForCommit(raft, member));
  const index = reachedByMajority(counted.map(matchOf));
  if (index > raft.commit && mayCommit(raft, index)) raft.commit = index;
}
