import { type Conflict, evaluateBatch, type OperationResult } from "./batch.ts";
import type { Change } from "./change.ts";
import { ChangeLog, type ChangeLogBounds, type ChangesPage, type ChangesQuery } from "./change-log.ts";
import type { Command } from "./command.ts";
import { digestOf } from "./digest.ts";
import { ExpiryIndex } from "./expiry-index.ts";
import type { MachineMeta } from "./machine-meta.ts";
import { type KeyRange, NamespaceEntries } from "./namespace-entries.ts";
import { Shared } from "./shared.ts";

/** What a command did. */
export interface Applied {
  /** Then nothing of the operations happened; what expired stays expired. */
  readonly conflict: Conflict | null;
  /** One for each operation; empty with a conflict. */
  readonly results: readonly OperationResult[];
  /** Of the batch, or, when it changed nothing, the store's as it is. */
  readonly revision: number;
  /** In order: what expired, then what the operations did. */
  readonly changes: readonly Change[];
}

export interface MachineOptions {
  readonly bounds: ChangeLogBounds;
  /** Hears of each change that the machine let go of: it is no key's last one, and the change log has dropped it. */
  readonly forgotten?: (change: Change) => void;
}

export type ChangesAnswer = ({ readonly kind: "changes" } & ChangesPage) | { readonly kind: "compacted"; readonly compactedTo: number };

export interface ListQuery extends KeyRange {
  /** At least 1. */
  readonly limit: number;
}

const EXPIRED_BY = "concordance";
const NONE: readonly never[] = [];

/**
 * The key-value state machine. It knows no clock and no chance: the same commands in the same order make the same state,
 * wherever and whenever they are applied. What it hands out is never changed afterwards.
 */
export class KvMachine {
  #revision: number;
  #clock: number;
  #compactedTo: number;
  readonly #namespaces = new Map<string, NamespaceEntries>();
  readonly #expiry = new ExpiryIndex();
  readonly #log: ChangeLog;
  readonly #shared = new Shared();
  readonly #forgotten: (change: Change) => void;

