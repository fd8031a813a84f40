import fc from "fast-check";
import { expect, test } from "vitest";
import { LIMITS } from "./generated/limits.ts";
import { Pacer } from "./pacer.ts";

const { messagesPerWindow, messageWindow } = LIMITS;

test("as many messages as the gateway takes leave at once, one more must wait", () => {
  const pacer = new Pacer();
  for (let sent = 0; sent < messagesPerWindow; sent++) expect(pacer.admit(0)).toBe(0);
  expect(pacer.admit(0)).toBeGreaterThanOrEqual(messageWindow);
});

test("a message leaves when the wait that was asked for is over, and not before", () => {
  const pacer = new Pacer();
  for (let sent = 0; sent < messagesPerWindow; sent++) pacer.admit(0);
  const wait = pacer.admit(0);
  expect(pacer.admit(wait - 1)).toBe(1);
  expect(pacer.admit(wait)).toBe(0);
});

test("no window holds more messages than the gateway takes, whenever they are sent", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 600 }), { maxLength: 400 }), (gaps) => {
      const pacer = new Pacer();
      const sent: number[] = [];
      let now = 0;
      for (const gap of gaps) {
        now += gap;
        for (let wait = pacer.admit(now); wait > 0; wait = pacer.admit(now)) now += wait;
        sent.push(now);
      }
      for (const [index, time] of sent.entries()) {
        const before = sent[index - messagesPerWindow];
        if (before !== undefined) expect(time - before).toBeGreaterThanOrEqual(messageWindow);
      }
    }),
  );
});
