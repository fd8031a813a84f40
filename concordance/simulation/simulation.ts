import type { Flaw } from "../raft/flaws.ts";
import { Client } from "./clients.ts";
import { Cluster } from "./cluster.ts";
import { type FaultKind, Faults } from "./faults.ts";
import { History } from "./history.ts";
import { Invariants, Violation } from "./invariants.ts";
import { checkHistory } from "./linearizability/check.ts";
import { Network } from "./network.ts";
import { Random } from "./random.ts";
import { type Scenario, scenarioOf } from "./scenario.ts";
import { digested } from "./store.ts";
import { Timeline } from "./timeline.ts";

/** A flaw of Raft, or of the state machine. */
export type SimulatedFlaw = Flaw | "expiryByLocalClock";

export interface Outcome {
  readonly seed: number;
  /** What broke, or null. */
  readonly broken: string | null;
  /** The linearizability checker ran out of time. */
  readonly undecided: boolean;
  readonly scenario: Scenario;
  readonly steps: number;
  /** Of everything that happened: the same for the same seed. */
  readonly digest: number;
  readonly operations: number;
  readonly committed: number;
  readonly faults: ReadonlyMap<string, number>;
}

/** How long a cluster without faults has to come to rest. */
const REST_MS = 6000;
const EXPIRY_EVERY_MS = 100;

export interface RunOptions {
  readonly flaw?: SimulatedFlaw;
  /** Only these go wrong, instead of what the seed would choose. */
  readonly faults?: readonly FaultKind[];
  /** Hears of everything that happens. */
  readonly tell?: (line: string) => void;
}

/** One run: faults and clients for a while, then rest, then the verdict. */
export function simulate(seed: number, { flaw, faults: only, tell }: RunOptions = {}): Outcome {
  const random = new Random(seed);
  const chosen = scenarioOf(random);
  const scenario: Scenario = only === undefined ? chosen : { ...chosen, faults: only };
  const timeline = new Timeline();
  const history = new History();
  let faults: Faults | undefined;
  let steps = 0;
  let digest = 0;
  const trace = (node: string, what: string, detail: unknown) => {
    steps += 1;
    digest = digested(digest, `${timeline.now} ${node} ${what}`);
    tell?.(`${timeline.now.toFixed(2).padStart(9)} ${node.padEnd(3)} ${what} ${JSON.stringify(detail)}`);
  };
  const network = new Network(timeline, random, scenario.network, (message) => cluster.find(message.to)?.receive(message));
  const cluster: Cluster = new Cluster(scenario, {
    timeline,
    network,
    random,
    invariants: new Invariants((id) => cluster.find(id)?.disk),
    options: scenario.options,
    flaws: flaw === undefined || flaw === "expiryByLocalClock" ? {} : { [flaw]: true },
    expiresByLocalClock: flaw === "expiryByLocalClock",
    chunkSize: scenario.chunkSize,
    endsHere: (host) => faults?.endsHere(host) ?? false,
    trace,
    history,
  });
  let broken: string | null = null;
  let undecided = false;
  try {
    for (const host of cluster.hosts) host.start();
    const clients = Array.from({ length: scenario.clients }, () => new Client(timeline, random, history, scenario, () => cluster.hosts));
    expireRegularly(cluster);
    faults = new Faults(cluster, scenario);
    timeline.runUntil(scenario.durationMs);
    faults.stop();
    rest(cluster, timeline, clients);
    ({ broken, undecided } = judge(history));
  } catch (error) {
    broken = error instanceof Error ? (error instanceof Violation ? error.message : `the core failed: ${error.stack}`) : String(error);
  }
  const { committedIndex } = cluster.around.invariants;
  const operations = history.operations.length;
  return { seed, broken, undecided, scenario, steps, digest, operations, committed: committedIndex, faults: faults?.done ?? new Map() };
}

/** Leaders propose, now and then, that what is over goes away. */
function expireRegularly(cluster: Cluster): void {
  cluster.around.timeline.after(EXPIRY_EVERY_MS, () => {
    for (const host of cluster.hosts) {
      const due = host.store.machine.nextExpiry() ?? Number.POSITIVE_INFINITY;
      if (host.leads && due <= host.clock) host.propose([], () => {});
    }
    expireRegularly(cluster);
  });
}

/** Without faults a leader is elected, takes writes, and everybody gets to the same state. */
function rest(cluster: Cluster, timeline: Timeline, clients: readonly Client[]): void {
  timeline.runUntil(timeline.now + REST_MS / 2);
  for (const client of clients) client.stop();
  const leader = cluster.leader();
  if (leader === undefined) throw new Violation("a leader is elected", "there was none at rest");
  let written = false;
  leader.propose([], ({ kind }) => {
    written = kind === "done";
  });
  timeline.runUntil(timeline.now + REST_MS / 2);
  if (!written) throw new Violation("writes are taken", `${leader.id} did not commit one at rest`);
  const state = leader.store.save();
  for (const host of cluster.members()) {
    if (host.store.save() === state) continue;
    throw new Violation(
      "all nodes come to the same state",
      `${host.id} applied ${host.raft?.applied}, ${leader.id} ${leader.raft?.applied}`,
    );
  }
}

function judge({ operations }: History): Pick<Outcome, "broken" | "undecided"> {
  const { verdict, detail } = checkHistory(operations, { timeoutMs: 10_000 });
  return { broken: verdict === "not linearizable" ? `linearizability: ${detail ?? ""}` : null, undecided: verdict === "undecided" };
}
