import type { Change } from "../store/change.ts";
import type { EncodedCommand } from "../store/command.ts";
import { type Applied, KvMachine } from "../store/kv-machine.ts";
import type { MachineMeta } from "../store/machine-meta.ts";

/** So few that runs go over them, in changes and in length; and snapshots stay small. */
const BOUNDS = { bounds: { changes: 15, valueLength: 90 } };

interface Saved {
  readonly meta: MachineMeta;
  readonly records: readonly Change[];
  readonly digest: number;
}

/** The state machine of a simulated node, and what becomes of it on a disk. */
export class Store {
  readonly machine: KvMachine;
  /** Of everything that was applied so far: cheaper than one of the whole state after each entry. */
  digest: number;

  constructor(machine = new KvMachine(BOUNDS), digest = 0) {
    this.machine = machine;
    this.digest = digest;
  }

  /** @param now what counts as the time instead of the leader's: the planted flaw */
  apply(encoded: EncodedCommand, now: number | null = null): Applied {
    const command = encoded.decode();
    const applied = this.machine.apply(now === null ? command : { ...command, at: now });
    const { conflict, results, changes } = applied;
    this.digest = digested(this.digest, JSON.stringify([encoded.text, conflict, results.length, changes]));
    return applied;
  }

  save(): string {
    const { revision, clock, compactedTo } = this.machine;
    return JSON.stringify({ meta: { revision, clock, compactedTo }, records: [...this.machine.records()], digest: this.digest });
  }

  static load(data: string): Store {
    if (data === "") return new Store();
    const { meta, records, digest } = JSON.parse(data) as Saved;
    return new Store(KvMachine.of(records, meta, BOUNDS), digest);
  }
}

/** A running hash (FNV-1a) of text. */
export function digested(digest: number, text: string): number {
  let hash = digest ^ 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
