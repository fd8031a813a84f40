import { expand } from "./events.ts";
import { show } from "./pattern.ts";
import type { Json, Outcome } from "./protocol.ts";
import type { DoStep, Step } from "./scenario.ts";
import type { Stage } from "./stage.ts";

/** Plays a step of what the user does and sees. Returns whether it is one. */
export async function playUserStep(stage: Stage, step: Step): Promise<boolean> {
  if ("do" in step) command(stage, step);
  else if ("result" in step) await succeeded(stage, step.result, step.is ?? {});
  else if ("fails" in step) await failed(stage, step.fails, step.with);
  else if ("pending" in step) await pending(stage, step.pending);
  else if ("heard" in step) await heard(stage, step.heard, expand(step.items));
  else if ("state" in step) stage.match(step.with ?? {}, await stage.driver.state(step.state), "the state");
  else return false;
  return true;
}

function command(stage: Stage, { do: name, ...parameters }: DoStep): void {
  const { as } = parameters;
  if (as !== undefined) stage.ways.set(as, waysOf(stage, name));
  const id = stage.driver.send(name, stage.fill({ ...parameters }));
  stage.commands.set(as ?? `${name} ${id}`, id);
}

/** How what a command brings is heard. */
function waysOf({ driver }: Stage, name: string): readonly string[] {
  if (name === "join") return driver.via;
  return name === "on" ? ["listener"] : ["loop"];
}

async function succeeded(stage: Stage, name: string, pattern: unknown): Promise<void> {
  const outcome = await stage.driver.outcomeOf(stage.commandOf(name), name);
  if ("error" in outcome) throw new Error(`${name} failed: ${show(outcome.error)}`);
  stage.match(pattern, outcome.result ?? {}, `the result of ${name}`);
  stage.names.set(name, outcome.result);
}

async function failed(stage: Stage, name: string, pattern: unknown): Promise<void> {
  const outcome = await stage.driver.outcomeOf(stage.commandOf(name), name);
  if (!("error" in outcome)) throw new Error(`${name} succeeded with ${show(outcome.result)}, and must fail`);
  stage.match(pattern, outcome.error, `the error of ${name}`);
  stage.failures.add(name);
}

async function pending(stage: Stage, name: string): Promise<void> {
  await stage.settle();
  const outcome: Outcome | null = stage.driver.outcome(stage.commandOf(name));
  if (outcome !== null) throw new Error(`${name} is over too soon: ${show(outcome)}`);
}

async function heard(stage: Stage, name: string, patterns: readonly unknown[]): Promise<void> {
  const ways = stage.ways.get(name) ?? ["listener"];
  for (const via of ways) {
    const items: Json[] = await stage.driver.take(name, via, patterns.length);
    for (const [index, item] of items.entries()) stage.match(patterns[index], item, `item ${index + 1} of ${name} via ${via}`);
    if (items.length < patterns.length) {
      throw new Error(`${name} via ${via} heard ${items.length} of ${patterns.length} items; ${show(patterns[items.length])} is missing`);
    }
  }
}