  constructor({ bounds, forgotten = () => {} }: MachineOptions, meta: MachineMeta = { revision: 0, clock: 0, compactedTo: 0 }) {
    this.#revision = meta.revision;
    this.#clock = meta.clock;
    this.#compactedTo = meta.compactedTo;
    this.#forgotten = forgotten;
    this.#log = new ChangeLog(bounds, (change) => {
      if (this.#last(change.namespace, change.key) !== change) forgotten(change);
    });
  }

  /** The machine that gave `records()` and these numbers. */
  static of(records: Iterable<Change>, meta: MachineMeta, options: MachineOptions): KvMachine {
    const machine = new KvMachine(options, meta);
    for (const record of records) machine.restore(record);
    machine.restored();
    return machine;
  }

  /** Takes one of the records of the machine whose numbers this one was made with, in their order. Nothing else, until `restored`. */
  restore(record: Change): void {
    const entries = this.#entriesOf(record.namespace);
    this.#expiry.replace(entries.load(record), record);
    if (record.revision > this.#compactedTo) this.#log.append(record);
  }

  /** All records are there. */
  restored(): void {
    for (const entries of this.#namespaces.values()) entries.loaded();
  }

  get revision(): number {
    return this.#revision;
  }

  get clock(): number {
    return this.#clock;
  }

  get compactedTo(): number {
    return this.#compactedTo;
  }

  /**
   * Does a command that is committed. First time goes on, and what is over then expires; then the operations are done. To
   * them an entry is there until it has expired, also when a command sets one whose time is past.
   */
  apply({ at, actor, operations }: Command): Applied {
    this.#clock = Math.max(this.#clock, at);
    const expired = this.#expire();
    const origin = {
      revision: this.#revision + 1,
      updatedBy: this.#shared.text(actor),
      updatedAt: this.#clock,
      shared: (text: string) => this.#namespaces.get(text)?.name ?? this.#shared.text(text),
    };
    const outcome = evaluateBatch(operations, origin, (namespace, key) => this.#last(namespace, key));
    if (outcome.conflict === null && outcome.changes.length > 0) {
      this.#revision += 1;
      this.#take(outcome.changes);
    }
    this.#compactedTo = this.#log.trim() ?? this.#compactedTo;
    const { conflict } = outcome;
    if (conflict !== null) return { conflict, results: NONE, revision: this.#revision, changes: expired };
    const changes = expired.length === 0 ? outcome.changes : [...expired, ...outcome.changes];
    return { conflict, results: outcome.results, revision: this.#revision, changes };
  }

  /** An entry that may be seen at `now` (milliseconds). */
  get(namespace: string, key: string, now: number): Change | undefined {
    const last = this.#last(namespace, key);
    return last !== undefined && this.#isSeen(last, now) ? last : undefined;
  }

  /** The last version of a key, of its entry or its tombstone; 0 when it was never there. */
  versionOf(namespace: string, key: string): number {
    return this.#last(namespace, key)?.version ?? 0;
  }

  /** Entries of a namespace (not of those below it), by the UTF-16 code units of their keys. */
  list(namespace: string, { limit, ...range }: ListQuery, now: number): { readonly items: Change[]; readonly more: boolean } {
    const items: Change[] = [];
    for (const entry of this.#namespaces.get(namespace)?.entries(range) ?? NONE) {
      if (!this.#isSeen(entry, now)) continue;
      if (items.length >= limit) return { items, more: true };
      items.push(entry);
    }
    return { items, more: false };
  }

  /**
   * What happened after a revision, in order; "compacted" when that cannot be told without a gap. A revision is never
   * split, so that a page may be longer than its limit.
   */
  changesSince(revision: number, query: ChangesQuery): ChangesAnswer {
    if (revision < this.#compactedTo || revision > this.#revision) return { kind: "compacted", compactedTo: this.#compactedTo };
    const { changes, stoppedAt } = this.#log.since(revision, query);
    return { kind: "changes", changes, revision: stoppedAt ?? this.#revision, more: stoppedAt !== null };
  }

  /** When the next entry expires, in milliseconds: from then on a command should come soon, even one that does nothing. */
  nextExpiry(): number | null {
    return this.#expiry.first();
  }

  /** Everything that the machine keeps, in the order in which it happened. */
  *records(): Generator<Change> {
    const old: Change[] = [];
    for (const entries of this.#namespaces.values()) {
      for (const last of entries.lasts()) if (last.revision <= this.#compactedTo) old.push(last);
    }
    yield* old.sort((a, b) => a.revision - b.revision || a.position - b.position);
    yield* this.#log;
  }

  /** SHA-256 of the whole state, the change log included, in hexadecimal. It looks at every record. */
  digest(): string {
    return digestOf(this.records(), this);
  }

  #expire(): readonly Change[] {
    const over = this.#expiry.over(this.#clock);
    if (over.length === 0) return NONE;
    this.#revision += 1;
    const revision = this.#revision;
    const changes = over.map(
      ({ namespace, key, version }, position): Change => ({
        op: "expire",
        namespace,
        key,
        value: null,
        version: version + 1,
        revision,
        position,
        updatedBy: EXPIRED_BY,
        updatedAt: this.#clock,
        expiresAt: null,
      }),
    );
    this.#take(changes);
    return changes;
  }

  #take(changes: readonly Change[]): void {
    for (const change of changes) {
      const previous = this.#entriesOf(change.namespace).put(change);
      this.#expiry.replace(previous, change);
      this.#log.append(change);
      if (previous !== undefined && previous.revision <= this.#compactedTo) this.#forgotten(previous);
    }
  }

  #entriesOf(namespace: string): NamespaceEntries {
    let entries = this.#namespaces.get(namespace);
    if (entries === undefined) {
      entries = new NamespaceEntries(namespace);
      this.#namespaces.set(namespace, entries);
    }
    return entries;
  }

  #last(namespace: string, key: string): Change | undefined {
    return this.#namespaces.get(namespace)?.last(key);
  }

  #isSeen({ op, expiresAt }: Change, now: number): boolean {
    return op === "set" && (expiresAt === null || expiresAt > Math.max(now, this.#clock));
  }
}
