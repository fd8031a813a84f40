import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { request } from "node:http";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";

const PATIENCE_MS = 30_000;

/** Whether there is an etcd on the PATH. */
export function hasEtcd(): boolean {
  return spawnSync("etcd", ["--version"], { stdio: "ignore" }).status === 0;
}

export interface EtcdEntry {
  readonly key: string;
  readonly value?: string;
  /** int64 as text; left out where they are 0. */
  readonly version?: string;
  readonly mod_revision?: string;
}

export interface EtcdEvent {
  /** Left out where it is PUT. */
  readonly type?: "DELETE";
  readonly kv: EtcdEntry;
}

interface WatchLine {
  readonly result?: { readonly created?: boolean; readonly events?: readonly EtcdEvent[] };
}

/** A real etcd of one node, by its JSON gateway. Whoever starts it ends it. */
export class Etcd {
  readonly #port: number;
  readonly #child: ChildProcess;

  private constructor(port: number, child: ChildProcess) {
    this.#port = port;
    this.#child = child;
  }

  /** @throws Error when it does not serve within half a minute */
  static async start(folder: string, [port, peerPort]: readonly [number, number]): Promise<Etcd> {
    const [client, peer] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${peerPort}`];
    const child = spawn(
      "etcd",
      [
        ...["--name", "e1", "--data-dir", folder, "--log-level", "error"],
        ...["--listen-client-urls", client, "--advertise-client-urls", client],
        ...["--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer, "--initial-cluster", `e1=${peer}`],
      ],
      { stdio: "ignore" },
    );
    const etcd = new Etcd(port, child);
    const deadline = performance.now() + PATIENCE_MS;
    while ((await etcd.call("/v3/kv/range", { key: "AA==" }).catch(() => null)) === null) {
      if (performance.now() > deadline || child.exitCode !== null) throw new Error("etcd does not serve.");
      await delay(50);
    }
    return etcd;
  }

  /** @throws Error with what it says, when it refuses */
  call<Result>(path: string, body: object): Promise<Result> {
    return new Promise((resolve, reject) => {
      const sent = request({ host: "127.0.0.1", port: this.#port, method: "POST", path }, (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (part: string) => {
          text += part;
        });
        response.on("end", () => {
          if (response.statusCode === 200) resolve(JSON.parse(text) as Result);
          else reject(new Error(`etcd answers ${response.statusCode}: ${text}`));
        });
      });
      sent.on("error", reject);
      sent.end(JSON.stringify(body));
    });
  }

  /** Resolves when it watches. @returns what ends it */
  watch(create: object, onEvents: (events: readonly EtcdEvent[]) => void): Promise<() => void> {
    return new Promise((resolve, reject) => {
      const sent = request({ host: "127.0.0.1", port: this.#port, method: "POST", path: "/v3/watch" }, (response) => {
        const lines = createInterface({ input: response });
        // It is ended in the middle, as it has no end of its own.
        lines.on("error", () => undefined);
        lines.on("line", (line) => {
          const { result } = JSON.parse(line) as WatchLine;
          if (result?.created) resolve(() => sent.destroy());
          if (result?.events !== undefined) onEvents(result.events);
        });
      });
      sent.on("error", reject);
      sent.end(JSON.stringify({ create_request: create }));
    });
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const ended = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await ended;
  }
}
