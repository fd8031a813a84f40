import type { ChaosNode } from "../cluster/chaos-node.ts";
import { between, type Direction, type Obstacle } from "../network/links.ts";
import type { FaultContext } from "./context.ts";

/** Longer than an election may take, or hardly noticeable, in ms. */
const DELAYS = [20, 80, 300];

/** Cuts one node off from all others. */
export async function isolate(context: FaultContext, node: ChaosNode): Promise<boolean> {
  const others = namesOf(context).filter((name) => name !== node.name);
  return await obstruct(context, between([node.name], others), cut(context));
}

/** Cuts two nodes off from each other. */
export async function cutPair(context: FaultContext): Promise<boolean> {
  const [one, other] = pair(context);
  return await obstruct(context, between([one], [other]), cut(context));
}

/** What one node sends to another one, or to all others, does not arrive; what they send does. */
export async function cutOneWay(context: FaultContext): Promise<boolean> {
  const [from, to] = pair(context);
  const others = namesOf(context).filter((name) => name !== from);
  const all = context.random.chance(0.5) ? others : [to];
  const isOutward = context.random.chance(0.5);
  const directions = all.map((other): Direction => (isOutward ? [from, other] : [other, from]));
  return await obstruct(context, directions, { kind: "silence" });
}

/** Makes everything slow between two nodes. */
export async function slowDown(context: FaultContext): Promise<boolean> {
  const [one, other] = pair(context);
  return await obstruct(context, between([one], [other]), { kind: "delay", ms: context.random.pick(DELAYS) });
}

async function obstruct(context: FaultContext, directions: readonly Direction[], obstacle: Obstacle): Promise<boolean> {
  const heal = context.cluster.links.obstruct(directions, obstacle);
  await context.last();
  heal();
  return true;
}

function cut(context: FaultContext): Obstacle {
  return context.random.chance(0.5) ? { kind: "refuse" } : { kind: "silence" };
}

function pair(context: FaultContext): [string, string] {
  const names = namesOf(context);
  const one = context.random.pick(names);
  return [one, context.random.pick(names.filter((name) => name !== one))];
}

function namesOf({ cluster }: FaultContext): string[] {
  return cluster.nodes.map(({ name }) => name);
}
