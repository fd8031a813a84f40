import { LIMITS } from "../../generated/gateway/limits.ts";
import { LIVE_SESSION_STATUS } from "../../generated/gateway/state-machines.ts";
import type { AgentCommand, ErrorCode } from "../../generated/gateway/types.ts";
import type { AgentSettings } from "../agents/agent-settings.ts";
import type { AcceptedTurn } from "./accepted-turn.ts";
import { activate, activationFailed, giveUpStart, isDown, startAgent, tellCommands, tellSettings } from "./agent-steps.ts";
import { answer, ask, dismissRequests } from "./request-steps.ts";
import {
  type ClosingReason,
  type Effect,
  isActive,
  type OpenRequest,
  type RequestAnswer,
  type SessionState,
  type Step,
  StepBuilder,
  type TurnEventBody,
  type TurnFailure,
  type TurnOutcome,
  turnError,
} from "./session-state.ts";

/*
 * The life of a session as pure functions of (state, input, now). The shell appends the events, does the effects, and
 * comes back with what became of them. Nothing here waits, and nothing here knows of sockets, files or processes.
 *
 * Whatever agent or people do: every turn that begins ends exactly once, and the status moves only along the spec's table.
 */

/** Who resolves a request when no person did. */
export const SYSTEM_USER = "system";

/** What happens to a session. */
export type Input =
  /** A turn was accepted and recorded. */
  | { readonly kind: "accepted"; readonly turn: AcceptedTurn }
  /** Someone wants the agent to run, apart from any turn. */
  | { readonly kind: "activate" }
  | { readonly kind: "activated" }
  | ({ readonly kind: "activation_failed" } & TurnFailure)
  /** The agent did something within the turn. */
  | { readonly kind: "update"; readonly event: TurnEventBody }
  /** The agent told what it can be set to, within a turn or not; `userId` is whoever changed it, if it was not the agent. */
  | { readonly kind: "settings"; readonly settings: AgentSettings; readonly userId?: string }
  /** The agent told which commands it understands, within a turn or not. */
  | { readonly kind: "commands"; readonly commands: readonly AgentCommand[] }
  /** The agent waits for a person. */
  | { readonly kind: "ask"; readonly turnId: string; readonly request: OpenRequest }
  | { readonly kind: "answer"; readonly requestId: string; readonly answer: RequestAnswer; readonly userId: string }
  | { readonly kind: "steer"; readonly content: string; readonly userId: string }
  | { readonly kind: "stop"; readonly userId: string }
  | { readonly kind: "stop_timed_out"; readonly turnId: string }
  | { readonly kind: "finished"; readonly turnId: string; readonly outcome: TurnOutcome }
  /** The agent was silent for too long, or did something that it may not do; `turnId` is null when that was outside of a turn. */
  | ({ readonly kind: "failed"; readonly turnId: string | null } & TurnFailure)
  /** The agent's process has ended; `failure` is null when it went in peace. */
  | { readonly kind: "agent_gone"; readonly failure: TurnFailure | null }
  | { readonly kind: "idle" }
  | { readonly kind: "close"; readonly reason: ClosingReason }
  | { readonly kind: "reopen" };

/** Something that the agent tells of itself. */
export type ProfileInput = Extract<Input, { kind: "settings" | "commands" }>;

/** One step. */
export function step(state: SessionState, input: Input, now: number): Step {
  const builder = new StepBuilder(state);
  apply(builder, input);
  startNext(builder, now);
  return builder.step();
}

function apply(builder: StepBuilder, input: Input): void {
  const { state } = builder;
  switch (input.kind) {
    case "accepted":
      builder.set({ queue: insert(state.queue, input.turn) });
      if (input.turn.interrupts && state.active !== null) stop(builder, input.turn.userId);
      break;
    case "activate":
      activate(builder);
      break;
    case "activated":
      if (state.status !== "activating") break;
      builder.set({ isAgentWanted: false });
      builder.move("ready");
      promptActive(builder);
      break;
    case "activation_failed":
      if (state.status === "activating") activationFailed(builder, input);
      break;
    case "settings":
      tellSettings(builder, input.settings, input.userId);
      break;
    case "commands":
      tellCommands(builder, input.commands);
      break;
    case "update":
      update(builder, input.event);
      break;
    case "ask":
      ask(builder, input.turnId, input.request);
      break;
    case "answer":
      answer(builder, input.requestId, input.answer, input.userId);
      break;
    case "steer":
      steer(builder, input.content, input.userId);
      break;
    case "stop":
      stop(builder, input.userId);
      break;
    case "stop_timed_out":
      if (isActive(state, input.turnId) && state.active?.phase === "stopping") giveUp(builder, { kind: "cancelled" }, "stop_timed_out");
      break;
    case "finished":
      if (isActive(state, input.turnId)) finish(builder, input.outcome);
      break;
    case "failed":
      if (input.turnId === null) agentFailed(builder, input);
      else if (isActive(state, input.turnId)) giveUp(builder, { kind: "failed", code: input.code, message: input.message }, input.code);
      break;
    case "agent_gone":
      agentGone(builder, input.failure);
      break;
    case "idle":
      if (state.status !== "ready" || state.active !== null || state.queue.length > 0) break;
      letGo(builder, "idle");
      break;
    case "close":
      builder.set({ closing: input.reason });
      close(builder, input.reason);
      break;
    case "reopen":
      builder.set({ closing: null });
      break;
  }
}

