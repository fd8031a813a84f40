import type { ChaosCluster } from "../cluster/chaos-cluster.ts";
import { Connection } from "./connection.ts";
import type { History } from "./history.ts";
import { nameOf, type Place, type Plan, ROOT } from "./plan.ts";
import { entriesOf } from "./recording.ts";

const PATIENCE_MS = 10_000;
/** Keys that are read with one call. */
const AT_ONCE = 500;

/** Writes to the namespaces that are watched, so that each stream has an end to wait for. @throws Error when that fails */
export async function writeMarkers(cluster: ChaosCluster, history: History): Promise<void> {
  for (const namespace of [ROOT, `${ROOT}/b`]) {
    const plan = { op: "set", namespace, key: "end", value: `end of ${namespace}` } as const;
    await recorded(cluster.nodes[0]?.address ?? "", history, plan, "kv/set", {
      namespace,
      key: plan.key,
      value: plan.value,
      actor: "chaos",
    });
  }
}

/** Reads every key of the history at every node. @throws Error when that fails */
export async function readEverything(cluster: ChaosCluster, history: History): Promise<void> {
  const places = new Map<string, Place>();
  for (const { op, namespace, key, args } of history.operations) {
    if (op === "list") continue;
    for (const place of op === "batch" ? args.operations : [{ namespace, key }])
      places.set(nameOf(place), { namespace: place.namespace, key: place.key });
  }
  const all = [...places.values()];
  for (const { address } of cluster.nodes) {
    for (let at = 0; at < all.length; at += AT_ONCE) {
      const keys = all.slice(at, at + AT_ONCE);
      await recorded(address, history, { op: "mget", keys }, "kv/mget", { keys, consistency: "linearizable" });
    }
  }
}

async function recorded(address: string, history: History, plan: Plan, method: string, params: object): Promise<void> {
  const connection = await Connection.open(address);
  const start = history.now();
  const reply = (await connection?.call(method, params, PATIENCE_MS)) ?? { kind: "unsent" };
  const end = history.now();
  connection?.end();
  if (reply.kind !== "result") throw new Error(`${method} at ${address} fails although nothing is wrong: ${JSON.stringify(reply)}`);
  for (const entry of entriesOf(plan, reply, { process: history.newProcess(), start, end })) history.record(entry);
}
