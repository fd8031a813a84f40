import { type ParseArgsOptionsConfig, parseArgs } from "node:util";

/** The arguments make no sense; the message says why. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** What every command takes. */
const COMMON = {
  url: { type: "string" },
  token: { type: "string" },
  agent: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

/**
 * Reads arguments: those that every command takes, and a command's own. Pure.
 *
 * @throws UsageError
 */
export function parseArguments<const Own extends ParseArgsOptionsConfig>(args: readonly string[], own: Own) {
  try {
    return parseArgs({ args: [...args], options: { ...COMMON, ...own } }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** Which gateway is meant, and the token for it if it is given; arguments come before the environment. Pure. */
export function gatewayOf(
  { url, token }: { readonly url?: string | undefined; readonly token?: string | undefined },
  env: Readonly<Record<string, string | undefined>>,
): { url: string; token: string | null } {
  return {
    url: url ?? (env["DIMINUENDO_URL"] || "http://127.0.0.1:8080"),
    token: token ?? (env["DIMINUENDO_TOKEN"] || null),
  };
}
