import type { AvailableCommand, SessionUpdate } from "@agentclientprotocol/sdk";
import type { AgentCommand } from "../../../generated/gateway/types.ts";

/** The commands of an agent, always all of them. */
export function commandsUpdate(commands: readonly AgentCommand[]): SessionUpdate {
  return { sessionUpdate: "available_commands_update", availableCommands: commands.map(availableCommand) };
}

function availableCommand({ name, description, hint }: AgentCommand): AvailableCommand {
  return { name, description, ...(hint === undefined ? {} : { input: { hint } }) };
}
