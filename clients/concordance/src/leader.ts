import { isAddress } from "./address.ts";
import type { ClusterStatus } from "./generated/types.ts";

/** What is believed of who leads. Pure: it knows what it is told, and nothing of connections. */
export class Leader {
  #cluster: string | null = null;
  #term = 0;
  #address: string | null = null;
  #isLost = false;

  /** Its address; null when nobody is known to lead. */
  get address(): string | null {
    return this.#address;
  }

  /** There was or may be one, and it is not known any more: it is to be searched for. */
  get isLost(): boolean {
    return this.#isLost;
  }

  /**
   * A node says who leads.
   *
   * @param at the address that it was asked at
   * @returns whether that is news
   */
  claimed(at: string, { clusterId, nodeId, role, term, leader, members }: ClusterStatus): boolean {
    if (clusterId !== this.#cluster) {
      this.#cluster = clusterId;
      this.#term = 0;
    }
    // A node that is behind knows the leader of before.
    if (term < this.#term) return false;
    const named = members.find((member) => member.nodeId === leader && leader !== nodeId)?.address;
    const address = role === "leader" ? at : isAddress(named) ? named : null;
    // It may just not know yet who leads in a term that others know the leader of.
    if (term === this.#term && address === null) return false;
    const isNews = term !== this.#term || address !== this.#address;
    this.#term = term;
    this.#set(address);
    return isNews;
  }

  /** Whoever was believed to lead says who does. */
  told(address: string): void {
    this.#set(address);
  }

  /** Whoever was believed to lead does not, or cannot be reached. */
  lost(): void {
    this.#set(null);
  }

  #set(address: string | null): void {
    this.#address = address;
    this.#isLost = address === null;
  }
}
