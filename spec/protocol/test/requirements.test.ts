import { expect, test } from "vitest";
import { chat, protocolOf } from "./compile.ts";

test("a requirement is its id, profile, group, level, sentence and place, in the order of the source", async () => {
  const { requirements } = await protocolOf(
    chat(`
      @requirements("tower-v1")
      enum Bells {
        /**
         * The bell rings
         * at noon.
         */
        \`BELL-1\`,

        /** It rings loudly. */
        @level(Level.should) \`BELL-2\`,
      }
    `),
  );
  expect(requirements).toEqual([
    { id: "BELL-1", profile: "tower-v1", group: "Bells", level: "MUST", sentence: "The bell rings at noon.", source: expect.any(String) },
    { id: "BELL-2", profile: "tower-v1", group: "Bells", level: "SHOULD", sentence: "It rings loudly.", source: expect.any(String) },
  ]);
  const lines = requirements.map(({ source }) => Number(/:(\d+)$/.exec(source)?.[1]));
  expect((lines[1] ?? 0) - (lines[0] ?? 0)).toBeGreaterThan(3);
});

test("a protocol without rules has none", async () => {
  expect((await protocolOf(chat("model Line { text: string }"))).requirements).toEqual([]);
});
