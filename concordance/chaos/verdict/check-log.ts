import type { Change } from "../../../generated/concordance/types.ts";

/** Shown of each kind of problem. */
const SHOWN = 5;

/**
 * What the change log promises by itself: revisions and times that never fall, versions that rise by one for each key, and
 * no end of an entry that is not there.
 *
 * @returns what is wrong
 */
export function checkLog(log: readonly Change[]): string[] {
  const problems: string[] = [];
  const last = new Map<string, Change>();
  let before: Change | undefined;
  for (const change of log) {
    const { namespace, key, op, version, revision, updatedAt } = change;
    const where = `${op} of ${namespace} ${key} in revision ${revision}`;
    const previous = last.get(`${namespace} ${key}`);
    if (before !== undefined && revision < before.revision) problems.push(`${where}: the revision falls.`);
    if (before !== undefined && updatedAt < before.updatedAt) problems.push(`${where}: the time falls.`);
    if (before?.revision === revision && (before.op === "expire") !== (op === "expire"))
      problems.push(`${where}: expiries share a revision with writes.`);
    if (version !== (previous?.version ?? 0) + 1) problems.push(`${where}: version ${version} follows version ${previous?.version ?? 0}.`);
    if (op !== "set" && previous?.op !== "set") problems.push(`${where}: there was no entry.`);
    last.set(`${namespace} ${key}`, change);
    before = change;
  }
  return problems.slice(0, SHOWN);
}

/** The entries that are left when all changes have happened, by namespace and key. */
export function entriesAfter(log: readonly Change[]): Map<string, Change> {
  const entries = new Map<string, Change>();
  for (const change of log) {
    const name = `${change.namespace} ${change.key}`;
    if (change.op === "set") entries.set(name, change);
    else entries.delete(name);
  }
  return entries;
}
