import { type Entry, lift, type OpenCall, timeline, unlift } from "./entries.ts";
import { type Frontier, frontierOf } from "./frontier.ts";
import type { Model, Recorded } from "./model.ts";
import { Placed, Seen } from "./seen.ts";

/** Where the search ended that found no order: at the furthest point that it reached. */
export interface Stuck<State, Op> {
  readonly outcome: "stuck";
  /** The longest order that was found, of completed operations and of unknown ones that took effect. */
  readonly order: readonly Op[];
  /** The state after it. */
  readonly state: State;
  /** None of these can be placed, and one of them has to be. */
  readonly candidates: readonly Op[];
  /** Those of unknown outcome that were not in the order and could have mattered. Letting them take effect did not help. */
  readonly unspent: readonly Op[];
  readonly completed: number;
  readonly placed: number;
}

export type SearchResult<State, Op> =
  | { readonly outcome: "found"; readonly order: readonly Op[] }
  | Stuck<State, Op>
  | { readonly outcome: "gave up"; readonly reason: string };

export interface SearchLimits {
  /** By `performance.now()`. */
  readonly deadline: number;
  /** How many places may be remembered. */
  readonly maxStates: number;
}

/** A state at a point of the order, and the operations of unknown outcome that were spent to come here. */
interface Config<State, Op> {
  readonly state: State;
  readonly key: string;
  readonly spent: bigint;
  /** The last of them if it took effect at this point of the order, and the config before it. */
  readonly by: { readonly call: OpenCall<Op>; readonly from: Config<State, Op> } | null;
}

/** A point of the order, after the completed operations that were placed so far. */
interface Frame<State, Op> {
  /** What was placed to come here. Null at the start. */
  readonly call: Entry<Op> | null;
  /** The highest index of the operations placed so far. */
  readonly highest: number;
  readonly frontier: Frontier<Op>;
  /** The states to go on from. The first one comes of placing `call`; the others of letting unknown operations take effect. */
  readonly configs: Config<State, Op>[];
  at: number;
  /** What is left to try from this state. Null when that was not looked at yet. */
  moves: Move<State, Op>[] | null;
}

/** A completed operation that fits a state, and the state after it. */
interface Move<State, Op> {
  readonly call: Entry<Op>;
  readonly state: State;
  readonly key: string;
}

const STEPS_BETWEEN_LOOKS_AT_THE_CLOCK = 256;

/**
 * Looks for an order of operations that keeps to time and that the model can follow: the algorithm of Wing and Gong, with
 * the list and the memory that Lowe gave it.
 *
 * Any operation may come next that was called before the first return in the list of those that have no place yet. Place
 * it, take it out of the list and go on; where nothing fits, put the last one back. A place that was seen before, with the
 * same operations placed and the same state, is not entered again.
 *
 * Operations of unknown outcome have no return, so nothing waits for them. At each point of the order they are tried when
 * no completed one leads on, first one of them, then two, and so on.
 *
 * Three things keep it from trying what cannot matter: `frontierOf` leaves out operations that touch other things; a read
 * that fits is placed at once, without an alternative; and when an operation has become hopeless, the search goes
 * back to before it was.
 */
