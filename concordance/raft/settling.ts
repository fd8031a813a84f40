import { askForSnapshot } from "./compaction.ts";
import { advanceCommit, heartbeat } from "./leading.ts";
import { memberOf } from "./membership.ts";
import { releaseReads, wantsRound } from "./reads.ts";
import { settleMembership } from "./reconfiguring.ts";
import { replicate } from "./replication.ts";
import { durableVote } from "./rules.ts";
import { restoreInstalled } from "./snapshot-receiving.ts";
import type { RaftState } from "./state.ts";
import { advanceTransfer } from "./transfer.ts";

/** The end of every step: what follows from where the node is now, whichever input brought it there. */
export function settle(raft: RaftState): void {
  if (raft.role === "leader") {
    advanceCommit(raft);
    settleMembership(raft);
  }
  if (raft.role === "leader") {
    advanceTransfer(raft);
    if (wantsRound(raft)) heartbeat(raft);
    replicate(raft);
  }
  const write = raft.writes.take(raft.term, durableVote(raft), raft.log.lastIndex);
  if (write !== null) raft.outputs.push(write);
  restoreInstalled(raft);
  apply(raft);
  if (raft.outcomes.length > 0) {
    raft.outputs.push({ kind: "proposals", outcomes: raft.outcomes });
    raft.outcomes = [];
  }
  releaseReads(raft);
  askForSnapshot(raft);
  tell(raft);
  arm(raft);
}

/** Hands out what is committed, and durable here: the state is never ahead of the log. */
function apply(raft: RaftState): void {
  const upTo = Math.min(raft.commit, raft.writes.durableIndex);
  if (upTo <= raft.applied) return;
  raft.outputs.push({ kind: "apply", entries: raft.log.slice(raft.applied + 1, upTo) });
  raft.applied = upTo;
  settleProposals(raft);
}

function settleProposals(raft: RaftState): void {
  const { applied, proposals, orphans, outcomes, log } = raft;
  let done = 0;
  for (const { id, index } of proposals) {
    if (index > applied) break;
    outcomes.push({ id, result: "committed", index });
    done += 1;
  }
  if (done > 0) raft.proposals = proposals.slice(done);
  if (orphans.length === 0) return;
  for (const { id, index, term } of orphans) {
    if (index <= applied) outcomes.push(log.termAt(index) === term ? { id, result: "committed", index } : { id, result: "superseded" });
  }
  raft.orphans = orphans.filter(({ index }) => index > applied);
}

/** Says what has changed of what others go by. */
function tell(raft: RaftState): void {
  const { role, term, leader, memberships, told, outputs } = raft;
  if (told.role !== role || told.term !== term || told.leader !== leader) outputs.push({ kind: "status", role, term, leader });
  if (told.membership !== memberships.current) {
    outputs.push({ kind: "membership", index: memberships.index, membership: memberships.current });
  }
  raft.told = { role, term, leader, membership: memberships.current };
  if (memberOf(memberships.current, raft.id) !== undefined) {
    raft.wasMember = true;
  } else if (raft.wasMember && memberships.index <= raft.commit) {
    raft.wasMember = false;
    outputs.push({ kind: "removed" });
  }
}

/** Asks to be woken, unless that is arranged already. */
function arm(raft: RaftState): void {
  const deadline = raft.role === "leader" ? raft.heartbeatDue : (raft.electionDeadline ?? raft.now);
  if (raft.armedTimer !== null && raft.armedTimer <= deadline) return;
  raft.armedTimer = deadline;
  raft.outputs.push({ kind: "timer", at: deadline - raft.skew });
}
