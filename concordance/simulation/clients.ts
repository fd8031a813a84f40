import type { NodeId } from "../raft/entry.ts";
import type { Change } from "../store/change.ts";
import type { Operation as Write } from "../store/command.ts";
import type { KvMachine } from "../store/kv-machine.ts";
import type { History } from "./history.ts";
import type { Host, WriteAnswer } from "./host.ts";
import type { Json, Operation, Write as RecordedWrite } from "./linearizability/types.ts";
import type { Random } from "./random.ts";
import type { Scenario } from "./scenario.ts";
import type { Timeline } from "./timeline.ts";

const NAMESPACE = "tenant:simulated";
const GIVES_UP_AFTER_MS = 700;

/** One client: asks, waits for the answer or gives up, thinks, and asks again. */
export class Client {
  readonly #timeline: Timeline;
  readonly #random: Random;
  readonly #history: History;
  readonly #hosts: () => readonly Host[];
  readonly #keys: readonly string[];
  readonly #lists: boolean;
  #process: number;
  #leader: NodeId | null = null;
  #value: number;
  /** The last version it saw of a key, to compare and swap with. */
  readonly #versions = new Map<string, number>();
  #stopped = false;

  constructor(timeline: Timeline, random: Random, history: History, { keys, lists }: Scenario, hosts: () => readonly Host[]) {
    this.#timeline = timeline;
    this.#random = random;
    this.#history = history;
    this.#hosts = hosts;
    this.#keys = Array.from({ length: keys }, (_, index) => `k${index}`);
    this.#lists = lists;
    this.#process = history.newProcess();
    this.#value = this.#process * 1_000_000;
    this.#think();
  }

  stop(): void {
    this.#stopped = true;
  }

  #think(): void {
    this.#timeline.after(this.#random.between(1, 60), () => {
      if (this.#stopped) return;
      const host = this.#choose();
      if (host === undefined) this.#think();
      else if (this.#lists && this.#random.chance(0.1)) this.#list(host);
      else if (this.#random.chance(0.4)) this.#read(host);
      else this.#write(host);
    });
  }

