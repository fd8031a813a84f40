import type { SnapshotMeta } from "./entry.ts";

/** What the leader knows of one other node. */
export interface Progress {
  /** Its log is the leader's up to here, durably. */
  match: number;
  /** The next entry to send. */
  next: number;
  /**
   * - `probe`: where the logs part is not known: one append at a time.
   * - `replicate`: appends follow each other without waiting for answers.
   * - `snapshot`: the entries that it needs are compacted away.
   */
  mode: "probe" | "replicate" | "snapshot";
  /** The one append of `probe` is under way. */
  probing: boolean;
  /** The last entry of each append that is under way. */
  inflight: number[];
  /** An append should go even if there is no entry for it: it shows whether those before it arrived. */
  nudge: boolean;
  /** The commit index that was sent last. */
  sentCommit: number;
  /** When it was heard last in this term. */
  heardAt: number;
  /** The last heartbeat round that it answered. */
  round: number;
  transfer: { readonly snapshot: SnapshotMeta; offset: number; sentAt: number } | null;
  /** The entry that removes it from the cluster, and until when it is tried to tell it that this is committed. */
  leaving: { readonly at: number; readonly until: number } | null;
  catchUp: CatchUp;
}

/** Dissertation 4.2.1: a node has caught up when a round, in which it gets what the log had at its start, was short. */
export interface CatchUp {
  target: number;
  startedAt: number;
  done: boolean;
}

export function newProgress(lastIndex: number, now: number): Progress {
  return {
    match: 0,
    next: lastIndex + 1,
    mode: "probe",
    probing: false,
    inflight: [],
    nudge: false,
    sentCommit: 0,
    heardAt: now,
    round: 0,
    transfer: null,
    leaving: null,
    catchUp: { target: lastIndex, startedAt: now, done: false },
  };
}

export function probe(progress: Progress): void {
  progress.mode = "probe";
  progress.probing = false;
  progress.inflight = [];
  progress.transfer = null;
  progress.next = progress.match + 1;
}

/** The follower holds the log up to `match`. */
export function acknowledge(progress: Progress, match: number, lastIndex: number, now: number, roundMs: number): void {
  progress.match = Math.max(progress.match, match);
  progress.next = Math.max(progress.next, match + 1);
  while ((progress.inflight[0] ?? Number.POSITIVE_INFINITY) <= match) progress.inflight.shift();
  const { catchUp } = progress;
  if (catchUp.done || match < catchUp.target) return;
  // With nothing left to get, the next round would be over as it begins: and nobody would send the answer that ends it.
  if (now - catchUp.startedAt <= roundMs || match >= lastIndex) {
    catchUp.done = true;
  } else {
    catchUp.target = lastIndex;
    catchUp.startedAt = now;
  }
}
