import { isAddress } from "./address.ts";
import type { Connection } from "./connection.ts";
import { ConcordanceError, ConnectionError } from "./errors.ts";
import type { ClusterStatus } from "./generated/types.ts";
import { askStatus } from "./asking.ts";
import { Leader } from "./leader.ts";
import type { Node } from "./node.ts";
import { IMPATIENT_MS, Nodes } from "./nodes.ts";
import { concernsLeading, concernsNode } from "./safety.ts";

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

/** How often what waits is looked at, and nodes are asked who leads: so often for a while, then less often. In ms. */
const ROUND_MS = 25;
const EAGER_ROUNDS = 120;
const LATER_ROUND_MS = 250;
/** How often connections are looked after, in ms. */
const CHECK_MS = 250;
/** A node that serves nothing is left alone for so long, in ms. */
const AVOID_MS = 500;
/** How often a node that is watched is asked whether it has a leader, in ms. */
const LISTENED_STATUS_MS = 1000;
/** One that has none for so long has lost its cluster, and is left alone for so long, in ms. */
const LEADERLESS_MS = 2000;
const LEADERLESS_AVOID_MS = 10_000;
/** When nodes name a leader for so long that cannot be reached from here, they pass calls on to it, in ms. */
const FORWARD_AFTER_MS = 500;

