import type { CommandLine } from "./command-line.ts";
import type { Terminal } from "./terminal.ts";

/** An option of a command. One without a value is a switch. */
export interface Option {
  /** With its dashes. */
  readonly flag: string;
  /** What stands behind the flag in the help. */
  readonly value?: string;
  readonly help: string;
}

/** Something that can be done from a shell. */
export interface Command {
  readonly name: string;
  /** In their order; those in brackets may be left out. */
  readonly arguments: readonly string[];
  readonly summary: string;
  /** Further lines of its help. */
  readonly details?: string;
  readonly options: readonly Option[];
  /** It asks the cluster, so that it takes the options of a connection. */
  readonly isOnline: boolean;
  /** Loaded when it is run, as most of what it needs others do not. */
  readonly load: () => Promise<Run>;
}

/** Does it. @returns the exit code. Whatever it throws is told in one line. */
export type Run = (line: CommandLine, terminal: Terminal) => Promise<number>;
