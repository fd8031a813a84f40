import { setTimeout as delay } from "node:timers/promises";
import { ChaosCluster } from "./cluster/chaos-cluster.ts";
import type { ChaosNode } from "./cluster/chaos-node.ts";
import { Connection, type Reply } from "./load/connection.ts";

export interface FailoverOptions {
  readonly folder: string;
  readonly nodes: number;
  readonly times: number;
  readonly say: (line: string) => void;
}

/** Pause after a refusal, in ms: nobody tries more eagerly. */
const RETRY_MS = 2;
const ANSWER_MS = 5_000;
/** How long the writer writes undisturbed before the leader is killed, at least and at most, in ms. */
const [CALM_LEAST, CALM_MOST] = [300, 600];

/** Kills the leader again and again under one writer. @returns how long no write succeeded each time, in ms */
export async function measureFailover({ folder, nodes, times, say }: FailoverOptions): Promise<number[]> {
  const cluster = await ChaosCluster.start({ folder, nodes });
  const over = new AbortController();
  const writer = new Writer(cluster);
  const writing = writer.run(over.signal);
  try {
    const gaps: number[] = [];
    for (let time = 1; time <= times; time += 1) {
      await delay(CALM_LEAST + Math.random() * (CALM_MOST - CALM_LEAST));
      const leader = await cluster.leader();
      if (leader === undefined) throw new Error("There is no leader although nothing is wrong.");
      const killed = leader.end("SIGKILL");
      const gap = await writer.gap();
      await killed;
      gaps.push(gap);
      say(`${String(time).padStart(3)}: ${gap.toFixed(0)} ms`);
      await leader.start();
      await cluster.whole();
    }
    return gaps;
  } finally {
    over.abort();
    await writing;
    await cluster.end();
  }
}

/** Writes one after the other, tries everybody when it fails, and knows when it succeeded. */
class Writer {
  readonly #cluster: ChaosCluster;
  readonly #connections = new Map<ChaosNode, Connection>();
  #succeeded = performance.now();
  #waiting: { readonly resolve: (gap: number) => void; readonly since: number } | null = null;
  #writes = 0;

  constructor(cluster: ChaosCluster) {
    this.#cluster = cluster;
  }

  /** The next gap between two writes that succeeded, of which the second began after this call. */
  gap(): Promise<number> {
    return new Promise((resolve) => {
      this.#waiting = { resolve, since: performance.now() };
    });
  }

  async run(stopped: AbortSignal): Promise<void> {
    let [node] = this.#cluster.nodes as [ChaosNode];
    while (!stopped.aborted) {
      const began = performance.now();
      const reply = await this.#write(node);
      if (reply.kind === "result") {
        this.#success(began);
        continue;
      }
      const leader = reply.kind === "error" && reply.code === "NOT_LEADER" ? this.#cluster.behind(reply.data.leader ?? "") : undefined;
      if (leader === undefined || leader === node || !leader.isUp) await delay(RETRY_MS);
      node = leader?.isUp === true && leader !== node ? leader : this.#after(node);
    }
    for (const connection of this.#connections.values()) connection.end();
  }

  async #write(node: ChaosNode): Promise<Reply> {
    let connection = this.#connections.get(node);
    if (!connection?.isOpen) {
      const opened = await Connection.open(node.address);
      if (opened === null) return { kind: "unsent" };
      connection = opened;
      this.#connections.set(node, opened);
    }
    this.#writes += 1;
    return await connection.call("kv/set", { namespace: "chaos/failover", key: "k", value: this.#writes, forward: false }, ANSWER_MS);
  }

  #success(began: number): void {
    const now = performance.now();
    const gap = now - this.#succeeded;
    this.#succeeded = now;
    if (this.#waiting === null || began < this.#waiting.since) return;
    this.#waiting.resolve(gap);
    this.#waiting = null;
  }

  #after(node: ChaosNode): ChaosNode {
    const { nodes } = this.#cluster;
    return nodes[(nodes.indexOf(node) + 1) % nodes.length] as ChaosNode;
  }
}
