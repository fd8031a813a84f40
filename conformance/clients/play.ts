import { setTimeout as delay } from "node:timers/promises";
import { Driver } from "./driver.ts";
import { SESSION_ID, TURN_ID } from "./events.ts";
import { playGatewayStep } from "./gateway-steps.ts";
import type { Json } from "./protocol.ts";
import type { Scenario, Step } from "./scenario.ts";
import { Stage } from "./stage.ts";
import { playUserStep } from "./user-steps.ts";
import { Waiting } from "./waiting.ts";

/** How long a client may take between attempts to connect, unless a scenario says something else. */
const DELAYS: Json = { minDelayMs: 1, maxDelayMs: 20 };

/** Plays a scenario. Returns what did not hold; null when all did. */
export async function play(scenario: Scenario, command: readonly string[], timeoutMs: number): Promise<string | null> {
  const waiting = new Waiting(timeoutMs);
  const driver = new Driver(command, waiting);
  const stage = new Stage(driver, waiting);
  stage.names.set("session", SESSION_ID);
  stage.names.set("turn", TURN_ID);
  let step = "the beginning";
  try {
    const url = await stage.gateway.listen();
    await driver.ready();
    const { token, tokens, ...options } = scenario.options;
    driver.send("open", {
      url,
      ...(token === undefined ? {} : { token }),
      ...(tokens === undefined ? {} : { tokens }),
      options: { ...DELAYS, ...options },
    });
    for (const [index, next] of scenario.steps.entries()) {
      step = `step ${index + 1} ${JSON.stringify(next).slice(0, 200)}`;
      await playStep(stage, next);
    }
    step = "the end";
    await findUnexpected(stage);
    driver.send("close", {});
    return (await driver.end()) ?? null;
  } catch (error) {
    return `${step}: ${(error as Error).message}`;
  } finally {
    driver.kill();
    stage.gateway.close();
  }
}

async function playStep(stage: Stage, step: Step): Promise<void> {
  if ("quiet" in step) await quiet(stage, step.quiet);
  else if (!(await playUserStep(stage, step)) && !(await playGatewayStep(stage, step))) throw new Error("there is no such step");
}

/** @throws Error when something came in that time */
async function quiet(stage: Stage, ms: number): Promise<void> {
  await stage.settle();
  await delay(ms);
  await stage.settle();
  stage.refuseUnread();
}

/** @throws Error when something happened that no step expected */
async function findUnexpected(stage: Stage): Promise<void> {
  await stage.settle();
  stage.refuseUnread();
  for (const [name, id] of stage.commands) {
    const outcome = stage.driver.outcome(id);
    if (outcome !== null && "error" in outcome && !stage.failures.has(name)) {
      throw new Error(`${name} failed, and no step expected it: ${JSON.stringify(outcome.error)}`);
    }
  }
}
