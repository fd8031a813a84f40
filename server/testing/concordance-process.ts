import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import type { ClusterStatus } from "../../generated/concordance/types.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const MAIN = fileURLToPath(new URL("../../concordance/main.ts", import.meta.url));
const LISTENS = /listens on http:\/\/(\S+)/;
const KEY = "dev";
const PATIENCE_MS = 30_000;

/** A node of Concordance as a process of its own, which the gateway reaches over its wire. It ends with the test, by its id. */
export class ConcordanceProcess {
  readonly name: string;
  readonly #args: readonly string[];
  #child: ChildProcess | undefined;
  /** `host:port`; the port stays when it is started again. */
  address = "127.0.0.1:0";
  errors = "";

  constructor(name: string, args: readonly string[]) {
    this.name = name;
    this.#args = args;
    onTestFinished(() => this.end("SIGKILL"));
  }

  get isUp(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Starts it, and waits until it serves. @throws Error with what it wrote, when it ends instead */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [MAIN, "--node-id", this.name, "--listen", this.address, "--log-level", "warn", ...this.#args], {
      env: { PATH: process.env["PATH"], HOME: process.env["HOME"] },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child = child;
    child.stderr.on("data", (chunk) => {
      this.errors += String(chunk);
    });
    const listening = Promise.withResolvers<string>();
    createInterface({ input: child.stdout }).on("line", (line) => {
      const address = LISTENS.exec(line)?.[1];
      if (address !== undefined) listening.resolve(address);
    });
    child.once("exit", (code, signal) => listening.reject(new Error(`The node ended with ${code ?? signal}:\n${this.errors}`)));
    this.address = await listening.promise;
  }

  /** Stops the process where it is, or lets it go on. */
  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  /** Sends a signal, and waits until the process has ended. */
  async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (child === undefined || !this.isUp) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  }

  /** What it says of its cluster, or null when it says nothing. */
  async status(): Promise<ClusterStatus | null> {
    const response = await fetch(`http://${this.address}/api/v1/cluster/status`, {
      headers: { authorization: `Bearer ${KEY}` },
      signal: AbortSignal.timeout(1000),
    }).catch(() => null);
    return response?.ok ? ((await response.json()) as ClusterStatus) : null;
  }
}

/** Some nodes that are one cluster. */
export class ConcordanceCluster {
  readonly nodes: readonly ConcordanceProcess[];

  private constructor(nodes: readonly ConcordanceProcess[]) {
    this.nodes = nodes;
  }

  /** Resolves when every node has a vote. */
  static async start(count: number): Promise<ConcordanceCluster> {
    const folder = await temporaryFolder();
    const nodes: ConcordanceProcess[] = [];
    for (let at = 0; at < count; at += 1) {
      const name = `n${at + 1}`;
      const begin = nodes[0] === undefined ? ["--bootstrap"] : ["--join", nodes[0].address];
      const node = new ConcordanceProcess(name, ["--data-dir", join(folder, name), ...begin]);
      await node.start();
      nodes.push(node);
      await until(`${name} has a vote`, async () => {
        const status = await node.status();
        return status?.leader != null && status.members.some(({ nodeId, voter }) => nodeId === name && voter);
      });
    }
    return new ConcordanceCluster(nodes);
  }

  get addresses(): string[] {
    return this.nodes.map(({ address }) => address);
  }

  /** The node that leads, as soon as there is one. */
  async leader(): Promise<ConcordanceProcess> {
    let found: ConcordanceProcess | undefined;
    await until("there is a leader", async () => {
      const statuses = await Promise.all(
        this.nodes.filter(({ isUp }) => isUp).map(async (node) => ({ node, status: await node.status() })),
      );
      const leaders = statuses.filter(({ status }) => status?.role === "leader");
      found = leaders.sort((a, b) => (b.status?.term ?? 0) - (a.status?.term ?? 0))[0]?.node;
      return found !== undefined;
    });
    return found as ConcordanceProcess;
  }
}

/** Asks again and again, as another process cannot be awaited. @throws Error when it does not come about */
export async function until(what: string, holds: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`It did not come about that ${what}.`);
    await delay(10);
  }
}
