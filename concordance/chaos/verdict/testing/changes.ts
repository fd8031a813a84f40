import type { Change } from "../../../../generated/concordance/types.ts";

/** A change that sets a key to what no other change sets it to. */
export function changeOf(revision: number, key: string, more: Partial<Change> = {}): Change {
  const value = `${key}@${revision}`;
  return { namespace: "chaos/a", key, op: "set", value, version: 1, revision, updatedBy: "chaos", updatedAt: 1_000, ...more };
}
