import { setTimeout as delay } from "node:timers/promises";
import { type Change, CompactedError, ConnectionError } from "@diminuendo/concordance";
import { LIMITS as STORE } from "../../generated/concordance/limits.ts";
import { LIMITS } from "../../generated/gateway/limits.ts";
import { unavailable } from "./refusals.ts";

export interface ChangeReaderOptions {
  /** Nodes of the cluster, `host:port` each. They are asked in turn. */
  readonly addresses: readonly string[];
  readonly apiKey: string;
}

/** Changes of a namespace and of those below it: all of them up to a revision. */
export interface Changes {
  readonly changes: readonly Change[];
  readonly revision: number;
}

/** Reads that are under way at a time, for all tenants together: each may bring some MiB. Others wait for their turn. */
const AT_A_TIME = 4;
/** How long one node may take. In ms. */
const NODE_MS = 2000;
/** When no node could answer, all are asked again so much later. In ms. */
const PAUSE_MS = 50;

/** Reads the store's change log by pages over REST. Nothing stays open between two pages. */
export class ChangeReader {
  readonly #options: ChangeReaderOptions;
  readonly #closing = new AbortController();
  /** Those that wait for their turn, the first one first. */
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  /** Which address is asked first: the one that answered last. */
  #first = 0;

  constructor(options: ChangeReaderOptions) {
    this.#options = options;
  }

  get isClosed(): boolean {
    return this.#closing.signal.aborted;
  }

  /**
   * Reads what comes next after a revision, once it is this call's turn.
   *
   * @param since a revision that the store has passed: a node that has not come further is passed over
   * @throws CompactedError; ConnectionError when no node could answer within `configTimeout`, or the reader is closed
   */
  async read(namespace: string, since: number): Promise<Changes> {
    await this.#turn();
    try {
      return await this.#readFromAny(namespace, since);
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }

  /** Ends what is under way. */
  close(): void {
    this.#closing.abort(unavailable());
  }

  async #turn(): Promise<void> {
    if (this.#running < AT_A_TIME) {
      this.#running += 1;
      return;
    }
    // Whoever is done hands the turn on.
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  async #readFromAny(namespace: string, since: number): Promise<Changes> {
    const { addresses } = this.#options;
    const deadline = performance.now() + LIMITS.configTimeout;
    let failure: unknown;
    for (let attempt = 1; !this.isClosed && performance.now() < deadline; attempt += 1) {
      try {
        const found = await this.#readFrom(addresses[this.#first % addresses.length] ?? "", namespace, since);
        if (found !== null) return found;
      } catch (error) {
        if (error instanceof CompactedError) throw error;
        failure = error;
      }
      this.#first = (this.#first + 1) % addresses.length;
      if (attempt % addresses.length === 0) await delay(PAUSE_MS, undefined, { ref: false });
    }
    throw new ConnectionError("No node could tell what has changed.", { cause: failure });
  }

  /** Null when the node has not come further than `since`. */
  async #readFrom(address: string, namespace: string, since: number): Promise<Changes | null> {
    const query = new URLSearchParams({ namespace, since: `${since}`, limit: `${STORE.changesLimit}` });
    const response = await fetch(`http://${address}/api/v1/changes?${query}`, {
      headers: { authorization: `Bearer ${this.#options.apiKey}` },
      signal: AbortSignal.any([this.#closing.signal, AbortSignal.timeout(NODE_MS)]),
    });
    if (response.ok) {
      const found = (await response.json()) as Changes;
      return found.revision > since ? found : null;
    }
    const { error } = (await response.json()) as { error?: { code?: string; compactedTo?: number } };
    if (error?.code !== "COMPACTED") throw new Error(`The node ${address} answered with ${response.status} ${error?.code ?? ""}.`);
    const { compactedTo = 0 } = error;
    // A revision that the node does not have yet is told of in the same way.
    if (since >= compactedTo) return null;
    throw new CompactedError("The changes are not kept any more.", compactedTo);
  }
}
