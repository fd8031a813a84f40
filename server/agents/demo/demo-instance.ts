import type { TurnFailure, TurnOutcome } from "../../sessions/session-state.ts";
import type { AgentInstance, TurnInput, TurnOutput } from "../agent-runtime.ts";

/** What agents inside the gateway have in common. They end when they are told to, so ending them is simple. */
export abstract class DemoInstance implements AgentInstance {
  readonly gone: Promise<TurnFailure | null>;
  readonly #resolveGone: (failure: TurnFailure | null) => void;
  #cancel = new AbortController();

  constructor() {
    const { promise, resolve } = Promise.withResolvers<TurnFailure | null>();
    this.gone = promise;
    this.#resolveGone = resolve;
  }

  async prompt(input: TurnInput, output: TurnOutput): Promise<TurnOutcome> {
    this.#cancel = new AbortController();
    const cancelled = new Promise<void>((resolve) => this.cancelled.addEventListener("abort", () => resolve(), { once: true }));
    await Promise.race([this.play(input, output), cancelled]);
    return this.isCancelled ? { kind: "cancelled" } : { kind: "complete", stopReason: "end_turn" };
  }

  cancel(): void {
    this.#cancel.abort();
  }

  steer(_content: string): void {
    // A script cannot be guided; that it was tried stands in the log.
  }

  async close(): Promise<void> {
    this.cancel();
    this.#resolveGone(null);
  }

  async kill(): Promise<void> {
    await this.close();
  }

  /** Aborted when the turn is to end. */
  protected get cancelled(): AbortSignal {
    return this.#cancel.signal;
  }

  protected get isCancelled(): boolean {
    return this.#cancel.signal.aborted;
  }

  /** Plays one turn. */
  protected abstract play(input: TurnInput, output: TurnOutput): Promise<void>;
}
