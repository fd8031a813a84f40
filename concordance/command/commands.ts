import type { Command, Option } from "./command.ts";

const JSON_OPTION: Option = { flag: "--json", help: "Print JSON, for programs." };
const LOCAL: Option = { flag: "--local", help: "Read what the node has that is asked, which may be of a moment ago; needs no leader." };
const CAS: Option = { flag: "--cas", value: "VERSION", help: "Only if the entry has this version; 0: only if there is none." };
const ACTOR: Option = { flag: "--actor", value: "NAME", help: "Who makes the change, for people to read. Default: api." };

/** Every command, in the order in which they are listed. */
export const COMMANDS: readonly Command[] = [
  {
    name: "status",
    arguments: [],
    summary: "Shows the cluster: who leads, who lags, who cannot be reached.",
    details: "The leader is marked with *, and with ! a node that this machine cannot reach. Ends with 1 when there is no leader.",
    options: [JSON_OPTION],
    isOnline: true,
    load: async () => (await import("./status.ts")).status,
  },
  {
    name: "get",
    arguments: ["NAMESPACE", "KEY"],
    summary: "Prints the value of an entry.",
    options: [
      { flag: "--text", help: "Print a text without its quotes." },
      LOCAL,
      { ...JSON_OPTION, help: "Print the whole entry as JSON." },
    ],
    isOnline: true,
    load: async () => (await import("./entries.ts")).get,
  },
  {
    name: "set",
    arguments: ["NAMESPACE", "KEY", "VALUE"],
    summary: "Writes an entry.",
    details: "VALUE is JSON; - reads it from the standard input. A value that begins with a dash stands behind --.",
    options: [
      { flag: "--text", help: "VALUE is a text, not JSON." },
      CAS,
      { flag: "--ttl-ms", value: "MS", help: "The entry expires after so many milliseconds." },
      ACTOR,
      { ...JSON_OPTION, help: "Print the whole entry as JSON." },
    ],
    isOnline: true,
    load: async () => (await import("./entries.ts")).set,
  },
  {
    name: "delete",
    arguments: ["NAMESPACE", "KEY"],
    summary: "Deletes an entry.",
    options: [CAS, ACTOR, JSON_OPTION],
    isOnline: true,
    load: async () => (await import("./entries.ts")).remove,
  },
  {
    name: "list",
    arguments: ["NAMESPACE"],
    summary: "Prints the entries of a namespace: key, tab, value.",
    options: [
      { flag: "--prefix", value: "PREFIX", help: "Only entries whose keys begin like this." },
      LOCAL,
      { ...JSON_OPTION, help: "Print each entry as a line of JSON." },
    ],
    isOnline: true,
    load: async () => (await import("./entries.ts")).list,
  },
  {
    name: "watch",
    arguments: ["NAMESPACE"],
    summary: "Prints every change of a namespace and of those below it, until Ctrl-C.",
    options: [
      { flag: "--since", value: "REVISION", help: "What has changed after this revision comes first." },
      { ...JSON_OPTION, help: "Print each change as a line of JSON." },
    ],
    isOnline: true,
    load: async () => (await import("./watching.ts")).watch,
  },
  {
    name: "backup",
    arguments: ["FILE"],
    summary: "Writes the whole state into a file, and verifies it.",
    details: "It is what the leader has at one moment. FILE must not be there yet. It takes the full key.",
    options: [],
    isOnline: true,
    load: async () => (await import("./backup.ts")).backup,
  },
  {
    name: "restore",
    arguments: ["FILE"],
    summary: "Makes the data folder of a new cluster's first node from a backup.",
    details: "It asks no node. Whoever watched the old cluster is told that its place is gone, and reads anew.",
    options: [
      { flag: "--data-dir", value: "FOLDER", help: "The new node's data folder, which is empty or not there." },
      { flag: "--node-id", value: "ID", help: "The new node's name." },
      { flag: "--listen", value: "HOST:PORT", help: "Where other nodes will reach it." },
    ],
    isOnline: false,
    load: async () => (await import("./restore.ts")).restore,
  },
  {
    name: "join",
    arguments: ["NODE_ID", "HOST:PORT"],
    summary: "Takes a node into the cluster. One that was started with --join has done that itself.",
    options: [{ flag: "--learner", help: "It never gets a vote." }],
    isOnline: true,
    load: async () => (await import("./membership.ts")).join,
  },
  {
    name: "remove",
    arguments: ["NODE_ID"],
    summary: "Takes a node out of the cluster.",
    options: [],
    isOnline: true,
    load: async () => (await import("./membership.ts")).remove,
  },
  {
    name: "transfer",
    arguments: ["[NODE_ID]"],
    summary: "Hands leadership over: to this node, else to the most advanced one.",
    options: [],
    isOnline: true,
    load: async () => (await import("./membership.ts")).transfer,
  },
];
