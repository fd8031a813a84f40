import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../main.ts", import.meta.url));
const LISTENS = /listens on (http:\/\/\S+)/;

export interface NodeProcessOptions {
  readonly dataDir: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Runs the process by another program, for instance under a resource limit. */
  readonly wrapper?: readonly string[];
}

/** A node as a process of its own, as an operator runs it. Whoever starts it ends it. */
export class NodeProcess {
  readonly #options: NodeProcessOptions;
  #child: ChildProcess | undefined;
  #port = 0;
  /** What was written to standard error: the log. */
  errors = "";

  constructor(options: NodeProcessOptions) {
    this.#options = options;
  }

  /** Starts a node on a free port, and waits until it serves. */
  static async start(options: NodeProcessOptions): Promise<NodeProcess> {
    const node = new NodeProcess(options);
    await node.start();
    return node;
  }

  /** `host:port` */
  get address(): string {
    return `127.0.0.1:${this.#port}`;
  }

  get url(): string {
    return `http://${this.address}`;
  }

  get dataDir(): string {
    return this.#options.dataDir;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  get isUp(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /**
   * Starts the process, on the port that it had, with further arguments if need be.
   *
   * @throws Error with what it wrote, when it ends instead of serving
   */
  async start(...more: readonly string[]): Promise<void> {
    const { dataDir, args = [], env = {}, wrapper = [] } = this.#options;
    const [command = process.execPath, ...before] = [...wrapper, process.execPath, MAIN];
    const child = spawn(command, [...before, "--listen", this.address, "--data-dir", dataDir, ...args, ...more], {
      env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child = child;
    child.stderr?.on("data", (chunk) => {
      this.errors += String(chunk);
    });
    const listening = Promise.withResolvers<string>();
    createInterface({ input: child.stdout as NonNullable<typeof child.stdout> }).on("line", (line) => {
      const address = LISTENS.exec(line)?.[1];
      if (address !== undefined) listening.resolve(address);
    });
    child.once("exit", (code, signal) => listening.reject(new Error(`The node ended with ${code ?? signal}:\n${this.errors}`)));
    this.#port = Number(new URL(await listening.promise).port);
  }

  /** Stops the process where it is, or lets it go on. */
  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  /** Sends a signal, and waits until the process has ended. Returns its exit code, or the signal that ended it. */
  async end(signal: NodeJS.Signals): Promise<number | string> {
    const child = this.#child;
    if (child === undefined || !this.isUp) return child?.exitCode ?? child?.signalCode ?? 0;
    const ended = once(child, "exit");
    child.kill(signal);
    const [code, by] = (await ended) as [number | null, string | null];
    return code ?? by ?? 0;
  }

  /** Ends the process at once, also one that is stopped. */
  async kill(): Promise<void> {
    await this.end("SIGKILL");
  }
}
