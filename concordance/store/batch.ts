import type { Change } from "./change.ts";
import type { Operation } from "./command.ts";

/** What one operation did. */
export interface OperationResult {
  /** Whether a delete found an entry to delete. */
  readonly deleted: boolean;
  /** The key's version afterwards. A key that was never there has 0, one whose entry is gone that of its tombstone. */
  readonly version: number;
  /** Null for a check, and for a delete that found nothing. */
  readonly change: Change | null;
}

export interface Conflict {
  /** The first operation whose `cas` did not match, counted from 0. */
  readonly operation: number;
  /** Of the live entry; 0 when there is none. */
  readonly currentVersion: number;
}

export type BatchOutcome =
  | { readonly conflict: Conflict }
  | { readonly conflict: null; readonly results: readonly OperationResult[]; readonly changes: readonly Change[] };

/** What all changes of a batch have in common. */
export interface Origin {
  readonly revision: number;
  readonly updatedBy: string;
  readonly updatedAt: number;
  /** The one object that stands for all equal texts, so that they take memory once. */
  readonly shared: (text: string) => string;
}

/** The last change of a key, before the batch. */
export type LastOf = (namespace: string, key: string) => Change | undefined;

/** Works out what operations do, and does nothing yet: each sees what the ones before it did. */
export function evaluateBatch(operations: readonly Operation[], origin: Origin, lastOf: LastOf): BatchOutcome {
  const results: OperationResult[] = [];
  const changes: Change[] = [];
  const overlay = operations.length > 1 ? new Map<string, Change>() : null;
  for (const [index, operation] of operations.entries()) {
    const { namespace, key, cas } = operation;
    const last = overlay?.get(nameOf(operation)) ?? lastOf(namespace, key);
    const currentVersion = last?.op === "set" ? last.version : 0;
    if (cas !== undefined && cas !== currentVersion) return { conflict: { operation: index, currentVersion } };
    const change = changeOf(operation, last, changes.length, origin);
    if (change !== null) {
      changes.push(change);
      overlay?.set(nameOf(operation), change);
    }
    results.push({ deleted: change?.op === "delete", version: change?.version ?? last?.version ?? 0, change });
  }
  return { conflict: null, results, changes };
}

function changeOf(operation: Operation, last: Change | undefined, position: number, origin: Origin): Change | null {
  if (operation.op === "check" || (operation.op === "delete" && last?.op !== "set")) return null;
  const isSet = operation.op === "set";
  return {
    op: operation.op,
    namespace: last?.namespace ?? origin.shared(operation.namespace),
    key: last?.key ?? operation.key,
    value: isSet ? operation.value : null,
    version: (last?.version ?? 0) + 1,
    revision: origin.revision,
    position,
    updatedBy: origin.updatedBy,
    updatedAt: origin.updatedAt,
    expiresAt: isSet ? (operation.expiresAt ?? null) : null,
  };
}

/** No two keys have the same, whatever characters they are made of. */
function nameOf({ namespace, key }: Operation): string {
  return `${namespace.length} ${namespace}${key}`;
}
