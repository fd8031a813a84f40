import { isAddress } from "./address.ts";
import { Connection, type ConnectionOwner } from "./connection.ts";
import type { ConcordanceError, ConnectionError } from "./errors.ts";
import type { ClusterStatus } from "./generated/types.ts";
import { Node } from "./node.ts";

export interface NodesOptions {
  readonly addresses: readonly string[];
  readonly apiKey: string;
  readonly onOpened: (node: Node, connection: Connection) => void;
  /** @param isNews the reason is another one than that of the attempt before */
  readonly onClosed: (node: Node, connection: Connection, reason: ConnectionError | ConcordanceError, isNews: boolean) => void;
}

/** When the node that is being tried does not answer for so long, another one is tried beside it, in ms. */
export const IMPATIENT_MS = 150;

/** The nodes of a cluster, and the connections to those that are used. */
export class Nodes {
  readonly #options: NodesOptions;
  /** In the order in which they are tried: those that were given come first. */
  readonly #nodes = new Map<string, Node>();
  readonly #connections = new Set<Connection>();
  /** Where reads and watches go. */
  #preferred: Node | null = null;

  constructor(options: NodesOptions) {
    this.#options = options;
    for (const address of options.addresses) this.#nodes.set(address, new Node(address, true));
  }

  get all(): readonly Node[] {
    return [...this.#nodes.values()];
  }

  get hasOpen(): boolean {
    return this.#nodes.values().some(({ open }) => open !== null);
  }

  /** Why nobody can be reached. */
  get problems(): string {
    const problems = this.all.flatMap(({ problem }) => problem ?? []);
    return problems.length === 0 ? "No node has answered yet." : problems.join(" ");
  }

  /** What is known of an address; when the same node is connected by another address of it, what is known of that one. */
  at(address: string): Node {
    let node = this.#nodes.get(address);
    if (node === undefined) {
      node = new Node(address, false);
      this.#nodes.set(address, node);
    }
    return node.open === null ? (this.#openTwin(node) ?? node) : node;
  }

  /**
   * A connection to some node that serves: to the same one as long as it does, so that reads do not go back in time. Null when
   * there is none yet; then the next one is being opened.
   */
  any(): Connection | null {
    const preferred = this.#preferred;
    if (preferred !== null && preferred.open !== null && !preferred.isAvoided) return preferred.open;
    let avoided: Connection | null = null;
    for (const node of this.#nodes.values()) {
      const { open } = node;
      if (open === null) continue;
      if (!node.isAvoided) {
        this.#preferred = node;
        return open;
      }
      avoided ??= open;
    }
    this.#connectNext();
    return avoided;
  }

  /** Begins to connect to a node, unless that is under way or has just failed. */
  connect(node: Node): void {
    if (!node.mayConnect) return;
    node.begunAt = performance.now();
    node.connection = this.open(node.address, {
      opened: (connection) => {
        node.opened();
        this.#options.onOpened(node, connection);
      },
      closed: (connection, reason) => {
        const isNews = node.closed(reason.message);
        this.#options.onClosed(node, connection, reason, isNews);
      },
    });
  }

  /** Begins to connect to every node. */
  connectAll(): void {
    for (const node of this.#nodes.values()) if (this.#openTwin(node) === null) this.connect(node);
  }

  /** Opens one more connection to an address. */
  open(address: string, owner: ConnectionOwner): Connection {
    const connection = new Connection(address, this.#options.apiKey, {
      opened: owner.opened,
      closed: (over, reason) => {
        this.#connections.delete(over);
        owner.closed(over, reason);
      },
    });
    this.#connections.add(connection);
    return connection;
  }

  /** Takes from a node's status what it is called, and where the members are. */
  learn(from: Node, { nodeId, members }: ClusterStatus): void {
    from.id = nodeId;
    for (const { address } of members) if (isAddress(address)) this.at(address);
    for (const node of this.all) {
      node.memberId = members.find(({ address }) => address === node.address)?.nodeId ?? null;
      if (node.memberId === null && !node.isGiven && node.connection === null) this.#nodes.delete(node.address);
    }
  }

  /** See `Connection.check`. */
  check(now: number, elapsed: number): void {
    for (const connection of [...this.#connections]) connection.check(now, elapsed);
  }

  /** Whether somebody listens to what a node says of changes. */
  isListenedTo({ address }: Node): boolean {
    return this.#connections.values().some((connection) => connection.address === address && connection.listeners.size > 0);
  }

  /** Ends every connection to a node. */
  leave({ address }: Node, reason: ConnectionError): void {
    for (const connection of [...this.#connections]) if (connection.address === address) connection.end(reason);
  }

  /** Ends every connection. */
  close(reason: ConnectionError): void {
    for (const connection of [...this.#connections]) connection.end(reason);
  }

  /** The same member, connected by another of its addresses. */
  #openTwin({ memberId, address }: Node): Node | null {
    if (memberId === null) return null;
    return this.#nodes.values().find((node) => node.id === memberId && node.address !== address && node.open !== null) ?? null;
  }

  #connectNext(): void {
    const now = performance.now();
    const opening = this.all.filter(({ connection }) => connection?.isOpen === false);
    if (opening.some(({ begunAt }) => now - begunAt < IMPATIENT_MS)) return;
    const next = this.all.find((node) => node.mayConnect);
    if (next !== undefined) this.connect(next);
  }
}
