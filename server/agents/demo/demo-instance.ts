import { setTimeout as delay } from "node:timers/promises";
import type { AgentCommand } from "../../../generated/gateway/types.ts";
import type { TurnFailure, TurnOutcome } from "../../sessions/session-state.ts";
import { type AgentContext, AgentError, type AgentInstance, type AgentRuntime, type TurnInput, type TurnOutput } from "../agent-runtime.ts";
import type { AgentSettings } from "../agent-settings.ts";
import { ScriptedTurn } from "./scripted-turn.ts";

/** How long a script may take to leave a turn that was cancelled. */
const LEAVE_MS = 1_000;

const NO_SETTINGS: AgentSettings = { modes: null, options: [] };

/** What an agent inside the gateway does. */
export interface Script {
  /** What it can be set to, and how it is set at first. A script without settings leaves this out. */
  readonly settings?: AgentSettings;
  /** The commands that it understands. */
  readonly commands?: readonly AgentCommand[];
  /**
   * Plays one turn.
   *
   * @param settings as they are when the turn begins
   * @throws TurnCancelled when the turn is to end before the script does
   */
  play(turn: ScriptedTurn, context: AgentContext, settings: AgentSettings): Promise<void>;
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
  #settings: AgentSettings;
  #turn: ScriptedTurn | undefined;
  #playing: Promise<void> = Promise.resolve();

  constructor(script: Script, context: AgentContext) {
    const { promise, resolve } = Promise.withResolvers<TurnFailure | null>();
    this.gone = promise;
    this.#resolveGone = resolve;
    this.#script = script;
    this.#context = context;
    this.#settings = script.settings ?? NO_SETTINGS;
    if (script.settings !== undefined) context.settingsChanged(this.#settings);
    if (script.commands !== undefined) context.commandsChanged(script.commands);
  }

  async prompt(input: TurnInput, output: TurnOutput): Promise<TurnOutcome> {
    const turn = new ScriptedTurn(input, output);
    const playing = this.#script.play(turn, this.#context, this.#settings);
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

  async setMode(modeId: string): Promise<void> {
    const { modes } = this.#settings;
    if (modes === null || !modes.available.some((mode) => mode.modeId === modeId)) throw unknownSetting();
    this.#set({ ...this.#settings, modes: { ...modes, currentModeId: modeId } });
  }

  async setOption(optionId: string, value: string | boolean): Promise<void> {
    const { options } = this.#settings;
    if (!options.some((option) => option.optionId === optionId)) throw unknownSetting();
    this.#set({ ...this.#settings, options: options.map((option) => (option.optionId === optionId ? { ...option, value } : option)) });
  }

  async close(): Promise<void> {
    this.cancel();
    await this.#left();
    this.#resolveGone(null);
  }

  async kill(): Promise<void> {
    await this.close();
  }

  #set(settings: AgentSettings): void {
    this.#settings = settings;
    this.#context.settingsChanged(settings);
  }

  /** Waits until the script has put away what it had in its hands. */
  async #left(): Promise<void> {
    await Promise.race([this.#playing, delay(LEAVE_MS, undefined, { ref: false })]);
  }
}

function unknownSetting(): AgentError {
  return new AgentError({ code: "AGENT_FAILED", message: "The agent has no such setting." });
}
