import type { NodeId, SnapshotMeta } from "./entry.ts";
import { hearLeader } from "./following.ts";
import { sendDurably } from "./mail.ts";
import type { SnapshotChunk } from "./messages.ts";
import { isSnapshotOld } from "./rules.ts";
import type { RaftState } from "./state.ts";

export function onSnapshotChunk(raft: RaftState, chunk: SnapshotChunk): void {
  hearLeader(raft, chunk);
  const { snapshot, from, offset, data, done } = chunk;
  if (isSnapshotOld(raft, snapshot)) {
    acknowledge(raft, from, raft.commit);
    return;
  }
  if (holds(raft, snapshot)) {
    raft.commit = snapshot.index;
    acknowledge(raft, from, raft.commit);
    return;
  }
  if (!isSame(raft, chunk)) {
    // One that was overtaken on the way by its successor.
    if (raft.receiving?.from === from && raft.receiving.snapshot.index > snapshot.index) return;
    raft.receiving = { from, snapshot, offset: 0, writing: false, last: false };
  }
  const { receiving } = raft;
  if (receiving === null || receiving.writing) return;
  if (receiving.offset !== offset) {
    ask(raft);
    return;
  }
  receiving.writing = true;
  receiving.last = done;
  raft.outputs.push({ kind: "write_snapshot_chunk", snapshot, offset, data, done });
}

/** The log has the snapshot's last entry: all that the snapshot holds is there, and committed. */
function holds(raft: RaftState, { index, term }: SnapshotMeta): boolean {
  return index > raft.commit && raft.log.termAt(index) === term;
}

function isSame({ receiving }: RaftState, { from, snapshot }: SnapshotChunk): boolean {
  return receiving?.from === from && receiving.snapshot.index === snapshot.index && receiving.snapshot.term === snapshot.term;
}

export function onChunkWritten(raft: RaftState, index: number, nextOffset: number, valid: boolean): void {
  const { receiving } = raft;
  if (receiving === null || receiving.snapshot.index !== index || !receiving.writing) return;
  receiving.writing = false;
  receiving.offset = valid ? nextOffset : 0;
  if (valid && receiving.last) install(raft, receiving.from, receiving.snapshot);
  else ask(raft);
}

/** Asks for the next chunk. */
function ask(raft: RaftState): void {
  const { receiving } = raft;
  if (receiving === null || receiving.from !== raft.leader) return;
  sendDurably(raft, receiving.from, { kind: "snapshot_response", index: receiving.snapshot.index, offset: receiving.offset }, "term");
}

function install(raft: RaftState, from: NodeId, snapshot: SnapshotMeta): void {
  raft.receiving = null;
  // Entries may have come meanwhile.
  if (!isSnapshotOld(raft, snapshot) && !holds(raft, snapshot)) {
    raft.log.reset(snapshot);
    raft.memberships.reset(snapshot.index, snapshot.membership);
    raft.writes.stageSnapshot(snapshot);
    raft.snapshot = snapshot;
    raft.snapshotAsked = snapshot.index;
    raft.commit = snapshot.index;
    raft.restoring = snapshot;
  }
  if (raft.leader === from) acknowledge(raft, from, Math.max(raft.commit, snapshot.index));
}

/** The snapshot takes the state's place once it is durable, so that the state is never ahead of the log. */
export function restoreInstalled(raft: RaftState): void {
  const { restoring } = raft;
  if (restoring === null || raft.writes.durableIndex < restoring.index) return;
  raft.restoring = null;
  raft.applied = restoring.index;
  raft.outputs.push({ kind: "restore", snapshot: restoring });
  forgetProposals(raft);
}

/** Whether what was proposed here is part of the snapshot cannot be seen. */
function forgetProposals(raft: RaftState): void {
  for (const { id, index } of raft.orphans) if (index <= raft.applied) raft.outcomes.push({ id, result: "unknown" });
  raft.orphans = raft.orphans.filter(({ index }) => index > raft.applied);
}

function acknowledge(raft: RaftState, to: NodeId, match: number): void {
  sendDurably(raft, to, { kind: "append_response", match, rejected: 0, hintIndex: 0, hintTerm: 0 }, "log");
}
