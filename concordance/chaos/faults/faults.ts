import { fallBehind, rejoin, transfer } from "./cluster-faults.ts";
import type { FaultContext } from "./context.ts";
import { fillDisk } from "./disk-faults.ts";
import { cutOneWay, cutPair, isolate, slowDown } from "./network-faults.ts";
import { kill, stop, terminate } from "./process-faults.ts";

interface Fault {
  readonly help: string;
  /** Done and healed when it resolves; false when there was nothing that it could be done to. */
  readonly run: (context: FaultContext) => Promise<boolean>;
}

const any = ({ random, cluster }: FaultContext) => random.pick(cluster.nodes);

/** Everything that can go wrong, by name. */
export const FAULTS = {
  kill: { help: "SIGKILL of a node, and a start", run: (context) => kill(context, [any(context)]) },
  kill_leader: { help: "the same of the leader", run: async (context) => kill(context, [await context.leader()]) },
  kill_all: { help: "the same of all nodes at once", run: (context) => kill(context, context.cluster.nodes) },
  stop: { help: "SIGSTOP of a node, and SIGCONT", run: (context) => stop(context, [any(context)]) },
  stop_leader: { help: "the same of the leader", run: async (context) => stop(context, [await context.leader()]) },
  stop_all: { help: "the same of all nodes at once", run: (context) => stop(context, context.cluster.nodes) },
  terminate: { help: "SIGTERM of a node, and a start", run: (context) => terminate(context, any(context)) },
  isolate: { help: "a node is cut off from all others", run: (context) => isolate(context, any(context)) },
  isolate_leader: { help: "the leader is", run: async (context) => isolate(context, await context.leader()) },
  cut: { help: "two nodes are cut off from each other", run: cutPair },
  one_way: { help: "what a node sends, or what it is sent, is lost", run: cutOneWay },
  delay: { help: "everything is slow between two nodes", run: slowDown },
  full_disk: { help: "a node's disk takes nothing more", run: (context) => fillDisk(context, any(context)) },
  transfer: { help: "leadership is handed on", run: transfer },
  rejoin: { help: "a node is removed, and joins again", run: (context) => rejoin(context, any(context)) },
  fall_behind: { help: "a node is down until it needs a snapshot", run: (context) => fallBehind(context, any(context)) },
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof FAULTS;

export const FAULT_NAMES = Object.keys(FAULTS) as FaultName[];
