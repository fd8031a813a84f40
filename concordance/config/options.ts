import { hostname } from "node:os";
import { parseArgs } from "node:util";
import { LIMITS } from "../../generated/concordance/limits.ts";
import { SCALARS } from "../../generated/concordance/scalars.ts";
import { SETTINGS, type Setting, type SettingName } from "./flags.ts";

/** How a node was told to run. */
export interface NodeOptions {
  /** Null: the one in the data folder, or a new one. */
  readonly nodeId: string | null;
  readonly host: string;
  readonly port: number;
  /** Null: where it listens. */
  readonly advertise: string | null;
  readonly dataDir: string;
  readonly bootstrap: boolean;
  readonly join: string | null;
  /** It joins without a vote, for good. */
  readonly learner: boolean;
  readonly apiKey: string;
  readonly agentKey: string | null;
  readonly peerKey: string;
  readonly electionMs: number;
  readonly heartbeatMs: number;
  /** It ends with its standard input. */
  readonly untilStdinEnds: boolean;
  readonly logLevel: string;
}

/** The settings ask for something that cannot be done. Each problem names the flag and the remedy. */
export class OptionsError extends Error {
  override readonly name = "OptionsError";
}

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"];
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;
const NODE_ID = new RegExp(SCALARS.NodeId.pattern);
const ADDRESS = new RegExp(SCALARS.Address.pattern);
const DEV_API_KEY = "dev";
const DEV_AGENT_KEY = "dev-agent";

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Reads the flags of a command line and the environment.
 *
 * @throws OptionsError with every problem at once
 */
export function readOptions(args: readonly string[], env: Env): NodeOptions {
  const flags = parsed(args);
  const problems: string[] = [];
  const text = (name: SettingName): string | null => {
    const setting: Setting = SETTINGS[name];
    const flag = flags[setting.flag.slice(2)];
    return (typeof flag === "string" ? flag : env[setting.variable]) || null;
  };
  const production = env["NODE_ENV"] === "production";
  const { host, port } = address(text("listen") ?? "127.0.0.1:4100", "listen", problems);
  const advertise = text("advertise");
  if (advertise !== null) address(advertise, "advertise", problems);
  const join = text("join");
  if (join !== null) address(join, "join", problems);
  const apiKey = text("apiKey");
  const options: NodeOptions = {
    nodeId: matching(text("nodeId"), NODE_ID, "nodeId", "letters, digits, '.', '_' and '-', at most 64", problems),
    host,
    port,
    advertise,
    dataDir: text("dataDir") ?? "./data",
    bootstrap: isOn(flags, "bootstrap", env, problems),
    join,
    learner: isOn(flags, "learner", env, problems),
    apiKey: apiKey ?? DEV_API_KEY,
    agentKey: text("agentKey") ?? (production ? null : DEV_AGENT_KEY),
    peerKey: text("peerKey") ?? apiKey ?? DEV_API_KEY,
    electionMs: milliseconds(text("electionMs"), LIMITS.electionTimeoutMin, "electionMs", problems),
    heartbeatMs: milliseconds(text("heartbeatMs"), LIMITS.raftHeartbeat, "heartbeatMs", problems),
    untilStdinEnds: isOn(flags, "untilStdinEnds", env, problems),
    logLevel: text("logLevel") ?? "info",
  };
  if (!LOG_LEVELS.includes(options.logLevel)) problems.push(`${named("logLevel")} must be one of ${LOG_LEVELS.join(", ")}.`);
  if (options.heartbeatMs * 2 > options.electionMs) {
    problems.push(`${named("heartbeatMs")} must be at most half of ${named("electionMs")}.`);
  }
  if (options.bootstrap && join !== null)
    problems.push(`${named("bootstrap")} begins a cluster and ${named("join")} joins one: give one of them.`);
  if (options.agentKey === options.apiKey) problems.push(`${named("agentKey")} must not be the full key.`);
  if (apiKey === null && (production || !LOOPBACK.test(host))) {
    problems.push(`${named("apiKey")} is missing. The default key serves development on a loopback address only.`);
  }
  if (production && apiKey === DEV_API_KEY) problems.push(`${named("apiKey")} is the key of development. Choose one of your own.`);
  if (problems.length > 0) throw new OptionsError(problems.join("\n"));
  return options;
}

/** What the other nodes are told of where this one is. */
export function advertisedAddress({ advertise, host }: NodeOptions, port: number): string {
  if (advertise !== null) return advertise;
  if (host === "0.0.0.0" || host === "::") return `${hostname()}:${port}`;
  return hostPort(host, port);
}

/** A URL puts brackets around an IPv6 address, a socket takes none. */
export function hostPort(host: string, port: number): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}

function parsed(args: readonly string[]): Readonly<Record<string, unknown>> {
  const options = Object.fromEntries(
    Object.values<Setting>(SETTINGS).map(({ flag, value }) => [
      flag.slice(2),
      { type: value === undefined ? ("boolean" as const) : ("string" as const) },
    ]),
  );
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new OptionsError((error as Error).message);
  }
}

function named(name: SettingName): string {
  return `${SETTINGS[name].flag} (${SETTINGS[name].variable})`;
}

function isOn(
  flags: Readonly<Record<string, unknown>>,
  name: "bootstrap" | "learner" | "untilStdinEnds",
  env: Env,
  problems: string[],
): boolean {
  if (flags[SETTINGS[name].flag.slice(2)] === true) return true;
  const value = env[SETTINGS[name].variable];
  if (value === undefined || value === "" || value === "false" || value === "0") return false;
  if (value !== "true" && value !== "1") problems.push(`${named(name)} must be true or false.`);
  return true;
}

function address(text: string, name: SettingName, problems: string[]): { host: string; port: number } {
  const end = text.lastIndexOf(":");
  const port = Number(text.slice(end + 1));
  if (!ADDRESS.test(text) || port > 65_535) problems.push(`${named(name)} must be an address like 127.0.0.1:4100.`);
  return { host: text.slice(0, end).replace(/^\[(.+)\]$/, "$1"), port };
}

function matching(text: string | null, pattern: RegExp, name: SettingName, rule: string, problems: string[]): string | null {
  if (text !== null && !pattern.test(text)) problems.push(`${named(name)} may have ${rule}.`);
  return text;
}

function milliseconds(text: string | null, fallback: number, name: SettingName, problems: string[]): number {
  if (text === null) return fallback;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > 60_000) problems.push(`${named(name)} must be a number of milliseconds from 1 to 60000.`);
  return value;
}
