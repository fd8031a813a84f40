import { randomUUID } from "node:crypto";
import type { TurnOutput } from "../agent-runtime.ts";
import type { Command, Ending } from "./process-group.ts";
import { type OutputStream, Terminal } from "./terminal.ts";

/** Terminals that one agent may have at a time. */
export const MAX_TERMINALS = 64;
/** The most output of one terminal that is kept, and what is kept when nothing is said, in bytes. */
export const MAX_OUTPUT_BYTES = 1024 * 1024;

/** An agent has as many terminals as it may have. */
export class TooManyTerminalsError extends Error {
  override readonly name = "TooManyTerminalsError";

  constructor() {
    super(`At most ${MAX_TERMINALS} terminals can be open. Release those that are not needed any more.`);
  }
}

/**
 * The terminals of one agent. What they print and how they end goes into the turn that runs; what ends between two
 * turns is told at the beginning of the next.
 */
export class Terminals {
  readonly #open = new Map<string, Terminal>();
  /** All that run, released ones included. */
  readonly #running = new Set<Terminal>();
  #starting = 0;
  #closed = false;
  #output: TurnOutput | null = null;
  /** Terminals whose output stands in the log, but not yet how they ended. */
  readonly #shown = new Set<string>();
  #untold: { terminalId: string; ending: Ending }[] = [];

  /** Sets where events go; null when no turn runs. */
  set output(output: TurnOutput | null) {
    this.#output = output;
    if (output === null) return;
    for (const { terminalId, ending } of this.#untold.splice(0)) this.#tell(terminalId, ending);
  }

  /**
   * Runs a command and returns the id of its terminal.
   *
   * @param outputByteLimit how much of the end of its output is kept, in bytes
   * @throws TooManyTerminalsError
   * @throws NodeJS.ErrnoException when the command cannot be started
   */
  async create(command: Command, outputByteLimit = MAX_OUTPUT_BYTES): Promise<string> {
    if (this.#open.size + this.#starting >= MAX_TERMINALS) throw new TooManyTerminalsError();
    const terminalId = randomUUID();
    this.#starting++;
    try {
      const terminal = await Terminal.start({
        command,
        outputByteLimit: Math.min(outputByteLimit, MAX_OUTPUT_BYTES),
        onOutput: (stream, data) => this.#print(terminalId, stream, data),
      });
      this.#open.set(terminalId, terminal);
      this.#running.add(terminal);
      if (this.#output !== null) this.#shown.add(terminalId);
      void terminal.completed.then((ending) => {
        this.#running.delete(terminal);
        if (this.#shown.delete(terminalId)) this.#tell(terminalId, ending);
      });
      // Everything is being killed: so is what was on its way.
      if (this.#closed) this.release(terminalId);
    } finally {
      this.#starting--;
    }
    return terminalId;
  }

  /** A terminal that was not released; undefined when there is none of that id. */
  get(terminalId: string): Terminal | undefined {
    return this.#open.get(terminalId);
  }

  /** Forgets a terminal, and kills its command. Returns whether there was one of that id. */
  release(terminalId: string): boolean {
    const terminal = this.#open.get(terminalId);
    this.#open.delete(terminalId);
    void terminal?.kill();
    return terminal !== undefined;
  }

  /** Kills all commands, and whatever is started from here on. Resolves when they are gone and their ends were told. */
  async killAll(): Promise<void> {
    this.#closed = true;
    this.#open.clear();
    await Promise.all(
      [...this.#running].map(async (terminal) => {
        await terminal.kill();
        await terminal.completed;
      }),
    );
  }

  async #print(terminalId: string, stream: OutputStream, data: string): Promise<void> {
    const output = this.#output;
    if (output === null) return;
    this.#shown.add(terminalId);
    output.emit({ type: "terminal.stream", terminalId, stream, data });
    await output.ready();
  }

  #tell(terminalId: string, ending: Ending): void {
    if (this.#output === null) this.#untold.push({ terminalId, ending });
    else this.#output.emit(completion(terminalId, ending));
  }
}

function completion(terminalId: string, { exitCode, signal }: Ending): Parameters<TurnOutput["emit"]>[0] {
  return {
    type: "terminal.complete",
    terminalId,
    ...(exitCode === null ? {} : { exitCode }),
    ...(signal === null ? {} : { signal }),
  };
}
