import { setTimeout as delay } from "node:timers/promises";
import type { Check } from "../../runner/check.ts";
import { type Line, verify, verifyEqual, verifyMatch } from "../../runner/line.ts";

/** What timers may be late by on a busy machine. */
const SLACK_MS = 1000;
/** How often a flood sends. */
const FLOOD_MS = 50;
const LIMITED = { type: "error", code: "RATE_LIMITED", retryAfterMs: { $min: 1 } };

/** Sends so many pings, and counts those that are served. @throws RuleBroken when one is neither served nor refused */
async function burst(line: Line, count: number): Promise<number> {
  const from = line.frames.length;
  for (let sent = 0; sent < count; sent += 1) line.send({ type: "ping", ts: sent });
  while (line.frames.length < from + count) await line.next("WS-REPLY-1");
  return line.frames.slice(from).filter(({ type }) => type === "pong").length;
}

/** The limit of messages of one connection. */
export const RATE_CHECKS: readonly Check[] = [
  {
    id: "gateway-v1/rate-limit/window",
    covers: ["WS-RATE-1", "WS-RATE-2"],
    about: "So many messages are served in a window; the next one changes nothing, and is served when its time has come.",
    needs: {},
    async run(scene) {
      const most = scene.limit("messagesPerWindow");
      const line = await scene.connect();
      const other = await scene.connect();
      verifyEqual(await burst(line, most), most, "WS-RATE-1", "Not every message within the limit is served.");
      const refusal = await line.ask({ type: "create_session", agentType: "echo" }, "WS-RATE-1");
      const since = performance.now();
      const retryAfter = { $min: 1, $max: scene.limit("messageWindow") };
      verifyMatch({ ...LIMITED, messageType: "create_session", retryAfterMs: retryAfter }, refusal, "WS-RATE-1");
      const listed = await other.ask({ type: "list_sessions" }, "WS-RATE-1");
      verifyMatch({ type: "session_list", sessions: [] }, listed, "WS-RATE-1");
      const wait = Number(refusal["retryAfterMs"]);
      await delay(wait / 2);
      const early = await line.ask({ type: "ping" }, "WS-RATE-1");
      if (performance.now() - since < wait - SLACK_MS) verifyMatch(LIMITED, early, "WS-RATE-1");
      await delay(Math.max(0, wait - (performance.now() - since)));
      const served = await line.ask({ type: "create_session", agentType: "echo" }, "WS-RATE-2");
      verifyMatch({ type: "session_created" }, served, "WS-RATE-2");
    },
  },
  {
    id: "gateway-v1/rate-limit/flood",
    covers: ["WS-RATE-3", "WS-RATE-1"],
    about: "Who is limited in window after window is turned out; who is so now and then is not.",
    needs: {},
    waits: true,
    async run(scene) {
      const window = scene.limit("messageWindow");
      const windows = scene.limit("limitedWindowsBeforeClose");
      const most = scene.limit("messagesPerWindow");
      const [flood, hasty] = await Promise.all([scene.connect(), scene.connect()]);
      const began = performance.now();
      const deadline = began + (windows + 3) * window;
      const haste = (async () => {
        for (let turn = 0; turn < windows / 2; turn += 1) {
          const served = await burst(hasty, most + 1);
          verifyEqual(served, most, "WS-RATE-1", "Not as many messages are served as the limit says.");
          await delay(2 * window);
        }
      })();
      // It is awaited below; until then a failure of it must not end the run.
      haste.catch(() => undefined);
      const sending = setInterval(() => flood.send({ type: "ping" }), FLOOD_MS);
      try {
        const { code } = await flood.closed("WS-RATE-3", deadline - began);
        verifyEqual(code, 4429, "WS-RATE-3", "The connection is closed with another code.");
      } finally {
        clearInterval(sending);
      }
      const lasted = performance.now() - began;
      // The first window and the last one may have been begun, not filled.
      verify(lasted > (windows - 2) * window, "WS-RATE-3", "The connection is closed too early.", Math.round(lasted));
      await haste;
      verifyMatch({ type: "pong" }, await hasty.ask({ type: "ping" }, "WS-RATE-3"), "WS-RATE-3");
    },
  },
];
