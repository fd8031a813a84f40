import type { AgentCommand } from "../../generated/gateway/types.ts";
import type { AgentSettings } from "../agents/agent-settings.ts";
import { areNewCommands, areNewSettings } from "./agent-steps.ts";
import type { DrivenTurn } from "./driven-turn.ts";
import type { SessionLog } from "./event-log.ts";
import { limitEvent } from "./limit-event.ts";
import type { Input, ProfileInput } from "./session-machine.ts";
import type { SessionState, TurnFailure } from "./session-state.ts";

/** What an agent may change of itself outside of turns within `WINDOW_MS`: so many times, and so much, in UTF-16 units of JSON. */
export const UNPROMPTED_CHANGES = 300;
const UNPROMPTED_UNITS = 16 * 1024 * 1024;
const WINDOW_MS = 60_000;

const FLOODED: TurnFailure = { code: "AGENT_FAILED", message: "The agent changed its settings or commands without end." };

/** A change that a person asked for. */
export interface AskedChange {
  readonly userId: string;
  /** Whether settings are what was asked for. */
  readonly isDone: (settings: AgentSettings) => boolean;
}

export interface AgentProfileOptions {
  readonly state: () => Pick<SessionState, "settings" | "commands">;
  readonly log: Pick<SessionLog, "size">;
  /** The turn that runs. */
  readonly turn: () => Pick<DrivenTurn, "tell"> | undefined;
  readonly report: (input: Input) => void;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
}

/**
 * What one agent tells of itself: what it can be set to, and which commands it understands. Within a turn it counts as
 * output of the turn, whose bounds hold for it; outside of turns an agent that changes without end is taken to flood.
 */
export class AgentProfile {
  readonly #options: AgentProfileOptions;
  readonly #asked = new Set<AskedChange>();
  #windowStart = Number.NEGATIVE_INFINITY;
  #changes = 0;
  #units = 0;
  #flooded = false;

  constructor(options: AgentProfileOptions) {
    this.#options = options;
  }

  /** The agent tells its settings. What is not news is passed over. */
  settings(told: AgentSettings): void {
    const { modes, options } = limitEvent({ type: "settings.updated", modes: told.modes, options: [...told.options] });
    const settings = { modes, options };
    const state = this.#options.state();
    if (!areNewSettings(state, settings)) return;
    const before = state.settings;
    const asked = [...this.#asked].find(({ isDone }) => isDone(settings) && (before === null || !isDone(before)));
    this.#tell({ kind: "settings", settings, ...(asked === undefined ? {} : { userId: asked.userId }) });
  }

  /** The agent tells its commands. Otherwise like `settings`. */
  commands(told: readonly AgentCommand[]): void {
    const { commands } = limitEvent({ type: "commands.updated", commands: [...told] });
    if (areNewCommands(this.#options.state(), commands)) this.#tell({ kind: "commands", commands });
  }

  /** Does something that makes the agent change its settings, so that the change is put down to whoever asked for it. */
  async attributed(change: AskedChange, run: () => Promise<void>): Promise<void> {
    this.#asked.add(change);
    try {
      await run();
    } finally {
      this.#asked.delete(change);
    }
  }

  #tell(input: ProfileInput): void {
    const { log, turn, report } = this.#options;
    const running = turn();
    if (running !== undefined) {
      running.tell(input);
      return;
    }
    if (this.#flooded) return;
    const size = log.size;
    report(input);
    // What people change is theirs to bound.
    if (!("userId" in input)) this.#count(log.size - size);
  }

  #count(units: number): void {
    const now = this.#options.now();
    if (now - this.#windowStart >= WINDOW_MS) {
      this.#windowStart = now;
      this.#changes = 0;
      this.#units = 0;
    }
    this.#changes++;
    this.#units += units;
    if (this.#changes <= UNPROMPTED_CHANGES && this.#units <= UNPROMPTED_UNITS) return;
    this.#flooded = true;
    this.#options.report({ kind: "failed", turnId: null, ...FLOODED });
  }
}
