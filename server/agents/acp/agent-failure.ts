import { RequestError } from "@agentclientprotocol/sdk";
import { AgentError } from "../agent-runtime.ts";
import type { Ending } from "../process/process-group.ts";
import { isObject, textField } from "./json-fields.ts";

/** Whether an agent refused because nobody has signed in. */
export function asksForAuthentication(error: unknown): boolean {
  return error instanceof RequestError && error.code === RequestError.authRequired().code;
}

/** An error that an agent answered a request with. Agents put the reason into `data` as often as into the message. */
export function agentErrorOf(error: unknown, code: "AGENT_UNAVAILABLE" | "AGENT_FAILED"): AgentError {
  if (error instanceof AgentError) return error;
  if (!(error instanceof RequestError)) return new AgentError({ code, message: "The agent broke the Agent Client Protocol." });
  const { message, data } = error;
  const detail = typeof data === "string" ? data : isObject(data) ? (textField(data, "details") ?? textField(data, "message")) : undefined;
  return new AgentError({ code, message: detail === undefined ? message : `${message}: ${detail}` });
}

/** How an agent's process ended, in words. */
export function endingInWords({ exitCode, signal }: Ending): string {
  return signal === null ? `The agent ended with exit code ${exitCode}.` : `The agent was ended by ${signal}.`;
}
