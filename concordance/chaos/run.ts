import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Change } from "../../generated/concordance/types.ts";
import { checkText } from "../simulation/linearizability/check-file.ts";
import { Random } from "../simulation/random.ts";
import { coversNamespace } from "../store/namespaces.ts";
import { ChaosCluster } from "./cluster/chaos-cluster.ts";
import { FaultContext } from "./faults/context.ts";
import { FaultScheduler } from "./faults/fault-scheduler.ts";
import type { FaultName } from "./faults/faults.ts";
import { Client, type Habits } from "./load/client.ts";
import { readEverything, writeMarkers } from "./load/ending.ts";
import { FLOOD } from "./load/flood.ts";
import { History } from "./load/history.ts";
import type { Report, Verdict } from "./report.ts";
import { ChangeLog } from "./verdict/change-log.ts";
import { checkLog } from "./verdict/check-log.ts";
import { checkWrites } from "./verdict/check-writes.ts";
import { compareStreams } from "./verdict/compare-streams.ts";
import { compareBackups, compareEntries } from "./verdict/end-state.ts";
import { expiriesOf, expiryName } from "./verdict/expiries.ts";
import type { Watcher } from "./watchers/watcher.ts";
import { Watchers } from "./watchers/watchers.ts";

export interface ChaosOptions {
  /** Where the nodes keep their data and, in the end, their logs. */
  readonly folder: string;
  /** Where the history goes. */
  readonly history: string;
  readonly seconds: number;
  readonly seed: number;
  readonly nodes: number;
  readonly clients: number;
  readonly watchers: number;
  readonly faults: readonly FaultName[];
}

/** How long clients go on when all is well again, in ms. */
const CALM_MS = 1_000;
/** Longer than any entry of the load stays that expires. */
const LONGEST_LIFE_MS = 1_500;
/** How often it is looked whether all watchers have everything, and with what pause in ms. */
const ATTEMPTS = 300;
const PAUSE_MS = 100;
const CHECK_MS = 300_000;

/** Runs a cluster under load and faults, heals it, and holds what clients and watchers were told against what is there. */
export async function runChaos(options: ChaosOptions): Promise<Report> {
  const { folder } = options;
  await mkdir(dirname(options.history), { recursive: true });
  const cluster = await ChaosCluster.start({ folder, nodes: options.nodes });
  const run = new Run(options, cluster);
  try {
    return await run.do();
  } catch (error) {
    // What went wrong before tells more.
    throw new Error([...run.problems, (error as Error).message].join("\n"), { cause: error });
  } finally {
    run.abandon();
    for (const { name, log } of cluster.nodes) await writeFile(join(folder, `${name}.log`), log);
    await writeFile(join(folder, "faults.log"), run.faults.join(""));
    await cluster.end();
  }
}

class Run {
  readonly #options: ChaosOptions;
  readonly #cluster: ChaosCluster;
  readonly #history: History;
  readonly #clients: readonly Client[];
  readonly #watchers: Watchers;
  readonly #log = new ChangeLog();
  readonly #context: FaultContext;
  readonly #scheduler: FaultScheduler;
  /** When a watcher was told of an expiry first. */
  readonly #expiriesSeen = new Map<string, number>();
  readonly #faultsOver = new AbortController();
  readonly #loadOver = new AbortController();
  readonly #over = new AbortController();

  constructor(options: ChaosOptions, cluster: ChaosCluster) {
    const { seed, faults } = options;
    this.#options = options;
    this.#cluster = cluster;
    this.#history = new History(options.history);
    const random = new Random(seed);
    const own = () => new Random(random.below(2 ** 31));
    this.#clients = Array.from({ length: options.clients }, (_, at) => new Client(cluster, this.#history, own(), habitsOf(at)));
    const onChange = (change: Change) => this.#changed(change);
    this.#watchers = new Watchers({ count: options.watchers, nodes: cluster.nodes, random: own(), onChange });
    this.#context = new FaultContext(cluster, own(), this.#faultsOver.signal);
    this.#scheduler = new FaultScheduler(this.#context, faults);
  }

