import type { RaftOptions } from "../raft/options.ts";
import type { FaultKind } from "./faults.ts";
import type { Random } from "./random.ts";

/** What a seed decides before anything happens. */
export interface Scenario {
  readonly nodes: number;
  readonly clients: number;
  readonly keys: number;
  /** Whether clients list, which joins all keys to one history that takes longer to check. */
  readonly lists: boolean;
  readonly durationMs: number;
  readonly options: Partial<RaftOptions>;
  readonly network: NetworkHabits;
  readonly disk: DiskHabits;
  /** How far clocks may go fast or slow: 0.1 is a tenth. */
  readonly drift: number;
  readonly faultEveryMs: number;
  readonly faults: readonly FaultKind[];
  /** How large a chunk of a snapshot is, in characters. */
  readonly chunkSize: number;
}

export interface NetworkHabits {
  readonly loss: number;
  readonly duplication: number;
  readonly delayMs: number;
  /** How many messages are late, and so overtaken. */
  readonly late: number;
  readonly lateMs: number;
}

export interface DiskHabits {
  readonly writeMs: number;
  /** How many writes take long. */
  readonly slow: number;
  readonly slowMs: number;
}

export const FAULT_KINDS = [
  "split",
  "isolate_leader",
  "one_way",
  "crash",
  "crash_leader",
  "crash_leaders_early",
  "crash_voters",
  "crash_all",
  "pause",
  "pause_leader",
  "slow_disk",
  "clock_jump",
  "transfer",
  "add",
  "remove",
  "remove_and_split",
  "lossy",
] as const;

/** The mix is different for each seed, so that no fault always hides behind another. */
export function scenarioOf(random: Random): Scenario {
  const calm = random.chance(0.3);
  return {
    nodes: random.chance(0.6) ? 3 : 5,
    clients: 2 + random.below(4),
    keys: 1 + random.below(4),
    durationMs: random.between(3000, 6000),
    options: {
      maxAppendEntries: random.pick([1, 1, 2, 100]),
      maxInflight: random.pick([1, 3, 64]),
      snapshotThreshold: random.pick([5, 15, 40, 10_000]),
      snapshotTrailing: random.pick([0, 3, 20]),
      snapshotRetryMs: random.pick([20, 100, 300]),
      // Close together they make for split votes.
      electionTimeoutMaxMs: random.pick([160, 300]),
    },
    network: {
      loss: calm ? 0 : random.pick([0, 0.02, 0.1]),
      duplication: calm ? 0 : random.pick([0, 0.02, 0.1]),
      delayMs: random.pick([1, 5, 20]),
      late: calm ? 0 : random.pick([0, 0.02, 0.1]),
      lateMs: random.pick([50, 300, 1000]),
    },
    disk: { writeMs: random.pick([0.5, 5, 20]), slow: random.pick([0, 0.05]), slowMs: random.pick([50, 200]) },
    drift: random.pick([0, 0.02, 0.2]),
    faultEveryMs: random.pick([100, 250, 600]),
    // Some faults need a long run of their own kind to show anything.
    faults: random.chance(0.4) ? FAULT_KINDS.filter(() => random.chance(0.6)) : Array.from({ length: 2 }, () => random.pick(FAULT_KINDS)),
    chunkSize: random.pick([400, 2000, 100_000]),
    lists: random.chance(0.25),
  };
}
