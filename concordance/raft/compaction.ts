import type { RaftState } from "./state.ts";

/** Asks for a snapshot of the state as it is, when it is long since the last. */
export function askForSnapshot(raft: RaftState): void {
  const { applied, snapshotAsked, options, log, memberships } = raft;
  if (applied - snapshotAsked < options.snapshotThreshold) return;
  const term = log.termAt(applied);
  if (term === undefined) return;
  raft.snapshotAsked = applied;
  raft.outputs.push({ kind: "snapshot_needed", snapshot: { index: applied, term, membership: memberships.at(applied) } });
}

/** The snapshot is durable: the log before it, but for a tail, is not needed any more. */
export function onSnapshotTaken(raft: RaftState, index: number): void {
  const { log, memberships, options } = raft;
  const term = log.termAt(index);
  if (index <= raft.snapshot.index || index > raft.applied || term === undefined) return;
  raft.snapshot = { index, term, membership: memberships.at(index) };
  const upTo = index - options.snapshotTrailing;
  if (upTo <= log.baseIndex) return;
  log.compact(upTo);
  memberships.compact(upTo);
  raft.outputs.push({ kind: "compact", index: log.baseIndex, term: log.baseTerm });
}
