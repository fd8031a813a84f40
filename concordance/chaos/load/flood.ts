import type { ChaosCluster } from "../cluster/chaos-cluster.ts";
import { Connection } from "./connection.ts";
import { ROOT } from "./plan.ts";

/** Where it is written to; no part of the history, though watchers are told. */
export const FLOOD = `${ROOT}/flood`;
const AT_ONCE = 200;
const KEYS = 100;
const PATIENCE_MS = 25_000;
const CALL_MS = 2_000;

/** Writes very much, as fast as it can, until so much was acknowledged, or it takes too long. */
export async function flood(cluster: ChaosCluster, writes: number, stopped: AbortSignal): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  let done = 0;
  while (done < writes && performance.now() < deadline && !stopped.aborted) {
    const leader = await cluster.leader();
    const connection = leader === undefined ? null : await Connection.open(leader.address);
    if (connection === null) continue;
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
