import fc from "fast-check";
import type { Command, Operation } from "../command.ts";

/** One of them is a prefix of another's name, but does not cover it. */
export const NAMESPACES = ["tenant:a", "tenant:a/x", "tenant:a/x/y", "tenant:ab"];
/** By code units the face comes before the last letter of the basic plane; by code points it comes after it. */
const KEYS = ["k", "k/1", "k/2", "K", "é", "\u{1F600}", "\uFFFD", "constructor", "__proto__"];

// Time goes on slowly, so that not everything is over at once; now and then a leader's clock is far ahead.
const at = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 10 }) }, { weight: 1, arbitrary: fc.integer({ min: 0, max: 60 }) });
const expiresAt = fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.integer({ min: 0, max: 80 }) });
const namespace = fc.oneof({ weight: 3, arbitrary: fc.constant("tenant:a") }, { weight: 1, arbitrary: fc.constantFrom(...NAMESPACES) });
const where = { namespace, key: fc.constantFrom(...KEYS) };
const cas = fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.integer({ min: 0, max: 4 }) });
const value = fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.string()).map((json) => JSON.stringify(json));

const operation: fc.Arbitrary<Operation> = fc
  .oneof(
    {
      weight: 6,
      arbitrary: fc.record({ op: fc.constant("set" as const), ...where, value, cas, expiresAt }),
    },
    { weight: 2, arbitrary: fc.record({ op: fc.constant("delete" as const), ...where, cas }) },
    { weight: 1, arbitrary: fc.record({ op: fc.constant("check" as const), ...where, cas: fc.integer({ min: 0, max: 3 }) }) },
  )
  .map((drawn) => JSON.parse(JSON.stringify(drawn)));

export const command: fc.Arbitrary<Command> = fc.record(
  {
    at,
    actor: fc.constantFrom("api", "ada", "grace"),
    operations: fc.oneof(
      { weight: 3, arbitrary: operation.map((one) => [one]) },
      { weight: 2, arbitrary: fc.array(operation, { maxLength: 6 }) },
    ),
  },
  { noNullPrototype: true },
);

/** Bounds of which some runs reach the one, some the other, some neither. */
export const bounds = fc.record({
  changes: fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constant(1000)),
  valueLength: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.constant(1_000_000)),
});

export function set(key: string, value: string, more: { cas?: number; expiresAt?: number; namespace?: string } = {}): Operation {
  return { op: "set", namespace: "tenant:a", key, value, ...more };
}

export function remove(key: string, more: { cas?: number } = {}): Operation {
  return { op: "delete", namespace: "tenant:a", key, ...more };
}

export function check(key: string, cas: number): Operation {
  return { op: "check", namespace: "tenant:a", key, cas };
}

export function commandAt(at: number, ...operations: Operation[]): Command {
  return { at, actor: "api", operations };
}