export function search<State, Op extends Recorded>(
  model: Model<State, Op>,
  part: readonly Op[],
  limits: SearchLimits,
): SearchResult<State, Op> {
  const { head, completed, open } = timeline(part);
  const effects = new Map(open.map(({ operation }) => [operation, model.effect(operation)]));
  const placed = new Placed(completed);
  const seen = new Seen();

  const start = model.initial(part);
  const frames: Frame<State, Op>[] = [];
  let furthest: Stuck<State, Op> | null = null;
  enter(null, -1, { state: start, key: model.key(start), spent: 0n, by: null });

  for (let steps = 1; head.after; steps++) {
    if (seen.size > limits.maxStates) return { outcome: "gave up", reason: `more than ${limits.maxStates} states` };
    if (steps % STEPS_BETWEEN_LOOKS_AT_THE_CLOCK === 0 && performance.now() > limits.deadline) {
      return { outcome: "gave up", reason: "out of time" };
    }
    const frame = frames.at(-1);
    if (!frame) return furthest ?? fail();
    const config = frame.configs[frame.at];
    if (!config) {
      remember(frame, null);
      leave();
      continue;
    }
    if (frame.moves === null) {
      const hopeless = hopelessIn(frame, config.state);
      if (hopeless) {
        remember(frame, hopeless);
        goBackBefore(hopeless);
        continue;
      }
      frame.moves = movesFrom(frame, config);
    }
    const move = frame.moves.shift();
    if (move) {
      place(frame, config, move);
    } else {
      spend(frame, config);
      nextConfig(frame);
    }
  }
  return { outcome: "found", order: orderSoFar() };

  function enter(call: Entry<Op> | null, highest: number, config: Config<State, Op>): void {
    frames.push({ call, highest, frontier: frontierOf(head, open, model), configs: [config], at: 0, moves: null });
  }

  function leave(): void {
    const call = frames.pop()?.call;
    if (call) putBack(call);
  }

  function nextConfig(frame: Frame<State, Op>): void {
    frame.at++;
    frame.moves = null;
  }

  function movesFrom({ frontier }: Frame<State, Op>, { state: before }: Config<State, Op>): Move<State, Op>[] {
    const moves: Move<State, Op>[] = [];
    for (const call of frontier.choices) {
      const state = model.step(before, call.operation);
      if (state === undefined) continue;
      const move = { call, state, key: model.key(state) };
      // Wherever else it could come, it can come here, and nothing after it notices.
      if (model.changesNothing(call.operation)) return [move];
      moves.push(move);
    }
    return moves;
  }

  /** Places a completed operation next, unless that leads to where the search has been. */
  function place(frame: Frame<State, Op>, config: Config<State, Op>, { call, state, key }: Move<State, Op>): void {
    const highest = Math.max(frame.highest, call.index);
    lift(call);
    placed.flip(call.index);
    if (isNew(highest, key, config.spent)) enter(call, highest, { state, key, spent: config.spent, by: null });
    else putBack(call);
  }

  function putBack(call: Entry<Op>): void {
    unlift(call);
    placed.flip(call.index);
  }

  function isNew(highest: number, key: string, spent: bigint): boolean {
    return seen.add(placed.key(head.after?.index ?? completed, highest), key, spent);
  }

  /** Lets each operation of unknown outcome take effect that could matter. Of those alike the earliest will do. */
  function spend({ frontier, configs, highest }: Frame<State, Op>, config: Config<State, Op>): void {
    const tried = new Set<string | undefined>();
    for (const call of frontier.open) {
      const effect = effects.get(call.operation);
      if ((config.spent & call.bit) !== 0n || tried.has(effect)) continue;
      tried.add(effect);
      const state = model.step(config.state, call.operation);
      if (state === undefined) continue;
      const key = model.key(state);
      const spent = config.spent | call.bit;
      if (key !== config.key && isNew(highest, key, spent)) configs.push({ state, key, spent, by: { call, from: config } });
    }
  }

  function hopelessIn({ frontier }: Frame<State, Op>, state: State): Op | undefined {
    return frontier.window.find(({ operation }) => model.hopeless?.(state, operation))?.operation;
  }

  /** Leaves every state from which an operation that has no place yet can no longer get one. */
  function goBackBefore(hopeless: Op): void {
    for (let frame = frames.at(-1); frame; frame = frames.at(-1)) {
      const before = frames.at(-2);
      const state = before?.configs[before.at]?.state;
      if (state === undefined || !model.hopeless?.(state, hopeless)) {
        nextConfig(frame);
        return;
      }
      leave();
    }
  }

  function orderSoFar(): Op[] {
    return frames.flatMap(({ call, configs, at }, depth) => {
      // At the last point none of the others was of use.
      const config = configs[depth === frames.length - 1 ? 0 : at];
      return [...(call ? [call.operation] : []), ...spentAt(config)];
    });
  }

  /** Keeps the furthest point that was reached. */
  function remember({ configs: [config], frontier }: Frame<State, Op>, hopeless: Op | null): void {
    const count = frames.length - 1;
    if (!config || (furthest && furthest.placed >= count)) return;
    furthest = {
      outcome: "stuck",
      order: orderSoFar(),
      state: config.state,
      candidates: hopeless ? [hopeless] : frontier.choices.map(({ operation }) => operation),
      unspent: frontier.open.filter(({ bit }) => (config.spent & bit) === 0n).map(({ operation }) => operation),
      completed,
      placed: count,
    };
  }
}

/** The operations of unknown outcome that took effect at one point of the order, first to last. */
function spentAt<State, Op>(config: Config<State, Op> | undefined): Op[] {
  const operations: Op[] = [];
  for (let by = config?.by; by; by = by.from.by) operations.unshift(by.call.operation);
  return operations;
}

function fail(): never {
  throw new Error("The search lost its place.");
}
