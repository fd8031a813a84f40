import type { NodeId } from "../raft/entry.ts";
import type { Message } from "../raft/messages.ts";
import type { Random } from "./random.ts";
import type { NetworkHabits } from "./scenario.ts";
import type { Timeline } from "./timeline.ts";

/** Loses, delays, doubles and reorders messages, and keeps nodes apart. */
export class Network {
  habits: NetworkHabits;
  readonly #timeline: Timeline;
  readonly #random: Random;
  readonly #deliver: (message: Message) => void;
  /** Directions in which nothing gets through, as "from>to", and how many faults each is cut by. */
  readonly #cut = new Map<string, number>();
  /** Rises when what a node has sent is lost on the way. */
  readonly #lost = new Map<NodeId, number>();

  constructor(timeline: Timeline, random: Random, habits: NetworkHabits, deliver: (message: Message) => void) {
    this.#timeline = timeline;
    this.#random = random;
    this.habits = habits;
    this.#deliver = deliver;
  }

  send(message: Message): void {
    const { loss, duplication } = this.habits;
    if (this.#random.chance(loss)) return;
    this.#post(message);
    if (this.#random.chance(duplication)) this.#post(message);
  }

  /** Keeps messages from getting through in these directions, until the returned function is called. */
  cut(directions: readonly (readonly [from: NodeId, to: NodeId])[]): () => void {
    const routes = directions.map(([from, to]) => `${from}>${to}`);
    for (const route of routes) this.#cut.set(route, (this.#cut.get(route) ?? 0) + 1);
    return () => {
      for (const route of routes) this.#cut.set(route, Math.max(0, (this.#cut.get(route) ?? 0) - 1));
    };
  }

  heal(): void {
    this.#cut.clear();
  }

  /** Whatever the node has sent and is not delivered yet never will be. */
  lose(from: NodeId): void {
    this.#lost.set(from, this.#losses(from) + 1);
  }

  #post(message: Message): void {
    const { delayMs, late, lateMs } = this.habits;
    const delay = this.#random.chance(late) ? this.#random.between(delayMs, lateMs) : this.#random.between(delayMs / 4, delayMs);
    const losses = this.#losses(message.from);
    if (this.#isCut(message)) return;
    this.#timeline.after(delay, () => {
      if (!this.#isCut(message) && losses === this.#losses(message.from)) this.#deliver(message);
    });
  }

  #isCut({ from, to }: Message): boolean {
    return (this.#cut.get(`${from}>${to}`) ?? 0) > 0;
  }

  #losses(from: NodeId): number {
    return this.#lost.get(from) ?? 0;
  }
}
