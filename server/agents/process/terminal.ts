import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { setTimeout as delay } from "node:timers/promises";
import { OutputPace } from "./output-pace.ts";
import { OutputTail } from "./output-tail.ts";
import { type Command, type Ending, ProcessGroup } from "./process-group.ts";

/** How long output is still read when the command has ended. */
const DRAIN_MS = 2_000;

export type OutputStream = "stdout" | "stderr";

export interface TerminalOptions {
  readonly command: Command;
  /** How much of the end of the output is kept, in bytes. */
  readonly outputByteLimit: number;
  /** Called with all output, piece by piece; nothing more is read before it resolves. */
  readonly onOutput: (stream: OutputStream, data: string) => Promise<void>;
}

/** A command that runs, with the end of its output. */
export class Terminal {
  /** Resolves when the command has ended and its output was handed on. */
  readonly completed: Promise<Ending>;
  readonly #group: ProcessGroup;
  readonly #tail: OutputTail;
  #ending: Ending | null = null;

  private constructor(group: ProcessGroup, { outputByteLimit, onOutput }: TerminalOptions) {
    this.#group = group;
    this.#tail = new OutputTail(outputByteLimit);
    const pace = new OutputPace();
    const read = Promise.all([
      this.#read(group.stdout, pace, (data) => onOutput("stdout", data)),
      this.#read(group.stderr, pace, (data) => onOutput("stderr", data)),
    ]);
    this.completed = this.#complete(read);
  }

  /**
   * Runs a command. It has no input.
   *
   * @throws NodeJS.ErrnoException when it cannot be started
   */
  static async start(options: TerminalOptions): Promise<Terminal> {
    const group = await ProcessGroup.start(options.command);
    group.stdin.end();
    return new Terminal(group, options);
  }

  /** The number of the process, and of its group. */
  get pid(): number {
    return this.#group.pid;
  }

  /** How the command ended; null while it runs. */
  get ending(): Ending | null {
    return this.#ending;
  }

  /** The end of what the command has put out so far. */
  output(): { text: string; truncated: boolean } {
    return this.#tail.read();
  }

  /** Kills the command and all that it started. Resolves when they are gone. */
  async kill(): Promise<void> {
    await this.#group.kill();
  }

  async #read(source: Readable, pace: OutputPace, hand: (data: string) => Promise<void>): Promise<void> {
    const decoder = new StringDecoder("utf8");
    const take = async (data: string) => {
      if (data === "") return;
      this.#tail.push(data);
      await hand(data);
    };
    try {
      for await (const chunk of source) {
        await take(decoder.write(chunk as Buffer));
        await pace.read((chunk as Buffer).length);
      }
      await take(decoder.end());
    } catch {
      // The pipe was cut off: what came before it stands.
    }
  }

  async #complete(read: Promise<unknown>): Promise<Ending> {
    const ending = await this.#group.ended;
    await Promise.race([read, delay(DRAIN_MS, undefined, { ref: false })]);
    // A process that has left the group may hold the pipes open.
    this.#group.stdout.destroy();
    this.#group.stderr.destroy();
    this.#ending = ending;
    return ending;
  }
}
