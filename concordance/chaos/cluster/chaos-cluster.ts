import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { ClusterStatus } from "../../../generated/concordance/types.ts";
import { freePort } from "../../testing/free-port.ts";
import { rest } from "../../testing/rest.ts";
import { Links } from "../network/links.ts";
import { ChaosNode } from "./chaos-node.ts";

/** How often it is looked whether the cluster is whole. Counted, not timed: a machine may stand still for a while. */
const ATTEMPTS = 600;
const PAUSE_MS = 50;

/** Some nodes whose ways to each other can be obstructed. Whoever starts them ends them. */
export class ChaosCluster {
  readonly links: Links;
  readonly nodes: readonly ChaosNode[];

  private constructor(links: Links, nodes: readonly ChaosNode[]) {
    this.links = links;
    this.nodes = nodes;
  }

  /** Resolves when every node has a vote and knows the leader. */
  static async start(options: {
    readonly folder: string;
    readonly nodes: number;
    readonly args?: readonly string[];
  }): Promise<ChaosCluster> {
    const { folder, args = [] } = options;
    const links = new Links();
    const nodes: ChaosNode[] = [];
    for (let count = 1; count <= options.nodes; count += 1) {
      const name = `n${count}`;
      nodes.push(await ChaosNode.create({ name, dataDir: join(folder, name), port: await freePort(), links, args }));
    }
    const cluster = new ChaosCluster(links, nodes);
    try {
      for (const [at, node] of nodes.entries()) {
        await node.start(...(at === 0 ? ["--bootstrap"] : ["--join", nodes[0]?.proxy.address ?? ""]));
        await cluster.whole(nodes.slice(0, at + 1));
      }
      return cluster;
    } catch (error) {
      await cluster.end();
      throw error;
    }
  }

  /** The node behind an address that another one told. */
  behind(address: string): ChaosNode | undefined {
    return this.nodes.find(({ proxy }) => proxy.address === address);
  }

  async statuses(): Promise<{ readonly node: ChaosNode; readonly status: ClusterStatus | null }[]> {
    return await Promise.all(this.nodes.map(async (node) => ({ node, status: await node.status() })));
  }

  /** Of those who say that they lead, the one of the latest term. */
  async leader(): Promise<ChaosNode | undefined> {
    const leaders = (await this.statuses()).filter(({ status }) => status?.role === "leader");
    return leaders.sort((a, b) => (b.status?.term ?? 0) - (a.status?.term ?? 0)).at(0)?.node;
  }

  /**
   * Resolves when all of some nodes, and no others, have a vote, agree on the leader, and have applied the same. Who was
   * removed, and has not come back by itself, is taken in again.
   *
   * @throws Error with what they say, when that does not come about
   */
  async whole(nodes: readonly ChaosNode[] = this.nodes): Promise<ClusterStatus> {
    for (let attempt = 1; ; attempt += 1) {
      const statuses = await Promise.all(nodes.map((node) => node.status()));
      const leader = statuses.find((status) => status?.role === "leader");
      if (leader && statuses.every((status) => status !== null && isSettled(status, leader, nodes))) return leader;
      if (attempt === ATTEMPTS) throw new Error(`The cluster does not become whole: ${JSON.stringify(statuses)}`);
      if (leader) await this.readmit(nodes, leader);
      await delay(PAUSE_MS);
    }
  }

  /** Has the leader take in whoever of some nodes is no member. That may fail; then it is to be asked again. */
  async readmit(nodes: readonly ChaosNode[], { nodeId: leader, members }: ClusterStatus): Promise<void> {
    const address = this.nodes.find(({ name }) => name === leader)?.address ?? "";
    for (const node of nodes) {
      if (!node.isUp || members.some(({ nodeId }) => nodeId === node.name)) continue;
      const body = { nodeId: node.name, address: node.proxy.address };
      await rest(address, "POST", "/api/v1/cluster/join", { body }).catch(() => undefined);
    }
  }

  async end(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.end("SIGKILL")));
    for (const { proxy } of this.nodes) proxy.close();
  }
}

function isSettled(status: ClusterStatus, leader: ClusterStatus, nodes: readonly ChaosNode[]): boolean {
  const voters = status.members.filter(({ voter }) => voter);
  return (
    status.leader === leader.nodeId &&
    status.term === leader.term &&
    status.appliedIndex === leader.appliedIndex &&
    voters.length === nodes.length &&
    nodes.every(({ name }) => voters.some(({ nodeId }) => nodeId === name))
  );
}
