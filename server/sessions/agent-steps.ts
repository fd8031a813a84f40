import { isDeepStrictEqual } from "node:util";
import type { AgentCommand } from "../../generated/gateway/types.ts";
import type { AgentSettings } from "../agents/agent-settings.ts";
import type { SessionState, StepBuilder, TurnFailure } from "./session-state.ts";

/* The steps of the state machine that concern the agent itself, apart from what it does in its turns. */

/** What an agent that tells nothing of it can be set to. */
const NO_SETTINGS: AgentSettings = { modes: null, options: [] };

/** Whether no agent runs, and none is being started or let go. */
export function isDown({ status }: SessionState): boolean {
  return status === "inactive" || status === "error";
}

/** Begins to start the agent. */
export function startAgent(builder: StepBuilder): void {
  const activation = builder.state.activations + 1;
  builder.move("activating");
  builder.set({ activations: activation });
  builder.effect({ kind: "activate", activation });
}

/** Starts the agent for someone who wants it, apart from any turn. */
export function activate(builder: StepBuilder): void {
  if (builder.state.closing !== null) return;
  if (isDown(builder.state)) startAgent(builder);
  if (builder.state.status === "activating") builder.set({ isAgentWanted: true });
}

/** The agent could not be started: the turn that it was started for fails with it. */
export function activationFailed(builder: StepBuilder, { code, message }: TurnFailure): void {
  builder.end({ kind: "failed", code, message });
  builder.set({ isAgentWanted: false });
  builder.move("error", code);
}

/** Whether what an agent tells of itself counts: it is there, or about to be. */
function isHeard({ status }: SessionState): boolean {
  return status === "activating" || status === "ready" || status === "running" || status === "waiting";
}

/** Whether settings differ from those that are known. */
export function areNewSettings(state: Pick<SessionState, "settings">, settings: AgentSettings): boolean {
  return !isDeepStrictEqual(settings, state.settings ?? NO_SETTINGS);
}

/** Whether commands differ from those that are known. */
export function areNewCommands(state: Pick<SessionState, "commands">, commands: readonly AgentCommand[]): boolean {
  return !isDeepStrictEqual(commands, state.commands);
}

/** Writes down what the agent can be set to, if that is news. */
export function tellSettings(builder: StepBuilder, settings: AgentSettings, userId: string | undefined): void {
  if (!isHeard(builder.state) || !areNewSettings(builder.state, settings)) return;
  const { modes, options } = settings;
  builder.set({ settings });
  builder.emit({ type: "settings.updated", modes, options: [...options], ...(userId === undefined ? {} : { userId }) });
}

/** Writes down which commands the agent understands, if that is news. */
export function tellCommands(builder: StepBuilder, commands: readonly AgentCommand[]): void {
  if (!isHeard(builder.state) || !areNewCommands(builder.state, commands)) return;
  builder.set({ commands });
  builder.emit({ type: "commands.updated", commands: [...commands] });
}

/** Does not wait for the agent any more that is being started. */
export function giveUpStart(builder: StepBuilder, status: "inactive" | "error", reason: string): void {
  builder.set({ isAgentWanted: false });
  builder.move(status, reason);
  builder.effect({ kind: "abandon" });
}
