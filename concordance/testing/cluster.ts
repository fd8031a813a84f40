import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { ClusterStatus } from "../../generated/concordance/types.ts";
import { NodeProcess } from "./node-process.ts";

export interface ClusterOptions {
  readonly folder: string;
  readonly nodes: number;
  /** Elections take so long that a busy machine causes none: for tests of anything else. */
  readonly patient?: boolean;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const KEY = "dev";
const PATIENT = ["--election-ms", "1500", "--heartbeat-ms", "100"];
const PATIENCE_MS = 30_000;

/** Some nodes, each a process, that are one cluster. Whoever starts them ends them. */
export class Cluster {
  readonly nodes: NodeProcess[] = [];
  readonly #options: ClusterOptions;

  private constructor(options: ClusterOptions) {
    this.#options = options;
  }

  /** Resolves when every node has a vote and knows the leader. */
  static async start(options: ClusterOptions): Promise<Cluster> {
    const cluster = new Cluster(options);
    try {
      for (let count = 0; count < options.nodes; count += 1) await cluster.add();
      return cluster;
    } catch (error) {
      await cluster.end();
      throw error;
    }
  }

  get addresses(): string[] {
    return this.nodes.map(({ address }) => address);
  }

  /** Starts one node more: the first begins the cluster, others join it. */
  async add(name = `n${this.nodes.length + 1}`): Promise<NodeProcess> {
    const { folder, patient = false, args = [], env = {} } = this.#options;
    const first = this.nodes.find(({ isUp }) => isUp);
    const begin = first === undefined ? ["--bootstrap"] : ["--join", first.address];
    const timings = patient ? PATIENT : [];
    const all = ["--node-id", name, "--log-level", "warn", ...timings, ...args, ...begin];
    const node = new NodeProcess({ dataDir: join(folder, name), args: all, env });
    this.nodes.push(node);
    await node.start();
    await until(`${name} has a vote`, async () => {
      const status = await statusOf(node);
      return status?.leader !== null && status?.members.find(({ nodeId }) => nodeId === name)?.voter === true;
    });
    return node;
  }

  /** The node that leads, as soon as there is one that a majority goes by. */
  async leader(): Promise<NodeProcess> {
    let found: NodeProcess | undefined;
    await until("there is a leader", async () => {
      const statuses = await Promise.all(
        this.nodes.filter(({ isUp }) => isUp).map(async (node) => ({ node, status: await statusOf(node) })),
      );
      found = statuses
        .filter(({ status }) => status?.role === "leader")
        .sort((a, b) => (b.status?.term ?? 0) - (a.status?.term ?? 0))
        .at(0)?.node;
      return found !== undefined;
    });
    return found as NodeProcess;
  }

  async end(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.kill()));
  }
}

/** What a node says of itself, or null when it says nothing. */
export async function statusOf(node: NodeProcess): Promise<ClusterStatus | null> {
  const response = await fetch(`${node.url}/api/v1/cluster/status`, {
    headers: { authorization: `Bearer ${KEY}` },
    signal: AbortSignal.timeout(1_000),
  }).catch(() => null);
  return response?.ok ? ((await response.json()) as ClusterStatus) : null;
}

/** Asks again and again, as another process cannot be awaited. @throws Error when it does not come about */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`It did not come about that ${what}.`);
    await delay(20);
  }
}
