import { setTimeout as delay } from "node:timers/promises";
import type { Change } from "../../../generated/concordance/types.ts";
import type { Random } from "../../simulation/random.ts";
import type { ChaosNode } from "../cluster/chaos-node.ts";
import { ROOT } from "../load/plan.ts";
import { Watcher } from "./watcher.ts";

/** What a watcher does beside watching. */
type Habit = "steady" | "wanders" | "dozes" | "disconnects" | "is late" | "looks at a part";

/** These stay with one node, each with another: also when it falls behind. */
const STAYS: readonly Habit[] = ["steady", "is late", "looks at a part"];
const HABITS: readonly Habit[] = ["steady", "wanders", "dozes", "disconnects", "is late", "looks at a part"];
/** How long after the others one begins that is late, in ms. */
const LATE_MS = 5_000;

export interface WatchersOptions {
  readonly count: number;
  readonly nodes: readonly ChaosNode[];
  readonly random: Random;
  readonly onChange: (change: Change) => void;
}

/** Watchers of every habit, as many as there should be, spread over the nodes. */
export class Watchers {
  readonly all: readonly Watcher[];
  readonly #random: Random;
  readonly #habits: readonly Habit[];

  constructor({ count, nodes, random, onChange }: WatchersOptions) {
    this.#random = random;
    this.#habits = Array.from({ length: count }, (_, at) => HABITS[at % HABITS.length] as Habit);
    this.all = this.#habits.map((habit, at) => {
      const home = nodes[at % nodes.length] as ChaosNode;
      return new Watcher({
        name: `watcher ${at + 1} (${habit})`,
        namespace: habit === "looks at a part" ? `${ROOT}/b` : ROOT,
        since: habit === "is late" ? null : 0,
        choose: () => (STAYS.includes(habit) ? home : random.pick(nodes)),
        onChange,
      });
    });
  }

  /** Lets all of them watch until they are told to stop, and do what they do until it gets calm. */
  async run(calm: AbortSignal, stopped: AbortSignal): Promise<void> {
    await Promise.all(this.all.map((watcher, at) => this.#run(watcher, this.#habits[at] as Habit, calm, stopped)));
  }

  async #run(watcher: Watcher, habit: Habit, calm: AbortSignal, stopped: AbortSignal): Promise<void> {
    if (habit === "is late") await this.#pause(LATE_MS, LATE_MS, calm);
    const watching = watcher.run(stopped);
    while (!calm.aborted) {
      if (habit === "dozes") {
        await this.#pause(100, 1_000, calm);
        await watcher.doze(this.#random.between(100, 4_000), calm);
      } else if (STAYS.includes(habit)) {
        await this.#pause(1_000, 1_000, calm);
      } else {
        await this.#pause(50, 2_000, calm);
        watcher.disconnect();
      }
    }
    await watching;
  }

  async #pause(low: number, high: number, signal: AbortSignal): Promise<void> {
    await delay(this.#random.between(low, high), undefined, { signal }).catch(() => undefined);
  }
}
