import type { CreateTerminalRequest, CreateTerminalResponse, TerminalExitStatus, TerminalOutputResponse } from "@agentclientprotocol/sdk";
import { textPieces } from "../../wire/text-pieces.ts";
import { relativeToWorkspace, resolveInside } from "../../workspace/workspace-path.ts";
import { AgentError, type TurnOutput } from "../agent-runtime.ts";
import { nameHostTerminal } from "../host-terminal-id.ts";
import { MAX_OUTPUT_BYTES, MAX_TERMINALS, TooManyTerminalsError } from "../process/terminals.ts";
import type { HostExit, HostOutput, HostTerminals } from "../turn-host.ts";
import { OutputNews } from "./output-news.ts";
import { type TerminalAnswers, unknownTerminal } from "./terminal-answers.ts";

/** Longest name that a client may give a terminal, in UTF-16 units. */
const NAME_LENGTH = 256;
/** Output goes into the log in pieces of at most so many UTF-16 units. */
const PIECE_UNITS = 64 * 1024;

export interface HostedTerminalsOptions {
  /** Absolute path of the workspace. */
  readonly root: string;
  readonly output: Pick<TurnOutput, "emit" | "ready">;
  readonly note: (message: string, text: string) => void;
}

/** A terminal that a client runs. */
interface HostedTerminal {
  readonly terminalId: string;
  /** What the client calls it. */
  readonly own: string;
  readonly host: HostTerminals;
  readonly news: OutputNews;
  isComplete: boolean;
  isReleased: boolean;
  /** Settles when the last look at its output has. */
  looked: Promise<unknown>;
}

/**
 * Answers `terminal/*` in a turn whose client runs commands by itself. The client tells what a command prints only when it
 * is asked: so the log has what the agent looked at, and all of it once the agent has waited for the end.
 *
 * Terminals go with the turn that they were started in: nobody but the client that ran it has to do with them.
 */
export class HostedTerminals implements TerminalAnswers {
  readonly #options: HostedTerminalsOptions;
  readonly #open = new Map<string, HostedTerminal>();
  #starting = 0;
  #isClosed = false;

  constructor(options: HostedTerminalsOptions) {
    this.#options = options;
  }

  /** Whether there are any. */
  get isUsed(): boolean {
    return this.#open.size > 0;
  }

  /**
   * Runs a command on a client.
   *
   * @throws GatewayError PATH_OUTSIDE_WORKSPACE when `cwd` is not in the workspace
   * @throws TooManyTerminalsError
   * @throws AgentError when the client does not run it
   */
  async create(host: HostTerminals, request: CreateTerminalRequest): Promise<CreateTerminalResponse> {
    if (this.#open.size + this.#starting >= MAX_TERMINALS) throw new TooManyTerminalsError();
    this.#starting++;
    try {
      const { command, args, env, outputByteLimit } = request;
      const own = await host.create({
        command,
        args: args ?? [],
        env: (env ?? []).map(({ name, value }) => ({ name, value })),
        cwd: await this.#folder(request.cwd ?? null),
        outputByteLimit: Math.min(outputByteLimit ?? MAX_OUTPUT_BYTES, MAX_OUTPUT_BYTES),
      });
      if (this.#isClosed || own.length > NAME_LENGTH) {
        await host.release(own);
        throw new AgentError({ code: "AGENT_FAILED", message: "The terminal came too late, or has a name that is too long." });
      }
      const terminalId = nameHostTerminal(own);
      const news = new OutputNews();
      this.#open.set(terminalId, { terminalId, own, host, news, isComplete: false, isReleased: false, looked: Promise.resolve() });
      return { terminalId };
    } finally {
      this.#starting--;
    }
  }

  async output(terminalId: string): Promise<TerminalOutputResponse> {
    const { output, truncated, exit } = await this.#look(this.#find(terminalId));
    return { output, truncated, ...(exit === null ? {} : { exitStatus: { ...exit } }) };
  }

  async waitForExit(terminalId: string): Promise<TerminalExitStatus> {
    const terminal = this.#find(terminalId);
    const exit = await terminal.host.waitForExit(terminal.own);
    await this.#lookLast(terminal);
    this.#complete(terminal, exit);
    return { ...exit };
  }

  async kill(terminalId: string): Promise<void> {
    const terminal = this.#find(terminalId);
    await terminal.host.kill(terminal.own);
  }

  async release(terminalId: string): Promise<void> {
    await this.#release(this.#find(terminalId));
  }

  /** The turn ends: what the agent has not released is. Resolves when the clients have been told. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(
      [...this.#open.values()].map((terminal) =>
        this.#release(terminal).catch((error: unknown) => this.#note("a client did not release a terminal", error)),
      ),
    );
  }

  async #release(terminal: HostedTerminal): Promise<void> {
    this.#open.delete(terminal.terminalId);
    if (!terminal.isComplete) await this.#lookLast(terminal);
    terminal.isReleased = true;
    await terminal.host.release(terminal.own);
    this.#complete(terminal, { exitCode: null, signal: null });
  }

  #find(terminalId: string): HostedTerminal {
    const terminal = this.#open.get(terminalId);
    if (terminal === undefined) throw unknownTerminal(terminalId);
    return terminal;
  }

  async #folder(cwd: string | null): Promise<string | null> {
    const { root } = this.#options;
    const path = cwd === null ? "" : relativeToWorkspace(root, cwd);
    if (path === "") return null;
    await resolveInside(root, path);
    return path;
  }

  /** Asks the client what a terminal has printed, and tells what is new of it. One look at a time: they must not overtake each other. */
  #look(terminal: HostedTerminal): Promise<HostOutput> {
    const looked = terminal.looked.then(async () => {
      const seen = await terminal.host.output(terminal.own);
      await this.#tell(terminal, seen.output);
      if (seen.exit !== null) this.#complete(terminal, seen.exit);
      return seen;
    });
    terminal.looked = looked.catch(() => undefined);
    return looked;
  }

  /** Looks once more before the end. The end does not depend on it. */
  async #lookLast(terminal: HostedTerminal): Promise<void> {
    if (terminal.isReleased) return;
    await this.#look(terminal).catch((error: unknown) => this.#note("a client did not tell what a terminal has printed", error));
  }

  async #tell({ news, terminalId, isComplete }: HostedTerminal, output: string): Promise<void> {
    const data = news.take(output);
    if (data === "" || isComplete) return;
    for (const piece of textPieces(data, PIECE_UNITS)) {
      this.#options.output.emit({ type: "terminal.stream", terminalId, stream: "stdout", data: piece });
    }
    await this.#options.output.ready();
  }

  #complete(terminal: HostedTerminal, { exitCode, signal }: HostExit): void {
    if (terminal.isComplete) return;
    terminal.isComplete = true;
    this.#options.output.emit({
      type: "terminal.complete",
      terminalId: terminal.terminalId,
      ...(exitCode === null ? {} : { exitCode }),
      ...(signal === null ? {} : { signal }),
    });
  }

  #note(message: string, error: unknown): void {
    this.#options.note(message, error instanceof Error ? error.message : String(error));
  }
}
