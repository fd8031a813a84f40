import type { SessionConfigOption, SessionConfigSelectGroup, SessionConfigSelectOption, SessionModeState } from "@agentclientprotocol/sdk";
import type { SessionOption, SessionOptionChoice } from "../../../generated/gateway/types.ts";
import type { AgentSettings } from "../../agents/agent-settings.ts";

/** What choices without a group are shown under, where others have one: the protocol knows no list that has both. */
const OTHER_GROUP = "Other";

/** An agent's modes as the protocol has them; null when it knows none, or has not told yet. */
export function modeState(settings: AgentSettings | null): SessionModeState | null {
  if (settings === null || settings.modes === null) return null;
  const { currentModeId, available } = settings.modes;
  return {
    currentModeId,
    availableModes: available.map(({ modeId, name, description }) => ({ id: modeId, name, ...described(description) })),
  };
}

/**
 * An agent's options as the protocol has them, all of them; null when it has not told any.
 *
 * @param takesBooleans whether the client advertised `session.configOptions.boolean`; without it these are left out
 */
export function configOptions(settings: AgentSettings | null, takesBooleans: boolean): SessionConfigOption[] | null {
  if (settings === null || settings.options.length === 0) return null;
  return settings.options.flatMap((option) => configOption(option, takesBooleans) ?? []);
}

/** An option whose value is not of its kind cannot be shown. */
function configOption(option: SessionOption, takesBooleans: boolean): SessionConfigOption | null {
  const { optionId, name, description, category, kind, value, choices = [] } = option;
  const head = { id: optionId, name, ...described(description), ...(category === undefined ? {} : { category }) };
  if (kind === "boolean") return takesBooleans && typeof value === "boolean" ? { ...head, type: "boolean", currentValue: value } : null;
  return typeof value === "string" ? { ...head, type: "select", currentValue: value, options: selectOptions(choices) } : null;
}

function selectOptions(choices: readonly SessionOptionChoice[]): SessionConfigSelectOption[] | SessionConfigSelectGroup[] {
  if (choices.every(({ group }) => group === undefined)) return choices.map(selectOption);
  const groups = new Map<string, SessionConfigSelectGroup>();
  for (const choice of choices) {
    const name = choice.group ?? OTHER_GROUP;
    const group = groups.get(name) ?? { group: name, name, options: [] };
    groups.set(name, group);
    group.options.push(selectOption(choice));
  }
  return [...groups.values()];
}

function selectOption({ value, name, description }: SessionOptionChoice): SessionConfigSelectOption {
  return { value, name, ...described(description) };
}

function described(description: string | undefined): { description?: string } {
  return description === undefined ? {} : { description };
}
