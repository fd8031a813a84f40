import type { Connection } from "./connection.ts";
import { ConcordanceError, ConnectionError } from "./errors.ts";
import type { Node } from "./node.ts";
import { Nodes } from "./nodes.ts";
import { Pursuit } from "./pursuit.ts";

/** What wants to be sent to a node. */
export interface Routed {
  readonly goesToLeader: boolean;
  /** As `performance.now()`. */
  readonly deadline: number;
  /** Not to be sent before this, as `performance.now()`. */
  readonly notBefore: number;
  /** @param forward the node is not the leader, but can reach it */
  send(connection: Connection, forward: boolean): void;
  /** No node took it in time. */
  expired(): void;
  /** No node ever will take it. */
  failed(error: Error): void;
}

/** Where calls can go now. */
export interface ClientState {
  /** The nodes that there is a connection to: `host:port`. */
  readonly connected: readonly string[];
  /** The node that leads, as far as the client knows. */
  readonly leader: string | null;
  /** Why the last connection was lost or could not be opened; null when that is not what has changed. */
  readonly problem: Error | null;
}

export interface RouterOptions {
  readonly addresses: readonly string[];
  readonly apiKey: string;
  readonly timeoutMs: number;
  readonly onState: (state: ClientState) => void;
}

/** How often what waits is looked at: so often for a while, then less often. In ms. */
const ROUND_MS = 25;
const EAGER_ROUNDS = 120;
const LATER_ROUND_MS = 250;
/** How often connections are looked after, in ms. */
const CHECK_MS = 250;

/** Finds for everything that is to be sent the node that it goes to, and keeps it until there is one. */
export class Router {
  readonly nodes: Nodes;
  readonly timeoutMs: number;
  readonly #onState: (state: ClientState) => void;
  readonly #pursuit: Pursuit;
  readonly #waiting = new Set<Routed>();
  readonly #checks: NodeJS.Timeout;
  #round: NodeJS.Timeout | undefined;
  #rounds = 0;
  #checkedAt = performance.now();
  #told = "";
  #closed: ConnectionError | null = null;

  constructor({ addresses, apiKey, timeoutMs, onState }: RouterOptions) {
    this.timeoutMs = timeoutMs;
    this.#onState = onState;
    this.nodes = new Nodes({
      addresses,
      apiKey,
      onOpened: (node) => this.#opened(node),
      onClosed: (node, connection, reason, isNews) => this.#lost(node, connection.wasOpen, reason, isNews),
    });
    this.#pursuit = new Pursuit(this.nodes, () => {
      this.#tell(null);
      this.#release(true);
    });
    this.#checks = setInterval(() => this.#check(), Math.min(CHECK_MS, Math.max(1, timeoutMs / 4))).unref();
  }

  /** Sends it now, or as soon as it can be sent. */
  route(item: Routed): void {
    const connection = this.#connectionFor(item);
    if (connection === null) this.wait(item);
    else this.#send(item, connection);
  }

  /** Sends it as soon as it can be sent and its `notBefore` is over. */
  wait(item: Routed): void {
    if (this.#closed !== null) {
      item.failed(this.#closed);
      return;
    }
    this.#waiting.add(item);
    if (item.goesToLeader && this.#pursuit.isMissing) this.#pursuit.search();
    this.#round ??= setTimeout(this.#next, ROUND_MS);
  }

  /** It is not to be sent any more. */
  drop(item: Routed): void {
    this.#waiting.delete(item);
  }

  /** Takes from a refusal what it says of the nodes. @param isForwarded the node was to pass the call on */
  heed(error: ConcordanceError, connection: Connection, isForwarded: boolean): void {
    this.#pursuit.heed(error, connection, isForwarded);
    this.#tell(null);
  }

  /** Why nothing could be sent. */
  get obstacle(): Error {
    if (this.nodes.hasOpen) return new ConcordanceError("NO_LEADER", `No leader of the cluster was found in ${this.timeoutMs} ms.`);
    return new ConnectionError(`No node could be reached in ${this.timeoutMs} ms. ${this.nodes.problems}`);
  }

  /** Ends all connections. What waits fails. */
  close(): void {
    if (this.#closed !== null) return;
    this.#closed = new ConnectionError("The client is closed.");
    clearInterval(this.#checks);
    clearTimeout(this.#round);
    this.nodes.close(this.#closed);
    this.#failWaiting(this.#closed);
  }

  #connectionFor({ goesToLeader }: Routed): Connection | null {
    if (this.#closed !== null) return null;
    return goesToLeader ? this.#pursuit.connection : this.nodes.any();
  }

  #send(item: Routed, connection: Connection): void {
    item.send(connection, item.goesToLeader && this.#pursuit.isForwarding(connection));
  }

  readonly #next = (): void => {
    this.#round = undefined;
    this.#release();
    if (this.#waiting.size === 0) {
      this.#rounds = 0;
      return;
    }
    this.#rounds += 1;
    this.#round ??= setTimeout(this.#next, this.#rounds < EAGER_ROUNDS ? ROUND_MS : LATER_ROUND_MS);
    if (this.#pursuit.isMissing && this.#waiting.values().some((item) => item.goesToLeader)) this.#pursuit.search();
  };

  /** @param early also what should wait a little longer, as things have changed */
  #release(early = false): void {
    const now = performance.now();
    const connections = new Map<boolean, Connection | null>();
    for (const item of [...this.#waiting]) {
      const { goesToLeader } = item;
      if (item.deadline <= now) {
        this.#waiting.delete(item);
        item.expired();
      } else if (early || item.notBefore <= now) {
        let connection = connections.get(goesToLeader);
        if (connection === undefined) {
          connection = this.#connectionFor(item);
          connections.set(goesToLeader, connection);
        }
        if (connection === null || !this.#waiting.delete(item)) continue;
        this.#send(item, connection);
      }
    }
  }

  #opened(node: Node): void {
    this.#pursuit.ask(node);
    this.#tell(null);
    this.#release();
  }

  #lost(node: Node, wasOpen: boolean, reason: ConnectionError | ConcordanceError, isNews: boolean): void {
    // One that could not be reached at all may be reached by others all the same.
    if (wasOpen) this.#pursuit.lost(node);
    this.#tell(isNews && this.#closed === null ? reason : null);
    if (reason instanceof ConcordanceError && !reason.retryable && !this.nodes.hasOpen) this.#failWaiting(reason);
  }

  #failWaiting(error: Error): void {
    const items = [...this.#waiting];
    this.#waiting.clear();
    for (const item of items) item.failed(error);
  }

  #check(): void {
    const now = performance.now();
    this.nodes.check(now, now - this.#checkedAt);
    this.#checkedAt = now;
    this.#pursuit.check();
  }

  #tell(problem: Error | null): void {
    const connected = this.nodes.all.filter(({ open }) => open !== null).map(({ address }) => address);
    const state: ClientState = { connected, leader: this.#pursuit.leader, problem };
    const told = JSON.stringify([connected, state.leader]);
    if (told === this.#told && problem === null) return;
    this.#told = told;
    // What the callback throws is not for whoever is at work here.
    queueMicrotask(() => this.#onState(state));
  }
}
