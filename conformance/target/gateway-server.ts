import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StartedProcess } from "./started-process.ts";

/** A gateway that the suite has started, with an empty folder for its data. */
export class GatewayServer {
  readonly #command: readonly string[];
  readonly #env: Readonly<Record<string, string>>;
  readonly #dataDir: string;
  #process: StartedProcess;

  private constructor(command: readonly string[], env: Readonly<Record<string, string>>, dataDir: string, process: StartedProcess) {
    this.#command = command;
    this.#env = env;
    this.#dataDir = dataDir;
    this.#process = process;
  }

  static async start(command: readonly string[], env: Readonly<Record<string, string>>): Promise<GatewayServer> {
    const dataDir = await mkdtemp(join(tmpdir(), "conformance-gateway-"));
    const all = { HOST: "127.0.0.1", LOG_LEVEL: "error", ...env, DATA_DIR: dataDir };
    try {
      return new GatewayServer(command, all, dataDir, await StartedProcess.start({ command, env: { ...all, PORT: "0" } }));
    } catch (error) {
      await rm(dataDir, { recursive: true, force: true });
      throw error;
    }
  }

  get process(): StartedProcess {
    return this.#process;
  }

  /** Starts the process again, on the same port and the same data. */
  async start(): Promise<void> {
    const env = { ...this.#env, PORT: String(this.#process.port) };
    this.#process = await StartedProcess.start({ command: this.#command, env });
  }

  async end(): Promise<void> {
    await this.#process.end("SIGKILL");
    await rm(this.#dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}
