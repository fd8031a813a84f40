import type { MembershipChange } from "../raft/input.ts";
import type { Cluster } from "./cluster.ts";
import type { Host } from "./host.ts";
import type { Random } from "./random.ts";
import type { FAULT_KINDS, Scenario } from "./scenario.ts";

export type FaultKind = (typeof FAULT_KINDS)[number];

const MOST_NODES = 8;

/** Makes one thing after the other go wrong, until it is stopped. */
export class Faults {
  /** How often each was done. */
  readonly done = new Map<FaultKind, number>();
  readonly #cluster: Cluster;
  readonly #scenario: Scenario;
  readonly #random: Random;
  /** When the next leaders fail, and the term of the last that did. */
  #early: ("begun" | "committed")[] = [];
  #earlyTerm = 0;
  #watched = 0;
  #commitAtStart = 0;
  /** How many voters fail, each in a term of its own. */
  #voters = 0;
  #votedTerm = 0;
  #stopped = false;

  constructor(cluster: Cluster, scenario: Scenario) {
    this.#cluster = cluster;
    this.#scenario = scenario;
    this.#random = cluster.around.random;
    if (scenario.faults.length > 0) this.#plan();
  }

  /** Ends all faults: messages get through, and everybody who was down comes back. */
  stop(): void {
    this.#stopped = true;
    this.#early = [];
    this.#voters = 0;
    const { network, timeline } = this.#cluster.around;
    network.heal();
    network.habits = { ...this.#scenario.network, loss: 0, duplication: 0, late: 0 };
    for (const host of this.#cluster.hosts) {
      host.pausedUntil = Math.min(host.pausedUntil, timeline.now);
      host.disk.slowUntil = 0;
      if (!host.isUp) host.start();
    }
  }

  /** Whether a node fails at this very moment. */
  endsHere(host: Host): boolean {
    this.#failVoter(host);
    return this.#failLeader(host);
  }

  /**
   * Leaders fail as soon as their noop is on their own disk and nowhere else, until one fails just when it has committed
   * something: figure 8 of the paper.
   */
  #failLeader(host: Host): boolean {
    const { raft } = host;
    const [when] = this.#early;
    if (when === undefined || raft?.role !== "leader" || raft.term <= this.#earlyTerm) return false;
    if (this.#watched !== raft.term) {
      this.#watched = raft.term;
      this.#commitAtStart = raft.commit;
    }
    const isNow = when === "begun" ? raft.writes.durableIndex >= raft.termStart : raft.commit > this.#commitAtStart;
    if (!isNow) return false;
    this.#early.shift();
    this.#earlyTerm = raft.term;
    this.#cluster.crash(host, this.#random.between(100, 350), true);
    return true;
  }

  /** Voters fail right after they gave their vote, and are back before other candidates have asked. */
  #failVoter(host: Host): void {
    const { raft } = host;
    if (this.#voters === 0 || raft === null || raft.vote === null || raft.vote === raft.id || raft.term <= this.#votedTerm) return;
    this.#voters -= 1;
    this.#votedTerm = raft.term;
    this.#cluster.around.timeline.after(this.#random.between(0, 20), () => {
      if (this.#stopped) return;
      this.#cluster.crash(host, this.#random.between(0, 5), false);
      // Whoever was elected goes as well, so that there is another election.
      this.#cluster.around.timeline.after(this.#random.between(30, 150), () => this.#crashLeader());
    });
  }

  #crashLeader(): void {
    const leader = this.#cluster.leader();
    if (!this.#stopped && leader !== undefined) this.#cluster.crash(leader, this.#random.between(5, 300));
  }

