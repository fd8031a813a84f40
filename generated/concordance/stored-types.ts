// Generated from spec/concordance/*.tsp by `npm run generate`. Do not edit.

import type {
  Actor,
  ChangeKind,
  Cursor,
  Key,
  Namespace,
  Revision,
  UnixMillis,
  Version,
} from "./types.ts";

/** A change of an entry. */
export interface StoredChange {
  namespace: Namespace;
  key: Key;
  op: ChangeKind;
  /** The new value; null when the entry is gone. As JSON text, which is written as it is; null stands for null. */
  value: string | null;
  /** The version that the change made. A deletion and an expiry make one, too. */
  version: Version;
  revision: Revision;
  /** Who made it; `concordance` for an expiry. */
  updatedBy: Actor;
  updatedAt: UnixMillis;
}

/** Changes, in their order. */
export interface StoredChangePage {
  changes: readonly StoredChange[];
  /** All changes up to this revision that were asked for are there: hand it back as `since`. */
  revision: Revision;
}

/** What a key holds, and since when. */
export interface StoredEntry {
  namespace: Namespace;
  key: Key;
  /** Any JSON, at most `valueBytes` of it. As JSON text, which is written as it is; null stands for null. */
  value: string | null;
  version: Version;
  /** The revision of its last change. */
  revision: Revision;
  updatedBy: Actor;
  /** When it was changed, by the clock of the leader. */
  updatedAt: UnixMillis;
  /** From then on it is not there any more, on any node. Null: it stays. */
  expiresAt: UnixMillis | null;
}

/** Entries, each where its key was asked for; null where there is none. */
export interface StoredEntryList {
  items: readonly (StoredEntry | null)[];
  /** The revision of the state that all of them were read from. */
  revision: Revision;
}

/** A page of entries, in the order of their keys by UTF-16 units. */
export interface StoredEntryPage {
  items: readonly StoredEntry[];
  /** Hand it back as `cursor` for the next page; null on the last one. */
  nextCursor: Cursor | null;
  /** The revision of the state that the page was read from: changes after it are not in it. */
  revision: Revision;
}

/** Something has changed. */
export interface StoredWatchChange {
  /** The namespace of the subscription that it is sent for. */
  subscription: Namespace;
  namespace: Namespace;
  key: Key;
  op: ChangeKind;
  /** The new value; null when the entry is gone. As JSON text, which is written as it is; null stands for null. */
  value: string | null;
  /** The version that the change made. A deletion and an expiry make one, too. */
  version: Version;
  revision: Revision;
  /** Who made it; `concordance` for an expiry. */
  updatedBy: Actor;
  updatedAt: UnixMillis;
}
