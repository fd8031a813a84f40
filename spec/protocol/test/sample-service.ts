import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { WebSocket } from "ws";

/** The sample's server, as a process of its own. */
export class SampleService implements AsyncDisposable {
  readonly #process: ChildProcess;
  readonly #port: string;

  private constructor(process: ChildProcess, port: string) {
    this.#process = process;
    this.#port = port;
  }

  static async start(folder: string): Promise<SampleService> {
    const child = spawn(process.execPath, ["server.ts"], { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
    const [port] = (await Promise.race([
      once(child.stdout.setEncoding("utf8"), "data"),
      once(child, "exit").then(([code]) => Promise.reject(new Error(`The sample's server ended with ${code} before it listened.`))),
    ])) as [string];
    return new SampleService(child, port.trim());
  }

  async connect(path: string): Promise<SampleClient> {
    const socket = new WebSocket(`ws://127.0.0.1:${this.#port}${path}`);
    const client = new SampleClient(socket);
    await once(socket, "open");
    return client;
  }

  /** Tells it to end; resolves with its exit code. */
  async end(): Promise<number | null> {
    if (this.#process.exitCode !== null) return this.#process.exitCode;
    const ended = once(this.#process, "exit");
    this.#process.kill("SIGTERM");
    return (await ended)[0] as number | null;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end();
  }
}

/** One connection, which hears frame by frame. */
export class SampleClient {
  readonly #socket: WebSocket;
  readonly #heard: unknown[] = [];
  readonly #waiting: ((frame: unknown) => void)[] = [];

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on("message", (data) => {
      const frame: unknown = JSON.parse(String(data));
      const next = this.#waiting.shift();
      if (next === undefined) this.#heard.push(frame);
      else next(frame);
    });
  }

  /** Sends a value as JSON, or a text as it is. */
  send(frame: object | string): void {
    this.#socket.send(typeof frame === "string" ? frame : JSON.stringify(frame));
  }

  next(): Promise<unknown> {
    return this.#heard.length > 0 ? Promise.resolve(this.#heard.shift()) : new Promise((resolve) => this.#waiting.push(resolve));
  }

  ask(frame: object | string): Promise<unknown> {
    this.send(frame);
    return this.next();
  }

  /** The code that the connection is closed with. */
  async closed(): Promise<number> {
    return (await once(this.#socket, "close"))[0] as number;
  }
}
