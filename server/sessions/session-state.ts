import { ERROR_CODES } from "../../generated/gateway/error-codes.ts";
import { LIMITS } from "../../generated/gateway/limits.ts";
import type { DurableEventBody } from "../../generated/gateway/serializers.ts";
import { SESSION_STATUS_MOVES } from "../../generated/gateway/state-machines.ts";
import type {
  AgentCommand,
  ErrorCode,
  PermissionRequested,
  QuestionRequested,
  SessionStatus,
  TurnUsage,
} from "../../generated/gateway/types.ts";
import type { LogBody } from "../../generated/runtime/handler-types.ts";
import type { AgentSettings } from "../agents/agent-settings.ts";
import { cut } from "../security/error-message.ts";
import type { AcceptedTurn } from "./accepted-turn.ts";
import { limitSaid } from "./limit-event.ts";

/** Something that the agent waits for, as it stands in the log. */
export type OpenRequest = LogBody<QuestionRequested> | LogBody<PermissionRequested>;

/** An event that belongs to a turn, as it stands in the log. */
export type TurnEventBody = Extract<DurableEventBody, { turnId: string }>;

/** Why a session is being put away. */
export type ClosingReason = "archived" | "deleted" | "shutdown";

/** The turn that runs. */
export interface ActiveTurn {
  readonly turn: AcceptedTurn;
  /** `starting` until the agent has it, `stopping` once someone asked for its end. */
  readonly phase: "starting" | "prompted" | "stopping";
  /** Unix milliseconds. */
  readonly startedAt: number;
  /** What the agent has said so far. */
  readonly text: string;
  readonly usage: TurnUsage;
}

/** What a session is, apart from its log. */
export interface SessionState {
  readonly status: SessionStatus;
  readonly active: ActiveTurn | null;
  /** The turns that wait, in the order in which they run. */
  readonly queue: readonly AcceptedTurn[];
  /** By request id, the oldest first. */
  readonly requests: ReadonlyMap<string, OpenRequest>;
  /** Why the session is being put away, so that nothing starts any more; null while it is not. */
  readonly closing: ClosingReason | null;
  /** How often an agent was started; names the newest start. */
  readonly activations: number;
  /** Someone waits for the agent that is being started, apart from any turn. */
  readonly isAgentWanted: boolean;
  /** As an agent has last told; null when none has since the session is in memory. */
  readonly settings: AgentSettings | null;
  readonly commands: readonly AgentCommand[];
}

/** What the shell does for the state machine. */
export type Effect =
  /** Start the agent; a start that was given up meanwhile is none. */
  | { readonly kind: "activate"; readonly activation: number }
  | { readonly kind: "prompt"; readonly turn: AcceptedTurn }
  | { readonly kind: "steer"; readonly content: string }
  | { readonly kind: "answer"; readonly requestId: string; readonly answer: RequestAnswer }
  /** Ask the agent to end the turn; `stop_timed_out` follows when it has not in so many ms. */
  | { readonly kind: "cancel"; readonly turnId: string; readonly timeoutMs: number }
  /** Let the agent go in peace, and by force if need be; `agent_gone` follows. */
  | { readonly kind: "deactivate" }
  /** End the agent at once; `agent_gone` follows. */
  | { readonly kind: "kill" }
  /** Give up starting the agent; nothing follows. */
  | { readonly kind: "abandon" }
  /** The turn is over: what was reserved for it is settled. */
  | { readonly kind: "settle"; readonly turn: AcceptedTurn; readonly usage: TurnUsage; readonly succeeded: boolean };

/** What a person says to a question or a permission request. */
export interface RequestAnswer {
  readonly answers?: Readonly<Record<string, unknown>>;
  readonly optionId?: string;
  readonly dismissed: boolean;
}

/** What one step of the state machine comes to: the events are appended in order, then the effects are done in order. */
export interface Step {
  readonly state: SessionState;
  readonly events: readonly DurableEventBody[];
  readonly effects: readonly Effect[];
}

/** How a turn failed. */
export interface TurnFailure {
  readonly code: ErrorCode;
  readonly message: string;
}

