import type { CreateTerminalResponse, ReadTextFileResponse, TerminalExitStatus, TerminalOutputResponse } from "@agentclientprotocol/sdk";
import type { ClientMethod } from "../../generated/acp/methods.ts";
import { LIMITS } from "../../generated/gateway/limits.ts";
import { AgentError } from "../agents/agent-runtime.ts";
import type { HostExit, HostTerminals, TurnHost } from "../agents/turn-host.ts";
import { cut } from "../security/error-message.ts";
import type { AcpConnection } from "./acp-connection.ts";
import { ClientRefusal } from "./client-requests.ts";
import { hostedPath } from "./mapping/client-folder.ts";

/** Of the Agent Client Protocol: there is no such file. */
const RESOURCE_NOT_FOUND = -32002;

/** What a client does for the agents of its turns. */
export interface ClientHost {
  readonly host: TurnHost;
  /** A turn has ended, and its last update was sent: terminals that its agent let go of are let go of at the client. */
  turnEnded(): void;
}

/**
 * What a client does for the agents of its turns by itself; null when it offers nothing of the kind.
 *
 * @param folder the client's folder, as it last said; absolute
 */
export function clientHost(client: AcpConnection, sessionId: string, folder: () => string): ClientHost | null {
  const ask = <Result>(method: ClientMethod, params: object, signal?: AbortSignal) =>
    asAgentError(() => client.requests.ask<Result>(method, { sessionId, ...params }, signal));
  const below = (path: string): string => {
    const found = hostedPath(folder(), path);
    if (found === null) throw new AgentError({ code: "PATH_OUTSIDE_WORKSPACE", message: "The path leaves the client's folder." });
    return found;
  };
  const read: TurnHost["files"]["read"] = async ({ path, line, limit }, signal) => {
    const range = { ...(line === undefined ? {} : { line }), ...(limit === undefined ? {} : { limit }) };
    return (await ask<ReadTextFileResponse>("fs/read_text_file", { path: below(path), ...range }, signal)).content;
  };
  const write: TurnHost["files"]["write"] = async (path, content, signal) => {
    await ask("fs/write_text_file", { path: below(path), content }, signal);
  };
  const released = new Set<string>();
  const terminals: HostTerminals = {
    async create({ cwd, ...command }) {
      const params = { ...command, cwd: cwd === null ? folder() : below(cwd) };
      return (await ask<CreateTerminalResponse>("terminal/create", params)).terminalId;
    },
    async output(terminalId) {
      const { output, truncated, exitStatus } = await ask<TerminalOutputResponse>("terminal/output", { terminalId });
      return { output, truncated, exit: exitStatus == null ? null : exitOf(exitStatus) };
    },
    waitForExit: async (terminalId) => exitOf(await ask<TerminalExitStatus>("terminal/wait_for_exit", { terminalId })),
    kill: async (terminalId) => void (await ask("terminal/kill", { terminalId })),
    async release(terminalId) {
      // A tool call that has a terminal is shown when it ends, and agents let go of the terminal before that: until the
      // turn is over the client must know it.
      released.add(terminalId);
      await ask("terminal/kill", { terminalId });
    },
  };
  const host: TurnHost = {
    files: {
      read: client.offers("fs", "readTextFile") ? read : null,
      write: client.offers("fs", "writeTextFile") ? write : null,
    },
    terminals: client.offers("terminal") ? terminals : null,
  };
  if (host.files.read === null && host.files.write === null && host.terminals === null) return null;
  return {
    host,
    turnEnded: () => {
      for (const terminalId of released) {
        // A client that knows it no longer has let go of it already.
        client.requests.ask("terminal/release", { sessionId, ...{ terminalId } }).catch(() => undefined);
      }
      released.clear();
    },
  };
}

function exitOf({ exitCode, signal }: TerminalExitStatus): HostExit {
  return { exitCode: exitCode ?? null, signal: signal ?? null };
}

async function asAgentError<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof ClientRefusal)) throw error;
    const code = error.code === RESOURCE_NOT_FOUND ? "FILE_NOT_FOUND" : "AGENT_FAILED";
    throw new AgentError({ code, message: cut(`The client says: ${error.message}`, LIMITS.errorMessageLength) });
  }
}
