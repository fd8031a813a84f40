import type { ServiceName } from "../trace/format.ts";

/** Something that a check needs and the target cannot give. It makes the check fail: what cannot be checked is not known to hold. */
export class MissingPrerequisite extends Error {
  override readonly name = "MissingPrerequisite";
}

/** What a check needs beside a server that answers. */
export interface Needs {
  /** Environment of a gateway of its own. */
  env?: Record<string, string>;
  /** The server is killed or stopped. */
  restarts?: boolean;
  /** Nodes of a Concordance of its own. */
  nodes?: number;
}

/** Which node of Concordance; a gateway is always one. */
export type NodeChoice = number | "leader" | "follower";

/** The servers that one check speaks to, with identities that no other check has. */
export interface Stage {
  /** The address of a server, without a slash at its end. @throws MissingPrerequisite */
  url(service: ServiceName, node?: NodeChoice): Promise<string>;
  /** The token or key of an identity. @throws MissingPrerequisite when the target has none of that name */
  token(identity: string, service: ServiceName): Promise<string>;
  /** The own address to come from, so that limits by address hold for this check alone. */
  readonly localAddress: string | undefined;
  /** Names that traces may use as variables: the tenant, and the like. */
  readonly names: Readonly<Record<string, string>>;
  /** Kills a server, stops it in order, or starts it again on the same data. @throws MissingPrerequisite */
  turn(how: "kill" | "stop" | "start", service: ServiceName, node?: NodeChoice): Promise<void>;
  /** The process of a server: a second signal, limits. @throws MissingPrerequisite */
  process(service: ServiceName, node?: NodeChoice): Promise<ServerProcess>;
  end(): Promise<void>;
}

/** A server that the suite has started. */
export interface ServerProcess {
  readonly pid: number;
  signal(signal: NodeJS.Signals): void;
  /** How it ended, as soon as it has: the exit code, or the signal. */
  readonly ended: Promise<number | string>;
}

/** What is checked. */
export interface Target {
  stage(needs: Needs): Promise<Stage>;
  /** Checks that may run side by side. */
  readonly parallel: number;
  end(): Promise<void>;
}
