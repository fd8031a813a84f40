import type { HardState } from "../raft/entry.ts";
import type { ThreadContract } from "../threads/contract.ts";

/** Which node of which cluster a log belongs to. */
export interface Identity {
  readonly cluster: string;
  readonly node: string;
}

/** The last entry that is not in the log any more. */
export interface Base {
  readonly index: number;
  readonly term: number;
}

/** What a node has before its first entry. */
export interface Beginning extends Identity {
  readonly base?: Base;
  readonly hardState?: HardState;
}

/** How kinds of entries are stored. */
export const KIND = { noop: 0, command: 1, membership: 2 } as const;

/**
 * Consecutive entries, as runs of the same term and kind: term, kind, payloads, term, kind, payloads, …
 * Crossing threads, one such array costs a fifth of what an object per entry does.
 */
export type Runs = (number | (string | null)[])[];

/** See `Persist`. */
export type PersistWrite = readonly [
  kind: "persist",
  id: number,
  hardState: HardState | null,
  snapshot: Base | null,
  truncateFrom: number | null,
  firstIndex: number,
  runs: Runs,
];

export type CompactWrite = readonly [kind: "compact", base: Base];

export type Write = PersistWrite | CompactWrite;

/** A part of the entries that are stored. */
export interface Page {
  readonly firstIndex: number;
  readonly runs: Runs;
  readonly lastIndex: number;
  readonly last: boolean;
}

/** All that is stored, without the entries. */
export interface StoredHead {
  readonly identity: Identity;
  readonly hardState: HardState;
  readonly base: Base;
  /** What was noticed, and is in order. */
  readonly notices: readonly string[];
}

/** What the log's thread and the main one say to each other. */
export interface LogContract extends ThreadContract {
  readonly message: Write;
  /** The id of the last write that is durable. */
  readonly report: number;
  readonly calls: {
    /** Null when the folder is new: `create` is next. Otherwise `read` is next. */
    readonly open: { readonly request: null; readonly answer: StoredHead | null };
    /** The next page. After the last one the log can be written. */
    readonly read: { readonly request: null; readonly answer: Page };
    readonly create: { readonly request: Beginning; readonly answer: null };
  };
}

/** What the log's thread is started with. */
export interface LogThreadData {
  readonly folder: string;
}
