import type { FaultName } from "./faults/faults.ts";

/** What a run did, and what came of it. */
export interface Report {
  readonly seed: number;
  readonly seconds: number;
  readonly operations: number;
  /** Operations whose outcome nobody knows. */
  readonly unknown: number;
  /** How often clients were told what. */
  readonly outcomes: ReadonlyMap<string, number>;
  readonly faults: ReadonlyMap<FaultName, number>;
  /** How often a node began to lead, the first one left aside. */
  readonly failovers: number;
  /** How often a node took over a snapshot of the leader. */
  readonly snapshotsInstalled: number;
  readonly changes: number;
  readonly watchers: { readonly count: number; readonly connections: number; readonly events: number };
  /** Each claim with what is wrong about it; nothing when it holds. */
  readonly verdicts: readonly Verdict[];
}

export interface Verdict {
  readonly claim: string;
  readonly problems: readonly string[];
}

export function holds({ verdicts }: Report): boolean {
  return verdicts.every(({ problems }) => problems.length === 0);
}

/** For people: several lines. */
export function describe(report: Report): string {
  const { seed, seconds, operations, unknown, outcomes, faults, failovers, snapshotsInstalled, changes, watchers, verdicts } = report;
  return [
    `seed ${seed}: ${seconds} s, ${operations} operations in the history, ${unknown} of unknown outcome; ${changes} changes`,
    `answers: ${counts(outcomes)}`,
    `faults: ${counts(faults)}`,
    `leaders elected after the first: ${failovers}; snapshots taken over: ${snapshotsInstalled}`,
    `watchers: ${watchers.count}, connected ${watchers.connections} times, ${watchers.events} changes delivered`,
    ...verdicts.flatMap(({ claim, problems }) => [
      `${problems.length === 0 ? "holds" : "BROKEN"}: ${claim}`,
      ...problems.map((problem) => problem.replaceAll(/^/gm, "  ")),
    ]),
  ].join("\n");
}

function counts(of: ReadonlyMap<string, number>): string {
  return of.size === 0
    ? "none"
    : [...of]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, count]) => `${name} ${count}`)
        .join(", ");
}
