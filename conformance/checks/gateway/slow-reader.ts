import type { Check } from "../../runner/check.ts";
import { type Line, verify, verifyEqual, verifyMatch } from "../../runner/line.ts";
import type { Scene } from "../../runner/scene.ts";
import type { JsonObject } from "../../trace/format.ts";
import { createSession, endOf, eventsOf, join, runTurn, TURN_MS } from "./play.ts";

/** What one turn says, in KiB: its text comes in pieces, and once more at its end. It fits one event. */
const TURN_KIB = 700;
const TURN_BYTES = 2 * TURN_KIB * 1024;
/** What the kernels of both sides may keep beside what the server queues. */
const KERNELS_BYTES = 16 * 1024 * 1024;
/** How long the answer to a ping may take while another client does not read. */
const PROMPT_MS = 5000;

/** Runs turns while another client does not read. @throws RuleBroken when that is to be felt */
async function floodBeside(scene: Scene, active: Line, sessionId: string, turns: number): Promise<void> {
  // A connection for each time, so that all of them together are not limited as one.
  const asking = await scene.connect();
  for (let turn = 0; turn < turns; turn += 1) {
    const turnId = await runTurn(asking, sessionId, `flood ${TURN_KIB}`, { whenBusy: "queue" });
    await endOf(active, turnId, "WS-SLOW-2");
  }
  const asked = performance.now();
  verifyMatch({ type: "pong" }, await asking.ask({ type: "ping" }, "WS-SLOW-2"), "WS-SLOW-2");
  const took = performance.now() - asked;
  asking.peer.close(1000);
  verify(took < PROMPT_MS, "WS-SLOW-2", "Another client has to wait.", Math.round(took));
}

/** Reads on until an event, and resolves with the code when the connection ends before it. @throws RuleBroken */
async function readOn(line: Line, scene: Scene, sessionId: string, last: number): Promise<number | null> {
  while (Number(eventsOf(scene, line.frames.slice(-1), sessionId)[0]?.["seq"] ?? 0) < last) {
    if ((await line.poll(TURN_MS)) === null) return (await line.closed("WS-SLOW-1", 0)).code;
  }
  return null;
}

/** A client that does not read. */
export const SLOW_READER_CHECKS: readonly Check[] = [
  {
    id: "gateway-v1/slow-reader/closed-and-back",
    covers: ["WS-SLOW-1", "WS-SLOW-2"],
    about: "Who does not read is closed, slows nobody, and misses nothing when it comes back.",
    needs: {},
    async run(scene) {
      const active = await scene.connect();
      const sessionId = await createSession(active, "scripted");
      await join(active, sessionId);
      const seen: JsonObject[] = [];
      const fewest = Math.floor(scene.limit("sendBufferBytes") / TURN_BYTES);
      const most = Math.ceil((scene.limit("sendBufferBytes") + KERNELS_BYTES) / TURN_BYTES);
      let wasTold = false;
      // What the kernels keep is not known. A little more each time finds the moment when the server has had enough, so
      // that the client reads its farewell before the server gives up waiting for that.
      for (let turns = fewest; turns <= most && !wasTold; turns += 1) {
        const slow = await scene.connect();
        await join(slow, sessionId, seen.length, "WS-SLOW-1");
        slow.peer.pause();
        await floodBeside(scene, active, sessionId, turns);
        slow.peer.resume();
        const last = Number(eventsOf(scene, active.frames, sessionId).at(-1)?.["seq"] ?? 0);
        const code = await readOn(slow, scene, sessionId, last);
        wasTold = code === 4408;
        verify(code === null || code === 4408 || code === 1006, "WS-SLOW-1", "The connection is closed with another code.", code);
        const got = eventsOf(scene, slow.frames, sessionId);
        const bytes = got.reduce((sum, event) => sum + Buffer.byteLength(JSON.stringify(event)), 0);
        verify(bytes < scene.limit("sendBufferBytes") + KERNELS_BYTES, "WS-SLOW-1", "More than the limit was queued.", bytes);
        verify(turns > fewest || code === null, "WS-SLOW-1", "The connection is closed though what waited fits the limit.", code);
        seen.push(...got);
        slow.peer.close(1000);
      }
      verify(wasTold, "WS-SLOW-1", "A connection that does not read is not closed with the code for that.");
      const back = await scene.connect();
      await join(back, sessionId, seen.length, "WS-SLOW-1");
      const all = eventsOf(scene, active.frames, sessionId);
      const whole = [...seen, ...eventsOf(scene, back.frames, sessionId)];
      verifyEqual(whole.slice(0, all.length), all, "WS-SLOW-1", "Events are missing, or others than those that were live.");
    },
  },
];
