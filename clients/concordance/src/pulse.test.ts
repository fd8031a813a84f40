import { expect, test } from "vitest";
import { Pulse } from "./pulse.ts";

/** What it says over so many beats of 250 ms: the beat of each word, and the word. */
function beats(pulse: Pulse, count: number, isBusy: boolean): (readonly [number, string])[] {
  const said: (readonly [number, string])[] = [];
  for (let beat = 1; beat <= count; beat += 1) {
    const word = pulse.beat(250, isBusy);
    if (word !== "nothing") said.push([beat, word]);
  }
  return said;
}

test("while calls wait, a silent node is pinged after a second and given up two seconds later", () => {
  expect(beats(new Pulse(), 12, true)).toEqual([
    [4, "ping"],
    [12, "dead"],
  ]);
});

test("while none wait, it is pinged after five seconds only", () => {
  expect(beats(new Pulse(), 28, false)).toEqual([
    [20, "ping"],
    [28, "dead"],
  ]);
});

test("an answer ends the doubt", () => {
  const pulse = new Pulse();
  beats(pulse, 6, true);
  expect(pulse.isDoubtful).toBe(true);
  pulse.heard();
  expect(pulse.isDoubtful).toBe(false);
  expect(beats(pulse, 5, true)).toEqual([[5, "ping"]]);
});

test("a process that was held up for a minute does not take others for dead", () => {
  const pulse = new Pulse();
  expect([pulse.beat(60_000, true), pulse.beat(60_000, true)]).toEqual(["nothing", "ping"]);
  expect(pulse.beat(60_000, true)).toBe("nothing");
});
