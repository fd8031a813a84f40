import { setTimeout as delay } from "node:timers/promises";
import type { Random } from "../../simulation/random.ts";
import type { ChaosCluster } from "../cluster/chaos-cluster.ts";
import type { ChaosNode } from "../cluster/chaos-node.ts";

/** Shortest and longest time for which something goes wrong, in ms. */
const [SHORTEST, LONGEST] = [200, 4_000];

/** What faults work with. */
export class FaultContext {
  readonly cluster: ChaosCluster;
  readonly random: Random;
  /** Over: whatever is wrong is to be healed. */
  readonly stopped: AbortSignal;
  readonly problems: string[] = [];
  /** Nodes whose process a fault has its hands on: another fault leaves them alone. */
  readonly #held = new Set<ChaosNode>();

  constructor(cluster: ChaosCluster, random: Random, stopped: AbortSignal) {
    this.cluster = cluster;
    this.random = random;
    this.stopped = stopped;
  }

  /** Waits for as long as a fault lasts, mostly for a short time. */
  async last(longest = LONGEST): Promise<void> {
    await this.pause(this.random.between(SHORTEST, this.random.between(SHORTEST, longest)));
  }

  /** Waits, unless everything is to be healed. */
  async pause(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.stopped }).catch(() => undefined);
  }

  /** The leader if there is one that answers, else any node. */
  async leader(): Promise<ChaosNode> {
    return (await this.cluster.leader()) ?? this.random.pick(this.cluster.nodes);
  }

  /**
   * Does something with the processes of some nodes, which nobody else touches meanwhile.
   *
   * @returns false when another fault has one of them already, and nothing was done
   */
  async hold(nodes: readonly ChaosNode[], action: () => Promise<void>): Promise<boolean> {
    if (this.stopped.aborted || nodes.some((node) => this.#held.has(node) || !node.isUp)) return false;
    for (const node of nodes) this.#held.add(node);
    try {
      await action();
    } finally {
      for (const node of nodes) this.#held.delete(node);
    }
    return true;
  }

  /** Starts a node again; that it cannot is a defect of it. */
  async restart(node: ChaosNode, ...args: readonly string[]): Promise<void> {
    try {
      await node.start(...args);
    } catch (error) {
      this.problems.push(`${node.name} does not start again: ${(error as Error).message.slice(-2_000)}`);
    }
  }
}