/** Finds for everything that is to be sent the node that it goes to, and keeps it until there is one. */
export class Router {
  readonly nodes: Nodes;
  readonly timeoutMs: number;
  readonly #onState: (state: ClientState) => void;
  readonly #leader = new Leader();
  readonly #waiting = new Set<Routed>();
  readonly #checks: NodeJS.Timeout;
  /** Passes calls on to the leader while that cannot be reached from here. */
  #via: Node | null = null;
  #round: NodeJS.Timeout | undefined;
  #rounds = 0;
  #searchedAt = 0;
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
    this.#checks = setInterval(() => this.#check(), Math.min(CHECK_MS, Math.max(1, timeoutMs / 4))).unref();
  }

  /** Sends it now, or as soon as it can be sent. */
  route(item: Routed): void {
    const connection = this.#connectionFor(item);
    if (connection === null) this.wait(item);
    else item.send(connection, this.#isForwarded(item, connection));
  }

  /** Sends it as soon as it can be sent and its `notBefore` is over. */
  wait(item: Routed): void {
    if (this.#closed !== null) {
      item.failed(this.#closed);
      return;
    }
    this.#waiting.add(item);
    if (item.goesToLeader && this.#leader.isLost) this.#search();
    this.#round ??= setTimeout(this.#next, ROUND_MS);
  }

  /** It is not to be sent any more. */
  drop(item: Routed): void {
    this.#waiting.delete(item);
  }

  /** Takes from a refusal what it says of the nodes. @param isForwarded the node was to pass the call on */
  heed(error: ConcordanceError, connection: Connection, isForwarded: boolean): void {
    if (concernsNode(error)) this.nodes.at(connection.address).avoid(AVOID_MS);
    if (!concernsLeading(error)) return;
    const { address } = this.#leader;
    // Of one that is not believed to lead it is no news.
    if (address !== null && !isForwarded && this.nodes.at(address).open !== connection) return;
    const told = error.data.leader;
    if (error.code === "NOT_LEADER" && isAddress(told) && told !== address) this.#leader.told(told);
    else this.#leader.lost();
    this.#via = null;
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
    if (!goesToLeader) return this.nodes.any();
    const { address, isLost } = this.#leader;
    // Whoever is asked says who leads.
    if (address === null) return isLost ? null : this.nodes.any();
    const node = this.nodes.at(address);
    if (node.open !== null) return node.open;
    this.nodes.connect(node);
    return this.#via?.open ?? null;
  }

  #isForwarded({ goesToLeader }: Routed, connection: Connection): boolean {
    return goesToLeader && this.#via !== null && this.#via.open === connection;
  }

  readonly #next = (): void => {
    this.#round = undefined;
    this.#release();
    if (this.#waiting.size === 0) {
      this.#rounds = 0;
      return;
    }
    this.#rounds += 1;
    this.#round = setTimeout(this.#next, this.#rounds < EAGER_ROUNDS ? ROUND_MS : LATER_ROUND_MS);
    if (this.#isLeaderMissed && this.#waiting.values().some((item) => item.goesToLeader)) this.#search();
  };

  /** Nobody is known to lead, or whoever does cannot be reached, or not at once. */
  get #isLeaderMissed(): boolean {
    const { address, isLost } = this.#leader;
    if (address === null) return isLost;
    const { open, unreachableSince, begunAt } = this.nodes.at(address);
    return open === null && (unreachableSince !== null || performance.now() - begunAt > IMPATIENT_MS);
  }

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
        item.send(connection, this.#isForwarded(item, connection));
      }
    }
  }

  /** Asks every node who leads. */
  #search(): void {
    const now = performance.now();
    if (now - this.#searchedAt < ROUND_MS / 2) return;
    this.#searchedAt = now;
    this.nodes.connectAll();
    for (const node of this.nodes.all) this.#ask(node);
  }

  #ask(node: Node): void {
    askStatus(node, (status) => this.#learned(node, status));
  }

  #learned(node: Node, status: ClusterStatus): void {
    this.nodes.learn(node, status);
    if (this.#leader.claimed(node.address, status)) {
      this.#via = null;
      this.#tell(null);
      this.#release(true);
    }
    this.#considerVia(node, status);
    this.#considerLeaving(node, status);
  }

  #considerVia(node: Node, { leader, members }: ClusterStatus): void {
    const { address } = this.#leader;
    if (address === null || this.#via?.open != null || node.id === leader) return;
    const { open, unreachableSince } = this.nodes.at(address);
    const isNamed = members.some((member) => member.nodeId === leader && member.address === address);
    if (!isNamed || open !== null || unreachableSince === null || performance.now() - unreachableSince < FORWARD_AFTER_MS) return;
    this.#via = node;
    this.#release(true);
  }

  /** Nobody learns anything from a node that has lost its cluster, as long as it has; others may not have. */
  #considerLeaving(node: Node, { leader }: ClusterStatus): void {
    const now = performance.now();
    node.leaderlessSince = leader === null ? (node.leaderlessSince ?? now) : null;
    if (node.leaderlessSince === null || now - node.leaderlessSince < LEADERLESS_MS || !this.nodes.isListenedTo(node)) return;
    if (this.nodes.all.some((other) => other !== node && other.open !== null && other.id !== null && other.leaderlessSince === null)) {
      node.avoid(LEADERLESS_AVOID_MS);
      this.nodes.leave(node, new ConnectionError(`${node.address} has lost its cluster.`));
    } else {
      this.#search();
    }
  }

  #opened(node: Node): void {
    this.#ask(node);
    this.#tell(null);
    this.#release();
  }

  #lost(node: Node, wasOpen: boolean, reason: ConnectionError | ConcordanceError, isNews: boolean): void {
    // One that could not be reached at all may be reached by others all the same.
    if (wasOpen && this.#isLeader(node)) this.#leader.lost();
    this.#tell(isNews && this.#closed === null ? reason : null);
    if (reason instanceof ConcordanceError && !reason.retryable && !this.nodes.hasOpen) this.#failWaiting(reason);
  }

  #isLeader({ address, id }: Node): boolean {
    const leader = this.#leader.address;
    return leader !== null && (leader === address || (id !== null && this.nodes.at(leader).memberId === id));
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
    const { address } = this.#leader;
    for (const node of this.nodes.all) {
      if (now - node.askedAt >= LISTENED_STATUS_MS && this.nodes.isListenedTo(node)) this.#ask(node);
    }
    // If another one leads by now, what comes next need not wait until that is certain.
    if (address !== null && this.nodes.at(address).open?.isDoubtful === true) this.#search();
  }

  #tell(problem: Error | null): void {
    const connected = this.nodes.all.filter(({ open }) => open !== null).map(({ address }) => address);
    const state: ClientState = { connected, leader: this.#leader.address, problem };
    const told = JSON.stringify([connected, state.leader]);
    if (told === this.#told && problem === null) return;
    this.#told = told;
    // What the callback throws is not for whoever is at work here.
    queueMicrotask(() => this.#onState(state));
  }
}
