/** An entry as both stores can tell of it. */
export interface Found {
  readonly namespace: string;
  readonly key: string;
  readonly value: unknown;
  /** Writes since it was created last: etcd's version. Concordance's goes on across a deletion. */
  readonly writes: number;
  /** Its last change, counted from the beginning of the sequence: etcd's revisions begin at 1, Concordance's at 0. */
  readonly revision: number;
}

/** What a step was answered, in terms that both stores have. Revisions are counted from the beginning of the sequence. */
export type Answer =
  | { readonly kind: "written"; readonly deleted: number; readonly revision: number }
  | { readonly kind: "conflict" }
  | { readonly kind: "found"; readonly entry: Found | null }
  | { readonly kind: "listed"; readonly pages: readonly (readonly Found[])[] };

/** A change as a watcher is told of it. */
export interface Event {
  readonly op: "put" | "delete";
  readonly namespace: string;
  readonly key: string;
  readonly value: unknown;
  readonly revision: number;
}

/** What a whole sequence comes to. */
export interface Outcome {
  readonly answers: readonly Answer[];
  /** What one watcher was told that was there from the beginning on. */
  readonly watched: readonly Event[];
  /** The same of one that came in the end, and asked for everything after half of the steps. */
  readonly caughtUp: readonly Event[];
}
