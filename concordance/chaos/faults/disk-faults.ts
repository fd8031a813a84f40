import { setTimeout as delay } from "node:timers/promises";
import { rest } from "../../testing/rest.ts";
import type { ChaosNode } from "../cluster/chaos-node.ts";
import type { FaultContext } from "./context.ts";

/** How much room may be left, in bytes: a few commits of a log that has just begun anew, of which one may be cut in its middle. */
const MOST_ROOM = 30_000;
/** How often it is asked, and with what pause in ms: other faults may have brought the cluster to a halt, so that nothing is written. */
const ATTEMPTS = 800;
const PAUSE_MS = 25;

/** Lets a node's disk refuse what is written. It has to say so, and to serve no more; started again, with room, it is as good as before. */
export async function fillDisk(context: FaultContext, node: ChaosNode): Promise<boolean> {
  return await context.hold([node], async () => {
    node.limitFiles(1 + context.random.below(MOST_ROOM));
    if (!(await saysSo(node))) context.problems.push(`The disk of ${node.name} took nothing any more, and it did not say STORAGE_FAILED.`);
    await context.last();
    await node.end("SIGKILL");
    await context.restart(node);
  });
}

async function saysSo(node: ChaosNode): Promise<boolean> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const answer = await rest(node.address, "GET", "/api/v1/kv/chaos/any").catch(() => null);
    if ((answer?.body as { error?: { code: string } } | undefined)?.error?.code === "STORAGE_FAILED") return true;
    if (!node.isUp) return false;
    await delay(PAUSE_MS);
  }
  return false;
}
