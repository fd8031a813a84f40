import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { LIMITS } from "../../generated/concordance/limits.ts";
import type { Operation } from "../store/command.ts";
import { KvMachine } from "../store/kv-machine.ts";
import type { Subscriber } from "./subscription.ts";
import { WatchHub } from "./watch-hub.ts";

/** What a text or its frame says. */
function textOf(frame: string | Buffer): string {
  if (typeof frame === "string") return frame;
  const length = frame[1] ?? 0;
  return frame.toString("utf8", length === 127 ? 10 : length === 126 ? 4 : 2);
}

/** What a subscriber was told, and how fast it takes it. */
class Listener implements Subscriber {
  unsent = 0;
  readonly told: { method: string; params: Record<string, unknown> }[] = [];
  gaveUp: string | null = null;
  #waiting: (() => void)[] = [];
  takes = true;

  send(frame: string | Buffer, taken?: () => void): void {
    this.told.push(JSON.parse(textOf(frame)));
    if (this.takes) {
      if (taken !== undefined) setImmediate(taken);
      return;
    }
    this.unsent += frame.length;
    if (taken !== undefined) this.#waiting.push(taken);
  }

  /** Takes everything that waits for it. */
  drain(): void {
    this.unsent = 0;
    for (const taken of this.#waiting.splice(0)) taken();
  }

  giveUp(reason: string): void {
    this.gaveUp = reason;
  }

  get keys(): unknown[] {
    return this.told.filter(({ method }) => method === "watch/change").map(({ params }) => params["key"]);
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

function world(changes = 1000) {
  let machine = new KvMachine({ bounds: { changes, valueLength: 1e9 } });
  const hub = new WatchHub(() => machine);
  onTestFinished(() => hub.close());
  const write = (operations: readonly Operation[]) => {
    hub.changed(machine.apply({ at: 0, actor: "a", operations }).changes);
  };
  const set = (key: string, namespace = "tenant:a/settings") => write([{ op: "set", namespace, key, value: "1" }]);
  return { hub, set, write, machine: () => machine, replace: (by: KvMachine) => (machine = by) };
}

test("a subscriber without a cursor is told what changes from then on, and nothing of before", async () => {
  const { hub, set } = world();
  const listener = new Listener();
  set("before");
  expect(hub.subscribe(listener, "tenant:a", null)).toBe(1);
  await turn();
  set("after");
  expect(listener.keys).toEqual(["after"]);
});

test("what changes between the subscription and its first turn is told once", async () => {
  const { hub, set } = world();
  const listener = new Listener();
  hub.subscribe(listener, "tenant:a", null);
  set("at once");
  await turn();
  set("later");
  expect(listener.keys).toEqual(["at once", "later"]);
});

test("a prefix covers whole segments only", async () => {
  const { hub, set } = world();
  const listener = new Listener();
  hub.subscribe(listener, "tenant:a", null);
  await turn();
  set("1", "tenant:a");
  set("2", "tenant:a/x/y");
  set("3", "tenant:ab");
  set("4", "tenant");
  expect(listener.keys).toEqual(["1", "2"]);
});

test("a cursor before what is kept, or after the newest revision, is refused", async () => {
  const { hub, set } = world(10);
  for (let at = 0; at < 20; at += 1) set(String(at));
  const refused = expect.objectContaining({ code: "COMPACTED", data: { compactedTo: 10 } });
  expect(() => hub.subscribe(new Listener(), "tenant:a", 9)).toThrow(refused);
  expect(() => hub.subscribe(new Listener(), "tenant:a", 21)).toThrow(refused);
  const listener = new Listener();
  hub.subscribe(listener, "tenant:a", 10);
  await turn();
  expect(listener.keys).toHaveLength(10);
});

test("whoever reads slowly is told the rest as it takes it, and has no more than its share in memory", async () => {
  const { hub, write } = world();
  const value = JSON.stringify("x".repeat(200_000));
  for (let at = 0; at < 100; at += 1) write([{ op: "set", namespace: "n", key: String(at), value }]);
  const listener = new Listener();
  listener.takes = false;
  hub.subscribe(listener, "n", 0);
  await turn();
  let drains = 0;
  while (listener.keys.length < 100) {
    expect(listener.unsent).toBeLessThan(LIMITS.subscriberBufferBytes / 2);
    listener.drain();
    drains += 1;
  }
  expect(drains).toBeGreaterThan(5);
  expect(listener.keys).toEqual(Array.from({ length: 100 }, (_, at) => String(at)));
});

test("whoever is overtaken by the end of the change log is given up, with a reason", async () => {
  const { hub, write, set } = world(10);
  const listener = new Listener();
  listener.takes = false;
  const value = JSON.stringify("x".repeat(4_000_000));
  write([{ op: "set", namespace: "n", key: "large", value }]);
  set("waits", "n");
  hub.subscribe(listener, "n", 0);
  await turn();
  for (let at = 0; at < 30; at += 1) set(String(at), "n");
  listener.drain();
  expect(listener.gaveUp).toContain("not kept any more");
});

test("a subscription to the same namespace takes the place of the one before", async () => {
  const { hub, set } = world();
  const listener = new Listener();
  set("1");
  hub.subscribe(listener, "tenant:a", null);
  hub.subscribe(listener, "tenant:a", 0);
  expect(hub.subscriptionsOf(listener)).toBe(1);
  await turn();
  set("2");
  expect(listener.keys).toEqual(["1", "2"]);
});

test("after the end of a subscription, or of its connection, nothing comes", async () => {
  const { hub, set } = world();
  const [one, two] = [new Listener(), new Listener()];
  hub.subscribe(one, "tenant:a", null);
  hub.subscribe(two, "tenant:a", null);
  await turn();
  expect(hub.unsubscribe(one, "tenant:a")).toBe(true);
  expect(hub.unsubscribe(one, "tenant:a")).toBe(false);
  hub.leave(two);
  set("1");
  expect([one.keys, two.keys, hub.subscriptions]).toEqual([[], [], 0]);
});

test("a quiet subscription is told how far the store is before its cursor can grow stale", async () => {
  const { hub, set } = world(LIMITS.changeLogChanges);
  const listener = new Listener();
  hub.subscribe(listener, "quiet", null);
  await turn();
  for (let at = 0; at < LIMITS.changeLogChanges; at += 1) set(String(at % 100), "busy");
  const revisions = listener.told.map(({ method, params }) => [method, params["revision"] as number] as const);
  expect(revisions.length).toBeGreaterThan(1);
  for (const [method] of revisions) expect(method).toBe("watch/progress");
  expect(revisions.at(-1)?.[1]).toBeGreaterThan(LIMITS.changeLogChanges / 2);
});

test("when the state is replaced by one further on, what lies between is told from its change log", async () => {
  const { hub, set, machine, replace } = world();
  const listener = new Listener();
  hub.subscribe(listener, "tenant:a", null);
  await turn();
  set("1");
  const further = KvMachine.of([...machine().records()], machine(), { bounds: { changes: 1000, valueLength: 1e9 } });
  for (const key of ["2", "3"]) further.apply({ at: 0, actor: "a", operations: [{ op: "set", namespace: "tenant:a", key, value: "1" }] });
  replace(further);
  hub.restored();
  set("4");
  expect(listener.keys).toEqual(["1", "2", "3", "4"]);
});

test("a long poll ends with the next change below its namespace, with its time, and with its caller", async () => {
  const { hub, set } = world();
  const gone = new AbortController();
  const ended: string[] = [];
  const poll = (name: string, namespace: string, ms: number, signal = new AbortController().signal) =>
    hub.nextChange(namespace, ms, signal).then(() => void ended.push(name));
  const polls = [poll("change", "tenant:a", 60_000), poll("time", "tenant:b", 1), poll("caller", "tenant:c", 60_000, gone.signal)];
  await polls[1];
  expect(ended).toEqual(["time"]);
  set("1");
  gone.abort();
  await Promise.all(polls);
  expect(ended.toSorted()).toEqual(["caller", "change", "time"]);
});

test("whenever one subscribes, wherever from, and however it reads: every change once and in order", async () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant("write" as const), keys: fc.array(fc.constantFrom("n/a", "n/b", "m"), { minLength: 1, maxLength: 4 }) }),
    fc.record({ kind: fc.constant("turn" as const) }),
    fc.record({ kind: fc.constant("drain" as const) }),
    fc.record({ kind: fc.constant("subscribe" as const), back: fc.nat(5) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), fc.boolean(), async (steps, takes) => {
      const { hub, write, machine } = world();
      const subscriptions: { listener: Listener; since: number }[] = [];
      const all: { namespace: string; revision: number; key: string }[] = [];
      let count = 0;
      for (const step of steps) {
        if (step.kind === "turn") await turn();
        if (step.kind === "drain") for (const { listener } of subscriptions) listener.drain();
        if (step.kind === "write") {
          const operations = step.keys.map((namespace, at) => ({ op: "set" as const, namespace, key: String(count + at), value: '"v"' }));
          count += operations.length;
          write(operations);
          for (const { namespace, key } of operations) all.push({ namespace, key, revision: machine().revision });
        }
        if (step.kind === "subscribe") {
          const listener = new Listener();
          listener.takes = takes;
          const since = Math.max(0, machine().revision - step.back);
          hub.subscribe(listener, "n", since);
          subscriptions.push({ listener, since });
        }
      }
      await turn();
      for (const { listener, since } of subscriptions) {
        listener.drain();
        await turn();
        const expected = all.filter(({ namespace, revision }) => namespace !== "m" && revision > since).map(({ key }) => key);
        expect(listener.keys).toEqual(expected);
      }
    }),
    { numRuns: 200 },
  );
});
