import { type ChildProcess, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import type { Environment } from "./process-environment.ts";
import { isGroupRunning } from "./process-table.ts";

/** How often and for how long it is checked that a killed group is gone. */
const CHECK_MS = 5;
const CHECKS = 100;

/** How a process ended: with an exit code, or by a signal. */
export interface Ending {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Environment;
  /** Let the system's shell run `command`. */
  readonly shell: boolean;
}

/**
 * A program in a process group of its own. The group lives no longer than the program: when that ends, by itself or by
 * force, whatever it left behind in its group is killed.
 */
export class ProcessGroup {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Resolves when the program and its group have ended. Output may still wait to be read. */
  readonly ended: Promise<Ending>;
  readonly #pid: number;
  #live = true;

  private constructor(child: ChildProcess, pid: number) {
    const { stdin, stdout, stderr } = child;
    if (stdin === null || stdout === null || stderr === null) throw new Error("The process has no pipes.");
    this.#pid = pid;
    this.stdin = stdin;
    this.stdout = stdout;
    this.stderr = stderr;
    // A process that goes closes its pipes; what cannot be written then does not matter to anyone.
    for (const stream of [stdin, stdout, stderr]) stream.on("error", () => undefined);
    this.ended = new Promise((resolve) => {
      child.once("exit", (exitCode, signal) => {
        // The number of a group that has ended can be given to another: from here on it is not used again.
        this.#live = false;
        signalGroup(pid, "SIGKILL");
        void groupGone(pid).then(() => resolve({ exitCode, signal }));
      });
    });
  }

  /**
   * Starts a program.
   *
   * @throws NodeJS.ErrnoException when it cannot be started
   */
  static start({ command, args, cwd, env, shell }: Command): Promise<ProcessGroup> {
    return new Promise((resolve, reject) => {
      const child = spawn(command, args, { cwd, env, shell, detached: true, stdio: "pipe" });
      child.once("error", reject);
      child.once("spawn", () => {
        child.off("error", reject);
        child.on("error", () => undefined);
        resolve(new ProcessGroup(child, child.pid as number));
      });
    });
  }

  get pid(): number {
    return this.#pid;
  }

  /** Asks the whole group to end, and kills it when it has not after `graceMs`. Resolves when it has ended. */
  async end(graceMs: number): Promise<void> {
    if (this.#live) signalGroup(this.#pid, "SIGTERM");
    const waited = new AbortController();
    const timeout = delay(graceMs, undefined, { signal: waited.signal }).then(
      () => this.kill(),
      () => undefined,
    );
    await this.ended;
    waited.abort();
    await timeout;
  }

  /** Kills the whole group. Resolves when it has ended. */
  async kill(): Promise<void> {
    if (this.#live) signalGroup(this.#pid, "SIGKILL");
    await this.ended;
  }
}

function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
}

/** Waits until the processes of a killed group are gone, which takes a moment. */
async function groupGone(pid: number): Promise<void> {
  for (let check = 0; check < CHECKS && signalGroup(pid, 0); check++) {
    // What nobody reaps keeps its number, and can be sent signals for ever.
    if ((await isGroupRunning(pid)) === false) return;
    await delay(CHECK_MS);
  }
}
