import { onSnapshotTaken } from "./compaction.ts";
import { isLoyal, onElectionTimeout, onTimeoutNow, onVoteRequest, onVoteResponse } from "./elections.ts";
import { onAppendRequest, onHeartbeat } from "./following.ts";
import type { Context, Input } from "./input.ts";
import { checkQuorum, heartbeat, onAppendResponse, onHeartbeatResponse, onPropose, onUnreachable } from "./leading.ts";
import { send, sendDurably } from "./mail.ts";
import type { Message } from "./messages.ts";
import type { Output } from "./output.ts";
import { confirmsAlone, onRead, onReadRequest, onReadResponse } from "./reads.ts";
import { onChangeMembership } from "./reconfiguring.ts";
import { becomeFollower, resetElectionDeadline } from "./roles.ts";
import { settle } from "./settling.ts";
import { onChunkWritten, onSnapshotChunk } from "./snapshot-receiving.ts";
import { onSnapshotResponse, onSnapshotUnavailable, retryChunks } from "./snapshot-sending.ts";
import type { RaftState } from "./state.ts";
import { abandonLateTransfer, onTransfer } from "./transfer.ts";

/*
 * Raft as the paper (Ongaro and Ousterhout, "In Search of an Understandable Consensus Algorithm", extended version) and the
 * dissertation (chapters 3 to 6) describe it, without disk, network, clock or randomness. The same inputs in the same
 * contexts give the same outputs.
 */

/** One step of a node, which is changed in place: what its shell must do, in this order. */
export function step(raft: RaftState, input: Input, context: Context): Output[] {
  const outputs: Output[] = [];
  raft.outputs = outputs;
  raft.random = context.random;
  adoptTime(raft, context.now);
  handle(raft, input);
  settle(raft);
  return outputs;
}

/** The core's time stands still when the clock was set back, and goes on from there. */
function adoptTime(raft: RaftState, clock: number): void {
  const now = clock + raft.skew;
  if (now < raft.now) {
    raft.skew += raft.now - now;
    raft.armedTimer = null;
  } else {
    raft.now = now;
  }
  if (raft.electionDeadline !== null) return;
  resetElectionDeadline(raft);
  // Nobody else can lead.
  if (confirmsAlone(raft)) raft.electionDeadline = raft.now;
}

function handle(raft: RaftState, input: Input): void {
  switch (input.kind) {
    case "tick":
      tick(raft);
      break;
    case "message":
      receive(raft, input.message);
      break;
    case "propose":
      onPropose(raft, input.proposals);
      break;
    case "change_membership":
      onChangeMembership(raft, input.id, input.change);
      break;
    case "read":
      onRead(raft, input.ids);
      break;
    case "transfer":
      onTransfer(raft, input.to);
      break;
    case "persisted":
      persisted(raft, input.id);
      break;
    case "snapshot_taken":
      onSnapshotTaken(raft, input.index);
      break;
    case "snapshot_chunk_written":
      onChunkWritten(raft, input.index, input.nextOffset, input.valid);
      break;
    case "snapshot_unavailable":
      onSnapshotUnavailable(raft, input.to, input.index);
      break;
    case "unreachable":
      onUnreachable(raft, input.peer);
      break;
  }
}

function tick(raft: RaftState): void {
  raft.armedTimer = null;
  if (raft.role !== "leader") {
    if (raft.now >= (raft.electionDeadline ?? 0)) onElectionTimeout(raft);
    return;
  }
  if (raft.now < raft.heartbeatDue) return;
  checkQuorum(raft);
  if (raft.role !== "leader") return;
  abandonLateTransfer(raft);
  heartbeat(raft);
  retryChunks(raft);
}

/** Promises that are durable now go out; one to the node itself is its own vote. */
function persisted(raft: RaftState, id: number): void {
  for (const message of raft.writes.done(id)) {
    if (message.to === raft.id) receive(raft, message);
    else raft.outputs.push({ kind: "send", message });
  }
}

function receive(raft: RaftState, message: Message): void {
  if (message.cluster !== raft.cluster || message.to !== raft.id) {
    raft.outputs.push({ kind: "refused", message, reason: message.cluster === raft.cluster ? "other_node" : "other_cluster" });
    return;
  }
  // Whoever hears a leader neither votes nor lets a candidate's term in, unless the leader itself wants it.
  if (message.kind === "vote_request" && !message.transfer && message.term > raft.term && isLoyal(raft) && !message.pre) return;
  if (message.term < raft.term) correct(raft, message);
  else if (message.term > raft.term && entersTerm(message)) becomeFollower(raft, message.term, null);
  if (message.term >= raft.term || isTimeless(message)) dispatch(raft, message);
}

/** A pre-vote speaks of a term that nobody has begun. */
function entersTerm(message: Message): boolean {
  if (message.kind === "vote_request") return !message.pre;
  return message.kind !== "vote_response" || !message.pre || !message.granted;
}

/** What these say is true in whichever term. */
function isTimeless({ kind }: Message): boolean {
  return kind === "read_request" || kind === "read_response";
}

/** A node that is behind learns of the new term by an answer to what it asked. */
function correct(raft: RaftState, { kind, from }: Message): void {
  if (kind === "vote_request") send(raft, from, { kind: "vote_response", pre: true, granted: false });
  if (kind !== "append_request" && kind !== "heartbeat" && kind !== "snapshot_chunk") return;
  sendDurably(raft, from, { kind: "append_response", match: null, rejected: 0, hintIndex: 0, hintTerm: 0 }, "term");
}

function dispatch(raft: RaftState, message: Message): void {
  switch (message.kind) {
    case "vote_request":
      onVoteRequest(raft, message);
      break;
    case "vote_response":
      onVoteResponse(raft, message);
      break;
    case "append_request":
      onAppendRequest(raft, message);
      break;
    case "append_response":
      onAppendResponse(raft, message);
      break;
    case "heartbeat":
      onHeartbeat(raft, message);
      break;
    case "heartbeat_response":
      onHeartbeatResponse(raft, message);
      break;
    case "snapshot_chunk":
      onSnapshotChunk(raft, message);
      break;
    case "snapshot_response":
      onSnapshotResponse(raft, message);
      break;
    case "timeout_now":
      onTimeoutNow(raft, message);
      break;
    case "read_request":
      onReadRequest(raft, message);
      break;
    case "read_response":
      onReadResponse(raft, message);
      break;
  }
}
