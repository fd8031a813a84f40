import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Logger } from "../observability/logger.ts";
import { logChildLine } from "./child-log.ts";
import type { OwnKeys } from "./own-keys.ts";

export interface OwnConcordanceOptions {
  /** Where its data are. */
  readonly folder: string;
  readonly keys: OwnKeys;
  readonly log: Logger;
}

const MAIN = fileURLToPath(new URL("../../concordance/main.ts", import.meta.url));
const LISTENS = / listens on http:\/\/(\S+)/;
/** Where it listens at first: anywhere on loopback. */
const ANYWHERE = "127.0.0.1:0";
/** When it ends by itself, it is started again so much later, and twice as much after each further time. In ms. */
const PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5000;
/** One that has served for so long has not failed to start. In ms. */
const SETTLED_MS = 10_000;
/** How long it may take to end in order. Past that it is killed. In ms. */
const END_MS = 3000;

/**
 * A Concordance of the gateway's own: one node, as a child process on a loopback port. It is started again when it ends, and
 * ends with the gateway, however that ends: its standard input does.
 */
export class OwnConcordance {
  readonly #options: OwnConcordanceOptions;
  readonly #listening = Promise.withResolvers<string>();
  readonly #closing = new AbortController();
  readonly #over: Promise<void>;
  #child: ChildProcess | null = null;
  /** Kept when it is started again, so that it is found again. */
  #address = ANYWHERE;

  /** Starts it. */
  constructor(options: OwnConcordanceOptions) {
    this.#options = options;
    this.#listening.promise.catch(() => undefined);
    this.#over = this.#run();
  }

  /** `host:port`, once it serves. Rejects when it is closed before. */
  get address(): Promise<string> {
    return this.#listening.promise;
  }

  /** What its clients have to know. */
  get apiKey(): string {
    return this.#options.keys.apiKey;
  }

  /** The process's id while there is one. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Ends it: in order if that does not take long, else by force. Resolves when the process is over. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#listening.reject(new Error("The gateway's own Concordance was ended."));
    this.#child?.kill("SIGTERM");
    const force = setTimeout(() => this.#child?.kill("SIGKILL"), END_MS);
    await this.#over;
    clearTimeout(force);
  }

  async #run(): Promise<void> {
    const { log } = this.#options;
    const { signal } = this.#closing;
    let failures = 0;
    while (!signal.aborted) {
      const began = performance.now();
      const how = await this.#live();
      if (signal.aborted) return;
      if (performance.now() - began > SETTLED_MS) failures = 0;
      log.warn({ how }, "the gateway's own Concordance has ended; it is started again");
      await delay(Math.min(LONGEST_PAUSE_MS, PAUSE_MS * 2 ** failures), undefined, { signal, ref: false }).catch(() => undefined);
      failures += 1;
    }
  }

  /** Starts the process, and resolves when it is over: with its exit code, the signal that ended it, or why there was none. */
  async #live(): Promise<number | string> {
    const { folder, keys, log } = this.#options;
    const args = ["--node-id", "gateway", "--bootstrap", "--listen", this.#address, "--data-dir", folder];
    const { PATH, HOME, TMPDIR, NODE_COMPILE_CACHE } = process.env;
    const child = spawn(process.execPath, [MAIN, ...args, "--log-level", "warn", "--until-stdin-ends"], {
      // What is meant for a Concordance elsewhere does not concern it. Keys in arguments would be seen by everyone.
      env: {
        ...{ PATH, HOME, TMPDIR, NODE_COMPILE_CACHE },
        CONCORDANCE_API_KEY: keys.apiKey,
        CONCORDANCE_AGENT_API_KEY: keys.agentKey,
        CONCORDANCE_PEER_KEY: keys.peerKey,
      },
      stdio: ["pipe", "pipe", "pipe"],
      // Ctrl-C in a terminal is for the gateway, which ends it in its turn.
      detached: true,
    });
    this.#child = child;
    // It may end before it reads that its input has ended.
    child.stdin.on("error", () => undefined);
    createInterface({ input: child.stdout }).on("line", (line) => {
      const address = LISTENS.exec(line)?.[1];
      if (address === undefined) return;
      this.#address = address;
      this.#listening.resolve(address);
    });
    createInterface({ input: child.stderr }).on("line", (line) => logChildLine(log, line));
    try {
      const [code, by] = (await once(child, "close")) as [number | null, string | null];
      return code ?? by ?? 0;
    } catch (error) {
      return (error as Error).message;
    } finally {
      this.#child = null;
    }
  }
}
