import fc from "fast-check";
import { expect, test } from "vitest";
import { CLOSE_CODES, RECONNECT } from "../../../generated/gateway/close-codes.ts";
import { RECONNECT as OWN_RECONNECT } from "./generated/close-codes.ts";
import { backoff, comeBackAfter, type Loss, reconnectDelay } from "./reconnect.ts";

const limits = { minDelayMs: 100, maxDelayMs: 1000 };
const lost = (code: number, retryAfterMs = 0): Loss => ({ error: new Error("lost"), comeBack: comeBackAfter(code), retryAfterMs });

test("the client keeps to the gateway's own table of close codes", () => {
  expect(OWN_RECONNECT).toEqual(RECONNECT);
});

test.each([
  [CLOSE_CODES.SHUTDOWN, 0],
  [CLOSE_CODES.SLOW_CONSUMER, 0],
  [CLOSE_CODES.FLOODING, 1000],
  [CLOSE_CODES.TOO_LARGE, null],
  [CLOSE_CODES.PROTOCOL_ERROR, null],
  [CLOSE_CODES.NOT_AUTHENTICATED, null],
  [CLOSE_CODES.FORBIDDEN, null],
  [1006, 100],
  [1000, 100],
  [4999, 100],
])("after close code %i the first attempt comes after %j ms at the most", (code, delay) => {
  expect(reconnectDelay(lost(code), 0, limits, 1)).toBe(delay);
});

test("a close code that means to come back at once does so only once in a row", () => {
  const delays = [0, 1, 2, 3].map((attempt) => reconnectDelay(lost(CLOSE_CODES.SHUTDOWN), attempt, limits, 1));
  expect(delays).toEqual([0, 100, 200, 400]);
});

test("attempts come at intervals that double up to the longest", () => {
  expect([0, 1, 2, 3, 4, 5000].map((attempt) => backoff(attempt, limits, 1))).toEqual([100, 200, 400, 800, 1000, 1000]);
});

test("chance takes off half of a delay at the most", () => {
  fc.assert(
    fc.property(fc.nat(60), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
      const delay = backoff(attempt, limits, random);
      expect(delay).toBeGreaterThanOrEqual(backoff(attempt, limits, 1) / 2);
      expect(delay).toBeLessThanOrEqual(backoff(attempt, limits, 1));
    }),
  );
});

test.each([
  [0, 1000],
  [1, 1200],
])("what the gateway asks to wait is kept, and spread by chance (%d)", (random, delay) => {
  expect(reconnectDelay(lost(CLOSE_CODES.SHUTDOWN, 1000), 0, limits, random)).toBe(delay);
});

test("no wait that the gateway asks for brings back a client that is to stay away", () => {
  expect(reconnectDelay(lost(CLOSE_CODES.FORBIDDEN, 1000), 0, limits, 0)).toBeNull();
});
