import type { Check } from "../../runner/check.ts";
import { Line, verify, verifyEqual, verifyMatch } from "../../runner/line.ts";
import type { Scene } from "../../runner/scene.ts";
import { createSession, ENDS, eventsOf, join, readLog, runTurn } from "./play.ts";

/** What a busy machine may be late by. */
const SLACK_MS = 5000;

/** A connection whose agent does not heed anything any more, so that shutting down takes its time. */
async function hanging(scene: Scene): Promise<{ line: Line; sessionId: string; turnId: string }> {
  const line = await scene.connect();
  const sessionId = await createSession(line, "scripted");
  await join(line, sessionId);
  const turnId = await runTurn(line, sessionId, "say One\nhang");
  await line.until({ type: "text_delta", turnId }, "WS-TURN-2");
  return { line, sessionId, turnId };
}

/** Whether a new connection is taken. */
async function isTaken(scene: Scene): Promise<boolean> {
  // Nobody listens any more: that refuses, too.
  const opened = await scene.tryOpen({ path: "/ws" }).catch(() => null);
  return opened instanceof Line && (await opened.poll(SLACK_MS)) !== null;
}

/** How the server ends. */
export const SHUTDOWN_CHECKS: readonly Check[] = [
  {
    id: "gateway-v1/shutdown/in-order",
    covers: ["WS-STOP-1", "WS-TURN-2"],
    about: "On SIGTERM everyone is told and closed, nobody new is taken, running turns end, and the exit code is 0 in time.",
    needs: { restarts: true },
    async run(scene) {
      const { line: busy, sessionId, turnId } = await hanging(scene);
      const [idle, viewer, nobody] = await Promise.all([
        scene.connect(),
        scene.connect("viewer"),
        scene.open({ path: "/ws", as: null }, "WS-STOP-1"),
      ]);
      const server = await scene.stage.process("gateway");
      const began = performance.now();
      server.signal("SIGTERM");
      const told = { type: "server_shutdown", reason: { $is: "text" }, reconnectAfterMs: scene.limit("reconnectAfterShutdown") };
      for (const line of [idle, busy, viewer, nobody]) await line.until(told, "WS-STOP-1");
      verify(!(await isTaken(scene)), "WS-STOP-1", "A new connection is taken.");
      for (const line of [idle, busy, viewer, nobody]) {
        const { code } = await line.closed("WS-STOP-1", scene.limit("shutdownTime") + SLACK_MS);
        verifyEqual(code, 1001, "WS-STOP-1", "A connection is closed with another code.");
      }
      verifyEqual(await server.ended, 0, "WS-STOP-1", "The server ends with another exit code.");
      const took = performance.now() - began;
      verify(took < scene.limit("shutdownTime") + SLACK_MS, "WS-STOP-1", "Shutting down takes too long.", Math.round(took));
      await scene.stage.turn("start", "gateway");
      const back = await scene.connect();
      const log = await readLog(back, sessionId);
      const ends = log.filter((event) => event["turnId"] === turnId && ENDS.includes(String(event["type"])));
      verifyEqual(ends.length, 1, "WS-TURN-2", "The turn that ran has not ended once.");
      const seen = eventsOf(scene, busy.frames, sessionId);
      verifyEqual(log.slice(0, seen.length), seen, "WS-LOG-2", "What a client has received is not there any more.");
    },
  },
  {
    id: "gateway-v1/shutdown/messages-meanwhile",
    covers: ["WS-STOP-1"],
    about: "A message that comes while the server shuts down is refused, if it is heard at all.",
    needs: { restarts: true },
    async run(scene) {
      const { line, sessionId } = await hanging(scene);
      const server = await scene.stage.process("gateway");
      server.signal("SIGTERM");
      await line.until({ type: "server_shutdown" }, "WS-STOP-1");
      line.send({ type: "run_turn", sessionId, text: "say Late", whenBusy: "queue", ref: "late" });
      await line.closed("WS-STOP-1", scene.limit("shutdownTime") + SLACK_MS);
      const answer = line.frames.find(({ ref }) => ref === "late");
      if (answer !== undefined) verifyMatch({ type: "error", code: "SHUTTING_DOWN" }, answer, "WS-STOP-1");
      await server.ended;
      await scene.stage.turn("start", "gateway");
      const log = await readLog(await scene.connect(), sessionId);
      verify(!log.some(({ text }) => text === "say Late"), "WS-STOP-1", "A turn is taken while the server shuts down.");
    },
  },
  {
    id: "gateway-v1/shutdown/second-signal",
    covers: ["WS-STOP-2"],
    about: "A second signal ends the server without waiting for agents.",
    needs: { restarts: true },
    async run(scene) {
      const { line } = await hanging(scene);
      const server = await scene.stage.process("gateway");
      const began = performance.now();
      server.signal("SIGTERM");
      await line.until({ type: "server_shutdown" }, "WS-STOP-2");
      server.signal("SIGTERM");
      const how = await server.ended;
      const took = performance.now() - began;
      const isAtOnce = how !== 0 || took < scene.limit("agentShutdownTimeout");
      verify(isAtOnce, "WS-STOP-2", "The server goes on shutting down in order.", { how, took: Math.round(took) });
      verify(took < SLACK_MS, "WS-STOP-2", "The server does not end at once.", Math.round(took));
    },
  },
];
