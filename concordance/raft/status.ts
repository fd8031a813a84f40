import type { Member, NodeId } from "./entry.ts";
import type { Role } from "./output.ts";
import type { RaftState } from "./state.ts";

export interface MemberStatus extends Member {
  /** Its log is the leader's up to here; null where that is not known. */
  readonly matchIndex: number | null;
  /** How long ago it was heard; null where that is not known. */
  readonly lastContactMs: number | null;
}

export interface RaftStatus {
  readonly nodeId: NodeId;
  readonly role: Role;
  readonly term: number;
  readonly leader: NodeId | null;
  readonly commitIndex: number;
  readonly appliedIndex: number;
  readonly members: readonly MemberStatus[];
}

/** What a node knows of its cluster, as of its last step. Only the leader knows how the others are. */
export function statusOf(raft: RaftState): RaftStatus {
  const { id, role, term, leader, commit, applied } = raft;
  const members = raft.memberships.current.map((member) => ({ ...member, ...contactOf(raft, member.id) }));
  return { nodeId: id, role, term, leader, commitIndex: commit, appliedIndex: applied, members };
}

function contactOf(raft: RaftState, id: NodeId): Pick<MemberStatus, "matchIndex" | "lastContactMs"> {
  if (id === raft.id) return { matchIndex: raft.writes.durableIndex, lastContactMs: 0 };
  const progress = raft.progress.get(id);
  if (progress !== undefined) return { matchIndex: progress.match, lastContactMs: raft.now - progress.heardAt };
  return { matchIndex: null, lastContactMs: id === raft.leader ? raft.now - raft.leaderHeardAt : null };
}

/** The snapshots that are being sent: their files should be kept, besides the newest. */
export function snapshotsInUse({ progress }: RaftState): Set<number> {
  const indexes = new Set<number>();
  for (const { transfer } of progress.values()) if (transfer !== null) indexes.add(transfer.snapshot.index);
  return indexes;
}
