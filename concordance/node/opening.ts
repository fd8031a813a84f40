import { randomBytes, randomUUID } from "node:crypto";
import { mkdir } from "node:fs/promises";
import type { ClusterStatus } from "../../generated/concordance/types.ts";
import type { LeaderLink } from "../api/leader-link.ts";
import type { NodeOptions } from "../config/options.ts";
import { type LogFile, openLog } from "../log/log-file.ts";
import type { Logger } from "../observability/logger.ts";
import { createRaft, NOTHING_RESTORED, type RaftState, type Restored } from "../raft/state.ts";
import type { KvMachine } from "../store/kv-machine.ts";
import { openState, type StateFile } from "../store/state-file.ts";
import { raftOptions } from "./raft-options.ts";

/** A node's files, and the core as they left it. */
export interface Opened {
  readonly raft: RaftState;
  readonly machine: KvMachine;
  readonly logFile: LogFile;
  readonly stateFile: StateFile;
}

export interface OpeningOptions {
  readonly options: NodeOptions;
  /** Where other nodes reach this one. */
  readonly address: string;
  readonly link: LeaderLink;
  readonly log: Logger;
  readonly onPersisted: (id: number) => void;
  readonly onFailure: (error: Error) => void;
}

/** The node cannot start as it was told. The message says what to do. */
export class OpeningError extends Error {
  override readonly name = "OpeningError";
}

/**
 * Opens the data folder. An empty one becomes that of a new cluster's first node, or of a node that joins.
 *
 * @throws OpeningError; Error of the files when they are damaged, or another process has them open
 */
export async function openNode({ options, address, link, log, onPersisted, onFailure }: OpeningOptions): Promise<Opened> {
  const { dataDir } = options;
  await mkdir(dataDir, { recursive: true });
  // First, as it takes the folder for this process.
  const { log: logFile, stored } = await openLog(dataDir, { onPersisted, onFailure });
  for (const notice of stored.notices) log.warn({ notice }, "the log was not closed in order");
  const { state: stateFile, saved, machine } = await openState(dataDir, { onFailure, logBase: stored.base });
  let { identity } = stored;
  let restored: Restored = { ...NOTHING_RESTORED, ...stored, ...(saved === null ? {} : { snapshot: saved }) };
  if (identity === null) {
    const id = options.nodeId ?? `node-${randomBytes(3).toString("hex")}`;
    if (options.bootstrap) {
      const snapshot = { index: 0, term: 0, membership: [{ id, address, role: "voter" as const }] };
      await stateFile.checkpoint(snapshot);
      identity = { cluster: randomUUID(), node: id };
      restored = { ...NOTHING_RESTORED, snapshot };
    } else {
      identity = { cluster: await joined(options, id, link), node: id };
    }
    await logFile.create(identity);
  }
  const { cluster, node: id } = identity;
  if (options.nodeId !== null && options.nodeId !== id) {
    throw new OpeningError(`The data folder is that of the node ${id}. Start it without --node-id, or give it another folder.`);
  }
  return { raft: createRaft({ id, cluster, options: raftOptions(options) }, restored), machine, logFile, stateFile };
}

/** The cluster that a new node will belong to. */
async function joined({ join, nodeId }: NodeOptions, id: string, link: LeaderLink): Promise<string> {
  if (join === null) {
    throw new OpeningError("The data folder is empty. Begin a cluster with --bootstrap, or join one with --join HOST:PORT.");
  }
  const status = (await link.call(join, "cluster/status", {}).catch((error: Error) => {
    throw new OpeningError(`The node at ${join} could not be asked about its cluster: ${error.message}`);
  })) as ClusterStatus;
  // With an empty folder it has forgotten what it has voted and acknowledged under this name.
  if (nodeId !== null && status.members.some((member) => member.nodeId === id)) {
    throw new OpeningError(`The cluster has a member ${id} already. Remove that one first, or choose another --node-id.`);
  }
  return status.clusterId;
}
