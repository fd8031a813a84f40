import { SCALARS } from "../../generated/concordance/scalars.ts";
import { ROLES } from "../../generated/gateway/permissions.ts";
import type { Role } from "../../generated/gateway/types.ts";

/** How the gateway was told to run. */
export interface Config {
  port: number;
  host: string;
  dataDir: string;
  devMode: boolean;
  /** Issuer of tokens; null in dev mode. */
  authUrl: string | null;
  authAudience: string | null;
  /** The role of a user with a valid token who is no member yet; null refuses them. */
  autoJoinRole: Role | null;
  allowedOrigins: readonly string[];
  agentsFile: string | null;
  /** The configuration store; null: one of the gateway's own. */
  concordance: { addresses: readonly string[]; apiKey: string } | null;
  /**
   * The key by which agents may read the configuration store themselves. The gateway has no use for it: it is read so that one
   * environment serves both, and so that it is never the full key.
   */
  concordanceAgentKey: string | null;
  logLevel: string;
  otlpEndpoint: string | null;
  serviceName: string;
}

/** The environment asks for something that cannot be done. Each problem names the variable and the remedy. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"];
/** The keys that Concordance takes in development: the full one, and the one that may only read. */
const DEV_CONCORDANCE_KEY = "dev";
const DEV_CONCORDANCE_KEYS: ReadonlySet<string> = new Set([DEV_CONCORDANCE_KEY, "dev-agent"]);
const ADDRESS = new RegExp(SCALARS.Address.pattern);
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

/**
 * Reads the environment. Pure.
 *
 * @throws ConfigError with every problem at once
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const problems: string[] = [];
  const production = env["NODE_ENV"] === "production";
  const devMode = flag(env, "DEV_MODE", !production, problems);
  const config: Config = {
    port: port(env, problems),
    // A URL puts brackets around an IPv6 address, a socket takes none.
    host: (env["HOST"] || (devMode ? "127.0.0.1" : "0.0.0.0")).replace(/^\[(.+)\]$/, "$1"),
    dataDir: env["DATA_DIR"] || "./data",
    devMode,
    authUrl: httpUrl(env, "AUTH_URL", problems),
    authAudience: env["AUTH_AUDIENCE"] || null,
    autoJoinRole: autoJoinRole(env, problems),
    allowedOrigins: origins(env, problems),
    agentsFile: env["AGENTS_FILE"] || null,
    concordance: concordance(env, problems),
    concordanceAgentKey: env["CONCORDANCE_AGENT_API_KEY"] || null,
    logLevel: oneOf(env, "LOG_LEVEL", LOG_LEVELS, "info", problems),
    otlpEndpoint: httpUrl(env, "OTEL_EXPORTER_OTLP_ENDPOINT", problems),
    serviceName: env["OTEL_SERVICE_NAME"] || "diminuendo",
  };
  if (devMode && production) problems.push("DEV_MODE: must not be true in production. Remove it, or set NODE_ENV to something else.");
  if (!devMode && config.authUrl === null)
    problems.push("AUTH_URL: is missing. Set it to the issuer of your tokens, for instance https://login.example.com.");
  if (devMode && !LOOPBACK.test(config.host)) {
    problems.push(
      "HOST: dev mode trusts everyone, so it listens on a loopback address only. Use 127.0.0.1, or set DEV_MODE=false and AUTH_URL.",
    );
  }
  const { concordance: store, concordanceAgentKey } = config;
  if (!devMode && store !== null && DEV_CONCORDANCE_KEYS.has(store.apiKey)) {
    problems.push("CONCORDANCE_API_KEY: is missing, or that of development. Set it to the full key of the store at CONCORDANCE_URL.");
  }
  if (!devMode && concordanceAgentKey !== null && DEV_CONCORDANCE_KEYS.has(concordanceAgentKey)) {
    problems.push("CONCORDANCE_AGENT_API_KEY: is that of development. Set it to the store's own.");
  }
  if (store !== null && store.apiKey === concordanceAgentKey) {
    problems.push("CONCORDANCE_AGENT_API_KEY: must not be the full key. Agents may read only.");
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

type Env = Readonly<Record<string, string | undefined>>;

function flag(env: Env, name: string, fallback: boolean, problems: string[]): boolean {
  const value = env[name];
  if (value === undefined || value === "") return fallback;
  if (value === "true" || value === "1") return true;
  if (value !== "false" && value !== "0") problems.push(`${name}: must be true or false.`);
  return false;
}

function port(env: Env, problems: string[]): number {
  const text = env["PORT"] || "8080";
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 65535) problems.push("PORT: must be a number from 0 to 65535; 0 chooses a free one.");
  return value;
}

function httpUrl(env: Env, name: string, problems: string[]): string | null {
  const text = env[name];
  if (!text) return null;
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) problems.push(`${name}: must be an http or https URL.`);
  return text;
}

function concordance(env: Env, problems: string[]): Config["concordance"] {
  const text = env["CONCORDANCE_URL"];
  const apiKey = env["CONCORDANCE_API_KEY"] || DEV_CONCORDANCE_KEY;
  if (!text) return null;
  const addresses = text.split(",").map((url) =>
    url
      .trim()
      .replace(/^http:\/\//i, "")
      .replace(/\/$/, ""),
  );
  for (const address of addresses) {
    const port = Number(address.slice(address.lastIndexOf(":") + 1));
    if (ADDRESS.test(address) && port > 0 && port <= 65535) continue;
    problems.push(
      `CONCORDANCE_URL: "${address.replace(/^.*@/, "…@")}" is not the address of a node. Write it like http://node1.example:4100, several with commas.`,
    );
  }
  if (!/^[!-~]+$/.test(apiKey)) problems.push("CONCORDANCE_API_KEY: must have printable characters of ASCII only, and no space.");
  return { addresses: [...new Set(addresses)], apiKey };
}

function autoJoinRole(env: Env, problems: string[]): Role | null {
  const text = env["AUTO_JOIN_ROLE"] || "member";
  if (text === "none") return null;
  if (!ROLES.includes(text as Role)) problems.push(`AUTO_JOIN_ROLE: must be one of ${ROLES.join(", ")}, none.`);
  return text as Role;
}

function origins(env: Env, problems: string[]): string[] {
  const listed = (env["ALLOWED_ORIGINS"] ?? "")
    .split(",")
    .map((origin) => origin.trim())
    .filter((origin) => origin !== "");
  for (const origin of listed) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
      problems.push(`ALLOWED_ORIGINS: "${origin}" is not an origin. Write it like https://app.example.com.`);
    }
  }
  return listed;
}

function oneOf(env: Env, name: string, values: readonly string[], fallback: string, problems: string[]): string {
  const value = env[name] || fallback;
  if (!values.includes(value)) problems.push(`${name}: must be one of ${values.join(", ")}.`);
  return value;
}
