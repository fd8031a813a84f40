import type { Entry, Membership } from "./entry.ts";
import { rollsMembershipBack } from "./rules.ts";
import type { RaftState } from "./state.ts";

/** Appends an entry, and stages it to be written. A membership holds from here on. */
export function append(raft: RaftState, entry: Entry): void {
  raft.log.append(entry);
  raft.writes.stageEntry(entry);
  if (entry.kind === "membership") raft.memberships.append(entry.index, entry.payload);
}

/** Appends what the leader has to say. */
export function appendNoop(raft: RaftState): void {
  append(raft, { index: raft.log.lastIndex + 1, term: raft.term, kind: "noop", payload: null });
}

export function appendCommand(raft: RaftState, payload: unknown): void {
  append(raft, { index: raft.log.lastIndex + 1, term: raft.term, kind: "command", payload });
}

export function appendMembership(raft: RaftState, membership: Membership): void {
  append(raft, { index: raft.log.lastIndex + 1, term: raft.term, kind: "membership", payload: membership });
}

/** Takes entries that contradict the leader's out of the log, and what they changed. */
export function truncateFrom(raft: RaftState, index: number): void {
  if (index <= raft.commit) throw new Error(`${raft.id} was told to truncate entry ${index}, but ${raft.commit} is committed.`);
  raft.log.truncateFrom(index);
  raft.writes.stageTruncation(index);
  if (rollsMembershipBack(raft)) raft.memberships.truncateFrom(index);
}
