import { LIMITS } from "../../../generated/concordance/limits.ts";
import { rest } from "../../testing/rest.ts";
import type { ChaosNode } from "../cluster/chaos-node.ts";
import { flood } from "../load/flood.ts";
import type { FaultContext } from "./context.ts";

/** Hands leadership to a node. That this may fail is not looked at. */
export async function transfer(context: FaultContext): Promise<boolean> {
  const to = context.random.pick(context.cluster.nodes);
  const body = context.random.chance(0.7) ? { nodeId: to.name } : {};
  const asked = context.random.pick(context.cluster.nodes);
  await rest(asked.address, "POST", "/api/v1/cluster/transfer", { body }).catch(() => undefined);
  return true;
}

/** Takes a node out of the cluster and ends it; later it comes back, with the data that it had. */
export async function rejoin(context: FaultContext, node: ChaosNode): Promise<boolean> {
  return await context.hold([node], async () => {
    const other = context.random.pick(context.cluster.nodes.filter((some) => some !== node));
    const removed = await rest(other.address, "POST", "/api/v1/cluster/remove", { body: { nodeId: node.name } }).catch(() => null);
    await node.end("SIGKILL");
    await context.last();
    // Where the removal did not come about it is still a member, and asking to be taken in does no harm.
    await context.restart(node, ...(removed?.status === 200 ? ["--join", other.proxy.address] : []));
  });
}

/**
 * Keeps a node down while so much is written that the others have cut their logs: it needs a snapshot. Meanwhile nobody ends
 * the others, or nothing would be written.
 */
export async function fallBehind(context: FaultContext, node: ChaosNode): Promise<boolean> {
  return await context.hold(context.cluster.nodes, async () => {
    await node.end("SIGKILL");
    await flood(context.cluster, LIMITS.snapshotEntries + LIMITS.snapshotTrailing, context.stopped);
    await context.restart(node);
  });
}
