import type { NodeId } from "./entry.ts";
import { heardFrom } from "./leading.ts";
import type { SnapshotResponse } from "./messages.ts";
import type { Progress } from "./progress.ts";
import type { RaftState } from "./state.ts";

/** The follower needs entries that are compacted away: it gets the newest snapshot, chunk by chunk. */
export function startSnapshot(raft: RaftState, to: NodeId, progress: Progress): void {
  progress.mode = "snapshot";
  progress.inflight = [];
  progress.transfer = { snapshot: raft.snapshot, offset: 0, sentAt: raft.now };
  sendChunk(raft, to, progress);
}

/** The follower says which chunk it wants; hearing the same twice does not double the traffic. */
export function onSnapshotResponse(raft: RaftState, response: SnapshotResponse): void {
  const progress = heardFrom(raft, response);
  const transfer = progress?.transfer;
  if (progress === undefined || !transfer || transfer.snapshot.index !== response.index || transfer.offset === response.offset) return;
  transfer.offset = response.offset;
  sendChunk(raft, response.from, progress);
}

export function onSnapshotUnavailable(raft: RaftState, to: NodeId, index: number): void {
  const progress = raft.progress.get(to);
  if (progress?.transfer?.snapshot.index !== index || index === raft.snapshot.index) return;
  startSnapshot(raft, to, progress);
}

/** Sends again what was not answered. */
export function retryChunks(raft: RaftState): void {
  for (const [id, progress] of raft.progress) {
    if (progress.transfer !== null && raft.now - progress.transfer.sentAt >= raft.options.snapshotRetryMs) sendChunk(raft, id, progress);
  }
}

function sendChunk(raft: RaftState, to: NodeId, { transfer }: Progress): void {
  if (transfer === null) return;
  transfer.sentAt = raft.now;
  const { cluster, id, term } = raft;
  const message = { cluster, from: id, to, term, kind: "snapshot_chunk", snapshot: transfer.snapshot, offset: transfer.offset } as const;
  raft.outputs.push({ kind: "send_snapshot_chunk", message });
}