  async do(): Promise<Report> {
    const watching = this.#watchers.run(this.#faultsOver.signal, this.#over.signal);
    const address = () => this.#cluster.nodes.find(({ isRunning }) => isRunning)?.address ?? "";
    const following = this.#log.follow(address, this.#loadOver.signal);
    const working = Promise.all(this.#clients.map((client) => client.run(this.#loadOver.signal)));
    const failing = this.#scheduler.run();
    await delay(this.#options.seconds * 1_000);
    this.#faultsOver.abort();
    await failing;
    await this.#cluster.whole();
    await delay(CALM_MS);
    this.#loadOver.abort();
    await Promise.all([working, following]);
    await delay(LONGEST_LIFE_MS);
    await writeMarkers(this.#cluster, this.#history);
    await readEverything(this.#cluster, this.#history);
    const leader = await this.#settledLeader();
    await this.#log.readFrom(leader);
    await this.#watchersReachTheEnd();
    this.#over.abort();
    await watching;
    const verdicts = await this.#verdicts(leader);
    return this.#report(verdicts);
  }

  get problems(): readonly string[] {
    return this.#context.problems;
  }

  /** What was done when, a line for each. */
  get faults(): readonly string[] {
    return this.#scheduler.log;
  }

  /** Ends whatever is still going on. */
  abandon(): void {
    for (const controller of [this.#faultsOver, this.#loadOver, this.#over]) controller.abort();
  }

  #changed(change: Change): void {
    if (change.op !== "expire") return;
    const name = expiryName(change);
    if (!this.#expiriesSeen.has(name)) this.#expiriesSeen.set(name, this.#history.now());
  }

  async #settledLeader(): Promise<string> {
    await this.#cluster.whole();
    const leader = await this.#cluster.leader();
    if (leader === undefined) throw new Error("There is no leader although nothing is wrong.");
    return leader.address;
  }

  /** Who does not get there is found wanting when its stream is compared. */
  async #watchersReachTheEnd(): Promise<void> {
    const isThere = (watcher: Watcher) => {
      const last = this.#expectedOf(watcher).at(-1)?.revision ?? 0;
      return (watcher.delivered.at(-1)?.revision ?? 0) >= last;
    };
    for (let attempt = 0; attempt < ATTEMPTS && !this.#watchers.all.every(isThere); attempt += 1) await delay(PAUSE_MS);
  }

  #expectedOf({ namespace, begin }: Watcher): Change[] {
    return this.#log.changes.filter((change) => change.revision > (begin ?? 0) && coversNamespace(namespace, change.namespace));
  }

  async #verdicts(leader: string): Promise<Verdict[]> {
    const { changes } = this.#log;
    const written = changes.filter(({ namespace }) => namespace !== FLOOD);
    const difference = await this.#log.compareWith(leader);
    const entries = await compareEntries(this.#cluster, changes);
    const backups = await compareBackups(this.#cluster);
    const ends = await Promise.all(this.#cluster.nodes.map(async (node) => ({ node, code: await node.end("SIGTERM") })));
    for (const expiry of expiriesOf(this.#history, written, this.#expiriesSeen)) this.#history.record(expiry);
    await this.#history.close();
    return [
      {
        claim: "nodes do what they are to do",
        problems: [
          ...this.#context.problems,
          ...ends.filter(({ code }) => code !== 0).map(({ node, code }) => `${node.name} ended with ${code}.`),
        ],
      },
      { claim: "clients are told only what can be", problems: this.#clients.flatMap(({ problems }) => problems).slice(0, 10) },
      { claim: "the change log is in order", problems: checkLog(changes) },
      {
        claim: "what was read of the change log during the run is what the leader has in the end",
        problems: difference === null ? [] : [difference],
      },
      {
        claim: "acknowledged writes are in the change log, refused ones are not, and revisions follow time",
        problems: checkWrites(this.#history.operations, written),
      },
      {
        claim: "every watcher was told every change once, in order",
        problems: this.#watchers.all.flatMap((watcher) => this.#streamProblems(watcher)),
      },
      { claim: "every node has the entries that the log leads to", problems: entries },
      { claim: "the backups of all nodes are equal to the byte", problems: backups },
      { claim: "the history is linearizable", problems: await this.#linearizability() },
    ];
  }

  #streamProblems(watcher: Watcher): string[] {
    const difference = compareStreams(this.#expectedOf(watcher), watcher.delivered);
    return [...watcher.problems, ...(difference === null ? [] : [difference])].map((problem) => `${watcher.name}: ${problem}`);
  }

  /** As `npm run check:linearizable` sees it: from the file. */
  async #linearizability(): Promise<string[]> {
    const { verdict, detail = "" } = checkText(await readFile(this.#options.history, "utf8"), { timeoutMs: CHECK_MS });
    return verdict === "linearizable" ? [] : [`${verdict}\n${detail}`];
  }

  #report(verdicts: readonly Verdict[]): Report {
    const { seed, seconds } = this.#options;
    const { operations } = this.#history;
    const logs = this.#cluster.nodes.map(({ log }) => log).join("");
    const outcomes = new Map<string, number>();
    for (const client of this.#clients) for (const [name, count] of client.outcomes) outcomes.set(name, (outcomes.get(name) ?? 0) + count);
    const { all } = this.#watchers;
    return {
      seed,
      seconds,
      operations: operations.length,
      unknown: operations.filter(({ result }) => result === "unknown").length,
      outcomes,
      faults: this.#scheduler.done,
      failovers: occurrences(logs, '"role":"leader"') - 1,
      snapshotsInstalled: occurrences(logs, "took over a snapshot"),
      changes: this.#log.changes.length,
      watchers: {
        count: all.length,
        connections: all.reduce((sum, { connections }) => sum + connections, 0),
        events: all.reduce((sum, { delivered }) => sum + delivered.length, 0),
      },
      verdicts,
    };
  }
}

/** Some wait long and some do not; some go to the leader and some let others ask it. */
function habitsOf(client: number): Habits {
  return { forward: client % 2 === 0, patienceMs: client % 4 < 2 ? 1_000 : 6_000, thinkMs: 3 };
}

function occurrences(text: string, part: string): number {
  return text.split(part).length - 1;
}
