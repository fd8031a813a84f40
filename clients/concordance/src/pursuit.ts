import { isAddress } from "./address.ts";
import { askStatus } from "./asking.ts";
import type { Connection } from "./connection.ts";
import { type ConcordanceError, ConnectionError } from "./errors.ts";
import type { ClusterStatus } from "./generated/types.ts";
import { Leader } from "./leader.ts";
import type { Node } from "./node.ts";
import { IMPATIENT_MS, type Nodes } from "./nodes.ts";
import { concernsLeading, concernsNode } from "./safety.ts";

/** Nodes are not asked more often than this who leads, in ms. */
const SEARCH_MS = 12;
/** A node that serves nothing is left alone for so long, in ms. */
const AVOID_MS = 500;
/** When nodes name a leader for so long that cannot be reached from here, they pass calls on to it, in ms. */
const FORWARD_AFTER_MS = 500;
/** How often a node that is watched is asked whether it has a leader, in ms. */
const LISTENED_STATUS_MS = 1000;
/** One that has none for so long has lost its cluster, and is left alone for so long, in ms. */
const LEADERLESS_MS = 2000;
const LEADERLESS_AVOID_MS = 10_000;

/** Follows the leader from node to node, and notices nodes that have lost their cluster. */
export class Pursuit {
  readonly #nodes: Nodes;
  readonly #onNews: () => void;
  readonly #leader = new Leader();
  /** Passes calls on to the leader while that cannot be reached from here. */
  #via: Node | null = null;
  #searchedAt = 0;

  /** @param onNews calls of the leader can go somewhere else than before */
  constructor(nodes: Nodes, onNews: () => void) {
    this.#nodes = nodes;
    this.#onNews = onNews;
  }

  /** Where the leader is, as far as that is known. */
  get leader(): string | null {
    return this.#leader.address;
  }

  /** Where calls of the leader go; null when there is nowhere yet. */
  get connection(): Connection | null {
    const { address, isLost } = this.#leader;
    // Whoever is asked says who leads.
    if (address === null) return isLost ? null : this.#nodes.any();
    const node = this.#nodes.at(address);
    if (node.open !== null) return node.open;
    this.#nodes.connect(node);
    return this.#via?.open ?? null;
  }

  /** Nobody is known to lead, or whoever does cannot be reached, or not at once. */
  get isMissing(): boolean {
    const { address, isLost } = this.#leader;
    if (address === null) return isLost;
    const { open, unreachableSince, begunAt } = this.#nodes.at(address);
    return open === null && (unreachableSince !== null || performance.now() - begunAt > IMPATIENT_MS);
  }

  /** What goes to the leader on this connection has to be passed on. */
  isForwarding(connection: Connection): boolean {
    return this.#via !== null && this.#via.open === connection;
  }

  /** Takes from a refusal what it says of the nodes. @param isForwarded the node was to pass the call on */
  heed(error: ConcordanceError, connection: Connection, isForwarded: boolean): void {
    if (concernsNode(error)) this.#nodes.at(connection.address).avoid(AVOID_MS);
    if (!concernsLeading(error)) return;
    const { address } = this.#leader;
    // Of one that is not believed to lead it is no news.
    if (address !== null && !isForwarded && this.#nodes.at(address).open !== connection) return;
    const told = error.data.leader;
    if (error.code === "NOT_LEADER" && isAddress(told) && told !== address) this.#leader.told(told);
    else this.#leader.lost();
    this.#via = null;
  }

  /** Asks every node who leads. */
  search(): void {
    const now = performance.now();
    if (now - this.#searchedAt < SEARCH_MS) return;
    this.#searchedAt = now;
    this.#nodes.connectAll();
    for (const node of this.#nodes.all) this.ask(node);
  }

  /** Asks a node who leads. */
  ask(node: Node): void {
    askStatus(node, (status) => this.#learned(node, status));
  }

  /** A connection is over that was open. */
  lost({ address, id }: Node): void {
    const leader = this.#leader.address;
    if (leader === null) return;
    if (leader === address || (id !== null && this.#nodes.at(leader).memberId === id)) this.#leader.lost();
  }

  /** To be called at intervals. */
  check(): void {
    const now = performance.now();
    for (const node of this.#nodes.all) {
      if (now - node.askedAt >= LISTENED_STATUS_MS && this.#nodes.isListenedTo(node)) this.ask(node);
    }
    const { address } = this.#leader;
    // If another one leads by now, what comes next need not wait until it is certain that this one is dead.
    if (address !== null && this.#nodes.at(address).open?.isDoubtful === true) this.search();
  }

  #learned(node: Node, status: ClusterStatus): void {
    this.#nodes.learn(node, status);
    if (this.#leader.claimed(node.address, status)) {
      this.#via = null;
      this.#onNews();
    }
    this.#considerForwarding(node, status);
    this.#considerLeaving(node, status);
  }

  #considerForwarding(node: Node, { leader, members }: ClusterStatus): void {
    const { address } = this.#leader;
    if (address === null || this.#via?.open != null || node.id === leader) return;
    const { open, unreachableSince } = this.#nodes.at(address);
    if (open !== null || unreachableSince === null || performance.now() - unreachableSince < FORWARD_AFTER_MS) return;
    if (!members.some((member) => member.nodeId === leader && member.address === address)) return;
    this.#via = node;
    this.#onNews();
  }

  /** A node that has lost its cluster has no changes to tell, and others may have. */
  #considerLeaving(node: Node, { leader }: ClusterStatus): void {
    const now = performance.now();
    const since = leader === null ? (node.leaderlessSince ?? now) : null;
    node.leaderlessSince = since;
    if (since === null || now - since < LEADERLESS_MS || !this.#nodes.isListenedTo(node)) return;
    const isBetter = (other: Node) => other.open !== null && other.leaderlessSince === null && !other.isAsked && other.askedAt > since;
    if (this.#nodes.all.some(isBetter)) {
      node.avoid(LEADERLESS_AVOID_MS);
      this.#nodes.leave(node, new ConnectionError(`${node.address} has lost its cluster.`));
    } else {
      this.search();
    }
  }
}
