import { expect, test } from "vitest";
import { LIMITS } from "../../generated/concordance/limits.ts";
import type { ConcordanceNode } from "../node/node.ts";
import { KvMachine } from "../store/kv-machine.ts";
import { Entries } from "./entries.ts";
import type { Leading } from "./leading.ts";

const NAMESPACE = "t";
const BOUNDS = { changes: LIMITS.changeLogChanges, valueLength: LIMITS.changeLogValueBytes };

/** A node of which only the state is there, with an entry whose time is over by the clock, though not by the log. */
function withOverdue() {
  const machine = new KvMachine({ bounds: BOUNDS });
  const expiresAt = Date.now() - 10;
  let changed = Promise.withResolvers<void>();
  const node = { machine, leads: true, leaderAddress: null, confirmRead: async () => undefined, stateChanged: () => changed.promise };
  const apply = (at: number, value: string | null) => {
    const operations = value === null ? [] : [{ op: "set" as const, namespace: NAMESPACE, key: "k", value }];
    machine.apply({ at, actor: "test", operations });
    changed.resolve();
    changed = Promise.withResolvers();
  };
  machine.apply({
    at: expiresAt - 10,
    actor: "test",
    operations: [{ op: "set", namespace: NAMESPACE, key: "k", value: '"old"', expiresAt }],
  });
  return { entries: new Entries(node as unknown as ConcordanceNode, null as unknown as Leading), expiresAt, apply };
}

const linearizable = { consistency: "linearizable", forward: true } as const;
const reads = (entries: Entries, read: { consistency: "linearizable" | "local"; forward: boolean }) => [
  entries.get({ namespace: NAMESPACE, key: "k", ...read }).then(
    ({ value }) => value,
    ({ code }: { code: string }) => code,
  ),
  entries.mget({ keys: [{ namespace: NAMESPACE, key: "k" }], ...read }).then(({ items }) => items[0]?.value ?? "NOT_FOUND"),
  entries.list({ namespace: NAMESPACE, prefix: "", limit: 10, ...read }).then(({ items }) => items[0]?.value ?? "NOT_FOUND"),
];

test("a linearizable read of what is over by the clock waits until the log knows", async () => {
  const { entries, expiresAt, apply } = withOverdue();
  let answered = 0;
  const answers = reads(entries, linearizable).map((read) => read.finally(() => (answered += 1)));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(answered).toBe(0);
  apply(expiresAt, null);
  expect(await Promise.all(answers)).toEqual(["NOT_FOUND", "NOT_FOUND", "NOT_FOUND"]);
});

test("and finds what a write made of the entry that was on its way", async () => {
  const { entries, expiresAt, apply } = withOverdue();
  const answers = reads(entries, linearizable);
  await new Promise((resolve) => setTimeout(resolve, 5));
  apply(expiresAt - 1, '"new"');
  expect(await Promise.all(answers)).toEqual(['"new"', '"new"', '"new"']);
});

test("a local read does not wait, and does not find it", async () => {
  const { entries } = withOverdue();
  expect(await Promise.all(reads(entries, { consistency: "local", forward: true }))).toEqual(["NOT_FOUND", "NOT_FOUND", "NOT_FOUND"]);
});
