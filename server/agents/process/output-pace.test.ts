import { expect, test } from "vitest";
import { LIMITS } from "../../../generated/gateway/limits.ts";
import { OutputPace } from "./output-pace.ts";

const BURST = 4 * 1024 * 1024;

test("output up to the burst is read without waiting", async () => {
  const pace = new OutputPace();
  let timerFired = false;
  setTimeout(() => {
    timerFired = true;
  });
  for (let read = 0; read < BURST; read += BURST / 64) await pace.read(BURST / 64);
  expect(timerFired).toBe(false);
});

test("output beyond the burst is read at the rate", async () => {
  const pace = new OutputPace();
  const startedAt = performance.now();
  await pace.read(BURST + LIMITS.agentOutputRate / 5);
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(190);
});
