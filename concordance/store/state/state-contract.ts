import type { SnapshotMeta } from "../../raft/entry.ts";
import type { ThreadContract } from "../../threads/contract.ts";
import type { MachineMeta } from "../machine-meta.ts";
import type { Field } from "./record-row.ts";
import type { StateHead } from "./state-head.ts";

/** Where a log begins: after this entry. */
export interface LogBase {
  readonly index: number;
  readonly term: number;
}

export interface StateThreadData {
  readonly folder: string;
  readonly logBase: LogBase;
}

export interface Chunk {
  readonly data: Uint8Array;
  readonly done: boolean;
}

export interface ReceivedChunk {
  readonly at: SnapshotMeta;
  readonly offset: number;
  readonly data: Uint8Array;
  readonly done: boolean;
}

export interface Receipt {
  /** Of the chunk that comes next. */
  readonly nextOffset: number;
  /** False: what was received cannot become a state, and is gone. */
  readonly valid: boolean;
}

/** What the state's thread is told, and what it answers. */
export interface StateContract extends ThreadContract {
  readonly message: /** Records without checksums. */
    | readonly [kind: "changes", records: Field[]]
    /** Revision and position of each record that is not kept any more, one after the other. */
    | readonly [kind: "forgotten", ids: readonly number[]]
    /** Snapshots of other indexes than these and the last checkpoint's may go. */
    | readonly [kind: "keep", indexes: readonly number[]];
  readonly report: never;
  readonly calls: {
    /** Null: there is no state. Otherwise all of it is read, by `read`, before anything else. */
    readonly open: { readonly request: null; readonly answer: StateHead | null };
    /** The next records, with their checksums, as they are read; null when there are none. */
    readonly read: { readonly request: null; readonly answer: Field[] | null };
    readonly checkpoint: { readonly request: readonly [at: SnapshotMeta, machine: MachineMeta]; readonly answer: null };
    readonly readChunk: { readonly request: readonly [index: number, offset: number, length: number]; readonly answer: Chunk | null };
    readonly receiveChunk: { readonly request: ReceivedChunk; readonly answer: Receipt };
    /** As `open`, of the snapshot that was received. */
    readonly install: { readonly request: SnapshotMeta; readonly answer: StateHead };
    /** The path of the file. */
    readonly backup: { readonly request: readonly [at: SnapshotMeta, machine: MachineMeta]; readonly answer: string };
  };
}
