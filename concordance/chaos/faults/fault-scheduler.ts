import type { ChaosNode } from "../cluster/chaos-node.ts";
import type { FaultContext } from "./context.ts";
import { FAULTS, type FaultName } from "./faults.ts";

/** How many faults may be there at once, each time: mostly one, so that there is something that can go wrong. */
const AT_ONCE = [1, 1, 1, 1, 2, 2, 3];
/** Shortest and longest time from one fault to the next, in ms. */
const [SHORTEST_PAUSE, LONGEST_PAUSE] = [50, 1_600];

/** Makes one thing after another go wrong, or several at once. */
export class FaultScheduler {
  /** How often each was done. */
  readonly done = new Map<FaultName, number>();
  /** What began and ended when, a line for each. */
  readonly log: string[] = [];
  readonly #context: FaultContext;
  readonly #names: readonly FaultName[];
  readonly #underWay = new Set<Promise<void>>();
  /** Those that have not come yet in this turn. */
  #left: FaultName[] = [];
  readonly #failed = new Set<ChaosNode>();

  constructor(context: FaultContext, names: readonly FaultName[]) {
    this.#context = context;
    this.#names = names;
  }

  /** Goes on until the context is told to stop; resolves when everything is healed. */
  async run(): Promise<void> {
    const { random, stopped, cluster } = this.#context;
    while (!stopped.aborted && this.#names.length > 0) {
      await this.#context.pause(random.between(SHORTEST_PAUSE, LONGEST_PAUSE));
      const most = random.pick(AT_ONCE);
      while (this.#underWay.size >= most) await Promise.race(this.#underWay);
      if (stopped.aborted) break;
      this.#begin(this.#next());
      for (const node of cluster.nodes) {
        if (!node.hasFailed || this.#failed.has(node)) continue;
        this.#failed.add(node);
        this.#context.problems.push(`${node.name} ended by itself: ${node.log.slice(-2_000)}`);
      }
    }
    await Promise.all(this.#underWay);
  }

  /** All kinds come by turns, each time in another order. */
  #next(): FaultName {
    if (this.#left.length === 0) this.#left = [...this.#names];
    const name = this.#context.random.pick(this.#left);
    this.#left = this.#left.filter((other) => other !== name);
    return name;
  }

  #begin(name: FaultName): void {
    this.#tell(`${name} begins`);
    const fault = FAULTS[name].run(this.#context).then((isDone) => {
      this.#underWay.delete(fault);
      this.#tell(`${name} ${isDone ? "is healed" : "was left out"}`);
      if (isDone) this.done.set(name, (this.done.get(name) ?? 0) + 1);
    });
    this.#underWay.add(fault);
  }

  #tell(what: string): void {
    this.log.push(`${new Date().toISOString()} ${what}\n`);
  }
}
