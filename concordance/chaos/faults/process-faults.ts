import type { ChaosNode } from "../cluster/chaos-node.ts";
import type { FaultContext } from "./context.ts";

/** What a node ends with when it was asked to, and did. */
const IN_ORDER = 0;

/** Ends processes as a crash of their machine would, and starts them again after a while. @returns false: nothing was done */
export async function kill(context: FaultContext, nodes: readonly ChaosNode[]): Promise<boolean> {
  return await context.hold(nodes, async () => {
    await Promise.all(nodes.map((node) => node.end("SIGKILL")));
    await context.last();
    await Promise.all(nodes.map((node) => context.restart(node)));
  });
}

/** Makes processes stand still for a while, with all their connections open. */
export async function stop(context: FaultContext, nodes: readonly ChaosNode[]): Promise<boolean> {
  return await context.hold(nodes, async () => {
    for (const node of nodes) node.stop();
    await context.last();
    for (const node of nodes) node.goOn();
  });
}

/** Has a node shut down in order, and starts it again. */
export async function terminate(context: FaultContext, node: ChaosNode): Promise<boolean> {
  return await context.hold([node], async () => {
    const code = await node.end("SIGTERM");
    if (code !== IN_ORDER) context.problems.push(`${node.name} ended with ${code} when it was asked to end.`);
    await context.last();
    await context.restart(node);
  });
}
