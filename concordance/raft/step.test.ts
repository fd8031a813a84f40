import fc from "fast-check";
import { expect, test } from "vitest";
import type { Input } from "./input.ts";
import type { Message } from "./messages.ts";
import { createRaft } from "./state.ts";
import { step } from "./step.ts";
import { bootstrapped, Lab, voters } from "./testing/lab.ts";

test("a message of another cluster, or to another node, is refused and changes nothing", () => {
  const lab = new Lab(["a", "b", "c"]);
  const message: Message = { kind: "heartbeat", cluster: "other", from: "b", to: "a", term: 7, commit: 0, round: 1 };
  expect(lab.input("a", { kind: "message", message })).toEqual([{ kind: "refused", message, reason: "other_cluster" }]);
  const misled: Message = { ...message, cluster: "lab", to: "x" };
  expect(lab.input("a", { kind: "message", message: misled })).toEqual([{ kind: "refused", message: misled, reason: "other_node" }]);
  expect(lab.node("a")).toMatchObject({ term: 0, leader: null });
});

test("a clock that is set back neither stops elections nor sets deadlines off", () => {
  const lab = new Lab(["a", "b", "c"]);
  lab.now = -100_000;
  expect(lab.input("a", { kind: "tick" })).toEqual([{ kind: "timer", at: -100_000 + 225 }]);
  lab.tick("a", 224);
  expect(lab.node("a").role).toBe("follower");
  lab.tick("a", 1);
  expect(lab.node("a").role).toBe("pre_candidate");
});

test("the same inputs give the same outputs", () => {
  fc.assert(
    fc.property(fc.array(anyInput(), { maxLength: 60 }), (inputs) => {
      expect(play(inputs)).toEqual(play(inputs));
    }),
    { numRuns: 100 },
  );
});

test("whatever comes, terms and what is committed never fall, and a node votes once a term", () => {
  fc.assert(
    fc.property(fc.array(anyInput(), { maxLength: 80 }), (inputs) => {
      const raft = createRaft({ id: "a", cluster: "lab" }, bootstrapped(voters("a", "b", "c")));
      const votes = new Map<number, string>();
      for (const [index, input] of inputs.entries()) {
        const { term, commit } = raft;
        step(raft, input, { now: index * 40, random: () => 0.5 });
        expect(raft.term).toBeGreaterThanOrEqual(term);
        expect(raft.commit).toBeGreaterThanOrEqual(commit);
        expect(raft.applied).toBeLessThanOrEqual(raft.commit);
        if (raft.vote === null) continue;
        expect(votes.get(raft.term) ?? raft.vote).toBe(raft.vote);
        votes.set(raft.term, raft.vote);
      }
    }),
    { numRuns: 300 },
  );
});

function play(inputs: readonly Input[]): unknown[] {
  const raft = createRaft({ id: "a", cluster: "lab" }, bootstrapped(voters("a", "b", "c")));
  return inputs.flatMap((input, index) => step(raft, input, { now: index * 40, random: () => 0.3 }));
}

/** What peers that follow the protocol could say, at any time and in any order. */
function anyInput(): fc.Arbitrary<Input> {
  const term = fc.integer({ min: 0, max: 5 });
  const index = fc.integer({ min: 0, max: 3 });
  const envelope = fc.record({ cluster: fc.constant("lab"), from: fc.constantFrom("b", "c"), to: fc.constant("a"), term });
  const message = fc.oneof(
    fc.tuple(envelope, index, fc.boolean()).map(([head, lastIndex, pre]): Message => {
      return { ...head, kind: "vote_request", pre, lastIndex, lastTerm: head.term, transfer: false };
    }),
    fc
      .tuple(envelope, fc.boolean(), fc.boolean())
      .map(([head, pre, granted]): Message => ({ ...head, kind: "vote_response", pre, granted })),
    // Two leaders of one term there are not: the leader of a term goes by its number.
    fc.tuple(envelope, index).map(([head, round]): Message => {
      return { ...head, from: head.term % 2 === 0 ? "b" : "c", term: head.term + 100, kind: "heartbeat", commit: 0, round };
    }),
    fc.tuple(envelope, index).map(([head, match]): Message => {
      return { ...head, kind: "append_response", match, rejected: 0, hintIndex: 0, hintTerm: 0 };
    }),
  );
  return fc.oneof(
    fc.constant<Input>({ kind: "tick" }),
    message.map((sent): Input => ({ kind: "message", message: sent })),
    fc.string().map((payload): Input => ({ kind: "propose", proposals: [{ id: payload, payload }] })),
    fc.integer({ min: 0, max: 20 }).map((id): Input => ({ kind: "persisted", id })),
    fc.constant<Input>({ kind: "read", ids: ["r"] }),
    fc.constantFrom("b", null).map((to): Input => ({ kind: "transfer", to })),
  );
}
