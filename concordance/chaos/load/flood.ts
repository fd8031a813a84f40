import { setTimeout as delay } from "node:timers/promises";
import type { ChaosNode } from "../cluster/chaos-node.ts";
import { Connection } from "./connection.ts";
import { ROOT } from "./plan.ts";

/** Where it is written to; no part of the history, though watchers are told. */
export const FLOOD = `${ROOT}/flood`;
const AT_ONCE = 200;
const KEYS = 100;
const PATIENCE_MS = 25_000;
const CALL_MS = 2_000;
const PAUSE_MS = 50;

/**
 * Writes very much, as fast as it can, until so much was acknowledged, or it takes too long.
 *
 * @param nodes among whom the leader is, or will be
 */
export async function flood(nodes: readonly ChaosNode[], writes: number, stopped: AbortSignal): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  let done = 0;
  while (done < writes && performance.now() < deadline && !stopped.aborted) {
    const statuses = await Promise.all(nodes.map(async (node) => ({ node, status: await node.status() })));
    const leader = statuses.find(({ status }) => status?.role === "leader")?.node;
    const connection = leader === undefined ? null : await Connection.open(leader.address);
    if (connection === null) {
      await delay(PAUSE_MS);
      continue;
    }
    await Promise.all(Array.from({ length: AT_ONCE }, () => write(connection)));
    connection.end();
  }

  async function write(connection: Connection): Promise<void> {
    while (done < writes && performance.now() < deadline && !stopped.aborted) {
      const params = { namespace: FLOOD, key: `${done % KEYS}`, value: done, actor: "flood", forward: false };
      const reply = await connection.call("kv/set", params, CALL_MS);
      if (reply.kind !== "result") return;
      done += 1;
    }
  }
}
