import { type ChildProcess, spawn } from "node:child_process";
import { leaveNoneBehind } from "./left-behind.ts";
import type { ServerProcess } from "./target.ts";

/** How a server is started: a command line, and what is added to it. */
export interface StartOptions {
  command: readonly string[];
  env: Readonly<Record<string, string>>;
}

/** How long a server may take until it says where it listens. */
const START_MS = 60_000;
/** What follows tells that the port is whole. */
const ADDRESS = /https?:\/\/[^\s/]*:\d+(?=\D)/;
/** What is kept of what a server writes, until it serves. */
const KEPT = 10_000;

/** A server as a process of its own; it says its address on its standard output when it serves. */
export class StartedProcess implements ServerProcess {
  readonly url: string;
  readonly port: number;
  readonly ended: Promise<number | string>;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string, ended: Promise<number | string>) {
    this.#child = child;
    this.url = url;
    this.port = Number(new URL(url).port);
    this.ended = ended;
  }

  /** Resolves when it serves. @throws Error with what it wrote when it does not */
  static async start({ command, env }: StartOptions): Promise<StartedProcess> {
    const [program = "", ...args] = command;
    const child = spawn(program, args, { env: { ...inherited(), ...env }, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    let isServing = false;
    let timer: NodeJS.Timeout | undefined;
    const left = leaveNoneBehind(() => child.kill("SIGKILL"));
    child.once("exit", left);
    const ended = new Promise<number | string>((resolve) => child.once("exit", (code, signal) => resolve(code ?? signal ?? 0)));
    const url = new Promise<string>((resolve, reject) => {
      const failed = (why: string) => reject(new Error(`"${command.join(" ")}" ${why}:\n${output.slice(-2000)}`));
      timer = setTimeout(() => failed("did not say where it listens"), START_MS);
      const keep = (chunk: Buffer) => {
        output = `${output}${chunk}`.slice(-KEPT);
      };
      child.stdout?.on("data", (chunk: Buffer) => {
        // A server that serves may go on writing: it is read, so that it can, and not kept.
        if (isServing) return;
        keep(chunk);
        const found = ADDRESS.exec(output);
        if (found === null) return;
        isServing = true;
        resolve(found[0]);
      });
      child.stderr?.on("data", keep);
      child.once("error", reject);
      void ended.then((how) => failed(`ended with ${how}`));
    });
    try {
      return new StartedProcess(child, await url, ended);
    } catch (error) {
      child.kill("SIGKILL");
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Sends a signal, and waits until the process has ended. */
  async end(signal: NodeJS.Signals): Promise<number | string> {
    this.signal(signal);
    return this.ended;
  }
}

/** What a server inherits: enough to find programs, and nothing that would configure it. */
function inherited(): Record<string, string> {
  const names = ["PATH", "HOME", "LANG", "TMPDIR"];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name] ?? ""]])));
}
