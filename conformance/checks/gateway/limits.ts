import { setTimeout as delay } from "node:timers/promises";
import type { Check } from "../../runner/check.ts";
import { type Line, verify, verifyEqual, verifyMatch } from "../../runner/line.ts";
import type { JsonObject } from "../../trace/format.ts";
import { createSession, readLog, runTurn, TURN_MS } from "./play.ts";

const POLL_MS = 500;
/** How long a turn may take that says as much as it can. */
const LONG_TURN_MS = 240_000;
/** What an agent says in one piece, in KiB: it fits one event. */
const PIECE_KIB = 900;
const KIB = 1024;
/** How long others may have to wait meanwhile. */
const PROMPT_MS = 5000;
/** How much faster than its rate an agent may seem to be, as the first moment is free. */
const RATE_SLACK = 0.7;

/** Waits until no turn runs in the only session of the tenant, and resolves with the session. @throws RuleBroken */
async function settled(line: Line, withinMs: number): Promise<JsonObject> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const { sessions } = await line.ask({ type: "list_sessions" }, "WS-SESSION-3", TURN_MS);
    const [session] = sessions as JsonObject[];
    const isBusy = ["activating", "running", "deactivating"].includes(String(session?.["status"]));
    if (session !== undefined && !isBusy && Number(session["lastSeq"]) > 0) return session;
    verify(performance.now() < deadline, "WS-TURN-2", "A turn does not end.", session);
    await delay(POLL_MS);
  }
}

/** How much agents may say. */
export const LIMIT_CHECKS: readonly Check[] = [
  {
    id: "gateway-v1/limits/event-bytes",
    covers: ["WS-LOG-6"],
    about: "What fits an event is whole, what does not is cut with a note.",
    needs: {},
    async run(scene) {
      const most = scene.limit("eventBytes");
      const line = await scene.connect();
      const sessionId = await createSession(line, "scripted");
      const fits = Math.floor(most / KIB) - 8;
      for (const kib of [fits, fits + 20]) {
        await runTurn(line, sessionId, `flood ${kib}`);
        await settled(line, TURN_MS);
      }
      const log = await readLog(line, sessionId);
      for (const event of log) {
        const bytes = Buffer.byteLength(JSON.stringify(event));
        verify(bytes <= most, "WS-LOG-6", `\`${String(event["type"])}\` is larger than the limit.`, bytes);
      }
      const [whole = "", cut = ""] = log.filter(({ type }) => type === "turn_complete").map(({ finalText }) => String(finalText));
      verifyEqual(whole.length, fits * KIB, "WS-LOG-6", "What fits is cut.");
      verify(/^x+[^x]/.test(cut) && cut.length < (fits + 20) * KIB, "WS-LOG-6", "There is no note of what was cut.", cut.slice(-60));
    },
  },
  {
    id: "gateway-v1/limits/turn-bytes",
    covers: ["WS-AGENT-1"],
    about: "An agent that never stops talking is held back, and given up when a turn has had enough.",
    needs: {},
    async run(scene) {
      const most = scene.limit("turnBytes");
      const line = await scene.connect();
      const sessionId = await createSession(line, "scripted");
      const pieces = Math.ceil(most / (PIECE_KIB * KIB)) + 2;
      const turnId = await runTurn(line, sessionId, Array.from({ length: pieces }, () => `line ${PIECE_KIB}`).join("\n"));
      const other = await scene.connect("stranger");
      let isOver = false;
      const besides = (async () => {
        for (; !isOver; await delay(POLL_MS)) {
          const asked = performance.now();
          verifyMatch({ type: "pong" }, await other.ask({ type: "ping" }, "WS-AGENT-1", TURN_MS), "WS-AGENT-1");
          const took = Math.round(performance.now() - asked);
          verify(took < PROMPT_MS, "WS-AGENT-1", "Others have to wait for it.", took);
        }
      })();
      const { lastSeq, status } = await settled(line, LONG_TURN_MS).finally(() => {
        isOver = true;
      });
      await besides;
      verify(status === "error" || status === "inactive", "WS-AGENT-1", "The agent is not given up.", status);
      const tail = await line.ask({ type: "get_events", sessionId, afterSeq: Math.max(0, Number(lastSeq) - 4) }, "WS-AGENT-1", TURN_MS);
      const end = (tail["events"] as JsonObject[]).find(({ type }) => type === "turn_error");
      verifyMatch({ type: "turn_error", turnId, code: "AGENT_FAILED" }, end, "WS-AGENT-1");
      const head = await line.ask({ type: "get_events", sessionId, limit: 1 }, "WS-AGENT-1", TURN_MS);
      const [start] = head["events"] as JsonObject[];
      const took = Number(end?.["ts"]) - Number(start?.["ts"]);
      const least = (most / scene.limit("agentOutputRate")) * 1000 * RATE_SLACK;
      verify(took > least, "WS-AGENT-1", "The agent's output is read faster than the limit says.", Math.round(took));
    },
  },
  {
    id: "gateway-v1/limits/agent-line",
    covers: ["WS-AGENT-1"],
    about: "A line of the largest size is taken from an agent; one that is longer ends its turn.",
    needs: {},
    async run(scene) {
      const line = await scene.connect();
      const sessionId = await createSession(line, "scripted");
      const most = Math.floor(scene.limit("agentLineBytes") / KIB);
      // The rest of the line is the message around the text.
      for (const [kib, end] of [
        [most - 1, "turn_complete"],
        [most, "turn_error"],
      ] as const) {
        const turnId = await runTurn(line, sessionId, `line ${kib}`);
        await settled(line, TURN_MS);
        const log = await readLog(line, sessionId);
        const last = log.findLast((event) => event["turnId"] === turnId);
        verifyMatch({ type: end, ...(end === "turn_error" ? { code: "AGENT_FAILED" } : {}) }, last, "WS-AGENT-1");
      }
    },
  },
];
