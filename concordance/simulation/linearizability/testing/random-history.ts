import type { Operation, Write } from "../types.ts";
import { Random } from "./random.ts";
import { SimpleStore } from "./simple-store.ts";

export interface HistoryShape {
  readonly seed: number;
  readonly operations: number;
  readonly keys: number;
  readonly processes: number;
  /** Shares of all operations. The rest are gets, sets and deletes of one key. */
  readonly batches?: number;
  readonly lists?: number;
  /** The share whose clients get no answer. Half of these take effect, at some time later. */
  readonly unknown?: number;
}

type Asked = Pick<Operation, "op" | "namespace" | "key" | "args">;
type Answer = Exclude<Operation["result"], "unknown">;

interface Running {
  readonly asked: Asked;
  readonly start: number;
  answer: Answer | null;
}

const NAMESPACE = "tenant:acme/settings";
/** How likely a lost operation takes effect at each moment after it was lost. */
const LATE_EFFECT = 0.05;

/** A history of processes that use a store at the same time. Each operation takes effect between its start and its end. */
export function randomHistory(shape: HistoryShape): Operation[] {
  const random = new Random(shape.seed);
  const store = new SimpleStore();
  const running = new Map<number, Running>();
  const late: Asked[] = [];
  const history: Operation[] = [];
  let started = 0;
  let process = shape.processes;
  const slots = Array.from({ length: shape.processes }, (_, slot) => slot);

  for (let now = 1; started < shape.operations || running.size > 0; now++) {
    if (late.length > 0 && random.chance(LATE_EFFECT)) store.do(late.splice(random.below(late.length), 1)[0] as Asked);
    const at = random.below(slots.length);
    const who = slots[at] as number;
    const current = running.get(who);
    if (!current) {
      if (started++ < shape.operations) running.set(who, { asked: ask(random, shape, started), start: now, answer: null });
    } else if (current.answer) {
      running.delete(who);
      history.push({ ...current.asked, process: who, start: current.start, end: now, result: current.answer } as Operation);
    } else if (random.chance(shape.unknown ?? 0)) {
      running.delete(who);
      if (random.chance(0.5)) late.push(current.asked);
      history.push({ ...current.asked, process: who, start: current.start, end: null, result: "unknown" } as Operation);
      slots[at] = process++;
    } else {
      current.answer = store.do(current.asked);
    }
  }
  return history;
}

function ask(random: Random, { keys, batches = 0, lists = 0 }: HistoryShape, id: number): Asked {
  if (random.chance(lists)) return { op: "list", namespace: NAMESPACE, key: "", args: {} };
  if (random.chance(batches)) {
    const names = new Set([randomKey(random, keys), randomKey(random, keys)]);
    return { op: "batch", namespace: "", key: "", args: { operations: [...names].map((key) => randomWrite(random, key, id)) } };
  }
  const key = randomKey(random, keys);
  if (random.chance(0.4)) return { op: "get", namespace: NAMESPACE, key, args: {} };
  const { op, namespace, key: _key, ...args } = randomWrite(random, key, id);
  return op === "check" ? { op: "get", namespace, key, args: {} } : { op, namespace, key, args };
}

function randomWrite(random: Random, key: string, id: number): Write {
  const op = random.pick(["set", "set", "set", "delete", "check"] as const);
  const cas = random.chance(0.4) ? { cas: random.below(4) } : {};
  // Few values, so that now and then two writes write the same.
  return { op, namespace: NAMESPACE, key, ...cas, ...(op === "set" ? { value: { n: id % 7 } } : {}) } as Write;
}

function randomKey(random: Random, keys: number): string {
  return `key-${random.below(keys)}`;
}

/** The same history with one result that says something else. Null if there is none to change. */
export function corrupted(history: readonly Operation[], seed: number): Operation[] | null {
  const random = new Random(seed);
  const telling = history.filter(({ result }) => result !== "unknown");
  if (telling.length === 0) return null;
  const victim = random.pick(telling);
  return history.map((operation) => (operation === victim ? corrupt(operation, random) : operation));
}

function corrupt(operation: Operation, random: Random): Operation {
  const { result } = operation;
  if (result === "unknown") return operation;
  const off = random.pick([-1, 1, 2]);
  let changed: unknown = result;
  if ("currentVersion" in result) changed = { ...result, currentVersion: Math.max(0, result.currentVersion + off) };
  else if ("error" in result) changed = { value: { n: random.below(7) }, version: random.below(4) + 1 };
  else if ("value" in result) {
    changed = random.pick([
      { error: "NOT_FOUND" },
      { ...result, version: result.version + off },
      { ...result, value: { n: random.below(7) } },
    ]);
  } else if ("version" in result) changed = { ...result, version: (result.version ?? 0) + off };
  else if ("results" in result) changed = { results: result.results.map((each) => ({ ...each, version: (each.version ?? 0) + off })) };
  else if ("items" in result) changed = { items: result.items.slice(1), more: false };
  return { ...operation, result: changed } as Operation;
}
