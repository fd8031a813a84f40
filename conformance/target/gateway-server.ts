import { StartedProcess } from "./started-process.ts";
import { TemporaryFolder } from "./temporary-folder.ts";

/** A gateway that the suite has started, with an empty folder for its data. */
export class GatewayServer {
  readonly #command: readonly string[];
  readonly #env: Readonly<Record<string, string>>;
  readonly #data: TemporaryFolder;
  #process: StartedProcess;

  private constructor(command: readonly string[], env: Readonly<Record<string, string>>, data: TemporaryFolder, process: StartedProcess) {
    this.#command = command;
    this.#env = env;
    this.#data = data;
    this.#process = process;
  }

  static async start(command: readonly string[], env: Readonly<Record<string, string>>): Promise<GatewayServer> {
    const data = await TemporaryFolder.make("gateway");
    const all = { HOST: "127.0.0.1", LOG_LEVEL: "error", ...env, DATA_DIR: data.path };
    try {
      return new GatewayServer(command, all, data, await StartedProcess.start({ command, env: { ...all, PORT: "0" } }));
    } catch (error) {
      await data.remove();
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
    await this.#data.remove();
  }
}
