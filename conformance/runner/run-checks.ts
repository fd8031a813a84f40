import { MissingPrerequisite, type Stage, type Target } from "../target/target.ts";
import { type Check, type Outcome, profileOf } from "./check.ts";
import { presentable } from "./presentable.ts";
import { RuleBroken } from "./rule-broken.ts";
import { Scene, schemasOf } from "./scene.ts";
import type { Spec } from "./spec.ts";

/** Runs checks against a target, as many side by side as it bears, and beside them those that only wait. The outcomes are in the order of the checks. */
export async function runChecks(
  spec: Spec,
  target: Target,
  checks: readonly Check[],
  tell: (outcome: Outcome) => void = () => undefined,
): Promise<Outcome[]> {
  const schemas = schemasOf(spec);
  const outcomes: Outcome[] = [];
  const run = async (index: number) => {
    const check = checks[index] as Check;
    const outcome = await runCheck(check, (stage) => new Scene(spec, stage, profileOf(check), schemas), target);
    outcomes[index] = outcome;
    tell(outcome);
  };
  const isBeside = (index: number) => target.parallel > 1 && checks[index]?.waits === true;
  const queue = [...checks.keys()].filter((index) => !isBeside(index));
  const work = async () => {
    for (let index = queue.shift(); index !== undefined; index = queue.shift()) await run(index);
  };
  const waiting = [...checks.keys()].filter(isBeside).map(run);
  await Promise.all([...waiting, ...Array.from({ length: target.parallel }, work)]);
  return outcomes;
}

async function runCheck(check: Check, sceneOn: (stage: Stage) => Scene, target: Target): Promise<Outcome> {
  const began = performance.now();
  const tokens = new Set<string>();
  const ended = (rest: Omit<Outcome, "check" | "ms">): Outcome => ({
    check,
    ms: performance.now() - began,
    ...(presentable(rest, tokens) as typeof rest),
  });
  try {
    const stage = remembering(await target.stage(check.needs), tokens);
    const scene = sceneOn(stage);
    try {
      await check.run(scene);
    } finally {
      scene.end();
      await stage.end();
    }
    return ended({ status: "passed" });
  } catch (error) {
    if (error instanceof RuleBroken) {
      const { violation, place } = error;
      return ended({ status: "failed", ...violation, ...(place === undefined ? {} : { place }) });
    }
    const what = error instanceof Error ? error.message : String(error);
    return ended({ status: error instanceof MissingPrerequisite ? "missing" : "broken", what });
  }
}

/** A stage that keeps the tokens which it gives out, so that no report shows one. */
function remembering(stage: Stage, tokens: Set<string>): Stage {
  return {
    localAddress: stage.localAddress,
    names: stage.names,
    url: (service, node) => stage.url(service, node),
    token: async (identity, service) => {
      const token = await stage.token(identity, service);
      tokens.add(token);
      return token;
    },
    turn: (how, service, node) => stage.turn(how, service, node),
    process: (service, node) => stage.process(service, node),
    end: () => stage.end(),
  };
}
