import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const MAIN = fileURLToPath(new URL("../../server/main.ts", import.meta.url));

/** A gateway in a process of its own, with its own data. It ends with the test. */
export class GatewayProcess {
  readonly dataDir: string;
  readonly #env: Readonly<Record<string, string>>;
  #child: ChildProcess | null = null;
  #port = 0;

  private constructor(dataDir: string, env: Readonly<Record<string, string>>) {
    this.dataDir = dataDir;
    this.#env = env;
  }

  /**
   * Starts a gateway on a free port and an empty folder.
   *
   * @param env what to add to the environment
   */
  static async start(env: Readonly<Record<string, string>> = {}): Promise<GatewayProcess> {
    const gateway = new GatewayProcess(await mkdtemp(join(tmpdir(), "diminuendo-gateway-")), env);
    onTestFinished(async () => {
      await gateway.kill();
      await rm(gateway.dataDir, { recursive: true, force: true, maxRetries: 5 });
    });
    await gateway.restart();
    return gateway;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Asks the process to shut down, and waits until it has. */
  async stop(): Promise<void> {
    await this.#end("SIGTERM");
  }

  /** Ends the process where it stands. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** Starts the process again on the same port and the same data. */
  async restart(): Promise<void> {
    await this.kill();
    const env = { ...process.env, LOG_LEVEL: "error", ...this.#env, PORT: String(this.#port), DATA_DIR: this.dataDir };
    const child = spawn(process.execPath, [MAIN], { env, stdio: ["ignore", "pipe", "pipe"] });
    this.#child = child;
    this.#port = await portOf(child);
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  }
}

/** Waits until a gateway says where it listens. */
function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = "";
    const read = (chunk: Buffer) => {
      output += chunk;
      const port = /listens on http:\/\/[^\s]*:(\d+)/.exec(output)?.[1];
      if (port !== undefined) resolve(Number(port));
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("error", reject);
    child.once("exit", (code, signal) => reject(new Error(`The gateway ended (${code ?? signal}) before it listened:\n${output}`)));
  });
}
