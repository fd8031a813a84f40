import type { Entry, Membership, NodeId, SnapshotMeta } from "../raft/entry.ts";
import type { Input, MembershipChange, Proposal, RequestId } from "../raft/input.ts";
import type { Message, SnapshotChunk } from "../raft/messages.ts";
import type { Output, Persist, ProposalOutcome, Role } from "../raft/output.ts";
import type { RaftState } from "../raft/state.ts";
import { step } from "../raft/step.ts";

/** What the core decides, and others do. Nothing of this may throw. */
export interface RaftHandlers {
  readonly send: (message: Message) => void;
  readonly persist: (write: Persist) => void;
  readonly compact: (index: number, term: number) => void;
  readonly apply: (entries: readonly Entry[]) => void;
  /** Until it is done, the core does nothing: what follows is of the state that is being restored. */
  readonly restore: (snapshot: SnapshotMeta) => Promise<void>;
  readonly outcomes: (outcomes: readonly ProposalOutcome[]) => void;
  readonly readsReady: (ids: readonly RequestId[]) => void;
  readonly readsFailed: (ids: readonly RequestId[]) => void;
  readonly status: (role: Role, term: number, leader: NodeId | null) => void;
  readonly membership: (membership: Membership) => void;
  readonly removed: () => void;
  readonly transferred: (to: NodeId | null, result: "done" | "timed_out" | "refused") => void;
  readonly takeSnapshot: (snapshot: SnapshotMeta) => void;
  readonly sendChunk: (message: Omit<SnapshotChunk, "data" | "done">) => void;
  readonly writeChunk: (snapshot: SnapshotMeta, offset: number, data: unknown, done: boolean) => void;
  readonly refused: (message: Message, reason: "other_cluster" | "other_node") => void;
}

/**
 * Drives the Raft core: gives it one input at a time, performs what it says in order, keeps its timer, and gathers what is
 * proposed and read within a turn of the event loop, so that it shares one write and one round.
 */
export class RaftDriver {
  readonly raft: RaftState;
  readonly #handlers: RaftHandlers;
  readonly #context = { now: 0, random: Math.random };
  #inputs: Input[] = [];
  /** What the last step said and is not done yet. */
  #outputs: Output[] = [];
  #isBusy = false;
  #isStopped = false;
  #timer: NodeJS.Timeout | undefined;
  #proposals: Proposal[] = [];
  #reads: RequestId[] = [];
  #isFlushing = false;

  constructor(raft: RaftState, handlers: RaftHandlers) {
    this.raft = raft;
    this.#handlers = handlers;
  }

  /** Begins to take part. */
  start(): void {
    this.input({ kind: "tick" });
  }

  /** Takes no further part: nothing that comes is heard, nothing is done any more. */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  /** One proposal; those of a turn go together. */
  propose(id: RequestId, payload: unknown): void {
    this.#proposals.push({ id, payload });
    this.#flushSoon();
  }

  /** One linearizable read; those of a turn go together. */
  read(id: RequestId): void {
    this.#reads.push(id);
    this.#flushSoon();
  }

  changeMembership(id: RequestId, change: MembershipChange): void {
    this.input({ kind: "change_membership", id, change });
  }

  transfer(to: NodeId | null): void {
    this.input({ kind: "transfer", to });
  }

  /** Gives the core something. While it performs what another input caused, this one waits for its turn. */
  input(input: Input): void {
    if (this.#isStopped) return;
    this.#inputs.push(input);
    if (!this.#isBusy) this.#run();
  }

  #run(): void {
    this.#isBusy = true;
    while (!this.#isStopped) {
      const output = this.#outputs.shift();
      if (output?.kind === "restore") {
        this.#handlers.restore(output.snapshot).then(() => this.#run());
        return;
      }
      if (output !== undefined) {
        this.#perform(output);
        continue;
      }
      const input = this.#inputs.shift();
      if (input === undefined) break;
      this.#context.now = performance.now();
      this.#outputs = step(this.raft, input, this.#context);
    }
    this.#isBusy = false;
  }

  #perform(output: Exclude<Output, { kind: "restore" }>): void {
    const handlers = this.#handlers;
    switch (output.kind) {
      case "send":
        handlers.send(output.message);
        break;
      case "persist":
        handlers.persist(output);
        break;
      case "apply":
        handlers.apply(output.entries);
        break;
      case "proposals":
        handlers.outcomes(output.outcomes);
        break;
      case "timer":
        this.#wakeAt(output.at);
        break;
      case "reads_ready":
        handlers.readsReady(output.ids);
        break;
      case "reads_failed":
        handlers.readsFailed(output.ids);
        break;
      case "compact":
        handlers.compact(output.index, output.term);
        break;
      case "status":
        handlers.status(output.role, output.term, output.leader);
        break;
      case "membership":
        handlers.membership(output.membership);
        break;
      case "removed":
        handlers.removed();
        break;
      case "transfer":
        handlers.transferred(output.to, output.result);
        break;
      case "snapshot_needed":
        handlers.takeSnapshot(output.snapshot);
        break;
      case "send_snapshot_chunk":
        handlers.sendChunk(output.message);
        break;
      case "write_snapshot_chunk":
        handlers.writeChunk(output.snapshot, output.offset, output.data, output.done);
        break;
      case "refused":
        handlers.refused(output.message, output.reason);
        break;
    }
  }

  #wakeAt(at: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.input({ kind: "tick" }), Math.max(0, Math.ceil(at - performance.now())));
  }

  #flushSoon(): void {
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    setImmediate(() => {
      this.#isFlushing = false;
      const proposals = this.#proposals;
      const ids = this.#reads;
      this.#proposals = [];
      this.#reads = [];
      if (proposals.length > 0) this.input({ kind: "propose", proposals });
      if (ids.length > 0) this.input({ kind: "read", ids });
    });
  }
}