/** What a restart of the gateway leaves of a session that was live: the one move outside the table. */
export function recover(state: SessionState, interruptedTurn: string | null): Step {
  const builder = new StepBuilder(state);
  if (interruptedTurn !== null) {
    builder.emit(turnError(interruptedTurn, { code: "GATEWAY_RESTARTED", message: "The gateway was restarted while the turn ran." }));
  }
  if (LIVE_SESSION_STATUS.has(state.status)) {
    builder.emit({ type: "session_state", status: "inactive", previous: state.status, reason: "gateway_restarted" });
    builder.set({ status: "inactive" });
  }
  return builder.step();
}

/** Brings a log that was cut off at some event to rest: its turn ends there, and no agent runs. */
export function cutOff(state: SessionState, openTurn: { turnId: string; text: string } | null): Step {
  const builder = new StepBuilder(state);
  if (openTurn !== null) {
    const usage = { inputTokens: 0, outputTokens: 0 };
    builder.emit({ type: "turn_stopped", turnId: openTurn.turnId, partialText: openTurn.text, usage });
  }
  if (state.status === "activating" || state.status === "ready") {
    builder.move("inactive", "forked");
  } else if (LIVE_SESSION_STATUS.has(state.status)) {
    if (state.status !== "deactivating") builder.move("deactivating", "forked");
    builder.move("inactive", "forked");
  }
  return builder.step();
}

/** Starts the turns that a session found waiting when it was read back. */
export function resume(state: SessionState, now: number): Step {
  const builder = new StepBuilder(state);
  startNext(builder, now);
  return builder.step();
}

/**
 * How many turns a new one has before it.
 *
 * @param pending turns that are being recorded
 */
export function turnsBefore(state: SessionState, pending: number): number {
  return (state.active === null ? 0 : 1) + state.queue.length + pending;
}

/** Why a turn cannot be accepted, or null when it can. */
export function refusalOfTurn(state: SessionState, whenBusy: "reject" | "queue" | "interrupt", pending: number): ErrorCode | null {
  const before = turnsBefore(state, pending);
  if (before === 0) return null;
  if (whenBusy === "reject") return "TURN_IN_PROGRESS";
  // One of them runs, or is about to.
  return before - 1 >= LIMITS.queuedTurns ? "QUEUE_FULL" : null;
}

/** Why a running turn cannot be stopped or guided, or null when it can. */
export function refusalOfControl(state: SessionState): ErrorCode | null {
  return state.active === null || state.active.phase === "stopping" ? "NO_ACTIVE_TURN" : null;
}

/** Turns that interrupt go before turns that merely wait; within each kind the first accepted goes first. */
function insert(queue: readonly AcceptedTurn[], turn: AcceptedTurn): AcceptedTurn[] {
  const at = queue.findIndex((other) => turn.position < other.position);
  return at === -1 ? [...queue, turn] : [...queue.slice(0, at), turn, ...queue.slice(at)];
}

function startNext(builder: StepBuilder, now: number): void {
  for (;;) {
    const { state } = builder;
    const [turn, ...rest] = state.queue;
    if (turn === undefined || state.active !== null || state.closing !== null) return;
    // While the agent is started anyway a turn begins as if it were started for it.
    if (!isDown(state) && state.status !== "activating" && state.status !== "ready") return;
    builder.set({ queue: rest });
    builder.begin(turn, now);
    if (rest[0]?.interrupts) {
      // It was interrupted before it began.
      builder.end({ kind: "cancelled" });
      continue;
    }
    if (state.status === "ready") promptActive(builder);
    else if (state.status !== "activating") startAgent(builder);
    return;
  }
}

function promptActive(builder: StepBuilder): void {
  const { active } = builder.state;
  if (active === null) return;
  builder.move("running");
  builder.setActive({ phase: "prompted" });
  builder.effect({ kind: "prompt", turn: active.turn });
}

