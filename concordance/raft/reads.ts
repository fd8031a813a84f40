import type { RequestId } from "./input.ts";
import { send } from "./mail.ts";
import { isVoter, reachedByMajority, voterIds } from "./membership.ts";
import type { ReadRequest, ReadResponse } from "./messages.ts";
import { confirmsReads } from "./rules.ts";
import type { PendingRead, RaftState } from "./state.ts";

/*
 * ReadIndex (dissertation 6.4): a read is served from a state that has applied everything that was committed when it came.
 * The leader knows what that is once it has committed an entry of its term, and that it leads still once a majority has
 * answered a heartbeat sent after the read came. Reads that come meanwhile share the next round.
 */

/** Reads that were asked for at this node. */
export function onRead(raft: RaftState, ids: readonly RequestId[]): void {
  if (raft.role === "leader") {
    for (const id of ids) raft.reads.waiting.push({ id });
  } else if (raft.leader === null) {
    raft.outputs.push({ kind: "reads_failed", ids });
  } else {
    raft.reads.unsent.push(...ids);
    forward(raft);
  }
}

/** A follower passes on the reads that it has. */
export function onReadRequest(raft: RaftState, { from, context }: ReadRequest): void {
  if (raft.role === "leader") raft.reads.waiting.push({ from, context });
  else send(raft, from, { kind: "read_response", context, index: null });
}

export function onReadResponse(raft: RaftState, { context, index }: ReadResponse): void {
  const { forwarded } = raft.reads;
  if (forwarded?.context !== context) return;
  raft.reads.forwarded = null;
  if (index === null) raft.outputs.push({ kind: "reads_failed", ids: forwarded.ids });
  else raft.reads.confirmed.push({ ids: forwarded.ids, index });
  forward(raft);
}

/** Asks again for what was probably lost: being confirmed later is as good. */
export function repeatForwarded(raft: RaftState): void {
  const { forwarded } = raft.reads;
  if (forwarded === null || raft.leader === null || raft.now - forwarded.sentAt < raft.options.heartbeatIntervalMs) return;
  forwarded.sentAt = raft.now;
  send(raft, raft.leader, { kind: "read_request", context: forwarded.context });
}

function forward(raft: RaftState): void {
  const { reads, leader } = raft;
  if (reads.forwarded !== null || reads.unsent.length === 0 || leader === null) return;
  reads.nonce ??= Math.floor(raft.random() * 2 ** 48).toString(36);
  reads.sequence += 1;
  reads.forwarded = { context: `${raft.id}/${reads.nonce}/${reads.sequence}`, ids: reads.unsent, sentAt: raft.now };
  reads.unsent = [];
  send(raft, leader, { kind: "read_request", context: reads.forwarded.context });
}

/** The leader that was asked is not the leader any more. */
export function failForwarded({ reads, outputs }: RaftState): void {
  const ids = [...(reads.forwarded?.ids ?? []), ...reads.unsent];
  reads.forwarded = null;
  reads.unsent = [];
  if (ids.length > 0) outputs.push({ kind: "reads_failed", ids });
}

/** This node is not the leader any more. Followers notice by themselves. */
export function failWaiting({ reads, outputs }: RaftState): void {
  const all = [...reads.waiting, ...reads.rounds.flatMap((round) => round.reads)];
  reads.waiting = [];
  reads.rounds = [];
  const ids = all.filter((read) => "id" in read).map(({ id }) => id);
  if (ids.length > 0) outputs.push({ kind: "reads_failed", ids });
}

/** Whether a heartbeat round should begin at once, for reads that wait. */
export function wantsRound({ reads, commit, termStart }: RaftState): boolean {
  return reads.waiting.length > 0 && reads.rounds.length === 0 && commit >= termStart;
}

/** The heartbeat round that begins confirms all that came before it. */
export function joinRound(raft: RaftState): void {
  const { reads } = raft;
  if (reads.waiting.length === 0 || raft.commit < raft.termStart) return;
  reads.rounds.push({ round: raft.round, index: raft.commit, reads: reads.waiting });
  reads.waiting = [];
}

/** Serves the reads of the rounds that a majority of voters has answered. */
export function confirmRounds(raft: RaftState): void {
  const { rounds } = raft.reads;
  if (rounds.length === 0) return;
  const confirmed = confirmsReads(raft) ? confirmedRound(raft) : raft.round;
  while (rounds[0] !== undefined && rounds[0].round <= confirmed) {
    const { index, reads } = rounds[0];
    rounds.shift();
    answer(raft, reads, index);
  }
}

function confirmedRound(raft: RaftState): number {
  const voters = voterIds(raft.memberships.current);
  return reachedByMajority(voters.map((id) => (id === raft.id ? raft.round : (raft.progress.get(id)?.round ?? 0))));
}

function answer(raft: RaftState, reads: readonly PendingRead[], index: number): void {
  const ids: RequestId[] = [];
  for (const read of reads) {
    if ("id" in read) ids.push(read.id);
    else send(raft, read.from, { kind: "read_response", context: read.context, index });
  }
  if (ids.length > 0) raft.reads.confirmed.push({ ids, index });
}

/** Reads whose state has been reached. */
export function releaseReads(raft: RaftState): void {
  const { confirmed } = raft.reads;
  if (confirmed.length === 0) return;
  for (const { ids, index } of confirmed) if (index <= raft.applied) raft.outputs.push({ kind: "reads_ready", ids, index });
  raft.reads.confirmed = confirmed.filter(({ index }) => index > raft.applied);
}

/** Whether this node leads alone, and is confirmed by itself. */
export function confirmsAlone({ id, memberships }: RaftState): boolean {
  return isVoter(memberships.current, id) && voterIds(memberships.current).length === 1;
}
