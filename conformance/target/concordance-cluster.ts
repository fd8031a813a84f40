import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { StartedProcess } from "./started-process.ts";
import type { NodeChoice } from "./target.ts";
import { TemporaryFolder } from "./temporary-folder.ts";

/** The keys of a cluster that the suite starts. */
export const KEYS = { full: "conformance-full-key", agent: "conformance-agent-key" } as const;

/** How long a cluster may take to find a leader, or to take in a node. */
const PATIENCE_MS = 30_000;
const POLL_MS = 25;
/** Elections that a busy machine does not cause. */
const PATIENT = ["--election-ms", "1000", "--heartbeat-ms", "100"];

interface Status {
  role: string;
  leader: string | null;
  members: { nodeId: string; voter: boolean }[];
}

interface Node {
  name: string;
  process: StartedProcess;
  isUp: boolean;
}

/** Some nodes of Concordance that the suite has started, each a process, that are one cluster. */
export class ConcordanceCluster {
  readonly #command: readonly string[];
  readonly #folder: TemporaryFolder;
  readonly #nodes: Node[] = [];

  private constructor(command: readonly string[], folder: TemporaryFolder) {
    this.#command = command;
    this.#folder = folder;
  }

  /** Resolves when every node has a vote. */
  static async start(command: readonly string[], nodes: number): Promise<ConcordanceCluster> {
    const cluster = new ConcordanceCluster(command, await TemporaryFolder.make("concordance"));
    try {
      for (let count = 0; count < nodes; count += 1) await cluster.#add();
      return cluster;
    } catch (error) {
      await cluster.end();
      throw error;
    }
  }

  /** The addresses of all nodes. */
  get urls(): string[] {
    return this.#nodes.map(({ process }) => process.url);
  }

  /** A node by its number, counted from 1, or by what it is at the moment. @throws Error when there is none */
  async url(choice: NodeChoice): Promise<string> {
    return (await this.#node(choice)).process.url;
  }

  /** The process of a node by its number. */
  process(choice: NodeChoice): StartedProcess {
    return this.#numbered(Number(choice)).process;
  }

  async turn(how: "kill" | "stop" | "start", choice: NodeChoice): Promise<void> {
    const node = await this.#node(choice);
    if (how === "start") {
      node.process = await this.#run(node.name, new URL(node.process.url).host, []);
      node.isUp = true;
      return;
    }
    await node.process.end(how === "kill" ? "SIGKILL" : "SIGTERM");
    node.isUp = false;
  }

  async end(): Promise<void> {
    await Promise.all(this.#nodes.map(({ process }) => process.end("SIGKILL")));
    await this.#folder.remove();
  }

  async #add(): Promise<void> {
    const name = `n${this.#nodes.length + 1}`;
    const [first] = this.#nodes;
    const begin = first === undefined ? ["--bootstrap"] : ["--join", new URL(first.process.url).host];
    const process = await this.#run(name, "127.0.0.1:0", begin);
    this.#nodes.push({ name, process, isUp: true });
    await until(`${name} has a vote`, async () => {
      const status = await statusOf(process.url);
      return status?.leader !== null && status?.members.some((member) => member.nodeId === name && member.voter) === true;
    });
  }

  #run(name: string, listen: string, more: readonly string[]): Promise<StartedProcess> {
    const own = ["--node-id", name, "--listen", listen, "--data-dir", join(this.#folder.path, name)];
    const keys = ["--api-key", KEYS.full, "--agent-key", KEYS.agent];
    return StartedProcess.start({ command: [...this.#command, ...own, ...keys, "--log-level", "error", ...PATIENT, ...more], env: {} });
  }

  async #node(choice: NodeChoice): Promise<Node> {
    if (typeof choice === "number") return this.#numbered(choice);
    let found: Node | undefined;
    await until(`there is a ${choice}`, async () => {
      for (const node of this.#nodes.filter(({ isUp }) => isUp)) {
        const status = await statusOf(node.process.url);
        if (status?.role === choice && status.leader !== null) found = node;
      }
      return found !== undefined;
    });
    return found as Node;
  }

  #numbered(number: number): Node {
    const node = this.#nodes[number - 1];
    if (node === undefined) throw new Error(`There is no node ${number}.`);
    return node;
  }
}

async function statusOf(url: string): Promise<Status | null> {
  const headers = { authorization: `Bearer ${KEYS.full}` };
  const answer = await fetch(`${url}/api/v1/cluster/status`, { headers, signal: AbortSignal.timeout(1000) }).catch(() => null);
  return answer?.ok ? ((await answer.json()) as Status) : null;
}

/** Asks again and again: another process cannot be awaited. */
async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`It did not come about that ${what}.`);
    await delay(POLL_MS);
  }
}
