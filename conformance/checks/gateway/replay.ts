import { setTimeout as delay } from "node:timers/promises";
import type { Check } from "../../runner/check.ts";
import { type Line, verify, verifyEqual, verifyMatch } from "../../runner/line.ts";
import type { Scene } from "../../runner/scene.ts";
import type { JsonObject } from "../../trace/format.ts";
import { createSession, ENDS, endOf, eventsOf, join, readLog, runTurn, TURN_MS } from "./play.ts";

/** How many join while a turn streams, each with a cursor of its own. */
const JOINERS = 12;
const TURNS = 6;
/** Words that a turn says, and how many milliseconds they are apart. */
const WORDS = Array.from({ length: 150 }, (_, index) => `w${index}`).join(" ");
const PACE_MS = 10;

/** Reads on until the log of a session has come to an event. @throws RuleBroken when it does not come */
async function readTo(line: Line, sessionId: string, seq: number, rule: string): Promise<void> {
  const isThere = () =>
    line.frames.some((frame) => frame["sessionId"] === sessionId && Number(frame["seq"]) >= seq && frame["type"] !== "session_synced");
  while (!isThere()) await line.next(rule, TURN_MS);
}

/** A session in which a turn streams words, and the line that started it. */
async function streaming(scene: Scene): Promise<{ line: Line; sessionId: string; turnId: string }> {
  const line = await scene.connect();
  const sessionId = await createSession(line, "scripted");
  await join(line, sessionId);
  const turnId = await runTurn(line, sessionId, `words ${PACE_MS} ${WORDS}`);
  await line.until({ turnId, type: "text_delta" }, "WS-TURN-2", new Map(), TURN_MS);
  return { line, sessionId, turnId };
}

