import type { Check } from "../../runner/check.ts";
import { verify, verifyEqual } from "../../runner/line.ts";
import { createSession, endOf, eventsOf, join, runTurn } from "./play.ts";

/** What the scripted agent says at a time when it floods, in bytes. */
const CHUNK_BYTES = 1024;
const FLOOD_KIB = 512;
/** Words that are far enough apart that even a slow machine tells them apart. */
const WORDS = ["one", " two", " three"];
const APART_MS = 1000;

/** Text that agents say piece by piece. */
export const COALESCING_CHECKS: readonly Check[] = [
  {
    id: "gateway-v1/coalescing/bounds",
    covers: ["WS-LOG-5"],
    about: "Text that comes fast is merged up to a size, text that comes slowly is not held back.",
    needs: {},
    async run(scene) {
      const line = await scene.connect();
      const sessionId = await createSession(line, "scripted");
      await join(line, sessionId);
      const deltas = (turnId: string) =>
        eventsOf(scene, line.frames, sessionId).filter((event) => event["turnId"] === turnId && event["type"] === "text_delta");
      const fast = await runTurn(line, sessionId, `flood ${FLOOD_KIB}`);
      await endOf(line, fast);
      const sizes = deltas(fast).map(({ text }) => Buffer.byteLength(String(text)));
      const largest = Math.max(...sizes);
      verify(largest < scene.limit("coalesceBytes") + CHUNK_BYTES, "WS-LOG-5", "More text is gathered than the limit says.", largest);
      verify(sizes.length < FLOOD_KIB / 2, "WS-LOG-5", "Text that comes fast is not merged.", { pieces: FLOOD_KIB, events: sizes.length });
      const slow = await runTurn(line, sessionId, `words ${APART_MS} ${WORDS.join("")}`);
      await endOf(line, slow);
      verifyEqual(
        deltas(slow).map(({ text }) => text),
        WORDS,
        "WS-LOG-5",
        "Text that comes slowly is held back.",
      );
      const [first, second] = deltas(slow).map(({ ts }) => Number(ts));
      verify((second ?? 0) - (first ?? 0) > APART_MS / 2, "WS-LOG-5", "Text is held back until more has come.", {
        first: first ?? 0,
        second: second ?? 0,
      });
    },
  },
];
