import { gatewayOf, parseArguments, UsageError } from "../arguments.ts";

/** What the bridge was told to do. */
export interface BridgeSettings {
  url: string;
  token: string | null;
  /** The file that holds the token; read each time that the token is needed. */
  tokenFile: string | null;
  /** The agent of sessions for which the editor names none; null to leave it to the gateway. */
  agentType: string | null;
  isVerbose: boolean;
}

export const USAGE = `Usage: diminuendo acp [options]

An agent of the Agent Client Protocol on standard input and output: a gateway's agents for editors.

  --url URL          the gateway (DIMINUENDO_URL, else http://127.0.0.1:8080)
  --token TOKEN      for a gateway that asks for one (better in DIMINUENDO_TOKEN: other users see arguments)
  --token-file FILE  holds the token; read again when the gateway asks for another one
  --agent TYPE       the agent of new sessions (without it the gateway's default)
  --verbose          say on standard error what happens
  --help             this
`;

/**
 * Reads arguments and environment. Pure.
 *
 * @returns null when help is asked for
 * @throws UsageError
 */
export function readSettings(args: readonly string[], env: Readonly<Record<string, string | undefined>>): BridgeSettings | null {
  const values = parseArguments(args, { "token-file": { type: "string" }, verbose: { type: "boolean" } });
  if (values.help) return null;
  if (values.token !== undefined && values["token-file"] !== undefined) {
    throw new UsageError("Give either --token or --token-file.");
  }
  const tokenFile = values["token-file"] ?? null;
  const { url, token } = gatewayOf(values, env);
  return {
    url,
    token: tokenFile === null ? token : null,
    tokenFile,
    agentType: values.agent ?? null,
    isVerbose: values.verbose ?? false,
  };
}
