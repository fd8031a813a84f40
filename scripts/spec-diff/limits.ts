import type { ProtocolModel } from "@diminuendo/typespec-protocol/model";
import type { Changes } from "./change.ts";
import { paired } from "./pairs.ts";

/**
 * Most limits bound what clients may do, or what they can count on: less of it breaks them. More of these does: what servers
 * write or wait for, and windows in which clients may do so much.
 */
export const RAISING_BREAKS: ReadonlySet<string> = new Set([
  "messageWindow",
  "authenticationWindow",
  "errorMessageLength",
  "heartbeatInterval",
  "eventBytes",
  "eventsPageBytes",
  "listBytes",
  "reconnectAfterShutdown",
  "shutdownTime",
  "shutdown",
  "pageBytes",
  "watchProgress",
  "proposalTimeout",
  "configTimeout",
]);

/** Limits that a server keeps to itself: no client can tell. */
export const UNSEEN: ReadonlySet<string> = new Set(["openDatabases", "tokenCacheSize", "tokenCacheTime", "coalesceTime", "coalesceBytes"]);

/** Compares the limits of two versions of a protocol, each by whom it binds. */
export function compareLimits(changes: Changes, before: ProtocolModel, after: ProtocolModel): void {
  const { removed, added, both } = paired(before.limits, after.limits, ({ name }) => name);
  for (const { name, value } of removed) {
    changes.keeps("limit-removed", name, value, undefined, "what it bounded is not bounded by it any more");
  }
  for (const { name, value } of added) {
    // Almost always a limit of something that is new itself: whoever bounds what was free before must raise the version.
    changes.keeps("limit-added", name, undefined, value, "it bounds what is new");
  }
  for (const [old, now] of both) {
    const { name } = now;
    if (old.unit !== now.unit) changes.breaks("limit-unit-changed", name, old.unit, now.unit, "the number means something else");
    else if (old.value !== now.value) {
      const kind = now.value > old.value ? "limit-raised" : "limit-lowered";
      const breaking = !UNSEEN.has(name) && RAISING_BREAKS.has(name) === now.value > old.value;
      const reason = breaking ? "clients counted on the other value" : "clients that keep to the other value are still right";
      changes.add({ kind, path: name, before: old.value, after: now.value, breaking, reason });
    }
  }
}
