import type { Deleted, Json, Write } from "./linearizability/types.ts";

/** What is proposed: one batch of writes, with the leader's time. */
export interface Command {
  readonly at: number;
  readonly writes: readonly (Write & { readonly expiresAt?: number })[];
  /** When it was proposed, by the clock of the history. */
  readonly proposedAt: number;
}

export type CommandResult = { readonly results: readonly Required<Deleted>[] } | { readonly conflict: number };

/** An entry that went away because its time was over. */
export interface Expired {
  readonly namespace: string;
  readonly key: string;
  readonly version: number;
}

interface Row {
  readonly version: number;
  readonly value: Json;
  readonly live: boolean;
  readonly expiresAt: number | null;
}

/** A small store: the same commands in the same order give the same state, whenever and wherever they are applied. */
export class Store {
  rows: Map<string, Row> = new Map();
  /** The latest time that a leader wrote into the log. */
  clock = Number.NEGATIVE_INFINITY;
  /** Of everything that was applied so far. */
  digest = 0;

  /** @param now what counts as the time; the leader's, unless that is the planted flaw */
  apply(command: Command, now = command.at): { readonly result: CommandResult; readonly expired: readonly Expired[] } {
    this.clock = Math.max(this.clock, now);
    const expired = this.#expire();
    const before = new Map(this.rows);
    const result = this.#write(command);
    if ("conflict" in result) this.rows = before;
    this.digest = digested(this.digest, JSON.stringify([command.writes, result, expired]));
    return { result, expired };
  }

  /** Whether an expiry is due at a time. */
  isDue(now: number): boolean {
    return this.rows.values().some(({ live, expiresAt }) => live && expiresAt !== null && expiresAt <= now);
  }

  get(namespace: string, key: string): { readonly value: Json; readonly version: number } | null {
    const row = this.rows.get(`${namespace}\n${key}`);
    return row?.live ? { value: row.value, version: row.version } : null;
  }

  save(): string {
    return JSON.stringify({ rows: [...this.rows].sort(([a], [b]) => (a < b ? -1 : 1)), clock: this.clock, digest: this.digest });
  }

  static load(data: string): Store {
    const store = new Store();
    if (data === "") return store;
    const saved = JSON.parse(data) as { rows: [string, Row][]; clock: number | null; digest: number };
    store.rows = new Map(saved.rows);
    store.clock = saved.clock ?? Number.NEGATIVE_INFINITY;
    store.digest = saved.digest;
    return store;
  }

  #expire(): Expired[] {
    const expired: Expired[] = [];
    for (const [name, row] of [...this.rows].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (!row.live || row.expiresAt === null || row.expiresAt > this.clock) continue;
      this.rows.set(name, { version: row.version + 1, value: null, live: false, expiresAt: null });
      const [namespace = "", key = ""] = name.split("\n");
      expired.push({ namespace, key, version: row.version + 1 });
    }
    return expired;
  }

  #write({ writes }: Command): CommandResult {
    const results: Required<Deleted>[] = [];
    for (const write of writes) {
      const name = `${write.namespace}\n${write.key}`;
      const row = this.rows.get(name) ?? { version: 0, value: null, live: false, expiresAt: null };
      const current = row.live ? row.version : 0;
      if (write.cas !== undefined && write.cas !== current) return { conflict: current };
      const version = write.op === "set" || (write.op === "delete" && row.live) ? row.version + 1 : row.version;
      if (write.op === "set") this.rows.set(name, { version, value: write.value, live: true, expiresAt: write.expiresAt ?? null });
      if (write.op === "delete") this.rows.set(name, { version, value: null, live: false, expiresAt: null });
      results.push({ deleted: write.op === "delete" && row.live, version });
    }
    return { results };
  }
}

/** A running hash (FNV-1a) of text. */
export function digested(digest: number, text: string): number {
  let hash = digest ^ 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
