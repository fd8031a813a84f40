import { setTimeout as delay } from "node:timers/promises";
import type { ClusterMember, ClusterStatus } from "../../generated/concordance/types.ts";
import type { LeaderLink } from "../api/leader-link.ts";
import type { Logger } from "../observability/logger.ts";
import type { ConcordanceNode } from "./node.ts";

export interface AnnouncingOptions {
  readonly node: ConcordanceNode;
  /** Where other nodes reach this one. */
  readonly address: string;
  /** A node of the cluster to join, or null: this node is a member already. */
  readonly join: string | null;
  /** It wants no vote. */
  readonly learner: boolean;
  readonly link: LeaderLink;
  readonly log: Logger;
  readonly stopped: AbortSignal;
}

type Listed = Pick<ClusterMember, "nodeId" | "address">;

const RETRY_MS = 250;

/**
 * Sees to it that the cluster knows this node and its address: asks to be taken in, or says that it has moved. Asks until it is
 * so, or the node stops.
 */
export async function announce({ node, address, join, learner, link, log, stopped }: AnnouncingOptions): Promise<void> {
  let told = "";
  for (;;) {
    try {
      const at = join ?? node.leaderAddress;
      if (node.leads) {
        if (isListed(own(node), node.id, address)) return;
        await node.changeMembership({ kind: "add", id: node.id, address, as: "voter" });
        return;
      }
      if (at !== null) {
        const { members } = (await link.call(at, "cluster/status", {})) as ClusterStatus;
        if (isListed(members, node.id, address)) return;
        await link.call(at, "cluster/join", { nodeId: node.id, address, learner });
        log.info({ address }, "the cluster knows this node");
        return;
      }
    } catch (error) {
      const { message } = error as Error;
      if (message !== told) log.info({ reason: message }, "the cluster could not be told of this node yet");
      told = message;
    }
    await delay(RETRY_MS, undefined, { signal: stopped }).catch(() => undefined);
    if (stopped.aborted) return;
  }
}

function own(node: ConcordanceNode): Listed[] {
  return node.status.members.map(({ id, address }) => ({ nodeId: id, address }));
}

function isListed(members: readonly Listed[], id: string, address: string): boolean {
  return members.some((member) => member.nodeId === id && member.address === address);
}
