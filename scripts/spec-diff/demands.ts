import type { ConditionalPermissions } from "@diminuendo/typespec-protocol/model";
import type { ChangeKind, Changes } from "./change.ts";

/** What a caller needs, before and after: null is nothing. */
export function comparePermission(changes: Changes, path: string, before: string | null, after: string | null): void {
  if (before === after) return;
  if (after === null) changes.keeps("permission-dropped", path, before, after, "everyone who could may still");
  else if (before === null) changes.breaks("permission-required", path, before, after, "callers without it are refused now");
  else changes.breaks("permission-changed", path, before, after, "callers who have the one may lack the other");
}

/** Permissions that depend on a property: each of its values is a demand of its own. */
export function compareConditional(
  changes: Changes,
  path: string,
  before: ConditionalPermissions | null,
  after: ConditionalPermissions | null,
): void {
  const demand = (from: ConditionalPermissions | null, value: string) => from?.byValue[value] ?? null;
  const values = new Set([...Object.keys(before?.byValue ?? {}), ...Object.keys(after?.byValue ?? {})]);
  for (const value of values) {
    const property = after?.property ?? before?.property;
    comparePermission(changes, `${path} ${property}=${value}`, demand(before, value), demand(after, value));
  }
}

/** A name of something that is checked, where null is no check. */
export function compareCheck(changes: Changes, kind: ChangeKind, path: string, before: string | null, after: string | null): void {
  if (before === after) return;
  if (after === null) changes.keeps(kind, path, before, after, "it is not checked any more");
  else changes.breaks(kind, path, before, after, "what was not checked is refused now if it fails the check");
}

/** Which key a caller needs. `none` is for everyone. */
export function compareAccess(changes: Changes, path: string, before: string | null, after: string | null): void {
  const rank = (access: string | null) => ["none", "read", "write"].indexOf(access ?? "none");
  if (before === after) return;
  const easier = rank(after) >= 0 && rank(after) < rank(before);
  if (easier) changes.keeps("access-changed", path, before, after, "whoever could call it still may");
  else changes.breaks("access-changed", path, before, after, "callers whose key allows the one may be refused now");
}

/** The codes that a call may end with. */
export function compareRaised(changes: Changes, path: string, before: readonly string[], after: readonly string[]): void {
  for (const code of after.filter((one) => !before.includes(one))) {
    changes.keeps("error-raised", path, undefined, code, "clients treat a code that they do not know by its status");
  }
  for (const code of before.filter((one) => !after.includes(one))) {
    changes.keeps("error-not-raised", path, code, undefined, "clients that wait for it never get it");
  }
}
