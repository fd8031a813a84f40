import type { DrivenAgent } from "../../sessions/agent-driver.ts";
import type { TurnFailure, TurnOutcome } from "../../sessions/session-state.ts";
import { type AgentContext, AgentError, type AgentInstance, type AgentRuntime, type TurnInput, type TurnOutput } from "../agent-runtime.ts";
import type { AgentSettings } from "../agent-settings.ts";
import { AgentCatalogue } from "../catalogue.ts";

/** A turn in the hands of a test. */
export interface ScriptedTurn {
  input: TurnInput;
  output: TurnOutput;
  /** Ends the turn well. */
  complete(): void;
  /** Resolves when the turn is to be cancelled. */
  cancelled: Promise<void>;
  /** Resolves with the first guidance. */
  steered: Promise<string>;
  /** Resolves when the agent is killed. */
  killed: Promise<void>;
}

/** The agent type `scripted`, whose agents do what a test tells them to. */
export class ScriptedAgents {
  readonly catalogue: AgentCatalogue;
  /** How many agents were started. */
  started = 0;
  readonly #turns: ((options: { ignoresCancel: boolean }) => ScriptedTurn)[] = [];
  readonly #waiting: ((turn: (options: { ignoresCancel: boolean }) => ScriptedTurn) => void)[] = [];
  /** What the agent that was started last was given. */
  context: AgentContext | undefined;
  /** What agents do when they are set: a mode is told at once, unless a test says otherwise. */
  onSet: (context: AgentContext, setting: string, value: string | boolean) => Promise<void> = async (context, setting, value) => {
    if (setting === "mode") context.settingsChanged(scriptedSettings(String(value)));
  };
  #newest: ScriptedInstance | undefined;
  #failsToStart = false;
  #gate: Promise<void> = Promise.resolve();
  readonly #begun = Promise.withResolvers<void>();

  constructor() {
    this.catalogue = new ScriptedCatalogue({ start: (context) => this.#start(context) });
  }

  /** Agents do not come up until what this returns is called. */
  holdStarts(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#gate = promise;
    return resolve;
  }

  /** Resolves when a first agent is being started, held up or not. */
  starting(): Promise<void> {
    return this.#begun.promise;
  }

  /** The next turn that an agent is given. */
  async next(options: { ignoresCancel?: boolean } = {}): Promise<ScriptedTurn> {
    const turn =
      this.#turns.shift() ??
      (await new Promise<(options: { ignoresCancel: boolean }) => ScriptedTurn>((resolve) => this.#waiting.push(resolve)));
    return turn({ ignoresCancel: options.ignoresCancel ?? false });
  }

  /** The agent that was started last ends unexpectedly. */
  crash(): void {
    this.#newest?.end({ code: "AGENT_FAILED", message: "The agent crashed." });
  }

  /** The agent that was started last ends in peace. */
  leave(): void {
    this.#newest?.end(null);
  }

  /** The next agent cannot be started. */
  failNextStart(): void {
    this.#failsToStart = true;
  }

  async #start(context: AgentContext): Promise<AgentInstance> {
    this.context = context;
    this.#begun.resolve();
    await this.#gate;
    if (this.#failsToStart) {
      this.#failsToStart = false;
      throw new AgentError({ code: "AGENT_UNAVAILABLE", message: "The agent is not there." });
    }
    this.started++;
    const onTurn = (turn: (options: { ignoresCancel: boolean }) => ScriptedTurn) => {
      const waiting = this.#waiting.shift();
      if (waiting === undefined) this.#turns.push(turn);
      else waiting(turn);
    };
    this.#newest = new ScriptedInstance(onTurn, (setting, value) => this.onSet(context, setting, value));
    return this.#newest;
  }
}

/** Settings with the modes `ask`, `auto` and `plan`, and an option of each kind. */
export function scriptedSettings(currentModeId = "ask", loud = false): AgentSettings {
  return {
    modes: { currentModeId, available: ["ask", "auto", "plan"].map((modeId) => ({ modeId, name: modeId })) },
    options: [
      {
        optionId: "model",
        name: "Model",
        kind: "select",
        value: "small",
        choices: ["small", "large"].map((value) => ({ value, name: value })),
      },
      { optionId: "loud", name: "Loud", kind: "boolean", value: loud },
    ],
  };
}

/** A catalogue with an agent that no file could describe. */
class ScriptedCatalogue extends AgentCatalogue {
  readonly #runtime: AgentRuntime;

  constructor(runtime: AgentRuntime) {
    super({ scripted: { runtime: "demo", script: "echo" } });
    this.#runtime = runtime;
  }

  override driven(agentType: string): DrivenAgent {
    const driven = super.driven(agentType);
    return agentType === "scripted" ? { ...driven, runtime: this.#runtime } : driven;
  }
}

class ScriptedInstance implements AgentInstance {
  readonly gone: Promise<TurnFailure | null>;
  readonly end: (failure: TurnFailure | null) => void;
  readonly #onTurn: (turn: (options: { ignoresCancel: boolean }) => ScriptedTurn) => void;
  readonly #onSet: (setting: string, value: string | boolean) => Promise<void>;
  readonly #killed = Promise.withResolvers<void>();
  #cancel: () => void = () => undefined;
  #steer: (content: string) => void = () => undefined;

  constructor(
    onTurn: (turn: (options: { ignoresCancel: boolean }) => ScriptedTurn) => void,
    onSet: (setting: string, value: string | boolean) => Promise<void>,
  ) {
    this.#onTurn = onTurn;
    this.#onSet = onSet;
    const { promise, resolve } = Promise.withResolvers<TurnFailure | null>();
    this.gone = promise;
    this.end = resolve;
  }

  prompt(input: TurnInput, output: TurnOutput): Promise<TurnOutcome> {
    return new Promise((resolve) => {
      const cancelled = Promise.withResolvers<void>();
      const steered = Promise.withResolvers<string>();
      this.#steer = steered.resolve;
      this.#cancel = cancelled.resolve;
      this.#onTurn(({ ignoresCancel }) => {
        if (!ignoresCancel) void cancelled.promise.then(() => resolve({ kind: "cancelled" }));
        return {
          input,
          output,
          complete: () => resolve({ kind: "complete", stopReason: "end_turn" }),
          cancelled: cancelled.promise,
          steered: steered.promise,
          killed: this.#killed.promise,
        };
      });
    });
  }

  cancel(): void {
    this.#cancel();
  }

  steer(content: string): void {
    this.#steer(content);
  }

  setMode(modeId: string): Promise<void> {
    return this.#onSet("mode", modeId);
  }

  setOption(optionId: string, value: string | boolean): Promise<void> {
    return this.#onSet(optionId, value);
  }

  async close(): Promise<void> {
    this.end(null);
  }

  async kill(): Promise<void> {
    this.#killed.resolve();
    this.end(null);
  }
}