function update(builder: StepBuilder, event: TurnEventBody): void {
  const { active } = builder.state;
  if (active === null || !isActive(builder.state, event.turnId)) return;
  builder.emit(event);
  if (event.type === "text_delta") builder.setActive({ text: active.text + event.text });
  if (event.type === "usage.updated") {
    const { inputTokens, outputTokens, cost } = event;
    builder.setActive({ usage: { inputTokens, outputTokens, ...(cost === undefined ? {} : { cost }) } });
  }
}

function steer(builder: StepBuilder, content: string, userId: string): void {
  const { active } = builder.state;
  if (active === null) return;
  builder.emit({ type: "steered", turnId: active.turn.turnId, content, userId });
  builder.effect({ kind: "steer", content });
}

function stop(builder: StepBuilder, userId: string): void {
  const { active } = builder.state;
  if (active === null || active.phase === "stopping") return;
  if (active.phase === "starting") abandon(builder, "stopped");
  else cancel(builder, active.turn.turnId, userId, LIMITS.agentStopTimeout);
}

/** Ends a turn whose agent is still being started. The agent is given up with it, unless someone else waits for it. */
function abandon(builder: StepBuilder, reason: string): void {
  builder.end({ kind: "cancelled" });
  if (builder.state.isAgentWanted && builder.state.closing === null) return;
  giveUpStart(builder, "inactive", reason);
}

/** Asks the agent to end the turn. */
function cancel(builder: StepBuilder, turnId: string, userId: string, timeoutMs: number): void {
  dismissRequests(builder, userId);
  if (builder.state.status === "waiting") builder.move("running");
  builder.setActive({ phase: "stopping" });
  builder.effect({ kind: "cancel", turnId, timeoutMs });
}

function finish(builder: StepBuilder, outcome: TurnOutcome): void {
  dismissRequests(builder, SYSTEM_USER);
  builder.end(outcome);
  if (builder.state.closing === null) builder.move("ready");
  else letGo(builder, builder.state.closing);
}

function letGo(builder: StepBuilder, reason: string): void {
  builder.move("deactivating", reason);
  builder.effect({ kind: "deactivate" });
}

/** Ends the turn without the agent, which is not to be trusted any more. */
function giveUp(builder: StepBuilder, outcome: TurnOutcome, reason: string): void {
  dismissRequests(builder, SYSTEM_USER);
  builder.end(outcome);
  builder.move("deactivating", reason);
  builder.effect({ kind: "kill" });
}

/** Ends an agent that did outside of a turn what it may not do. A turn that has begun since then fails with it. */
function agentFailed(builder: StepBuilder, { code, message }: TurnFailure): void {
  const { state } = builder;
  const outcome = { kind: "failed", code, message } as const;
  if (state.status === "activating") {
    builder.end(outcome);
    giveUpStart(builder, "error", code);
  } else if (state.status === "ready" || state.status === "running" || state.status === "waiting") {
    giveUp(builder, outcome, code);
  }
}

function agentGone(builder: StepBuilder, failure: TurnFailure | null): void {
  const { status, active, closing } = builder.state;
  const reason = failure?.code;
  if (status === "deactivating") {
    builder.move("inactive");
  } else if (status === "ready") {
    builder.move(failure === null ? "inactive" : "error", reason);
  } else if (active !== null && (status === "running" || status === "waiting")) {
    dismissRequests(builder, SYSTEM_USER);
    builder.end({ kind: "failed", ...(failure ?? { code: "AGENT_FAILED", message: "The agent ended in the middle of the turn." }) });
    if (closing === null) {
      builder.move("error", reason ?? "AGENT_FAILED");
    } else {
      builder.move("deactivating", closing);
      builder.move("inactive");
    }
  }
}

/** A shutdown leaves the agent a moment, so that what its turn has done is written down. Who deletes a session wants none of it. */
function close(builder: StepBuilder, reason: ClosingReason): void {
  const { status, active } = builder.state;
  if (status === "activating") {
    abandon(builder, reason);
  } else if (active !== null && reason === "shutdown") {
    cancel(builder, active.turn.turnId, SYSTEM_USER, LIMITS.agentShutdownTimeout);
  } else if (status === "ready" || status === "running" || status === "waiting") {
    dismissRequests(builder, SYSTEM_USER);
    builder.end({ kind: "cancelled" });
    letGo(builder, reason);
  }
}

/** Effects that must not wait for the disk: they end something. */
export function isUrgent({ kind }: Effect): boolean {
  return kind === "cancel" || kind === "kill" || kind === "abandon" || kind === "deactivate";
}
