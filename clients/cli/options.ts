import { gatewayOf, parseArguments, UsageError } from "./arguments.ts";

/** What the terminal client was told to do. */
export interface ChatOptions {
  url: string;
  token: string | null;
  /** The session to join; null to create one. */
  sessionId: string | null;
  /** Of a session that is created. */
  agentType: string;
  name: string | null;
}

export const USAGE = `Usage: npm run chat -- [options]

  --url URL       the gateway (DIMINUENDO_URL, else http://127.0.0.1:8080)
  --token TOKEN   for a gateway that asks for one (better in DIMINUENDO_TOKEN: other users see arguments)
  --session ID    join this session, and see what was said in it; without it one is created
  --agent TYPE    the agent of a session that is created (coding-agent)
  --name NAME     the name of a session that is created
  --help          this
`;

/**
 * Reads arguments and environment. Pure.
 *
 * @returns null when help is asked for
 * @throws UsageError
 */
export function readOptions(args: readonly string[], env: Readonly<Record<string, string | undefined>>): ChatOptions | null {
  const values = parseArguments(args, { session: { type: "string" }, name: { type: "string" } });
  if (values.help) return null;
  if (values.session !== undefined && (values.agent !== undefined || values.name !== undefined)) {
    throw new UsageError("--session joins a session that has its agent and name; leave out --agent and --name.");
  }
  return {
    ...gatewayOf(values, env),
    sessionId: values.session ?? null,
    agentType: values.agent ?? "coding-agent",
    name: values.name ?? null,
  };
}
