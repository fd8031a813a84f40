import type { NodeId } from "./entry.ts";
import { send } from "./mail.ts";
import { isVoter, voterIds } from "./membership.ts";
import type { RaftState } from "./state.ts";

/*
 * Leadership transfer (dissertation 3.10): the leader takes no more proposals, brings the target's log up to its own, and
 * tells it to stand for election at once.
 */

export function onTransfer(raft: RaftState, wanted: NodeId | null): void {
  const to = wanted ?? mostAdvancedVoter(raft);
  const possible = raft.role === "leader" && raft.transferring === null && to !== null && to !== raft.id;
  if (!possible || !isVoter(raft.memberships.current, to)) {
    raft.outputs.push({ kind: "transfer", to, result: raft.role === "leader" && to === raft.id ? "done" : "refused" });
    return;
  }
  raft.transferring = { to, deadline: raft.now + raft.options.electionTimeoutMaxMs, askedAt: null };
}

/** Asks the target to take over once it has everything, and again if it does not. */
export function advanceTransfer(raft: RaftState): void {
  const { transferring, now } = raft;
  if (transferring === null || raft.progress.get(transferring.to)?.match !== raft.log.lastIndex) return;
  if (transferring.askedAt !== null && now - transferring.askedAt < raft.options.heartbeatIntervalMs) return;
  transferring.askedAt = now;
  send(raft, transferring.to, { kind: "timeout_now" });
}

/** Gives up a transfer that takes too long, and leads on. */
export function abandonLateTransfer(raft: RaftState): void {
  const { transferring } = raft;
  if (transferring === null || raft.now < transferring.deadline) return;
  raft.transferring = null;
  raft.outputs.push({ kind: "transfer", to: transferring.to, result: "timed_out" });
}

/** The voter whose log is closest to the leader's, this node left aside. */
export function mostAdvancedVoter(raft: RaftState): NodeId | null {
  let best: NodeId | null = null;
  let bestMatch = -1;
  for (const id of voterIds(raft.memberships.current)) {
    const match = raft.progress.get(id)?.match ?? -1;
    if (match <= bestMatch) continue;
    best = id;
    bestMatch = match;
  }
  return best;
}
