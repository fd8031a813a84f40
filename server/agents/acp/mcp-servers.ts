import type { InitializeResponse, McpServer } from "@agentclientprotocol/sdk";
import type { AgentContext } from "../agent-runtime.ts";
import { isObject } from "./json-fields.ts";

/**
 * The servers that an agent can use: every agent starts programs, but only some speak HTTP or SSE. What is left out is
 * noted, by name alone: addresses and headers may hold secrets.
 */
export function usableServers(
  servers: readonly McpServer[],
  { agentCapabilities }: InitializeResponse,
  note: AgentContext["note"],
): McpServer[] {
  const capabilities: unknown = isObject(agentCapabilities) ? agentCapabilities["mcpCapabilities"] : undefined;
  const speaks = (transport: "http" | "sse") => isObject(capabilities) && capabilities[transport] === true;
  return servers.filter((server) => {
    if (!("type" in server) || speaks(server.type)) return true;
    note("an agent was not given a server that it cannot reach", { name: server.name, transport: server.type });
    return false;
  });
}
