import type { Entry, Membership, NodeId, SnapshotMeta } from "../raft/entry.ts";
import type { Flaws } from "../raft/flaws.ts";
import type { Input, MembershipChange, RequestId } from "../raft/input.ts";
import type { Message, SnapshotChunk } from "../raft/messages.ts";
import type { RaftOptions } from "../raft/options.ts";
import type { Output, ProposalOutcome } from "../raft/output.ts";
import { createRaft, type RaftState } from "../raft/state.ts";
import { step } from "../raft/step.ts";
import { EncodedCommand, type Operation } from "../store/command.ts";
import type { Applied } from "../store/kv-machine.ts";
import type { Disk, Write } from "./disk.ts";
import type { History } from "./history.ts";
import type { Invariants } from "./invariants.ts";
import type { Network } from "./network.ts";
import type { Random } from "./random.ts";
import { Store } from "./store.ts";
import type { Timeline } from "./timeline.ts";

/** What a node has around it. */
export interface Surroundings {
  readonly timeline: Timeline;
  readonly network: Network;
  readonly random: Random;
  readonly invariants: Invariants;
  readonly options: Partial<RaftOptions>;
  readonly flaws: Flaws;
  readonly chunkSize: number;
  /** The planted flaw: an entry's time is over when the node's own clock says so. */
  readonly expiresByLocalClock: boolean;
  /** Whether the process ends in the middle of a step: after the core has decided, before anything is done. */
  readonly endsHere: (host: Host) => boolean;
  readonly trace: (node: NodeId, what: string, detail: unknown) => void;
  readonly history: Pick<History, "proposed" | "applied">;
}

export type WriteAnswer =
  | { readonly kind: "done"; readonly applied: Applied }
  | { readonly kind: "refused"; readonly leader: NodeId | null }
  | { readonly kind: "unknown" };

export type ReadAnswer = { readonly kind: "ready"; readonly store: Store } | { readonly kind: "failed"; readonly leader: NodeId | null };

/** A process with a core in it: what the real shell does with disk and network, done in virtual time. */
export class Host {
  readonly id: NodeId;
  readonly disk: Disk;
  /** Null while the process is down. */
  raft: RaftState | null = null;
  store = new Store();
  /** The clock: how far it is off, and how fast it goes. */
  clockOffset = 0;
  readonly clockRate: number;
  /** A paused process does nothing until then, and then all at once. */
  pausedUntil = 0;
  wasRemoved = false;
  membership: Membership = [];

  readonly #around: Surroundings;
  /** Rises with every crash: what was under way of an earlier life is lost. */
  #life = 0;
  #timer = 0;
  #nextId = 0;
  /** The state as a database file would hold it, which may be ahead of the snapshot. */
  #saved: { readonly index: number; readonly data: string } | null = null;
  readonly #writes = new Map<RequestId, (answer: WriteAnswer) => void>();
  readonly #reads = new Map<RequestId, { readonly committed: number; readonly answer: (answer: ReadAnswer) => void }>();
  /** Of the entries that the current step applied. */
  #results = new Map<number, Applied>();

  constructor(id: NodeId, disk: Disk, clockRate: number, around: Surroundings) {
    this.id = id;
    this.disk = disk;
    this.clockRate = clockRate;
    this.#around = around;
  }

  get clock(): number {
    return this.#around.timeline.now * this.clockRate + this.clockOffset;
  }

  get isUp(): boolean {
    return this.raft !== null;
  }

  get leads(): boolean {
    return this.raft?.role === "leader";
  }

  start(): void {
    const { options, flaws } = this.#around;
    const { snapshot } = this.disk;
    const saved = this.#saved !== null && this.#saved.index > snapshot.meta.index ? this.#saved : null;
    this.store = Store.load(saved?.data ?? snapshot.data);
    const restored = { ...this.disk.restored(), ...(saved === null ? {} : { applied: saved.index }) };
    this.raft = createRaft({ id: this.id, cluster: "simulated", options, flaws }, restored);
    this.#trace("start", { term: this.raft.term, last: this.raft.log.lastIndex, applied: this.raft.applied });
    this.input({ kind: "tick" });
  }

  /** Ends the process at once. Clients get no answers. */
  crash(): void {
    if (this.raft === null) return;
    this.#trace("crash", {});
    this.#life += 1;
    this.raft = null;
    this.disk.crash();
    this.#writes.clear();
    this.#reads.clear();
  }

  receive(message: Message): void {
    this.input({ kind: "message", message });
  }

  propose(operations: readonly Operation[], answer: (answer: WriteAnswer) => void): void {
    const id = this.#newId();
    this.#writes.set(id, answer);
    const at = Math.floor(this.clock);
    this.#around.history.proposed(at);
    this.input({ kind: "propose", proposals: [{ id, payload: EncodedCommand.of({ at, actor: this.id, operations }) }] });
  }

  read(answer: (answer: ReadAnswer) => void): void {
    const id = this.#newId();
    this.#reads.set(id, { committed: this.#around.invariants.committedIndex, answer });
    this.input({ kind: "read", ids: [id] });
  }

