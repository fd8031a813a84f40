import { LIMITS } from "../../../generated/concordance/limits.ts";
import { rest } from "../../testing/rest.ts";
import type { ChaosNode } from "../cluster/chaos-node.ts";
import { flood } from "../load/flood.ts";
import { between } from "../network/links.ts";
import type { FaultContext } from "./context.ts";

const PAUSE_MS = 100;

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
    await rest(other.address, "POST", "/api/v1/cluster/remove", { body: { nodeId: node.name } }).catch(() => null);
    await node.end("SIGKILL");
    await context.last();
    await context.restart(node, "--join", other.proxy.address);
    await readmission(context, node);
  });
}

/** Where the answer to the removal was lost, it may have happened after the node asked whether it is a member: then it is invited. */
async function readmission(context: FaultContext, node: ChaosNode): Promise<void> {
  while (!context.stopped.aborted) {
    const status = await (await context.cluster.leader())?.status();
    if (status?.members.some(({ nodeId, voter }) => nodeId === node.name && voter)) return;
    if (status) await context.cluster.readmit([node], status);
    await context.pause(PAUSE_MS);
  }
}

/**
 * Keeps a node down, or cut off while its watchers stay with it, until so much was written that the others have cut their
 * logs: it needs a snapshot. Meanwhile nobody ends the others, or nothing would be written.
 */
export async function fallBehind(context: FaultContext, node: ChaosNode): Promise<boolean> {
  return await context.hold(context.cluster.nodes, async () => {
    const isDown = context.random.chance(0.5);
    const others = context.cluster.nodes.filter((other) => other !== node);
    const heal = context.cluster.links.obstruct(between([node.name], isDown ? [] : others.map(({ name }) => name)), { kind: "refuse" });
    if (isDown) await node.end("SIGKILL");
    await flood(others, LIMITS.snapshotEntries + LIMITS.snapshotTrailing, context.stopped);
    heal();
    if (isDown) await context.restart(node);
  });
}
