import type { Change } from "../change.ts";
import type { ChangeLogBounds } from "../change-log.ts";
import type { Command, Operation } from "../command.ts";

/** What the machine should do, written for reading: it keeps every change there ever was, and looks through all of them. */
export class NaiveStore {
  history: Change[] = [];
  clock = 0;
  compactedTo = 0;
  readonly #bounds: ChangeLogBounds;

  constructor(bounds: ChangeLogBounds) {
    this.#bounds = bounds;
  }

  get revision(): number {
    return this.history.at(-1)?.revision ?? 0;
  }

  /** The changes, or the operation that is in conflict. */
  apply({ at, actor, operations }: Command): { changes: Change[]; conflict: { operation: number; currentVersion: number } | null } {
    this.clock = Math.max(this.clock, at);
    const before = this.history.length;
    this.#expire();
    const expired = this.history.length;
    const revision = this.revision + 1;
    for (const [operation, wanted] of operations.entries()) {
      const currentVersion = this.#live(wanted)?.version ?? 0;
      if (wanted.cas !== undefined && wanted.cas !== currentVersion) {
        this.history.length = expired;
        this.#trim();
        return { changes: this.history.slice(before), conflict: { operation, currentVersion } };
      }
      const position = this.history.filter((change) => change.revision === revision).length;
      const where = { namespace: wanted.namespace, key: wanted.key };
      const stamp = { ...where, version: this.versionOf(wanted) + 1, revision, position, updatedBy: actor, updatedAt: this.clock };
      if (wanted.op === "set") this.history.push({ op: "set", value: wanted.value, expiresAt: wanted.expiresAt ?? null, ...stamp });
      if (wanted.op === "delete" && currentVersion > 0) this.history.push({ op: "delete", value: null, expiresAt: null, ...stamp });
    }
    const changes = this.history.slice(before);
    this.#trim();
    return { changes, conflict: null };
  }

  versionOf(where: Pick<Operation, "namespace" | "key">): number {
    return this.#last(where)?.version ?? 0;
  }

  get(where: Pick<Operation, "namespace" | "key">, now: number): Change | undefined {
    const live = this.#live(where);
    return live?.expiresAt != null && live.expiresAt <= Math.max(now, this.clock) ? undefined : live;
  }

  list(namespace: string, prefix: string, now: number): Change[] {
    const keys = [...new Set(this.history.filter((change) => change.namespace === namespace).map(({ key }) => key))];
    const seen = keys.filter((key) => key.startsWith(prefix)).map((key) => this.get({ namespace, key }, now));
    return seen.filter((change) => change !== undefined).sort((a, b) => compareUnits(a.key, b.key));
  }

  log(): Change[] {
    return this.history.filter(({ revision }) => revision > this.compactedTo);
  }

  records(): Change[] {
    return this.history.filter((change) => change.revision > this.compactedTo || this.#last(change) === change);
  }

  nextExpiry(): number | null {
    const times = this.history.filter((change) => this.#live(change) === change).flatMap(({ expiresAt }) => expiresAt ?? []);
    return times.length === 0 ? null : Math.min(...times);
  }

  #expire(): void {
    const over = this.history.filter((change) => {
      return this.#live(change) === change && change.expiresAt !== null && change.expiresAt <= this.clock;
    });
    over.sort((a, b) => (a.expiresAt ?? 0) - (b.expiresAt ?? 0) || compareUnits(a.namespace, b.namespace) || compareUnits(a.key, b.key));
    const stamp = { op: "expire", value: null, updatedBy: "concordance", updatedAt: this.clock, expiresAt: null } as const;
    const revision = this.revision + 1;
    for (const [position, { namespace, key, version }] of over.entries()) {
      this.history.push({ ...stamp, namespace, key, version: version + 1, revision, position });
    }
  }

  #trim(): void {
    const isOver = (log: Change[]) => {
      const length = log.reduce((sum, { value }) => sum + (value?.length ?? 0), 0);
      return log.length > this.#bounds.changes || length > this.#bounds.valueLength;
    };
    for (let log = this.log(); isOver(log); log = this.log()) this.compactedTo = log[0]?.revision ?? this.compactedTo;
  }

  #live(where: Pick<Operation, "namespace" | "key">): Change | undefined {
    const last = this.#last(where);
    return last?.op === "set" ? last : undefined;
  }

  #last({ namespace, key }: Pick<Operation, "namespace" | "key">): Change | undefined {
    return this.history.findLast((change) => change.namespace === namespace && change.key === key);
  }
}

function compareUnits(a: string, b: string): number {
  const [ofA, ofB] = [a, b].map((text) => Array.from({ length: text.length }, (_, index) => text.charCodeAt(index)));
  for (const [index, unit] of (ofA ?? []).entries()) if (unit !== ofB?.[index]) return unit - (ofB?.[index] ?? -1);
  return a.length - b.length;
}
