import { LIMITS } from "../../generated/concordance/limits.ts";
import type { NodeOptions } from "../config/options.ts";
import type { RaftOptions } from "../raft/options.ts";
import type { EncodedCommand } from "../store/command.ts";

/** How the core behaves: the spec's numbers, and the timings that a node can be given. */
export function raftOptions({ electionMs, heartbeatMs }: Pick<NodeOptions, "electionMs" | "heartbeatMs">): Partial<RaftOptions> {
  return {
    electionTimeoutMinMs: electionMs,
    electionTimeoutMaxMs: electionMs * 2,
    heartbeatIntervalMs: heartbeatMs,
    maxAppendEntries: LIMITS.appendEntries,
    maxAppendBytes: LIMITS.appendBytes,
    maxInflight: LIMITS.appendsInFlight,
    snapshotThreshold: LIMITS.snapshotEntries,
    snapshotTrailing: LIMITS.snapshotTrailing,
    snapshotRetryMs: LIMITS.snapshotRetry,
    proposalTimeoutMs: LIMITS.proposalTimeout,
    payloadBytes: (payload) => (payload as EncodedCommand).text.length,
  };
}
