import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** A program that was started for a measurement. Everything it says on standard output is one JSON value a line. */
export class Program {
  readonly child: ChildProcess;
  readonly #lines: unknown[] = [];
  readonly #waiting: PromiseWithResolvers<unknown>[] = [];
  #ended = false;

  private constructor(child: ChildProcess) {
    this.child = child;
    createInterface({ input: child.stdout as NonNullable<typeof child.stdout> }).on("line", (line) => {
      if (!line.startsWith("{")) return;
      const value: unknown = JSON.parse(line);
      const waiting = this.#waiting.shift();
      if (waiting === undefined) this.#lines.push(value);
      else waiting.resolve(value);
    });
    child.once("exit", (code, signal) => {
      this.#ended = true;
      for (const { reject } of this.#waiting.splice(0)) reject(new Error(`${child.spawnargs.at(-1)} ended with ${code ?? signal}.`));
    });
  }

  /** Starts one of the programs of this folder with Node, or with another runtime. */
  static start(name: string, args: readonly (string | number)[] = [], runtime: readonly string[] = [process.execPath]): Program {
    const path = fileURLToPath(new URL(`programs/${name}`, import.meta.url));
    const [command = process.execPath, ...options] = runtime;
    return new Program(spawn(command, [...options, path, ...args.map(String)], { stdio: ["pipe", "pipe", "inherit"] }));
  }

  /**
   * The next thing that the program says.
   *
   * @throws Error when it ends instead
   */
  async next<T>(): Promise<T> {
    const line = this.#lines.shift();
    if (line !== undefined) return line as T;
    if (this.#ended) throw new Error("The program has ended.");
    const waiting = Promise.withResolvers<unknown>();
    this.#waiting.push(waiting);
    return (await waiting.promise) as T;
  }

  /** Tells the program something. */
  tell(value: unknown): void {
    this.child.stdin?.write(`${JSON.stringify(value)}\n`);
  }

  /** Ends the program, by its id. */
  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.child.once("exit", resolve));
    this.child.kill("SIGKILL");
    await ended;
  }
}

/** Runs something in a folder that is removed afterwards. */
export async function inTemporaryFolder<T>(run: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "diminuendo-bench-"));
  try {
    return await run(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The path of a program on `PATH`, or null. */
export function onPath(name: string): string | null {
  try {
    return execFileSync("which", [name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return null;
  }
}
