import { beforeEach, expect, test, vi } from "vitest";
import { expiryOf, TokenRenewal } from "./token.ts";

function tokenFor(claims: object, name = ""): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "none" })}.${part({ ...claims, name })}.`;
}

const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_800_000_000_000 });
  return () => vi.useRealTimers();
});

test.each([
  [tokenFor({ exp: 1_800_000_060 }), 1_800_000_060_000],
  [tokenFor({ exp: 1, name: "ÿ?ÿ?ÿ>" }, "ÿ?ÿ?ÿ>"), 1000],
  [tokenFor({}), null],
  [tokenFor({ exp: "soon" }), null],
  ["opaque", null],
  ["a.b.c", null],
  ["", null],
])("the expiry of %j is %j", (token, expiry) => {
  expect(expiryOf(token)).toBe(expiry);
});

test("a connection authenticates again by a fresh token half a minute before the last one expires, and so on", async () => {
  const used: string[] = [];
  let count = 0;
  const fresh = () => tokenFor({ exp: inSeconds(100) }, String(++count));
  const renewal = new TokenRenewal(fresh, async (token) => used.push(token));
  renewal.start(fresh());
  await vi.advanceTimersByTimeAsync(69_999);
  expect(used).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(used).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(70_000);
  expect(used).toHaveLength(2);
});

test("a fresh token that cannot be got, or is refused, is asked for again while there is time, and not for ever", async () => {
  let asked = 0;
  const first = tokenFor({ exp: inSeconds(100) });
  const renewal = new TokenRenewal(
    () => {
      asked++;
      return asked % 2 === 0 ? "refused" : Promise.reject(new Error("offline"));
    },
    () => Promise.reject(new Error("refused")),
  );
  renewal.start(first);
  await vi.advanceTimersByTimeAsync(99_000);
  expect(asked).toBeGreaterThan(2);
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(asked).toBeLessThan(60);
});

test("a token that is a string, or does not expire, is not renewed", async () => {
  let used = 0;
  new TokenRenewal("fixed", async () => used++).start(tokenFor({ exp: inSeconds(100) }));
  new TokenRenewal(
    () => "fresh",
    async () => used++,
  ).start("opaque");
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(used).toBe(0);
});

test("a renewal that was stopped while its token was on the way does not use it", async () => {
  const token = Promise.withResolvers<string>();
  let used = 0;
  const renewal = new TokenRenewal(
    () => token.promise,
    async () => used++,
  );
  renewal.start(tokenFor({ exp: inSeconds(100) }));
  await vi.advanceTimersByTimeAsync(70_000);
  renewal.stop();
  token.resolve("late");
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(used).toBe(0);
});
