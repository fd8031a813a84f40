import { randomUUID } from "node:crypto";

/*
 * A terminal that a client runs has two names: the client's own, which is unique among that client's terminals, and the
 * gateway's, which is unique in the session and stands in the log and in what the agent is told. The second one holds the
 * first: `host:<uuid>:<the client's own>`.
 */

const HOST_TERMINAL = /^host:[0-9a-f-]{36}:(.*)$/s;

/** Names a terminal that a client runs, by what the client calls it. */
export function nameHostTerminal(own: string): string {
  return `host:${randomUUID()}:${own}`;
}

/** What the client that runs a terminal calls it; null when the gateway runs it. */
export function hostTerminalId(terminalId: string): string | null {
  return HOST_TERMINAL.exec(terminalId)?.[1] ?? null;
}