/** How the log of a session reaches those who follow it. */
export const REPLAY_CHECKS: readonly Check[] = [
  {
    id: "gateway-v1/replay/while-streaming",
    covers: ["WS-JOIN-2", "WS-LOG-4"],
    about: "Who joins while events are published gets each of them once, in order, from the cursor on.",
    needs: {},
    async run(scene) {
      const { line, sessionId, turnId } = await streaming(scene);
      const joiners: { line: Line; afterSeq: number }[] = [];
      const ending = endOf(line, turnId);
      for (let index = 0; index < JOINERS; index += 1) {
        const joiner = await scene.connect();
        const afterSeq = Math.max(0, Number(eventsOf(scene, line.frames, sessionId).at(-1)?.["seq"] ?? 0) - 3 * index);
        joiner.send({ type: "join_session", sessionId, afterSeq });
        joiners.push({ line: joiner, afterSeq });
        await delay(PACE_MS * 5);
      }
      const { seq } = await ending;
      const log = await readLog(line, sessionId);
      for (const joiner of joiners) {
        await readTo(joiner.line, sessionId, Number(seq), "WS-JOIN-2");
        const seen = eventsOf(scene, joiner.line.frames, sessionId).filter((event) => Number(event["seq"]) <= Number(seq));
        verifyEqual(
          seen,
          log.slice(joiner.afterSeq, Number(seq)),
          "WS-JOIN-2",
          `After ${joiner.afterSeq} something is missing, or comes twice.`,
        );
        const isSynced = () => joiner.line.frames.some(({ type }) => type === "session_synced");
        while (!isSynced()) await joiner.line.next("WS-JOIN-2", TURN_MS);
        const synced = joiner.line.frames.filter(({ type }) => type === "session_synced");
        verifyEqual(synced.length, 1, "WS-JOIN-2", "`session_synced` does not come once.");
      }
    },
  },
  {
    id: "gateway-v1/replay/same-everywhere",
    covers: ["WS-LOG-4"],
    about: "An event is the same live, replayed, in a page of the log and as a server-sent event.",
    needs: {},
    async run(scene) {
      const line = await scene.connect();
      const sessionId = await createSession(line, "scripted");
      await join(line, sessionId);
      const prompt = "think One\nsay Two\ntool search\nfail thing\nwrite a.txt hello\nplan one, two\nrun echo hi\nusage 12\nsay Thrée";
      const turnId = await runTurn(line, sessionId, prompt);
      await endOf(line, turnId);
      await line.until({ type: "session_state", status: "ready" }, "WS-STATE-1");
      const live = eventsOf(scene, line.frames, sessionId);
      verifyEqual(await readLog(line, sessionId), live, "WS-LOG-4", "`get_events` has other events than those that were live.");
      const late = await scene.connect();
      await join(late, sessionId);
      verifyEqual(eventsOf(scene, late.frames, sessionId), live, "WS-LOG-4", "The replay has other events than those that were live.");
      const path = `/api/v1/sessions/${sessionId}/events?afterSeq=0`;
      const stream = await scene.open({ path, sse: true, headers: { accept: "text/event-stream" } }, "WS-LOG-4");
      const streamed: unknown[] = [];
      while (streamed.length < live.length) {
        const { id, data } = await stream.next("WS-LOG-4");
        if (id !== undefined) streamed.push(data);
      }
      verifyEqual(streamed, live, "WS-LOG-4", "Server-sent events are others than those that were live.");
    },
  },
  {
    id: "gateway-v1/replay/one-order",
    covers: ["WS-LOG-3", "WS-TURN-5"],
    about: "Clients that act at once on one session all see one order of events.",
    needs: {},
    async run(scene) {
      const lines = await Promise.all(["owner", "owner", "member", "viewer"].map((as) => scene.connect(as)));
      const [first, second, third] = lines;
      if (first === undefined || second === undefined || third === undefined) return;
      const sessionId = await createSession(first, "scripted");
      for (const line of lines) await join(line, sessionId);
      const acting = [first, second, third].map(async (line) => {
        const turns: string[] = [];
        for (let turn = 0; turn < TURNS; turn += 1)
          turns.push(await runTurn(line, sessionId, `say ${turn}\ntool t`, { whenBusy: "queue" }));
        return turns;
      });
      const turns = (await Promise.all(acting)).flat();
      const hasEnded = (turnId: string) => first.frames.some((frame) => frame["turnId"] === turnId && ENDS.includes(String(frame["type"])));
      while (!turns.every(hasEnded)) await first.next("WS-TURN-2", TURN_MS);
      const log = await readLog(first, sessionId);
      const last = Number(log.at(-1)?.["seq"]);
      for (const line of lines) {
        await readTo(line, sessionId, last, "WS-LOG-3");
        verifyEqual(
          eventsOf(scene, line.frames, sessionId).slice(0, last),
          log,
          "WS-LOG-3",
          "A client sees other events, or another order.",
        );
      }
      verifyEqual(new Set(turns).size, turns.length, "WS-TURN-5", "Two turns have one id.");
    },
  },
  {
    id: "gateway-v1/replay/kill-under-load",
    covers: ["WS-LOG-2", "WS-LOG-1", "WS-TURN-2", "WS-TURN-3"],
    about: "Whatever clients have received or were told is accepted is there after `kill -9` amid it all.",
    needs: { restarts: true },
    async run(scene) {
      const seen = new Map<string, JsonObject[]>();
      const accepted = new Map<string, { sessionId: string; turnId: string }>();
      for (let round = 1; round <= 2; round += 1) {
        const playing = await Promise.all([1, 2, 3].map(() => streaming(scene)));
        await delay(PACE_MS * 20 * round);
        for (const [index, { line, sessionId }] of playing.entries()) {
          const clientTurnId = `round-${round}-${index}`;
          const turnId = await runTurn(line, sessionId, "say Waited", { whenBusy: "queue", clientTurnId });
          accepted.set(clientTurnId, { sessionId, turnId });
        }
        await scene.stage.turn("kill", "gateway");
        for (const { line, sessionId } of playing) {
          await line.closed("WS-LOG-2");
          seen.set(sessionId, eventsOf(scene, line.frames, sessionId));
        }
        await scene.stage.turn("start", "gateway");
      }
      const after = await scene.connect();
      for (const [sessionId, events] of seen) {
        await join(after, sessionId, 0, "WS-LOG-2");
        const log = eventsOf(scene, after.frames, sessionId);
        verifyEqual(
          log.slice(0, events.length),
          events,
          "WS-LOG-2",
          "What a client has received is not there any more, or is something else.",
        );
      }
      for (const [clientTurnId, { sessionId, turnId }] of accepted) {
        const again = await after.ask({ type: "run_turn", sessionId, text: "say Waited", clientTurnId }, "WS-TURN-3", TURN_MS);
        verifyMatch({ type: "ack", turnId, duplicate: true }, again, "WS-TURN-3");
        const ofTurn = () => after.frames.filter((frame) => frame["turnId"] === turnId && frame["seq"] !== undefined);
        while (!ofTurn().some(({ type }) => ENDS.includes(String(type)))) await after.next("WS-TURN-2", TURN_MS);
        verifyEqual(ofTurn().filter(({ type }) => type === "turn_started").length, 1, "WS-TURN-2", "An accepted turn does not start once.");
        verify(ofTurn().at(0)?.["type"] === "turn_started", "WS-TURN-2", "A turn does not begin with its start.", ofTurn().at(0));
      }
    },
  },
];
