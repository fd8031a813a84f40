import type { Membership, NodeId } from "../raft/entry.ts";
import { type Message, NO_ROUND } from "../raft/messages.ts";
import type { Corked } from "../wire/corked.ts";
import { decodeMessage, encodeMessage } from "./peer-codec.ts";
import { PeerLink } from "./peer-link.ts";

export interface PeerNetworkOptions {
  readonly cluster: string;
  readonly nodeId: NodeId;
  readonly headers: Readonly<Record<string, string>>;
  readonly onMessage: (message: Message) => void;
  readonly onUnreachable: (peer: NodeId) => void;
  readonly onProblem: (peer: NodeId, problem: string) => void;
}

/**
 * How long a message that only tells what is committed waits for one that tells it on the way, in ms. With each such message a
 * process is woken: for a single client, whose next write follows soon, they were two fifths of all that a leader sent.
 */
const NOTICE_MS = 1;

/** A message that is not meant for this node. */
export class StrangerError extends Error {
  override readonly name = "StrangerError";

  constructor(from: NodeId) {
    super(`The node ${from} belongs to another cluster, or takes this node for another one.`);
  }
}

/**
 * The ways to the other members. Each node dials all others, so that two have two connections, one for each direction; who
 * is not known yet by its address, as a node that has just joined does not know its leader, is answered where it came from.
 */
export class PeerNetwork {
  readonly #options: PeerNetworkOptions;
  readonly #links = new Map<NodeId, PeerLink>();
  readonly #callers = new Map<NodeId, Corked>();
  /** What is committed, for those who were not told yet. */
  readonly #notices = new Map<NodeId, Message>();
  #noticeTimer: NodeJS.Timeout | undefined;

  constructor(options: PeerNetworkOptions) {
    this.#options = options;
  }

  /** How many members can be reached now. */
  get openLinks(): number {
    return [...this.#links.values()].filter(({ isOpen }) => isOpen).length;
  }

  /** Whom to be connected with from now on. */
  connect(membership: Membership): void {
    const { nodeId } = this.#options;
    for (const [id, link] of this.#links) {
      if (membership.some((member) => member.id === id && member.address === link.address)) continue;
      link.close();
      this.#links.delete(id);
    }
    for (const { id, address } of membership) {
      if (id !== nodeId && !this.#links.has(id)) this.#links.set(id, this.#dial(id, address));
    }
  }

  send(message: Message): void {
    if (message.kind === "heartbeat" && message.round === NO_ROUND) {
      this.#tellSoon(message);
      return;
    }
    // An append tells what is committed, too.
    if (message.kind === "append_request") this.#notices.delete(message.to);
    this.#send(message);
  }

  #tellSoon(notice: Message): void {
    this.#notices.set(notice.to, notice);
    this.#noticeTimer ??= setTimeout(() => {
      this.#noticeTimer = undefined;
      for (const message of this.#notices.values()) this.#send(message);
      this.#notices.clear();
    }, NOTICE_MS);
  }

  #send(message: Message): void {
    const text = encodeMessage(message);
    if (this.#links.get(message.to)?.send(text)) return;
    // What cannot be sent is lost; the core asks again with its next heartbeat.
    this.#callers.get(message.to)?.send(text);
  }

  /**
   * Takes what came from a peer.
   *
   * @param caller the connection, when the peer made it
   * @throws StrangerError when it is of another cluster, or for another node; Error when it is no message
   */
  receive(text: string, caller: Corked | null = null): void {
    const message = decodeMessage(text);
    const { cluster, nodeId } = this.#options;
    if (message.cluster !== cluster || message.to !== nodeId) throw new StrangerError(message.from);
    if (caller !== null) this.#callers.set(message.from, caller);
    this.#options.onMessage(message);
  }

  /** A connection that a peer had made is over. */
  dismiss(caller: Corked): void {
    for (const [id, wire] of this.#callers) if (wire === caller) this.#callers.delete(id);
  }

  close(): void {
    clearTimeout(this.#noticeTimer);
    for (const link of this.#links.values()) link.close();
    this.#links.clear();
  }

  #dial(id: NodeId, address: string): PeerLink {
    const { headers, onUnreachable, onProblem } = this.#options;
    return new PeerLink({
      address,
      headers,
      onMessage: (text) => {
        try {
          this.receive(text);
        } catch (error) {
          onProblem(id, (error as Error).message);
        }
      },
      onLost: () => onUnreachable(id),
      onRefused: (status, reason) => onProblem(id, `It refuses this node: ${status} ${reason}`),
    });
  }
}
