import type { Membership, NodeId } from "../raft/entry.ts";
import { memberOf } from "../raft/membership.ts";
import { Disk } from "./disk.ts";
import { Host, type Surroundings } from "./host.ts";
import type { Random } from "./random.ts";
import type { Scenario } from "./scenario.ts";

/** All nodes there ever were, and what faults do to them. */
export class Cluster {
  readonly hosts: Host[] = [];
  readonly around: Surroundings;
  readonly #scenario: Scenario;
  readonly #random: Random;

  constructor(scenario: Scenario, around: Surroundings) {
    this.#scenario = scenario;
    this.#random = around.random;
    this.around = around;
    const ids = Array.from({ length: scenario.nodes }, (_, index) => `n${index + 1}`);
    const membership: Membership = ids.map((id) => ({ id, address: `${id}:4100`, role: "voter" }));
    for (const id of ids) this.#create(id, membership);
  }

  /** A new node, with an empty disk, that knows nobody. */
  create(): Host {
    const host = this.#create(`n${this.hosts.length + 1}`, []);
    host.start();
    return host;
  }

  #create(id: NodeId, membership: Membership): Host {
    const { timeline } = this.around;
    const disk = new Disk(timeline, this.#random, this.#scenario.disk, { meta: { index: 0, term: 0, membership }, data: "" });
    const { drift } = this.#scenario;
    const host = new Host(id, disk, 1 + this.#random.between(-drift, drift), this.around);
    // Clocks jump, but never to before the beginning of time.
    host.clockOffset = 1_000_000 + this.#random.between(0, 1000);
    this.hosts.push(host);
    return host;
  }

  find(id: NodeId): Host | undefined {
    return this.hosts.find((host) => host.id === id);
  }

  up(): Host[] {
    return this.hosts.filter(({ isUp }) => isUp);
  }

  /** The leader of the highest term. */
  leader(): Host | undefined {
    return this.hosts.filter(({ leads }) => leads).sort((a, b) => (b.raft?.term ?? 0) - (a.raft?.term ?? 0))[0];
  }

  /** Those who belong to the cluster, as its leader or else the most advanced node sees it. */
  members(): Host[] {
    const membership = this.membership();
    return this.hosts.filter(({ id }) => memberOf(membership, id) !== undefined);
  }

  membership(): Membership {
    const knowing = this.leader() ?? [...this.hosts].sort((a, b) => (b.raft?.commit ?? 0) - (a.raft?.commit ?? 0))[0];
    return knowing?.membership ?? [];
  }

  /** @param losesSent whether what it has sent goes with it, as when the whole machine fails */
  crash(host: Host, downMs: number, losesSent = this.#random.chance(0.5)): void {
    if (!host.isUp) return;
    host.crash();
    if (losesSent) this.around.network.lose(host.id);
    this.around.timeline.after(downMs, () => {
      if (!host.isUp) host.start();
    });
  }
}
