// Generated from spec/concordance/*.tsp by `npm run generate`. Do not edit.

import { notificationFrame } from "../runtime/rpc.ts";
import { serializeWatchChange, serializeWatchProgress } from "./serializers.ts";

import type {
  StoredWatchChange,
} from "./stored-types.ts";

import type {
  WatchProgress,
} from "./types.ts";

/** `watch/change`: Something has changed. */
export function frameWatchChange(params: StoredWatchChange): string {
  return notificationFrame("watch/change", serializeWatchChange(params));
}

/**
 * `watch/progress`: A subscription has had every change up to a revision: what to give as `sinceRevision` after the connection was lost.
 * It comes whenever nothing has changed for `watchProgress`, and before the change log is cut, so that a cursor never
 * grows stale.
 */
export function frameWatchProgress(params: WatchProgress): string {
  return notificationFrame("watch/progress", serializeWatchProgress(params));
}
