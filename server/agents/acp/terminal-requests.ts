import { stat } from "node:fs/promises";
import {
  type CreateTerminalRequest,
  type CreateTerminalResponse,
  RequestError,
  type TerminalExitStatus,
  type TerminalOutputResponse,
} from "@agentclientprotocol/sdk";
import { relativeToWorkspace, resolveInside } from "../../workspace/workspace-path.ts";
import type { Environment } from "../process/process-environment.ts";
import type { Ending } from "../process/process-group.ts";
import type { Terminal } from "../process/terminal.ts";
import type { Terminals } from "../process/terminals.ts";
import { type TerminalAnswers, unknownTerminal } from "./terminal-answers.ts";

/** Answers `terminal/*`: commands run in the workspace, with no more environment than they need. */
export class TerminalRequests implements TerminalAnswers {
  readonly #root: string;
  readonly #terminals: Terminals;
  readonly #environment: Environment;

  /**
   * @param root absolute path of the workspace
   * @param environment what every command gets beside what the agent gives it
   */
  constructor(root: string, terminals: Terminals, environment: Environment) {
    this.#root = root;
    this.#terminals = terminals;
    this.#environment = environment;
  }

  /**
   * Without `args` the command is taken for a command line: agents send `npm test | tail` as it stands.
   *
   * @throws GatewayError PATH_OUTSIDE_WORKSPACE when `cwd` is not in the workspace
   */
  async create({ command, args, env, cwd, outputByteLimit }: CreateTerminalRequest): Promise<CreateTerminalResponse> {
    const given = Object.fromEntries((env ?? []).map(({ name, value }) => [name, value]));
    const terminalId = await this.#terminals.create(
      {
        command,
        args: args ?? [],
        cwd: await this.#folder(cwd ?? this.#root),
        env: { ...this.#environment, ...given },
        shell: (args ?? []).length === 0,
      },
      outputByteLimit ?? undefined,
    );
    return { terminalId };
  }

  async output(terminalId: string): Promise<TerminalOutputResponse> {
    const terminal = this.#find(terminalId);
    const { text, truncated } = terminal.output();
    const { ending } = terminal;
    return { output: text, truncated, ...(ending === null ? {} : { exitStatus: exitStatus(ending) }) };
  }

  async waitForExit(terminalId: string): Promise<TerminalExitStatus> {
    return exitStatus(await this.#find(terminalId).completed);
  }

  async kill(terminalId: string): Promise<void> {
    void this.#find(terminalId).kill();
  }

  async release(terminalId: string): Promise<void> {
    if (!this.#terminals.release(terminalId)) throw unknownTerminal(terminalId);
  }

  #find(terminalId: string): Terminal {
    const terminal = this.#terminals.get(terminalId);
    if (terminal === undefined) throw unknownTerminal(terminalId);
    return terminal;
  }

  async #folder(cwd: string): Promise<string> {
    const real = await resolveInside(this.#root, relativeToWorkspace(this.#root, cwd));
    const found = real === null ? null : await stat(real).catch(() => null);
    if (real === null || !found?.isDirectory()) throw RequestError.invalidParams(undefined, "cwd is no folder of the workspace");
    return real;
  }
}

function exitStatus({ exitCode, signal }: Ending): TerminalExitStatus {
  return { exitCode, signal };
}
