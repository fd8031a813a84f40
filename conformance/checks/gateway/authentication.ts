import { setTimeout as delay } from "node:timers/promises";
import type { Check } from "../../runner/check.ts";
import { verify, verifyEqual, verifyMatch } from "../../runner/line.ts";

/** What a busy machine may be late by. */
const SLACK_MS = 2000;

/** The limits of time and of attempts for those who authenticate. */
export const AUTHENTICATION_CHECKS: readonly Check[] = [
  {
    id: "gateway-v1/authentication/timeout",
    covers: ["WS-AUTH-6"],
    about: "A connection may authenticate until the time is over, and is closed then.",
    needs: {},
    waits: true,
    async run(scene) {
      const timeout = scene.limit("authenticateTimeout");
      const began = performance.now();
      const [late, prompt] = await Promise.all([1, 2].map(() => scene.open({ path: "/ws", as: null }, "WS-AUTH-6")));
      if (late === undefined || prompt === undefined) return;
      await delay(timeout - SLACK_MS);
      const token = await scene.stage.token("owner", "gateway");
      verifyMatch({ type: "authenticated" }, await prompt.ask({ type: "authenticate", token }, "WS-AUTH-6"), "WS-AUTH-6");
      await late.until({ type: "error", code: "AUTH_TIMEOUT" }, "WS-AUTH-6");
      const lasted = performance.now() - began;
      verify(lasted >= timeout - SLACK_MS / 2, "WS-AUTH-6", "The time is over too early.", Math.round(lasted));
      verifyEqual((await late.closed("WS-AUTH-6")).code, 4401, "WS-AUTH-6", "The connection is closed with another code.");
      await delay(SLACK_MS);
      verifyMatch({ type: "pong" }, await prompt.ask({ type: "ping" }, "WS-AUTH-6"), "WS-AUTH-6");
    },
  },
  {
    id: "gateway-v1/authentication/attempts",
    covers: ["WS-AUTH-8"],
    about: "Only attempts that fail are counted, and after the window the address is heard again.",
    needs: {},
    waits: true,
    async run(scene) {
      const most = scene.limit("authenticationAttempts");
      const token = await scene.stage.token("owner", "gateway");
      const line = await scene.open({ path: "/ws", as: null }, "WS-AUTH-8");
      for (let attempt = 0; attempt <= most; attempt += 1) {
        verifyMatch({ type: "authenticated" }, await line.ask({ type: "authenticate", token }, "WS-AUTH-8"), "WS-AUTH-8");
      }
      const guesser = await scene.open({ path: "/ws", as: null }, "WS-AUTH-8");
      for (let attempt = 0; attempt < most; attempt += 1) {
        const answer = await guesser.ask({ type: "authenticate", token: `guess-${attempt}` }, "WS-AUTH-8");
        verifyMatch({ type: "error", code: "AUTH_FAILED" }, answer, "WS-AUTH-8");
      }
      const refusal = await guesser.ask({ type: "authenticate", token: "guess" }, "WS-AUTH-8");
      const retryAfterMs = { $min: 1, $max: scene.limit("authenticationWindow") };
      verifyMatch({ type: "error", code: "AUTH_RATE_LIMITED", retryAfterMs }, refusal, "WS-AUTH-8");
      await delay(Number(refusal["retryAfterMs"]));
      await scene.connect();
    },
  },
];
