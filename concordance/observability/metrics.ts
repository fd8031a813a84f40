import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** What is asked of a node when its metrics are read. */
export interface Observed {
  readonly role: string;
  readonly term: number;
  readonly commitIndex: number;
  readonly appliedIndex: number;
  readonly revision: number;
  readonly waitingWrites: number;
  readonly connections: number;
  readonly subscriptions: number;
  readonly openPeers: number;
  readonly members: number;
  readonly isReady: boolean;
}

/** How a call came. */
export type Surface = "rest" | "stream";

const SECONDS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5];
const ROLES = ["follower", "pre_candidate", "candidate", "leader"];

/** The metrics of a node, in the text format of Prometheus. */
export class NodeMetrics {
  readonly #registry = new Registry();
  readonly #observe: () => Observed;
  readonly #calls: Histogram<"surface" | "call">;
  readonly #series: Record<Surface, Map<string, Histogram.Internal<"surface" | "call">>> = { rest: new Map(), stream: new Map() };
  readonly #refusals: Counter<"surface" | "call" | "code">;

  constructor(observe: () => Observed) {
    this.#observe = observe;
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry });
    this.#calls = new Histogram({
      name: "concordance_call_seconds",
      help: "Time from a call to its answer.",
      labelNames: ["surface", "call"],
      buckets: SECONDS,
      registers,
    });
    this.#refusals = new Counter({
      name: "concordance_refusals_total",
      help: "Calls that were answered with an error, by its code or HTTP status.",
      labelNames: ["surface", "call", "code"],
      registers,
    });
    this.#gauges(registers);
  }

  /** @param refusal the error's code or HTTP status, or null when there was none */
  answered(surface: Surface, call: string, refusal: string | null, ms: number): void {
    const series = this.#seriesOf(surface, call);
    series.observe(ms / 1000);
    if (refusal !== null) this.#refusals.inc({ surface, call, code: refusal });
  }

  /** Looking one up by its labels takes longer than a call does. */
  #seriesOf(surface: Surface, call: string): Histogram.Internal<"surface" | "call"> {
    const known = this.#series[surface].get(call);
    if (known !== undefined) return known;
    const series = this.#calls.labels({ surface, call });
    this.#series[surface].set(call, series);
    return series;
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }

  #gauges(registers: Registry[]): void {
    const add = (name: string, help: string, read: (observed: Observed) => number) => {
      const observe = this.#observe;
      new Gauge({
        name: `concordance_${name}`,
        help,
        registers,
        collect() {
          this.set(read(observe()));
        },
      });
    };
    for (const role of ROLES)
      add(`is_${role}`, `1 while the node is ${role.replace("_", " ")}.`, (observed) => Number(observed.role === role));
    add("ready", "1 while the node can serve.", ({ isReady }) => Number(isReady));
    add("term", "The term of the node.", ({ term }) => term);
    add("commit_index", "Up to here the log is committed.", ({ commitIndex }) => commitIndex);
    add("applied_index", "Up to here the log is applied.", ({ appliedIndex }) => appliedIndex);
    add("revision", "The revision of the state.", ({ revision }) => revision);
    add("members", "Members of the cluster.", ({ members }) => members);
    add("open_peers", "Members that this node has a connection to.", ({ openPeers }) => openPeers);
    add("waiting_writes", "Writes that wait to be committed.", ({ waitingWrites }) => waitingWrites);
    add("connections", "Clients on /stream.", ({ connections }) => connections);
    add("subscriptions", "Subscriptions of all clients.", ({ subscriptions }) => subscriptions);
  }
}