  #choose(): Host | undefined {
    const up = this.#hosts().filter(({ isUp }) => isUp);
    if (up.length === 0) return undefined;
    const leader = this.#random.chance(0.8) ? up.find(({ id }) => id === this.#leader) : undefined;
    return leader ?? this.#random.pick(up);
  }

  #read(host: Host): void {
    const key = this.#random.pick(this.#keys);
    const start = this.#history.stamp();
    const settle = this.#once(() => {});
    this.#ask(host, settle, (machine) => {
      const found = machine.get(NAMESPACE, key, 0);
      return () => {
        this.#versions.set(key, found?.version ?? 0);
        const result = found === undefined ? ({ error: "NOT_FOUND" } as const) : readOf(found);
        this.#record({ process: this.#process, op: "get", namespace: NAMESPACE, key, args: {}, result, start, end: this.#history.stamp() });
      };
    });
  }

  #list(host: Host): void {
    const start = this.#history.stamp();
    const settle = this.#once(() => {});
    const limit = 1 + this.#random.below(this.#keys.length);
    this.#ask(host, settle, (machine) => {
      const { items, more } = machine.list(NAMESPACE, { limit }, 0);
      return () => {
        const result = { items: items.map((entry) => ({ key: entry.key, ...readOf(entry) })), more };
        const where = { namespace: NAMESPACE, key: "", args: {} };
        this.#record({ process: this.#process, op: "list", ...where, result, start, end: this.#history.stamp() });
      };
    });
  }

  /** A linearizable read: there, a look at the state, and back. */
  #ask(host: Host, settle: (then: () => void) => void, look: (machine: KvMachine) => () => void): void {
    this.#travel(() => {
      host.read((answer) => {
        const then = answer.kind === "failed" ? () => this.#learn(answer.leader) : look(answer.store.machine);
        this.#travel(() => settle(then));
      });
    });
  }

  #write(host: Host): void {
    const writes = this.#random.chance(0.15) ? this.#batch() : [this.#single()];
    const start = this.#history.stamp();
    const process = this.#process;
    const settle = this.#once(() => {
      this.#record(operationOf(process, writes, { kind: "unknown" }, start, null));
      this.#process = this.#history.newProcess();
    });
    this.#travel(() => {
      const timed = writes.map((write) => this.#withExpiry(write, host));
      host.propose(timed, (answer) =>
        this.#travel(() =>
          settle(() => {
            if (answer.kind === "refused") this.#learn(answer.leader);
            else if (answer.kind === "done") this.#leader = host.id;
            if (answer.kind === "refused") return;
            this.#record(operationOf(process, writes, answer, start, this.#history.stamp()));
          }),
        ),
      );
    });
  }

  #single(): Write {
    const key = this.#random.pick(this.#keys);
    const chance = this.#random.next();
    const guarded = this.#random.chance(0.5);
    // Often right, sometimes old, sometimes "must not exist".
    const cas = this.#random.chance(0.3) ? 0 : (this.#versions.get(key) ?? 0);
    const where = { namespace: NAMESPACE, key, ...(guarded ? { cas } : {}) };
    if (chance < 0.15) return { ...where, op: "delete" };
    this.#value += 1;
    return { ...where, op: "set", value: JSON.stringify(this.#value) };
  }

  #batch(): Write[] {
    const writes: Write[] = [this.#single(), this.#single()];
    const key = this.#random.pick(this.#keys);
    if (this.#random.chance(0.5)) writes.unshift({ op: "check", namespace: NAMESPACE, key, cas: this.#versions.get(key) ?? 0 });
    return writes;
  }

  #withExpiry(write: Write, host: Host): Write {
    if (write.op !== "set" || !this.#random.chance(0.2)) return write;
    return { ...write, expiresAt: Math.floor(host.clock + this.#random.between(-20, 500)) };
  }

  #learn(leader: NodeId | null): void {
    this.#leader = leader;
  }

  #record(operation: Operation): void {
    const { key, result } = operation;
    if (result !== "unknown" && "version" in result && result.version !== undefined) this.#versions.set(key, result.version);
    this.#history.operations.push(operation);
  }

  /** Whatever comes first counts: the answer, or that there is none. */
  #once(giveUp: () => void): (then: () => void) => void {
    let open = true;
    const settle = (then: () => void) => {
      if (!open) return;
      open = false;
      then();
      this.#think();
    };
    this.#timeline.after(GIVES_UP_AFTER_MS, () => settle(giveUp));
    return settle;
  }

  #travel(arrive: () => void): void {
    this.#timeline.after(this.#random.between(0.1, 3), arrive);
  }
}

function readOf({ value, version }: Change): { value: Json; version: number } {
  return { value: JSON.parse(value ?? "null"), version };
}

function recordedOf(write: Write): RecordedWrite {
  const { op, namespace, key, cas } = write;
  const guard = cas === undefined ? {} : { cas };
  return op === "set" ? { op, namespace, key, value: JSON.parse(write.value), ...guard } : { op, namespace, key, ...guard };
}

/** A batch of one is what a single write is told as. */
function operationOf(
  process: number,
  writes: readonly Write[],
  answer: Exclude<WriteAnswer, { kind: "refused" }>,
  start: number,
  end: number | null,
): Operation {
  const applied = answer.kind === "unknown" ? null : answer.applied;
  const { conflict = null } = applied ?? {};
  const refused = conflict === null ? null : ({ error: "CAS_CONFLICT", currentVersion: conflict.currentVersion } as const);
  const [write] = writes;
  if (writes.length > 1 || write === undefined || write.op === "check") {
    const results = applied?.results.map(({ deleted, version }) => ({ deleted, version }));
    const result = refused ?? (results === undefined ? "unknown" : { results });
    return { process, op: "batch", namespace: NAMESPACE, key: "", args: { operations: writes.map(recordedOf) }, result, start, end };
  }
  const { key, cas } = write;
  const guard = cas === undefined ? {} : { cas };
  const first = applied?.results[0];
  if (write.op === "set") {
    const result = refused ?? (first === undefined ? "unknown" : { version: first.version });
    return { process, op: "set", namespace: NAMESPACE, key, args: { value: JSON.parse(write.value), ...guard }, result, start, end };
  }
  const result = refused ?? (first === undefined ? "unknown" : { deleted: first.deleted, version: first.version });
  return { process, op: "delete", namespace: NAMESPACE, key, args: guard, result, start, end };
}
