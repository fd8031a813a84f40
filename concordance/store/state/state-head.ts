import type { Membership, SnapshotMeta } from "../../raft/entry.ts";
import type { MachineMeta } from "../machine-meta.ts";

/** What a state file says of itself. */
export interface StateHead {
  /** Where in the log it is. */
  readonly at: SnapshotMeta;
  readonly machine: MachineMeta;
  /** How many records there are. */
  readonly count: number;
  /** Of the records' checksums: see `checksums.ts`. */
  readonly sum: number;
}

export function isSamePlace(one: SnapshotMeta, other: SnapshotMeta): boolean {
  return one.index === other.index && one.term === other.term && textOf(one.membership) === textOf(other.membership);
}

/** The same for the same members, whatever else their objects have, in whatever order. */
export function textOf(membership: Membership): string {
  return JSON.stringify(membership.map(({ id, address, role }) => ({ id, address, role })));
}
