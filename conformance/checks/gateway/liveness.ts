import { setTimeout as delay } from "node:timers/promises";
import type { Check } from "../../runner/check.ts";
import { type Line, verify, verifyMatch } from "../../runner/line.ts";
import { SocketPeer } from "../../wire/socket.ts";

/** What a busy machine may be late by. */
const SLACK_MS = 8000;
/** Heartbeats that are awaited. */
const BEATS = 2;
/** How long the end of a connection may take that nobody at the other side confirms. */
const CLOSING_MS = 35_000;

async function watchBeats(line: Line, interval: number): Promise<void> {
  let last = performance.now();
  for (let beat = 1; beat <= BEATS; beat += 1) {
    const { ts } = await line.until({ type: "heartbeat" }, "WS-BEAT-1", new Map(), interval + SLACK_MS);
    verifyMatch({ $is: "time" }, ts, "WS-BEAT-1");
    const gap = performance.now() - last;
    last = performance.now();
    // The first one may come at any time.
    if (beat > 1) verify(gap > interval - SLACK_MS, "WS-BEAT-1", "Heartbeats come too often.", Math.round(gap));
  }
}

/** How a connection stays alive. */
export const LIVENESS_CHECKS: readonly Check[] = [
  {
    id: "gateway-v1/liveness/heartbeats",
    covers: ["WS-BEAT-1"],
    about: "Every authenticated connection gets its heartbeats in time.",
    needs: {},
    waits: true,
    async run(scene) {
      const lines = await Promise.all(["owner", "owner", "viewer"].map((as) => scene.connect(as, () => false)));
      await Promise.all(lines.map((line) => watchBeats(line, scene.limit("heartbeatInterval"))));
    },
  },
  {
    id: "gateway-v1/liveness/silence",
    covers: ["WS-BEAT-2"],
    about: "A connection that has gone silent is dropped; one that only answers pings is not.",
    needs: {},
    waits: true,
    async run(scene) {
      const timeout = scene.limit("silenceTimeout");
      const [silent, quiet] = await Promise.all([scene.connect(), scene.connect()]);
      if (silent.peer instanceof SocketPeer) silent.peer.fallSilent();
      const began = performance.now();
      const dropped = silent.closed("WS-BEAT-2", timeout + SLACK_MS + CLOSING_MS);
      const { code } = await dropped;
      const lasted = performance.now() - began;
      verify(lasted > timeout - SLACK_MS, "WS-BEAT-2", "The connection is dropped too early.", Math.round(lasted));
      verify(code === 4408 || code === 1006, "WS-BEAT-2", "The connection is dropped with another code.", code);
      await delay(Math.max(0, began + timeout + SLACK_MS - performance.now()));
      verifyMatch({ type: "pong" }, await quiet.ask({ type: "ping" }, "WS-BEAT-2"), "WS-BEAT-2");
    },
  },
];
