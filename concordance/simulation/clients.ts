import type { NodeId } from "../raft/entry.ts";
import type { Host, WriteAnswer } from "./host.ts";
import type { Operation } from "./linearizability/types.ts";
import type { Random } from "./random.ts";
import type { Command, Expired } from "./store.ts";
import type { Timeline } from "./timeline.ts";

const NAMESPACE = "tenant:simulated";
const GIVES_UP_AFTER_MS = 700;

type Write = Command["writes"][number];

/** What clients ask and are told, in the manner of the linearizability checker. */
export class History {
  readonly operations: Operation[] = [];
  readonly #expired = new Set<string>();
  #stamp = 0;
  #process = 0;

  /** A moment after all others so far. */
  stamp(): number {
    this.#stamp += 1;
    return this.#stamp;
  }

  /** A client that does not know what became of its operation goes on as another process. */
  newProcess(): number {
    this.#process += 1;
    return this.#process;
  }

  /** Entries that a command's time ended: each is told by every node, and counted once. */
  expired({ proposedAt }: Command, expired: readonly Expired[]): void {
    for (const { namespace, key, version } of expired) {
      const name = `${key} ${version}`;
      if (this.#expired.has(name)) continue;
      this.#expired.add(name);
      const process = this.newProcess();
      this.operations.push({ process, op: "expire", namespace, key, args: {}, result: { version }, start: proposedAt, end: this.stamp() });
    }
  }
}

/** One client: asks, waits for the answer or gives up, thinks, and asks again. */
export class Client {
  readonly #timeline: Timeline;
  readonly #random: Random;
  readonly #history: History;
  readonly #hosts: () => readonly Host[];
  readonly #keys: readonly string[];
  #process: number;
  #leader: NodeId | null = null;
  #value: number;
  /** The last version it saw of a key, to compare and swap with. */
  readonly #versions = new Map<string, number>();
  #stopped = false;

  constructor(timeline: Timeline, random: Random, history: History, keys: number, hosts: () => readonly Host[]) {
    this.#timeline = timeline;
    this.#random = random;
    this.#history = history;
    this.#hosts = hosts;
    this.#keys = Array.from({ length: keys }, (_, index) => `k${index}`);
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
    this.#travel(() => {
      host.read((answer) => {
        if (answer.kind === "failed") {
          this.#travel(() => settle(() => this.#learn(answer.leader)));
          return;
        }
        const found = answer.store.get(NAMESPACE, key);
        this.#travel(() =>
          settle(() => {
            this.#versions.set(key, found?.version ?? 0);
            const result = found ?? { error: "NOT_FOUND" as const };
            this.#record({
              process: this.#process,
              op: "get",
              namespace: NAMESPACE,
              key,
              args: {},
              result,
              start,
              end: this.#history.stamp(),
            });
          }),
        );
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
      host.propose(timed, start, (answer) =>
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
    return { ...where, op: "set", value: this.#value };
  }

  #batch(): Write[] {
    const writes: Write[] = [this.#single(), this.#single()];
    const key = this.#random.pick(this.#keys);
    if (this.#random.chance(0.5)) writes.unshift({ op: "check", namespace: NAMESPACE, key, cas: this.#versions.get(key) ?? 0 });
    return writes;
  }

  #withExpiry(write: Write, host: Host): Write {
    if (write.op !== "set" || !this.#random.chance(0.2)) return write;
    return { ...write, expiresAt: host.clock + this.#random.between(10, 500) };
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

/** A batch of one is what a single write is told as. */
function operationOf(
  process: number,
  writes: readonly Write[],
  answer: Exclude<WriteAnswer, { kind: "refused" }>,
  start: number,
  end: number | null,
): Operation {
  const told = answer.kind === "unknown" ? "unknown" : answer.result;
  const conflict = told !== "unknown" && "conflict" in told ? ({ error: "CAS_CONFLICT", currentVersion: told.conflict } as const) : null;
  const [write] = writes;
  if (writes.length > 1 || write === undefined || write.op === "check") {
    const result = conflict ?? (told === "unknown" || "conflict" in told ? "unknown" : { results: told.results });
    return { process, op: "batch", namespace: NAMESPACE, key: "", args: { operations: writes }, result, start, end };
  }
  const { key, cas } = write;
  const guard = cas === undefined ? {} : { cas };
  const first = told !== "unknown" && "results" in told ? told.results[0] : undefined;
  if (write.op === "set") {
    const result = conflict ?? (first === undefined ? "unknown" : { version: first.version });
    return { process, op: "set", namespace: NAMESPACE, key, args: { value: write.value, ...guard }, result, start, end };
  }
  return { process, op: "delete", namespace: NAMESPACE, key, args: guard, result: conflict ?? first ?? "unknown", start, end };
}
