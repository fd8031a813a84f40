import type { ClusterStatus } from "./generated/types.ts";
import type { Node } from "./node.ts";

/** Time in which a node must say what it knows, in ms. */
const STATUS_MS = 1000;

/** Asks a node what it knows of its cluster, unless it is being asked. When it says nothing, nothing is heard. */
export function askStatus(node: Node, onStatus: (status: ClusterStatus) => void): void {
  const { open } = node;
  if (open === null || node.isAsked) return;
  node.isAsked = true;
  node.askedAt = performance.now();
  const done = () => {
    node.isAsked = false;
  };
  open.send("cluster/status", "{}", {
    deadline: node.askedAt + STATUS_MS,
    answered: (status) => {
      done();
      if (isStatus(status)) onStatus(status);
    },
    refused: done,
    lost: done,
    expired: done,
  });
}

function isStatus(status: object): status is ClusterStatus {
  const { nodeId, clusterId, members } = status as Partial<ClusterStatus>;
  return typeof nodeId === "string" && typeof clusterId === "string" && Array.isArray(members);
}
