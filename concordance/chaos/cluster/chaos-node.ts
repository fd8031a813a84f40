import { execFileSync } from "node:child_process";
import type { ClusterStatus } from "../../../generated/concordance/types.ts";
import { statusOf } from "../../testing/cluster.ts";
import { NodeProcess } from "../../testing/node-process.ts";
import type { Links } from "../network/links.ts";
import { PeerProxy } from "../network/peer-proxy.ts";

export interface ChaosNodeOptions {
  readonly name: string;
  readonly dataDir: string;
  readonly port: number;
  readonly links: Links;
  readonly args: readonly string[];
}

/** A node as a process, and the proxy by which the others reach it. */
export class ChaosNode {
  readonly name: string;
  readonly proxy: PeerProxy;
  readonly #process: NodeProcess;
  readonly #port: number;
  /** Whether it should be running: one that is not, and should, has failed. */
  #isExpected = false;
  #isStopped = false;

  private constructor({ name, dataDir, port, args }: ChaosNodeOptions, proxy: PeerProxy) {
    this.name = name;
    this.proxy = proxy;
    this.#port = port;
    this.#process = new NodeProcess({
      dataDir,
      // A port of its own from the first start on: of two settings of the same thing the last one counts.
      args: ["--listen", this.address, "--node-id", name, "--advertise", proxy.address, "--log-level", "info", ...args],
    });
    proxy.target = port;
  }

  static async create(options: ChaosNodeOptions): Promise<ChaosNode> {
    return new ChaosNode(options, await PeerProxy.open(options.name, options.links));
  }

  /** Where clients reach it, without a proxy between. */
  get address(): string {
    return `127.0.0.1:${this.#port}`;
  }

  /** What it wrote to its log. */
  get log(): string {
    return this.#process.errors;
  }

  get isUp(): boolean {
    return this.#process.isUp;
  }

  /** It runs, and is not stopped by a signal. */
  get isRunning(): boolean {
    return this.isUp && !this.#isStopped;
  }

  /** It has ended without being told to. */
  get hasFailed(): boolean {
    return this.#isExpected && !this.isUp;
  }

  /** @throws Error with what it wrote, when it ends instead of serving */
  async start(...args: readonly string[]): Promise<void> {
    await this.#process.start(...args);
    this.#isExpected = true;
    this.#isStopped = false;
  }

  /** @returns its exit code, or the signal that ended it */
  async end(signal: "SIGTERM" | "SIGKILL"): Promise<number | string> {
    this.#isExpected = false;
    return await this.#process.end(signal);
  }

  stop(): void {
    this.#isStopped = true;
    this.#process.signal("SIGSTOP");
  }

  goOn(): void {
    this.#isStopped = false;
    this.#process.signal("SIGCONT");
  }

  /** From now on no file of it may be written to beyond so many bytes: to the process that is a disk without room. Linux only. */
  limitFiles(bytes: number): void {
    execFileSync("prlimit", ["--pid", String(this.#process.pid), `--fsize=${bytes}:`]);
  }

  /** What it says of itself, or null when it says nothing. */
  async status(): Promise<ClusterStatus | null> {
    return this.isRunning ? await statusOf(this.#process) : null;
  }
}
