import fc from "fast-check";
import { expect, test } from "vitest";
import { LIMITS } from "../../generated/gateway/limits.ts";
import { RateWindow } from "./rate-window.ts";

const { messagesPerWindow, messageWindow, limitedWindowsBeforeClose } = LIMITS;

test("as many messages as the limit says are admitted at once, and not one more", () => {
  const window = new RateWindow();
  for (let count = 0; count < messagesPerWindow; count++) expect(window.admit(5000).kind).toBe("admitted");
  expect(window.admit(5000)).toEqual({ kind: "limited", retryAfterMs: messageWindow });
});

test("a message is admitted when it comes as late as it was told to, and not a millisecond earlier", () => {
  const early = new RateWindow();
  const late = new RateWindow();
  for (const window of [early, late]) for (let count = 0; count < messagesPerWindow; count++) window.admit(5000 + count);
  expect(early.admit(5000 + messageWindow - 1)).toEqual({ kind: "limited", retryAfterMs: 1 });
  expect(late.admit(5000 + messageWindow).kind).toBe("admitted");
});

test("messages that were refused do not count", () => {
  const window = new RateWindow();
  for (let count = 0; count < messagesPerWindow; count++) window.admit(0);
  for (let count = 0; count < 1000; count++) window.admit(messageWindow - 1);
  expect(window.admit(messageWindow).kind).toBe("admitted");
});

test("in no window are more messages admitted than the limit says", () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 400 }), (gaps) => {
      const window = new RateWindow();
      const admitted: number[] = [];
      let now = 0;
      for (const gap of gaps) {
        now += gap;
        if (window.admit(now).kind === "admitted") admitted.push(now);
      }
      for (const [index, time] of admitted.entries()) {
        const before = admitted[index - messagesPerWindow];
        if (before !== undefined) expect(time - before).toBeGreaterThanOrEqual(messageWindow);
      }
    }),
  );
});

/** Fills every window with twice the messages that are allowed, and returns the verdict at the end of each. */
function flood(windows: number, pauseAfter = -1): string[] {
  const window = new RateWindow();
  const verdicts: string[] = [];
  for (let index = 0; index < windows; index++) {
    const start = (index + (pauseAfter !== -1 && index > pauseAfter ? 1 : 0)) * messageWindow;
    for (let count = 0; count < messagesPerWindow * 2; count++) window.admit(start + count);
    verdicts.push(window.admit(start + messageWindow - 1).kind);
  }
  return verdicts;
}

test("a connection that is limited in as many windows in a row as the limit says is a flood", () => {
  const verdicts = flood(limitedWindowsBeforeClose);
  expect(verdicts.slice(0, -1)).not.toContain("flooding");
  expect(verdicts.at(-1)).toBe("flooding");
});

test("a flood too is told when its next message would be heard", () => {
  const window = new RateWindow();
  for (let index = 0; index < limitedWindowsBeforeClose; index++) {
    for (let count = 0; count <= messagesPerWindow; count++) window.admit(index * messageWindow);
  }
  const last = (limitedWindowsBeforeClose - 1) * messageWindow;
  expect(window.admit(last + 1)).toEqual({ kind: "flooding", retryAfterMs: messageWindow - 1 });
});

test("a quiet window in between starts the count anew", () => {
  expect(flood(limitedWindowsBeforeClose, 1)).not.toContain("flooding");
});
