import { setTimeout as delay } from "node:timers/promises";
import type { TurnFailure, TurnOutcome } from "../../sessions/session-state.ts";
import type { AgentContext, AgentInstance, AgentRuntime, TurnInput, TurnOutput } from "../agent-runtime.ts";
import { ScriptedTurn } from "./scripted-turn.ts";

/** How long a script may take to leave a turn that was cancelled. */
const LEAVE_MS = 1_000;

/** What an agent inside the gateway does. */
export interface Script {
  /**
   * Plays one turn.
   *
   * @throws TurnCancelled when the turn is to end before the script does
   */
  play(turn: ScriptedTurn, context: AgentContext): Promise<void>;
  /** A person guides the turn. A script that cannot be guided leaves this out; that it was tried stands in the log. */
  guide?(turn: ScriptedTurn, content: string): void;
}

/** Runs a script. */
export function scripted(script: Script): AgentRuntime {
  return { start: async (context) => new DemoInstance(script, context) };
}

class DemoInstance implements AgentInstance {
  readonly gone: Promise<TurnFailure | null>;
  readonly #resolveGone: (failure: TurnFailure | null) => void;
  readonly #script: Script;
  readonly #context: AgentContext;
  #turn: ScriptedTurn | undefined;
  #playing: Promise<void> = Promise.resolve();

  constructor(script: Script, context: AgentContext) {
    const { promise, resolve } = Promise.withResolvers<TurnFailure | null>();
    this.gone = promise;
    this.#resolveGone = resolve;
    this.#script = script;
    this.#context = context;
  }

  async prompt(input: TurnInput, output: TurnOutput): Promise<TurnOutcome> {
    const turn = new ScriptedTurn(input, output);
    const playing = this.#script.play(turn, this.#context);
    this.#turn = turn;
    this.#playing = playing.catch(() => undefined);
    try {
      await turn.until(playing);
    } catch (error) {
      if (!turn.cancelled.aborted) throw error;
      await this.#left();
    }
    return turn.cancelled.aborted ? { kind: "cancelled" } : { kind: "complete", stopReason: "end_turn" };
  }

  cancel(): void {
    this.#turn?.cancel();
  }

  steer(content: string): void {
    if (this.#turn !== undefined) this.#script.guide?.(this.#turn, content);
  }

  async close(): Promise<void> {
    this.cancel();
    await this.#left();
    this.#resolveGone(null);
  }

  async kill(): Promise<void> {
    await this.close();
  }

  /** Waits until the script has put away what it had in its hands. */
  async #left(): Promise<void> {
    await Promise.race([this.#playing, delay(LEAVE_MS, undefined, { ref: false })]);
  }
}
