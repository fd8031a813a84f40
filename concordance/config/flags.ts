/** A setting of a node: each has a flag and an environment variable; the flag wins. */
export interface Setting {
  readonly flag: string;
  readonly variable: string;
  /** What stands behind the flag in the help; a setting without one is a switch. */
  readonly value?: string;
  readonly help: string;
}

export const SETTINGS = {
  nodeId: {
    flag: "--node-id",
    variable: "CONCORDANCE_NODE_ID",
    value: "ID",
    help: "Names this node for good. Default: a random one, kept in the data folder.",
  },
  listen: {
    flag: "--listen",
    variable: "CONCORDANCE_LISTEN",
    value: "HOST:PORT",
    help: "Where to serve. Port 0 takes a free one. Default: 127.0.0.1:4100.",
  },
  advertise: {
    flag: "--advertise",
    variable: "CONCORDANCE_ADVERTISE",
    value: "HOST:PORT",
    help: "Where the other nodes reach this one, when that is not the address of --listen.",
  },
  dataDir: { flag: "--data-dir", variable: "CONCORDANCE_DATA_DIR", value: "FOLDER", help: "Where the data lies. Default: ./data." },
  bootstrap: {
    flag: "--bootstrap",
    variable: "CONCORDANCE_BOOTSTRAP",
    help: "Begin a new cluster with this node alone, if the data folder is empty.",
  },
  join: {
    flag: "--join",
    variable: "CONCORDANCE_JOIN",
    value: "HOST:PORT",
    help: "Join the cluster that this address belongs to, if this node is no member yet.",
  },
  learner: {
    flag: "--learner",
    variable: "CONCORDANCE_LEARNER",
    help: "With --join: receive everything without ever having a vote.",
  },
  apiKey: {
    flag: "--api-key",
    variable: "CONCORDANCE_API_KEY",
    value: "KEY",
    help: "The key that may do everything. Default in development: dev.",
  },
  agentKey: {
    flag: "--agent-key",
    variable: "CONCORDANCE_AGENT_API_KEY",
    value: "KEY",
    help: "The key that may only read. Default in development: dev-agent; in production there is none without it.",
  },
  peerKey: {
    flag: "--peer-key",
    variable: "CONCORDANCE_PEER_KEY",
    value: "KEY",
    help: "The key by which the nodes know each other. Default: the full key.",
  },
  electionMs: {
    flag: "--election-ms",
    variable: "CONCORDANCE_ELECTION_MS",
    value: "MS",
    help: "The shortest election timeout; the longest is twice that. Default: 150. Raise it on slow networks.",
  },
  heartbeatMs: {
    flag: "--heartbeat-ms",
    variable: "CONCORDANCE_HEARTBEAT_MS",
    value: "MS",
    help: "How often a leader shows that it is there. Default: 50.",
  },
  untilStdinEnds: {
    flag: "--until-stdin-ends",
    variable: "CONCORDANCE_UNTIL_STDIN_ENDS",
    help: "End in order when standard input ends: for a node that must not outlive the process that started it.",
  },
  logLevel: {
    flag: "--log-level",
    variable: "LOG_LEVEL",
    value: "LEVEL",
    help: "trace, debug, info, warn, error or silent. Default: info.",
  },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof SETTINGS;
