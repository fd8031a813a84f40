import fc from "fast-check";
import { expect, test } from "vitest";
import { LIMITS } from "../../generated/gateway/limits.ts";
import { AttemptLimiter } from "./attempt-limiter.ts";

const MOST = LIMITS.authenticationAttempts;
const WRONG = new Error("wrong");
const UPSTREAM = new Error("upstream");

/** A limiter with a clock of its own, and attempts that end as they are told to. */
function limiter() {
  const clock = { now: 1000 };
  const limiter = new AttemptLimiter(() => clock.now);
  const heard: string[] = [];
  const attempt = async (outcome: "right" | "wrong" | "upstream", address = "a"): Promise<string> => {
    const run = async () => {
      heard.push(outcome);
      await new Promise(setImmediate);
      if (outcome !== "right") throw outcome === "wrong" ? WRONG : UPSTREAM;
      return "right";
    };
    return limiter
      .hear(address, run, (error) => error === WRONG)
      .catch((error: { code?: string; message: string; facts?: { retryAfterMs?: number } }) =>
        error.code === undefined ? error.message : `${error.code} ${error.facts?.retryAfterMs}`,
      );
  };
  return { clock, heard, attempt };
}

test("as many attempts as the limit says may fail, the next one is not heard and told how long to wait", async () => {
  const { clock, heard, attempt } = limiter();
  for (let count = 0; count < MOST; count++) {
    clock.now += 10;
    expect(await attempt("wrong")).toBe("wrong");
  }
  clock.now += 10;
  const wait = LIMITS.authenticationWindow - 10 * MOST;
  expect(await attempt("right")).toBe(`AUTH_RATE_LIMITED ${wait}`);
  expect(heard).toHaveLength(MOST);
  clock.now += wait - 1;
  expect(await attempt("right")).toBe("AUTH_RATE_LIMITED 1");
  clock.now += 1;
  expect(await attempt("wrong")).toBe("wrong");
  expect(await attempt("right")).toBe(`AUTH_RATE_LIMITED ${10}`);
});

test("attempts that succeed, or fail through no fault of the address, do not count", async () => {
  const { attempt } = limiter();
  for (let count = 0; count < 5 * MOST; count++) expect(await attempt(count % 2 === 0 ? "right" : "upstream")).not.toContain("RATE");
  for (let count = 0; count < MOST - 1; count++) await attempt("wrong");
  expect(await attempt("right")).toBe("right");
  expect(await attempt("wrong")).toBe("wrong");
  expect(await attempt("right")).toContain("AUTH_RATE_LIMITED");
});

test("other addresses are heard whatever one of them does", async () => {
  const { attempt } = limiter();
  for (let count = 0; count <= MOST; count++) await attempt("wrong", "a");
  expect(await attempt("right", "a")).toContain("AUTH_RATE_LIMITED");
  expect(await attempt("right", "b")).toBe("right");
});

test("of 50 guesses at once no more are heard than may fail, and the others are refused", async () => {
  const { heard, attempt } = limiter();
  const answers = await Promise.all(Array.from({ length: 50 }, () => attempt("wrong")));
  expect(heard).toHaveLength(MOST);
  expect(answers.filter((answer) => answer === "wrong")).toHaveLength(MOST);
  expect(answers.filter((answer) => answer.startsWith("AUTH_RATE_LIMITED"))).toHaveLength(50 - MOST);
});

test("of 50 people who share an address all are let in at once, however few of them may fail", async () => {
  const { attempt } = limiter();
  for (let count = 0; count < MOST - 1; count++) await attempt("wrong");
  const answers = await Promise.all(Array.from({ length: 50 }, () => attempt("right")));
  expect(answers).toEqual(Array.from({ length: 50 }, () => "right"));
});

test("whatever comes in whatever order, never more faults are heard within a window than the limit says", async () => {
  const step = fc.record({
    wait: fc.nat({ max: LIMITS.authenticationWindow / 4 }),
    outcomes: fc.array(fc.constantFrom("right", "wrong", "upstream"), { maxLength: 30 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const { clock, heard, attempt } = limiter();
      const faults: number[] = [];
      for (const { wait, outcomes } of steps) {
        clock.now += wait;
        const before = heard.length;
        const answers = await Promise.all(outcomes.map((outcome) => attempt(outcome)));
        for (const outcome of heard.slice(before)) if (outcome === "wrong") faults.push(clock.now);
        const recent = faults.filter((time) => clock.now - time < LIMITS.authenticationWindow);
        expect(recent.length).toBeLessThanOrEqual(MOST);
        const refused = answers.filter((answer) => answer.startsWith("AUTH_RATE_LIMITED"));
        if (refused.length > 0) expect(recent).toHaveLength(MOST);
      }
    }),
    { numRuns: 50 },
  );
});
