import { LIMITS } from "../../generated/concordance/limits.ts";
import type { SnapshotMeta } from "../raft/entry.ts";
import { KvMachine } from "./kv-machine.ts";
import { added } from "./state/checksums.ts";
import { CHECKSUM, type Field, pushRecord, rowOf } from "./state/record-row.ts";
import { writeCopy } from "./state/state-copy.ts";
import { FILES, StateFolder } from "./state/state-folder.ts";
import { openWhole } from "./state/state-reader.ts";
import { StateRefusal } from "./state/state-refusal.ts";

export interface RestoreOptions {
  /** The only member of the new cluster, and where it is reached. */
  readonly nodeId: string;
  readonly address: string;
}

export interface Restored {
  /** What the state is of: the new node's log must begin after it, in this term or a later one. */
  readonly saved: SnapshotMeta;
  readonly revision: number;
  /** Entries and tombstones. */
  readonly records: number;
}

/**
 * Makes a backup the state of a new cluster's first node. All of it is verified first. Entries are as they were; the store goes
 * on at a revision that the old cluster never had, and has no changes before it, so that whoever watched the old cluster
 * is told that its place is gone.
 *
 * @param file the backup, which stays as it is
 * @param folder the new node's data folder, in which there is no state yet
 * @throws {StateRefusal} when the backup is damaged, or none, or the folder has a state. Then nothing was changed.
 */
export function restoreState(file: string, folder: string, { nodeId, address }: RestoreOptions): Restored {
  const target = new StateFolder(folder);
  if (target.has("state")) throw new StateRefusal("exists", `${FILES.state} is in that folder already. Restore into an empty one.`);
  const { reader, close } = openWhole(file);
  try {
    const { at, machine: before } = reader.head;
    const revision = before.revision + LIMITS.restoreRevisions;
    const meta = { revision, clock: before.clock, compactedTo: revision };
    // With the change log it keeps the last record of each key only.
    const machine = KvMachine.of(reader.changes(), meta, { bounds: { changes: 0, valueLength: 0 } });
    const rows = Array.from(machine.records(), (record) => {
      const flat: Field[] = [];
      pushRecord(flat, record);
      return rowOf(flat, 0);
    });
    // Not at the beginning of a log: a node that joins has nothing, and must be sent this state.
    const saved: SnapshotMeta = {
      index: Math.max(1, at.index),
      term: Math.max(1, at.term),
      membership: [{ id: nodeId, address, role: "voter" }],
    };
    const sum = rows.reduce((sum, row) => added(sum, row[CHECKSUM]), 0);
    writeCopy(target.of("restoring"), { at: saved, machine: meta, count: rows.length, sum }, rows);
    target.replaceState("restoring");
    return { saved, revision, records: rows.length };
  } finally {
    close();
  }
}
