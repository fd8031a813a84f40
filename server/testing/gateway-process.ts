import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const MAIN = fileURLToPath(new URL("../main.ts", import.meta.url));
const LISTENS = /listens on (http:\/\/\S+)/;

export interface GatewayProcessOptions {
  dataDir: string;
  env?: Record<string, string>;
  /** Runs the process by another program, for instance under a resource limit. */
  wrapper?: readonly string[];
}

/** The gateway as a process of its own, as `npm start` runs it. It ends with the test, by its id. */
export class GatewayProcess {
  readonly #options: GatewayProcessOptions;
  #child: ChildProcess | undefined;
  #port = 0;
  /** Every line that was written to standard output. */
  readonly output: string[] = [];
  /** What was written to standard error. */
  errors = "";

  private constructor(options: GatewayProcessOptions) {
    this.#options = options;
  }

  /** Starts a gateway on a free port, and waits until it serves. */
  static async start(options: GatewayProcessOptions): Promise<GatewayProcess> {
    const gateway = new GatewayProcess(options);
    onTestFinished(() => gateway.kill());
    await gateway.restart();
    return gateway;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get dataDir(): string {
    return this.#options.dataDir;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** Starts the process again, on the port that it had. */
  async restart(): Promise<void> {
    const { dataDir, env = {}, wrapper = [] } = this.#options;
    const [command = process.execPath, ...args] = [...wrapper, process.execPath, MAIN];
    const child = spawn(command, args, {
      env: { PATH: process.env["PATH"], HOME: process.env["HOME"], PORT: String(this.#port), DATA_DIR: dataDir, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child = child;
    child.stderr?.on("data", (chunk) => {
      this.errors += String(chunk);
    });
    const listening = Promise.withResolvers<string>();
    createInterface({ input: child.stdout as NonNullable<typeof child.stdout> }).on("line", (line) => {
      this.output.push(line);
      const address = LISTENS.exec(line)?.[1];
      if (address !== undefined) listening.resolve(address);
    });
    child.once("exit", (code, signal) => listening.reject(new Error(`The gateway ended with ${code ?? signal}:\n${this.errors}`)));
    this.#port = Number(new URL(await listening.promise).port);
  }

  /** Sends a signal, and waits until the process has ended. Returns its exit code, or the signal that ended it. */
  async end(signal: NodeJS.Signals): Promise<number | string> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? child?.signalCode ?? 0;
    const ended = once(child, "exit");
    child.kill(signal);
    const [code, by] = (await ended) as [number | null, string | null];
    return code ?? by ?? 0;
  }

  /** Ends the process at once. */
  async kill(): Promise<void> {
    await this.end("SIGKILL");
  }
}
