import type { Entry, Membership, NodeId } from "../entry.ts";
import type { Flaws } from "../flaws.ts";
import type { Input } from "../input.ts";
import type { Message } from "../messages.ts";
import type { RaftOptions } from "../options.ts";
import type { Output, Persist } from "../output.ts";
import { createRaft, NOTHING_RESTORED, type RaftState, type Restored } from "../state.ts";
import { step } from "../step.ts";

export const voters = (...ids: readonly NodeId[]): Membership => ids.map((id) => ({ id, address: `${id}:4100`, role: "voter" }));

/** What the nodes of a new cluster are given. */
export const bootstrapped = (membership: Membership): Restored => ({ ...NOTHING_RESTORED, snapshot: { index: 0, term: 0, membership } });

export interface LabOptions {
  readonly options?: Partial<RaftOptions>;
  readonly flaws?: Flaws;
  /** Writes are durable at once, unless a test wants to say when. */
  readonly persists?: boolean;
}

/** A few nodes on a bench: messages are delivered, clocks go and disks finish when the test says so. */
export class Lab {
  readonly nodes = new Map<NodeId, RaftState>();
  /** What was sent and not delivered yet. */
  mail: Message[] = [];
  now = 1000;
  /** All outputs of each node, but for messages. */
  readonly outputs = new Map<NodeId, Output[]>();
  persists: boolean;
  readonly #options: LabOptions;

  constructor(ids: readonly NodeId[], options: LabOptions = {}) {
    this.#options = options;
    this.persists = options.persists ?? true;
    for (const id of ids) this.start(id, bootstrapped(voters(...ids)));
  }

  start(id: NodeId, restored: Restored = NOTHING_RESTORED): RaftState {
    const { options = {}, flaws = {} } = this.#options;
    const raft = createRaft({ id, cluster: "lab", options, flaws }, restored);
    this.nodes.set(id, raft);
    this.outputs.set(id, []);
    this.input(id, { kind: "tick" });
    return raft;
  }

  node(id: NodeId): RaftState {
    const raft = this.nodes.get(id);
    if (raft === undefined) throw new Error(`There is no node ${id}.`);
    return raft;
  }

  input(id: NodeId, input: Input): Output[] {
    const outputs = step(this.node(id), input, { now: this.now, random: () => 0.5 });
    this.outputs.get(id)?.push(...outputs.filter(({ kind }) => kind !== "send"));
    for (const output of outputs) if (output.kind === "send") this.mail.push(output.message);
    const writes = outputs.filter((output): output is Persist => output.kind === "persist");
    if (this.persists) for (const write of writes) outputs.push(...this.input(id, { kind: "persisted", id: write.id }));
    return outputs;
  }

  /** Delivers what was sent, and what is sent in answer, until it is quiet; what does not pass is lost. */
  deliver(passes: (message: Message) => boolean = () => true): void {
    for (let message = this.mail.shift(); message !== undefined; message = this.mail.shift()) {
      if (passes(message) && this.nodes.has(message.to)) this.input(message.to, { kind: "message", message });
    }
  }

  /** Lets time pass, and one node notice. */
  tick(id: NodeId, ms: number): Output[] {
    this.now += ms;
    return this.input(id, { kind: "tick" });
  }

  /** Makes a node the leader, and its noop committed, among those whose messages pass. */
  elect(id: NodeId, passes?: (message: Message) => boolean): void {
    this.tick(id, 400);
    this.deliver(passes);
    if (this.node(id).role !== "leader") throw new Error(`${id} was not elected.`);
  }

  propose(id: NodeId, ...payloads: readonly string[]): Output[] {
    return this.input(id, { kind: "propose", proposals: payloads.map((payload) => ({ id: payload, payload })) });
  }

  /** What a node has told so far, of one kind. */
  told<K extends Output["kind"]>(id: NodeId, kind: K): Extract<Output, { kind: K }>[] {
    return (this.outputs.get(id) ?? []).filter((output): output is Extract<Output, { kind: K }> => output.kind === kind);
  }

  outcomes(id: NodeId): unknown[] {
    return this.told(id, "proposals").flatMap(({ outcomes }) => outcomes);
  }

  applied(id: NodeId): Entry[] {
    return this.told(id, "apply").flatMap(({ entries }) => entries);
  }
}

/** A log as "index:term" from its base on. */
export function shape({ log }: RaftState): string {
  return log
    .slice(log.baseIndex + 1, log.lastIndex)
    .map(({ index, term }) => `${index}:${term}`)
    .join(" ");
}

/** Entries of the given terms, from index 1. */
export function entriesOf(...terms: readonly number[]): Entry[] {
  return terms.map((term, position) => ({ index: position + 1, term, kind: "command", payload: `${position + 1}:${term}` }));
}

/** A node of a cluster of three, with a log of entries of these terms. */
export function withLog(term: number, ...terms: readonly number[]): Restored {
  return { ...bootstrapped(voters("a", "b", "c")), hardState: { term, vote: null }, entries: entriesOf(...terms) };
}
