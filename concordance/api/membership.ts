import type {
  ClusterJoinReceived,
  ClusterMethods,
  ClusterRemoveReceived,
  ClusterStatusReceived,
  ClusterTransferReceived,
} from "../../generated/concordance/method-handlers.ts";
import type { ClusterStatus } from "../../generated/concordance/types.ts";
import type { ConcordanceNode } from "../node/node.ts";
import { ConcordanceError } from "./concordance-error.ts";
import type { Leading } from "./leading.ts";

/** The cluster and its changes, for REST and `/stream` alike. */
export class Membership implements ClusterMethods<unknown> {
  readonly #node: ConcordanceNode;
  readonly #leading: Leading;

  constructor(node: ConcordanceNode, leading: Leading) {
    this.#node = node;
    this.#leading = leading;
  }

  readonly status = async (params: ClusterStatusReceived): Promise<ClusterStatus> => {
    if (params.consistency === "local") return this.#status();
    const here = async () => {
      await this.#node.confirmRead();
      return this.#status();
    };
    return this.#leading.call("cluster/status", params, here, asStatus);
  };

  readonly join = (params: ClusterJoinReceived): Promise<ClusterStatus> => {
    const { nodeId: id, address, learner } = params;
    const here = async () => {
      const known = this.#node.status.members.find((member) => member.id === id);
      if (known?.address !== address) await this.#node.changeMembership({ kind: "add", id, address, as: learner ? "learner" : "voter" });
      return this.#status();
    };
    return this.#leading.call("cluster/join", params, here, asStatus);
  };

  readonly remove = (params: ClusterRemoveReceived): Promise<ClusterStatus> => {
    const here = async () => {
      await this.#node.changeMembership({ kind: "remove", id: params.nodeId });
      return this.#status();
    };
    return this.#leading.call("cluster/remove", params, here, asStatus);
  };

  readonly transfer = (params: ClusterTransferReceived): Promise<ClusterStatus> => {
    const here = async () => {
      const { nodeId } = params;
      if (nodeId !== undefined && !this.#node.status.members.some(({ id }) => id === nodeId)) {
        throw new ConcordanceError("UNKNOWN_MEMBER", `No member of the cluster is called ${nodeId}.`);
      }
      if (nodeId !== this.#node.id) await this.#node.transferLeadership(nodeId ?? null);
      return this.#status();
    };
    return this.#leading.call("cluster/transfer", params, here, asStatus);
  };

  #status(): ClusterStatus {
    const { members, ...status } = this.#node.status;
    return {
      ...status,
      clusterId: this.#node.cluster,
      revision: this.#node.machine.revision,
      members: members.map(({ id, address, role, matchIndex, lastContactMs }) => ({
        nodeId: id,
        address,
        voter: role === "voter",
        role,
        matchIndex,
        lastContactMs: lastContactMs === null ? null : Math.round(lastContactMs),
      })),
    };
  }
}

function asStatus(result: unknown): ClusterStatus {
  return result as ClusterStatus;
}