  #plan(): void {
    const { timeline } = this.#cluster.around;
    timeline.after(this.#random.between(0, 2 * this.#scenario.faultEveryMs), () => {
      if (this.#stopped) return;
      const kind = this.#random.pick(this.#scenario.faults);
      this.done.set(kind, (this.done.get(kind) ?? 0) + 1);
      this.#cluster.around.trace("-", kind, {});
      this.#do(kind);
      this.#plan();
    });
  }

  #do(kind: FaultKind): void {
    const up = this.#cluster.up();
    if (up.length === 0) return;
    const any = this.#random.pick(up);
    const leader = this.#cluster.leader() ?? any;
    const { timeline, network } = this.#cluster.around;
    switch (kind) {
      case "split":
        this.#split(this.#random.some(this.#cluster.hosts));
        break;
      case "isolate_leader":
        // Long enough for another to be elected while this one still believes in itself.
        this.#split([leader], this.#random.between(200, 1200));
        break;
      case "one_way": {
        const others = this.#random.some(this.#cluster.hosts);
        this.#cut(others.map((other) => (this.#random.chance(0.5) ? [any.id, other.id] : [other.id, any.id])));
        break;
      }
      case "crash":
        this.#cluster.crash(any, this.#downTime());
        break;
      case "crash_leader":
        this.#cluster.crash(leader, this.#downTime());
        break;
      case "crash_leaders_early":
        this.#early = [...(this.#random.chance(0.5) ? ["begun" as const] : []), "begun", "begun", "committed"];
        this.#cluster.crash(leader, this.#random.between(5, 300));
        break;
      case "crash_voters":
        this.#voters = 5;
        this.#crashLeader();
        break;
      case "crash_all":
        for (const host of up) this.#cluster.crash(host, this.#downTime());
        break;
      case "pause":
        any.pausedUntil = timeline.now + this.#downTime();
        break;
      case "pause_leader":
        leader.pausedUntil = timeline.now + this.#downTime();
        break;
      case "slow_disk":
        any.disk.slowUntil = timeline.now + this.#downTime();
        break;
      case "clock_jump":
        any.clockOffset += this.#random.between(-2000, 2000);
        break;
      case "transfer":
        leader.transfer(this.#random.chance(0.5) ? null : this.#random.pick(up).id);
        break;
      case "add":
        this.#add();
        break;
      case "remove":
        this.#remove(leader);
        break;
      case "remove_and_split":
        this.#removeAndSplit(leader);
        break;
      case "lossy":
        network.habits = { ...network.habits, loss: this.#random.pick([0, 0.1, 0.4]) };
        timeline.after(this.#downTime(), () => {
          if (!this.#stopped) network.habits = this.#scenario.network;
        });
        break;
    }
  }

  #downTime(): number {
    return this.#random.chance(0.5) ? this.#random.between(5, 100) : this.#random.between(100, 1200);
  }

  #split(side: readonly Host[], duration = this.#downTime()): void {
    const others = this.#cluster.hosts.filter((host) => !side.includes(host));
    this.#cut(
      side.flatMap((one) => others.flatMap((other) => [[one.id, other.id] as const, [other.id, one.id] as const])),
      duration,
    );
  }

  #cut(directions: readonly (readonly [string, string])[], duration = this.#downTime()): void {
    const { network, timeline } = this.#cluster.around;
    timeline.after(duration, network.cut(directions));
  }

  #add(): void {
    const { hosts } = this.#cluster;
    const members = this.#cluster.members();
    const learner = members.filter(({ id }) => this.#cluster.membership().some((member) => member.id === id && member.role !== "voter"));
    if (learner.length > 0 && this.#random.chance(0.3)) {
      this.#change(this.#cluster.leader(), { kind: "promote", id: this.#random.pick(learner).id });
      return;
    }
    const idle = hosts.filter((host) => !host.wasRemoved && !members.includes(host));
    if (idle.length === 0 && hosts.length >= MOST_NODES) return;
    const host = idle.length > 0 ? this.#random.pick(idle) : this.#cluster.create();
    const as = this.#random.chance(0.7) ? "voter" : "learner";
    this.#change(this.#cluster.leader(), { kind: "add", id: host.id, address: `${host.id}:4100`, as });
  }

  #change(leader: Host | undefined, change: MembershipChange): void {
    leader?.change(change);
  }

  #remove(leader: Host | undefined): void {
    const members = this.#cluster.members();
    if (members.length > 0) this.#change(leader, { kind: "remove", id: this.#random.pick(members).id });
  }

  /** Two leaders that both change the membership, each in its own half: what one change at a time, and the noop before it, is for. */
  #removeAndSplit(leader: Host): void {
    this.#remove(leader);
    this.#remove(leader);
    this.#split([leader, ...this.#random.some(this.#cluster.hosts)]);
    this.#cluster.around.timeline.after(this.#random.between(200, 500), () => {
      if (!this.#stopped) this.#remove(this.#cluster.leader());
    });
  }
}
