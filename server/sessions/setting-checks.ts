import type { AgentSettings } from "../agents/agent-settings.ts";
import { invalid } from "../pipeline/gateway-error.ts";

/**
 * Checks that an agent knows a mode.
 *
 * @param settings null when the agent has not told any
 * @throws GatewayError INVALID_MESSAGE
 */
export function checkMode(settings: AgentSettings | null, modeId: string): void {
  const available = settings?.modes?.available ?? [];
  if (!available.some((mode) => mode.modeId === modeId)) throw invalid("/modeId", "is none of the agent's modes");
}

/**
 * Checks that an agent knows an option, and that the option can have a value.
 *
 * @param settings null when the agent has not told any
 * @throws GatewayError INVALID_MESSAGE
 */
export function checkOption(settings: AgentSettings | null, optionId: string, value: string | boolean): void {
  const option = settings?.options.find((candidate) => candidate.optionId === optionId);
  if (option === undefined) throw invalid("/configId", "is none of the agent's options");
  if (option.kind === "boolean") {
    if (typeof value !== "boolean") throw invalid("/value", "must be true or false");
  } else if (!option.choices?.some((choice) => choice.value === value)) {
    throw invalid("/value", "is none of the option's values");
  }
}
