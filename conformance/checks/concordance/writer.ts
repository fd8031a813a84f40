import { setTimeout as delay } from "node:timers/promises";
import type { Line } from "../../runner/line.ts";
import type { Scene } from "../../runner/scene.ts";
import type { JsonObject } from "../../trace/format.ts";
import { isObject } from "../../trace/match.ts";
import { callAll, openStream } from "./calls.ts";

/** Calls that are on their way at a time. */
const AT_ONCE = 10;

/** Writes numbers that nobody else writes, each once, and keeps which were acknowledged. Its node may die. */
export class Writer {
  readonly acknowledged: number[] = [];
  readonly #scene: Scene;
  readonly #namespace: string;
  readonly #node: number;
  readonly #step: number;
  #next: number;

  /** @param step how many writers there are: each takes every so manieth number */
  constructor(scene: Scene, namespace: string, node: number, step: number) {
    this.#scene = scene;
    this.#namespace = namespace;
    this.#node = node;
    this.#step = step;
    this.#next = node;
  }

  /** Writes until it is told to end, or its node has gone. */
  async write(isOver: () => boolean): Promise<void> {
    const line = await openStream(this.#scene, "CC-CLUSTER-1", this.#node);
    while (!isOver() && !line.isClosed) await this.#some(line);
  }

  async #some(line: Line): Promise<void> {
    const values = Array.from({ length: AT_ONCE }, (_, at) => this.#next + at * this.#step);
    this.#next += AT_ONCE * this.#step;
    const calls = values.map((value) => ({
      method: "kv/set",
      params: { namespace: this.#namespace, key: String(value).padStart(8, "0"), value },
    }));
    const kept = (frame: JsonObject) => {
      if (isObject(frame["result"])) this.acknowledged.push(Number(frame["result"]["value"]));
    };
    try {
      const answers = await callAll(line, calls, "CC-CLUSTER-1", 15_000, kept);
      // Without a leader every answer is a refusal.
      if (answers.every(({ result }) => result === undefined)) await delay(50);
    } catch (error) {
      if (!line.isClosed) throw error;
    }
  }
}
