import fc from "fast-check";

/** Where an entry is; namespaces are counted from the sequence's own. */
export interface Place {
  readonly namespace: string;
  readonly key: string;
}

/** What a conditional write takes the entry's version for. Only the first is right, and the second for an entry that is not there. */
export type Guess = "current" | "absent" | "older" | "newer";

export type Write = { readonly place: Place; readonly guess: Guess | null } & (
  | { readonly op: "put"; readonly value: unknown }
  | { readonly op: "delete" }
);

/** One thing that is done to both stores. */
export type Step =
  | { readonly kind: "write"; readonly write: Write }
  | { readonly kind: "get"; readonly place: Place }
  /** All or nothing. No key twice: etcd refuses that. */
  | {
      readonly kind: "batch";
      readonly checks: readonly { readonly place: Place; readonly guess: Guess }[];
      readonly writes: readonly Write[];
    }
  /** All entries of a namespace that begin like this, by pages. */
  | { readonly kind: "list"; readonly namespace: string; readonly prefix: string; readonly limit: number };

export const FEWEST_STEPS = 30;
const MOST_STEPS = 50;

/** Few keys, so that they meet; in an order that is not that of their first letters. ASCII, whose order is the same everywhere. */
const KEYS = ["a", "a/b", "a0", "aa", "B", "b", "b~", "~"];
const NAMESPACES = ["", "/sub", "/sub/sub"];

const place = fc.record({ namespace: fc.constantFrom(...NAMESPACES), key: fc.constantFrom(...KEYS) });
const guess = fc.oneof({ weight: 3, arbitrary: fc.constant<Guess>("current") }, fc.constantFrom<Guess>("absent", "older", "newer"));
const value = fc.oneof(fc.string({ maxLength: 20 }), fc.integer(), fc.constantFrom(null, true, [], { a: [1, "é"] }));
const rarely = fc.option(guess, { freq: 2 });

const put = (when: fc.Arbitrary<Guess | null>) => fc.record({ op: fc.constant("put" as const), place, value, guess: when });
const remove = (when: fc.Arbitrary<Guess | null>) => fc.record({ op: fc.constant("delete" as const), place, guess: when });
const write = (when: fc.Arbitrary<Guess | null>): fc.Arbitrary<Write> =>
  fc.oneof({ weight: 3, arbitrary: put(when) }, { weight: 1, arbitrary: remove(when) });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("write" as const), write: write(rarely) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("get" as const), place }) },
  {
    weight: 2,
    arbitrary: fc
      .record({
        kind: fc.constant("batch" as const),
        checks: fc.array(fc.record({ place, guess }), { maxLength: 2 }),
        writes: fc.uniqueArray(write(rarely), { maxLength: 5, selector: (one) => nameOf(one.place) }),
      })
      .filter(({ checks, writes }) => checks.length + writes.length > 0),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("list" as const),
      namespace: fc.constantFrom(...NAMESPACES),
      prefix: fc.constantFrom("", "a", "a/", "b", "zz"),
      limit: fc.integer({ min: 1, max: 4 }),
    }),
  },
);

/** Steps that are done one after the other. */
export const sequence = fc.array(step, { minLength: FEWEST_STEPS, maxLength: MOST_STEPS });

export function nameOf({ namespace, key }: Place): string {
  return `${namespace}\0${key}`;
}
