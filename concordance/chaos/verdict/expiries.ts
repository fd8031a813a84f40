import type { Change } from "../../../generated/concordance/types.ts";
import type { Entry, History } from "../load/history.ts";

/**
 * What the store did by itself, in the form of the history: from an entry's `expiresAt` on nobody sees it, and by the time
 * somebody was told of its expiry, that has happened.
 *
 * @param log all changes
 * @param seen when a watcher was told first, by namespace, key and version
 */
export function expiriesOf(history: History, log: readonly Change[], seen: ReadonlyMap<string, number>): Entry[] {
  const ends = new Map(history.operations.flatMap(expiresOf));
  const values = new Map<string, string>();
  const entries: Entry[] = [];
  for (const { op, namespace, key, version, value } of log) {
    if (op === "set") values.set(`${namespace} ${key}`, JSON.stringify(value));
    if (op !== "expire") continue;
    const expiresAt = ends.get(values.get(`${namespace} ${key}`) ?? "");
    if (expiresAt === undefined) throw new Error(`${namespace} ${key} expired in version ${version}, although it was to stay.`);
    const start = history.momentOf(expiresAt);
    const end = Math.max(start, seen.get(expiryName({ namespace, key, version })) ?? history.now());
    entries.push({ process: history.newProcess(), op, namespace, key, args: {}, result: { version }, start, end });
  }
  return entries;
}

export function expiryName({ namespace, key, version }: Pick<Change, "namespace" | "key" | "version">): string {
  return `${namespace} ${key} ${version}`;
}

/** When what an operation writes is over, by its values. */
function expiresOf({ op, args }: Entry): [value: string, expiresAt: number][] {
  const writes = op === "batch" ? args.operations : op === "set" ? [args] : [];
  return writes.flatMap((write) => {
    const { value, expiresAt } = write as { readonly value?: unknown; readonly expiresAt?: number };
    return expiresAt === undefined ? [] : [[JSON.stringify(value), expiresAt] as [string, number]];
  });
}
