import fc from "fast-check";
import { expect, test } from "vitest";
import { testContext } from "../acp/testing/start-test-agent.ts";
import { RecordingOutput } from "../testing/recording-output.ts";
import { echo } from "./echo.ts";

async function startEcho() {
  return echo.start((await testContext()).context);
}

test("echo says what it was told, whatever that is", async () => {
  const instance = await startEcho();
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary", maxLength: 300 }), async (text) => {
      const output = new RecordingOutput();
      expect(await instance.prompt({ text, attachments: [] }, output)).toEqual({ kind: "complete", stopReason: "end_turn" });
      expect(output.saidText).toBe(text);
      const tokens = Math.ceil([...text].length / 4);
      expect(output.of("usage.updated")).toEqual([{ type: "usage.updated", inputTokens: tokens, outputTokens: tokens }]);
    }),
  );
});

test("echo says long texts in pieces, and waits for the gateway between them", async () => {
  const instance = await startEcho();
  const output = new RecordingOutput();
  const { promise, resolve } = Promise.withResolvers<void>();
  output.gate = promise;
  const outcome = instance.prompt({ text: "😀".repeat(1000), attachments: [] }, output);
  await output.until(() => output.said > 0);
  expect(output.saidText).toBe("😀".repeat(64));
  resolve();
  await outcome;
  expect(output.saidText).toBe("😀".repeat(1000));
});

test("a cancelled echo ends at once, although the gateway is not ready, and says nothing more", async () => {
  const instance = await startEcho();
  const output = new RecordingOutput();
  output.gate = new Promise(() => undefined);
  const outcome = instance.prompt({ text: "x".repeat(1000), attachments: [] }, output);
  await output.until(() => output.said > 0);
  instance.cancel();
  expect(await outcome).toEqual({ kind: "cancelled" });
  const next = new RecordingOutput();
  await instance.prompt({ text: "next", attachments: [] }, next);
  expect(output.saidText).toBe("x".repeat(64));
  expect(next.saidText).toBe("next");
});

test.each(["close", "kill"] as const)("%s ends echo in peace, also in the middle of a turn", async (how) => {
  const instance = await startEcho();
  const output = new RecordingOutput();
  output.gate = new Promise(() => undefined);
  const outcome = instance.prompt({ text: "x", attachments: [] }, output);
  await instance[how]();
  expect(await instance.gone).toBeNull();
  expect(await outcome).toEqual({ kind: "cancelled" });
});

test("cancelling and guiding before any turn does no harm", async () => {
  const instance = await startEcho();
  instance.cancel();
  instance.steer("left");
  const output = new RecordingOutput();
  expect(await instance.prompt({ text: "hi", attachments: [] }, output)).toMatchObject({ kind: "complete" });
});
