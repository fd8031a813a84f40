/** What crosses Concordance's wire as a value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/**
 * A moment in nanoseconds, from one clock for the whole history. Operations of which one ends in the very nanosecond in
 * which the other starts count as concurrent, also those of one process: a simulator whose clock stands still between
 * events stamps with a counter instead.
 */
export type Instant = number | bigint;

/** The operation was refused because of its `cas`. `currentVersion` is 0 where nothing exists. */
export interface Conflict {
  readonly error: "CAS_CONFLICT";
  readonly currentVersion: number;
}

/** There is no such entry. */
export interface NotFound {
  readonly error: "NOT_FOUND";
}

/**
 * The operation was refused for another reason, as `READ_ONLY`. It claims to have had no effect, now or later; what cannot
 * claim that (a timeout, a lost connection) is "unknown".
 */
export interface Refused {
  readonly error: string;
}

export interface Written {
  readonly version: number;
}

export interface Deleted {
  readonly deleted: boolean;
  /** The version of the tombstone. Not looked at when nothing was deleted. */
  readonly version?: number;
}

export interface Item {
  readonly key: string;
  readonly value: Json;
  readonly version: number;
}

/** One operation of a batch. */
export type Write = { readonly namespace: string; readonly key: string; readonly cas?: number } & (
  | { readonly op: "set"; readonly value: Json }
  | { readonly op: "delete" }
  | { readonly op: "check" }
);

interface Recorded<Op extends string, Args, Result> {
  readonly process: number;
  readonly op: Op;
  readonly namespace: string;
  /** Empty for `batch` and `list`. */
  readonly key: string;
  readonly args: Args;
  /** "unknown": it may take effect at any time after its start, also after its end, or never. */
  readonly result: Result | Refused | "unknown";
  readonly start: Instant;
  /** Null: no answer came before the history ended. */
  readonly end: Instant | null;
}

/** A read promises something only when it asked for it: `local` ones are not looked at. */
interface ReadArgs {
  readonly consistency?: "local" | "linearizable";
}

/** What a client asked of Concordance, and what it was told. */
export type Operation =
  | Recorded<"get", ReadArgs, { readonly value: Json; readonly version: number } | NotFound>
  | Recorded<"set", { readonly value: Json; readonly cas?: number }, Written | Conflict>
  | Recorded<"delete", { readonly cas?: number }, Deleted | Conflict>
  /** The store removed an entry whose time was over. It starts at `expiresAt`, from when on nobody may see the entry. */
  | Recorded<"expire", object, Written>
  /** A result for each operation, in their order; those of checks are not looked at. */
  | Recorded<"batch", { readonly operations: readonly Write[] }, { readonly results: readonly Partial<Deleted>[] } | Conflict>
  /** The first page of a namespace. With `more` it holds the first entries only. */
  | Recorded<"list", ReadArgs & { readonly prefix?: string }, { readonly items: readonly Item[]; readonly more?: boolean }>;

export type OperationName = Operation["op"];

export interface Verdict {
  /** "undecided": time or memory ran out. */
  readonly verdict: "linearizable" | "not linearizable" | "undecided";
  /** Why, where it is not linearizable or undecided. Several lines, for people. */
  readonly detail?: string;
}
