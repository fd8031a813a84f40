import { appendMembership } from "./appending.ts";
import type { Membership, NodeId } from "./entry.ts";
import type { MembershipChange, RequestId } from "./input.ts";
import { refusal, sendHeartbeat } from "./leading.ts";
import { send } from "./mail.ts";
import { changed, isVoter, memberOf } from "./membership.ts";
import type { Refusal } from "./output.ts";
import { newProgress } from "./progress.ts";
import { becomeFollower } from "./roles.ts";
import { refusesSecondChange } from "./rules.ts";
import type { RaftState } from "./state.ts";
import { mostAdvancedVoter } from "./transfer.ts";

/*
 * One server is added, promoted or removed at a time (dissertation 4.1): majorities of the membership before and after
 * always share a node, so that both may be in force at once. The change holds as soon as it is appended.
 */

export function onChangeMembership(raft: RaftState, id: RequestId, change: MembershipChange): void {
  const next = afterChange(raft, change);
  if (typeof next === "string") {
    raft.outcomes.push({ id, result: "refused", reason: next, leader: raft.leader });
    return;
  }
  enact(raft, next);
  raft.proposals.push({ id, index: raft.log.lastIndex, term: raft.term });
}

function afterChange(raft: RaftState, change: MembershipChange): Membership | Refusal {
  const reason = refusal(raft) ?? tooEarly(raft);
  if (reason !== null) return reason;
  const lags = change.kind === "promote" && raft.progress.has(change.id) && !keepsUp(raft, change.id);
  return lags ? "not_caught_up" : changed(raft.memberships.current, change);
}

/** Why no change may be made now, or null. */
function tooEarly(raft: RaftState): Refusal | null {
  if (!refusesSecondChange(raft)) return null;
  if (raft.commit < raft.termStart) return "term_not_committed";
  return raft.memberships.index > raft.commit ? "change_pending" : null;
}

function enact(raft: RaftState, membership: Membership): void {
  appendMembership(raft, membership);
  for (const { id } of membership) {
    const progress = raft.progress.get(id);
    if (progress !== undefined) progress.leaving = null;
    else if (id !== raft.id) raft.progress.set(id, newProgress(raft.log.lastIndex, raft.now));
  }
  const until = raft.now + raft.options.electionTimeoutMaxMs;
  for (const [id, progress] of raft.progress) {
    if (memberOf(membership, id) === undefined) progress.leaving ??= { at: raft.log.lastIndex, until };
  }
}

/** Does, at the end of a leader's step, what the membership asks for. */
export function settleMembership(raft: RaftState): void {
  sayFarewell(raft);
  promoteCaughtUp(raft);
  if (raft.memberships.index <= raft.commit && !isVoter(raft.memberships.current, raft.id)) resign(raft);
}

/** Tells those whose removal is committed so, and is done with them. */
function sayFarewell(raft: RaftState): void {
  for (const [id, progress] of raft.progress) {
    const { leaving, match } = progress;
    if (leaving === null || leaving.at > raft.commit || (match < leaving.at && raft.now < leaving.until)) continue;
    sendHeartbeat(raft, id, progress);
    raft.progress.delete(id);
  }
}

function promoteCaughtUp(raft: RaftState): void {
  const { current } = raft.memberships;
  const member = current.find(({ id, role }) => role === "joining" && keepsUp(raft, id));
  if (member === undefined || raft.transferring !== null || tooEarly(raft) !== null) return;
  const next = changed(current, { kind: "promote", id: member.id });
  if (typeof next !== "string") enact(raft, next);
}

/** A node that has caught up but is gone would make a majority harder to reach. */
function keepsUp(raft: RaftState, id: NodeId): boolean {
  const progress = raft.progress.get(id);
  return progress?.catchUp.done === true && raft.now - progress.heardAt <= raft.options.electionTimeoutMaxMs;
}

/** This node led the others through its own removal. One of them should take over without waiting. */
function resign(raft: RaftState): void {
  for (const [id, progress] of raft.progress) sendHeartbeat(raft, id, progress);
  const successor = mostAdvancedVoter(raft);
  if (successor !== null) send(raft, successor, { kind: "timeout_now" });
  becomeFollower(raft, raft.term, null);
}