  change(change: MembershipChange): void {
    this.input({ kind: "change_membership", id: this.#newId(), change });
  }

  transfer(to: NodeId | null): void {
    this.input({ kind: "transfer", to });
  }

  /** Gives the core something, when the process runs. */
  input(input: Input): void {
    const { timeline, invariants, random } = this.#around;
    if (this.raft === null) return;
    if (timeline.now < this.pausedUntil) {
      this.#later(this.pausedUntil - timeline.now, () => this.input(input));
      return;
    }
    const { raft } = this;
    const before = { role: raft.role, term: raft.term, commit: raft.commit, membership: raft.memberships.current };
    const outputs = step(raft, input, { now: this.clock, random: random.next });
    this.#trace(input.kind, input);
    invariants.afterStep(raft, before, outputs);
    if (this.#around.endsHere(this)) return;
    this.#results = new Map();
    for (const output of outputs) this.#perform(output);
  }

  #perform(output: Output): void {
    const { network, invariants } = this.#around;
    this.#trace(`> ${output.kind}`, output);
    switch (output.kind) {
      case "send":
        network.send(output.message);
        break;
      case "persist":
      case "compact":
        this.#write(output);
        break;
      case "apply":
        for (const entry of output.entries) this.#apply(entry);
        this.#maybeSave(output.entries.at(-1)?.index ?? 0);
        break;
      case "restore":
        this.store = Store.load(this.disk.snapshot.data);
        invariants.applied(this.id, output.snapshot.index, this.store.digest, null);
        break;
      case "proposals":
        for (const outcome of output.outcomes) this.#settle(outcome);
        break;
      case "reads_ready":
        for (const id of output.ids) {
          const read = this.#reads.get(id);
          this.#reads.delete(id);
          if (read === undefined) continue;
          invariants.read(this.id, read.committed, this.raft?.applied ?? 0);
          read.answer({ kind: "ready", store: this.store });
        }
        break;
      case "reads_failed":
        for (const id of output.ids) {
          this.#reads.get(id)?.answer({ kind: "failed", leader: this.raft?.leader ?? null });
          this.#reads.delete(id);
        }
        break;
      case "snapshot_needed":
        this.#write({ kind: "snapshot", snapshot: { meta: output.snapshot, data: this.store.save() } });
        break;
      case "send_snapshot_chunk":
        this.#sendChunk(output.message);
        break;
      case "write_snapshot_chunk":
        this.#write({ kind: "chunk", meta: output.snapshot, offset: output.offset, data: String(output.data), done: output.done });
        break;
      case "membership":
        this.membership = output.membership;
        break;
      case "removed":
        this.wasRemoved = true;
        break;
      case "timer": {
        this.#timer += 1;
        const timer = this.#timer;
        // Never nothing: rounding must not keep time from passing.
        const delay = Math.max(0.01, (output.at - this.clock) / this.clockRate);
        this.#later(delay, () => {
          if (timer === this.#timer) this.input({ kind: "tick" });
        });
        break;
      }
      case "status":
      case "transfer":
      case "refused":
        break;
    }
  }

  #write(write: Write): void {
    this.disk.write(write, (writes) => this.#written(writes));
  }

  /** The disk has done some writes. Of those that only have a number, the last one tells of all. */
  #written(writes: readonly Write[]): void {
    const persisted = writes.findLast(({ kind }) => kind === "persist");
    for (const write of writes) {
      if (write === persisted && write.kind === "persist") this.input({ kind: "persisted", id: write.id });
      if (write.kind === "snapshot") this.input({ kind: "snapshot_taken", index: write.snapshot.meta.index });
      if (write.kind === "chunk") this.#chunkWritten(write.meta, write.offset + write.data.length, write.done);
    }
  }

  #chunkWritten({ index }: SnapshotMeta, nextOffset: number, done: boolean): void {
    // Now and then a checksum is wrong.
    const valid = !done || (this.disk.incoming?.data.length === nextOffset && !this.#around.random.chance(0.1));
    this.input({ kind: "snapshot_chunk_written", index, nextOffset, valid });
  }

  #sendChunk(message: Omit<SnapshotChunk, "data" | "done">): void {
    const { network, chunkSize } = this.#around;
    const { index } = message.snapshot;
    const stored = [this.disk.snapshot, ...this.disk.older].find(({ meta }) => meta.index === index);
    if (stored === undefined) {
      this.#later(0, () => this.input({ kind: "snapshot_unavailable", to: message.to, index }));
      return;
    }
    const end = message.offset + chunkSize;
    network.send({ ...message, data: stored.data.slice(message.offset, end), done: end >= stored.data.length });
  }

  #apply(entry: Entry): void {
    const { invariants, expiresByLocalClock, history } = this.#around;
    if (entry.kind === "command") {
      const applied = this.store.apply(entry.payload as EncodedCommand, expiresByLocalClock ? Math.floor(this.clock) : null);
      this.#results.set(entry.index, applied);
      invariants.applied(this.id, entry.index, this.store.digest, entry);
      history.applied(applied.changes);
    } else {
      invariants.applied(this.id, entry.index, this.store.digest, entry);
    }
  }

  /** The state's own file is written now and then, without waiting for the disk. */
  #maybeSave(index: number): void {
    if (this.#around.random.chance(0.05)) this.#saved = { index, data: this.store.save() };
  }

  #settle(outcome: ProposalOutcome): void {
    const answer = this.#writes.get(outcome.id);
    this.#writes.delete(outcome.id);
    if (outcome.result === "committed") {
      const applied = this.#results.get(outcome.index);
      if (applied !== undefined) answer?.({ kind: "done", applied });
    } else if (outcome.result === "unknown") answer?.({ kind: "unknown" });
    else answer?.({ kind: "refused", leader: outcome.result === "refused" ? outcome.leader : null });
  }

  #newId(): number {
    this.#nextId += 1;
    return this.#nextId;
  }

  #later(delay: number, happen: () => void): void {
    const life = this.#life;
    this.#around.timeline.after(delay, () => {
      if (life === this.#life) happen();
    });
  }

  #trace(what: string, detail: unknown): void {
    this.#around.trace(this.id, what, detail);
  }
}
