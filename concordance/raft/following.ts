import { append, truncateFrom } from "./appending.ts";
import { sendDurably } from "./mail.ts";
import { type AppendRequest, type Heartbeat, type Message, NO_ROUND } from "./messages.ts";
import { repeatForwarded } from "./reads.ts";
import { becomeFollower, resetElectionDeadline } from "./roles.ts";
import { truncatesConflicts } from "./rules.ts";
import type { RaftState } from "./state.ts";

/** The leader of this term has spoken. */
export function hearLeader(raft: RaftState, { from, term }: Message): void {
  if (raft.role === "leader") throw new Error(`${from} and ${raft.id} both lead term ${term}.`);
  if (raft.role !== "follower" || raft.leader !== from) becomeFollower(raft, term, from);
  raft.leaderHeardAt = raft.now;
  resetElectionDeadline(raft);
}

export function onAppendRequest(raft: RaftState, request: AppendRequest): void {
  hearLeader(raft, request);
  const { log } = raft;
  // What was compacted away was committed, so the leader has the same.
  const known = Math.max(0, log.baseIndex - request.prevIndex);
  const fits = known > 0 || log.termAt(request.prevIndex) === request.prevTerm;
  if (!fits) {
    const hintIndex = log.lastNotAbove(Math.min(request.prevIndex - 1, log.lastIndex), request.prevTerm);
    const hintTerm = log.termAt(hintIndex) ?? 0;
    sendDurably(raft, request.from, { kind: "append_response", match: null, rejected: request.prevIndex, hintIndex, hintTerm }, "term");
    return;
  }
  let match = request.prevIndex + Math.min(known, request.entries.length);
  for (const entry of known === 0 ? request.entries : request.entries.slice(known)) {
    const term = log.termAt(entry.index);
    if (term !== entry.term) {
      if (term !== undefined && truncatesConflicts(raft)) truncateFrom(raft, entry.index);
      if (entry.index > log.lastIndex) append(raft, entry);
    }
    match = entry.index;
  }
  advanceTo(raft, Math.min(request.commit, match));
  sendDurably(raft, request.from, { kind: "append_response", match, rejected: 0, hintIndex: 0, hintTerm: 0 }, "log");
}

export function onHeartbeat(raft: RaftState, heartbeat: Heartbeat): void {
  hearLeader(raft, heartbeat);
  advanceTo(raft, Math.min(heartbeat.commit, raft.log.lastIndex));
  if (heartbeat.round !== NO_ROUND) sendDurably(raft, heartbeat.from, { kind: "heartbeat_response", round: heartbeat.round }, "term");
  repeatForwarded(raft);
}

function advanceTo(raft: RaftState, commit: number): void {
  raft.commit = Math.max(raft.commit, commit);
}
