import { setTimeout as delay } from "node:timers/promises";
import type { TurnInput, TurnOutput } from "../agent-runtime.ts";

/** The turn is to end: whoever plays it stops where it is. */
export class TurnCancelled extends Error {
  override readonly name = "TurnCancelled";
}

/** Between two pieces of text, so that a person sees it flow, in ms. */
const PAUSE_MS = 8;

/** One turn of an agent inside the gateway. Everything that waits here stops waiting when the turn is cancelled. */
export class ScriptedTurn {
  readonly input: TurnInput;
  readonly output: TurnOutput;
  /** What people said to guide the turn, in order. */
  readonly guidance: string[] = [];
  readonly #cancel = new AbortController();

  constructor(input: TurnInput, output: TurnOutput) {
    this.input = input;
    this.output = output;
  }

  /** Aborted when the turn is to end. */
  get cancelled(): AbortSignal {
    return this.#cancel.signal;
  }

  cancel(): void {
    this.#cancel.abort();
  }

  /** @throws TurnCancelled */
  check(): void {
    if (this.cancelled.aborted) throw new TurnCancelled();
  }

  /**
   * Waits for something, or for the turn's end.
   *
   * @throws TurnCancelled
   */
  async until<T>(something: Promise<T>): Promise<T> {
    this.check();
    const { promise, reject } = Promise.withResolvers<never>();
    const stop = () => reject(new TurnCancelled());
    this.cancelled.addEventListener("abort", stop, { once: true });
    try {
      return await Promise.race([something, promise]);
    } finally {
      this.cancelled.removeEventListener("abort", stop);
    }
  }

  /**
   * Says something, word by word.
   *
   * @throws TurnCancelled
   */
  async say(text: string): Promise<void> {
    for (const word of words(text)) {
      this.output.text(word);
      await this.#flow();
    }
  }

  /**
   * Thinks something, word by word.
   *
   * @throws TurnCancelled
   */
  async think(text: string): Promise<void> {
    for (const word of words(text)) {
      this.output.thought(word);
      await this.#flow();
    }
  }

  async #flow(): Promise<void> {
    await this.until(this.output.ready());
    await this.until(delay(PAUSE_MS));
  }
}

/** The words of a text, each with the space after it. */
function words(text: string): string[] {
  return text.match(/\S+\s*|^\s+/g) ?? [];
}
