import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** A cluster of etcd, of the binary on the PATH, with its durable defaults. */
export class EtcdCluster {
  readonly addresses: readonly string[];
  readonly #children: readonly ChildProcess[];

  private constructor(addresses: readonly string[], children: readonly ChildProcess[]) {
    this.addresses = addresses;
    this.#children = children;
  }

  /** @throws Error when it does not become healthy within half a minute */
  static async start(binary: string, nodes: number, folder: string): Promise<EtcdCluster> {
    const ports = await freePorts(nodes * 2);
    const members = Array.from({ length: nodes }, (_, at) => ({
      name: `e${at}`,
      client: `http://127.0.0.1:${ports[at]}`,
      peer: `http://127.0.0.1:${ports[nodes + at]}`,
    }));
    const initial = members.map(({ name, peer }) => `${name}=${peer}`).join(",");
    const children = members.map(({ name, client, peer }) =>
      spawn(
        binary,
        [
          ...["--name", name, "--data-dir", join(folder, name), "--log-level", "error"],
          ...["--listen-client-urls", client, "--advertise-client-urls", client],
          ...["--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer],
          ...["--initial-cluster", initial, "--initial-cluster-state", "new"],
        ],
        { stdio: "ignore" },
      ),
    );
    const cluster = new EtcdCluster(
      members.map(({ client }) => client),
      children,
    );
    const deadline = Date.now() + 30_000;
    for (const address of cluster.addresses) {
      while (!(await isHealthy(address))) {
        if (Date.now() > deadline) throw new Error(`etcd at ${address} does not become healthy.`);
        await delay(50);
      }
    }
    return cluster;
  }

  async end(): Promise<void> {
    for (const child of this.#children) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    }
  }
}

async function isHealthy(address: string): Promise<boolean> {
  const response = await fetch(`${address}/health`).catch(() => null);
  return response !== null && ((await response.json()) as { health: string }).health === "true";
}

/** Ports that are free now: others may take them before they are used, but nobody here does. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
