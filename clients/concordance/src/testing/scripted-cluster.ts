import type { Change, ClusterStatus, Operation } from "../generated/types.ts";
import { Refusal, type Script, type ScriptedCall, type ScriptedConnection, ScriptedNode, statusOf } from "./scripted-node.ts";

/** Some scripted nodes that agree on who leads, and have one store. */
export class ScriptedCluster {
  readonly nodes: ScriptedNode[] = [];
  readonly store = new ScriptedStore();
  leader: string | null = "n1";
  term = 1;

  static async start(count = 3): Promise<ScriptedCluster> {
    const cluster = new ScriptedCluster();
    for (let number = 1; number <= count; number += 1) {
      const node = await ScriptedNode.start({ id: `n${number}` });
      node.script = cluster.scriptOf(node);
      node.status = () => cluster.statusOf(node);
      cluster.nodes.push(node);
    }
    return cluster;
  }

  get addresses(): string[] {
    return this.nodes.map(({ address }) => address);
  }

  node(id: string): ScriptedNode {
    const found = this.nodes.find((node) => node.id === id);
    if (found === undefined) throw new Error(`There is no ${id}.`);
    return found;
  }

  /** Another node leads from now on. */
  elect(id: string | null): void {
    this.leader = id;
    this.term += 1;
  }

  statusOf({ id }: ScriptedNode): ClusterStatus {
    return statusOf({ id, members: this.nodes, leader: this.leader, term: this.term });
  }

  /** What a node does that works. */
  scriptOf(node: ScriptedNode): Script {
    return (call) => {
      const isWrite = "forward" in call.params;
      if (isWrite && this.leader === null) return new Refusal("NO_LEADER");
      if (isWrite && this.leader !== node.id && call.params.forward !== true) {
        return new Refusal("NOT_LEADER", { leader: this.node(this.leader ?? "").address });
      }
      return this.store.answer(call);
    };
  }
}

/** A store as small as tests need it. */
export class ScriptedStore {
  revision = 0;
  compactedTo = 0;
  readonly changes: Change[] = [];
  readonly #versions = new Map<string, number>();
  /** By connection and namespace. */
  readonly #subscribers = new Map<ScriptedConnection, Map<string, (change: Change) => void>>();

  answer({ method, params, connection }: ScriptedCall): object | Refusal {
    switch (method) {
      case "kv/get":
        return this.#entry(params.key) ?? new Refusal("NOT_FOUND");
      case "kv/set":
        return this.#set(params);
      case "kv/batch":
        return this.write(params.operations);
      case "watch/subscribe": {
        const since = params.sinceRevision ?? this.revision;
        if (since < this.compactedTo || since > this.revision) return new Refusal("COMPACTED", { compactedTo: this.compactedTo });
        const { namespace } = params;
        setImmediate(() => this.#subscribe(connection, namespace, since));
        return { revision: this.revision };
      }
      case "watch/unsubscribe":
        return { unsubscribed: this.#subscribers.get(connection)?.delete(params.namespace) === true };
      default:
        return {};
    }
  }

  /** All of it has one revision. */
  write(operations: readonly Pick<Operation & { value: unknown }, "key" | "value">[]): object {
    this.revision += 1;
    const results = operations.map(({ key, value }) => {
      const version = (this.#versions.get(key) ?? 0) + 1;
      this.#versions.set(key, version);
      const change: Change = {
        namespace: "a",
        key,
        op: "set",
        value,
        version,
        revision: this.revision,
        updatedBy: "api",
        updatedAt: 1,
      };
      this.changes.push(change);
      for (const tells of this.#subscribers.values()) tells.get(change.namespace)?.(change);
      return { op: "set", version };
    });
    return { revision: this.revision, results };
  }

  #set({ key, value, cas }: { key: string; value: unknown; cas?: number }): object {
    const current = this.#versions.get(key) ?? 0;
    if (cas !== undefined && cas !== current) return new Refusal("CAS_CONFLICT", { currentVersion: current });
    this.write([{ key, value }]);
    return this.#entry(key) ?? {};
  }

  #subscribe(connection: ScriptedConnection, namespace: string, since: number): void {
    const tell = (change: Change) => connection.notify("watch/change", { subscription: namespace, ...change });
    for (const change of this.changes) if (change.revision > since && change.namespace === namespace) tell(change);
    const own = this.#subscribers.get(connection) ?? new Map<string, typeof tell>();
    own.set(namespace, tell);
    this.#subscribers.set(connection, own);
    connection.webSocket.once("close", () => this.#subscribers.delete(connection));
  }

  #entry(key: string): object | undefined {
    const last = this.changes.findLast((change) => change.key === key);
    return last && { ...last, expiresAt: null };
  }
}
