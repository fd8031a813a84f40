/**
 * What the client that runs a turn does for its agent by itself, while the turn runs: an editor knows what is not saved
 * yet, and shows commands where its person sees them. What is null the gateway does in the session's workspace.
 *
 * Paths are relative to the workspace, `/`-separated; the client puts them below its own folder.
 */
export interface TurnHost {
  readonly files: {
    /** @throws AgentError FILE_NOT_FOUND, AGENT_FAILED */
    readonly read: ((request: HostRead, signal: AbortSignal) => Promise<string>) | null;
    /** @throws AgentError AGENT_FAILED */
    readonly write: ((path: string, content: string, signal: AbortSignal) => Promise<void>) | null;
  };
  readonly terminals: HostTerminals | null;
}

/** What is read of a file. */
export interface HostRead {
  readonly path: string;
  /** The first line; counts from 1. */
  readonly line?: number;
  /** How many lines. */
  readonly limit?: number;
}

/** Terminals of a client. Each method rejects with an AgentError when the client refuses, or has gone. */
export interface HostTerminals {
  /** Starts a command, and returns what the client calls its terminal. */
  create(request: HostCommand): Promise<string>;
  output(terminalId: string): Promise<HostOutput>;
  waitForExit(terminalId: string): Promise<HostExit>;
  kill(terminalId: string): Promise<void>;
  release(terminalId: string): Promise<void>;
}

/** A command that a client runs. */
export interface HostCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly value: string }[];
  /** Relative to the workspace; null for the workspace itself. */
  readonly cwd: string | null;
  readonly outputByteLimit?: number;
}

/** How a command ended. */
export interface HostExit {
  readonly exitCode: number | null;
  readonly signal: string | null;
}

/** What a command has printed. */
export interface HostOutput {
  readonly output: string;
  readonly truncated: boolean;
  /** Null while it runs. */
  readonly exit: HostExit | null;
}