/** How an agent ended a turn. */
export type TurnOutcome =
  | { readonly kind: "complete"; readonly stopReason: "end_turn" | "max_tokens" | "max_turn_requests" | "refusal" }
  | { readonly kind: "cancelled" }
  | ({ readonly kind: "failed" } & TurnFailure);

const SHUT_DOWN: TurnOutcome = { kind: "failed", code: "SHUTTING_DOWN", message: "The gateway was shut down while the turn ran." };
const NO_USAGE: TurnUsage = { inputTokens: 0, outputTokens: 0 };

/** A session in which nothing has happened yet, or that was read back from its database. */
export function restingSession(
  status: SessionStatus = "inactive",
  queue: readonly AcceptedTurn[] = [],
  closing: ClosingReason | null = null,
): SessionState {
  return {
    status,
    active: null,
    queue,
    requests: new Map(),
    closing,
    activations: 0,
    isAgentWanted: false,
    settings: null,
    commands: [],
  };
}

/** Whether a turn is the one that the agent has. */
export function isActive(state: SessionState, turnId: string): boolean {
  return state.active?.turn.turnId === turnId && state.active.phase !== "starting";
}

/** Gathers what a step comes to. */
export class StepBuilder {
  state: SessionState;
  readonly events: DurableEventBody[] = [];
  readonly effects: Effect[] = [];

  constructor(state: SessionState) {
    this.state = state;
  }

  set(change: Partial<SessionState>): void {
    this.state = { ...this.state, ...change };
  }

  setActive(change: Partial<ActiveTurn>): void {
    if (this.state.active !== null) this.set({ active: { ...this.state.active, ...change } });
  }

  emit(event: DurableEventBody): void {
    this.events.push(event);
  }

  effect(effect: Effect): void {
    this.effects.push(effect);
  }

  /**
   * Moves to another state.
   *
   * @throws Error when the spec does not allow the move: that is a bug in the state machine
   */
  move(status: SessionStatus, reason?: string): void {
    const previous = this.state.status;
    if (!SESSION_STATUS_MOVES[previous].includes(status)) throw new Error(`A session cannot move from ${previous} to ${status}.`);
    this.emit({ type: "session_state", status, previous, ...(reason === undefined ? {} : { reason }) });
    this.set({ status });
  }

  /** Makes a turn the running one. */
  begin(turn: AcceptedTurn, now: number): void {
    const { turnId, clientTurnId, text, userId } = turn;
    this.emit({ type: "turn_started", turnId, text, userId, ...(clientTurnId === undefined ? {} : { clientTurnId }) });
    this.set({ active: { turn, phase: "starting", startedAt: now, text: "", usage: NO_USAGE } });
  }

  /** Ends the running turn: by itself, by a person, or by a failure. */
  end(outcome: TurnOutcome): void {
    const { active } = this.state;
    if (active === null) return;
    const { turn, usage } = active;
    const { turnId } = turn;
    const ending = this.#ending(active, outcome);
    if (ending.kind === "cancelled") this.emit({ type: "turn_stopped", turnId, partialText: limitSaid(active.text), usage });
    else if (ending.kind === "failed") this.emit(turnError(turnId, ending));
    else this.emit({ type: "turn_complete", turnId, finalText: limitSaid(active.text), stopReason: ending.stopReason, usage });
    this.effect({ kind: "settle", turn, usage, succeeded: ending.kind !== "failed" });
    this.set({ active: null });
  }

  /** What an outcome counts as: who stops a turn gets a stopped one, and a shutdown is nobody's wish. */
  #ending({ phase }: ActiveTurn, outcome: TurnOutcome): TurnOutcome {
    if (this.state.closing === "shutdown") return outcome.kind === "complete" ? outcome : SHUT_DOWN;
    return phase === "stopping" ? { kind: "cancelled" } : outcome;
  }

  step(): Step {
    return { state: this.state, events: this.events, effects: this.effects };
  }
}

/** The event that a failed turn ends with. */
export function turnError(turnId: string, { code, message }: TurnFailure): DurableEventBody {
  return { type: "turn_error", turnId, code, message: cut(message, LIMITS.errorMessageLength), retryable: ERROR_CODES[code].retryable };
}
