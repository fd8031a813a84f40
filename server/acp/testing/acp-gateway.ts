import { methods, type PromptResponse } from "@agentclientprotocol/sdk";
import { ScriptedAgents } from "../../agents/testing/scripted-agents.ts";
import { startTestGateway, type TestGateway, type TestGatewayOptions } from "../../testing/test-gateway.ts";
import { OfficialClient, type OfficialClientOptions } from "./official-client.ts";

/** The folder of a client that is nowhere in particular. */
export const CWD = "/home/someone/project";

/** Opens a new session. @param agentType the one that is the default when it is left out */
export async function openSession(editor: OfficialClient, agentType?: string): Promise<string> {
  const _meta = agentType === undefined ? {} : { _meta: { agentType } };
  return (await editor.agent.request(methods.agent.session.new, { cwd: CWD, mcpServers: [], ..._meta })).sessionId;
}

/** Runs a turn. Resolves when it has ended. */
export function prompt(editor: OfficialClient, sessionId: string, text: string, meta?: Record<string, unknown>): Promise<PromptResponse> {
  const _meta = meta === undefined ? {} : { _meta: meta };
  return editor.agent.request(methods.agent.session.prompt, { sessionId, prompt: [{ type: "text", text }], ..._meta });
}

/** A gateway whose agent `scripted` does what the test tells it to, and an editor with a session of it. */
export async function scriptedSession(
  options: OfficialClientOptions = {},
  gatewayOptions: TestGatewayOptions = {},
): Promise<{ agents: ScriptedAgents; gateway: TestGateway; editor: OfficialClient; sessionId: string }> {
  const agents = new ScriptedAgents();
  const gateway = await startTestGateway({ ...gatewayOptions, catalogue: agents.catalogue });
  const editor = await OfficialClient.connect(gateway.url, options);
  return { agents, gateway, editor, sessionId: await openSession(editor, "scripted") };
}

/** The code of the error that a call is refused with: that of JSON-RPC, and its name. */
export async function refusal(call: Promise<unknown>): Promise<{ code: number; name: string; data: Record<string, unknown> }> {
  try {
    await call;
  } catch (error) {
    const { code, data } = error as { code: number; data?: { code?: string } };
    return { code, name: data?.code ?? "", data: { ...data } };
  }
  throw new Error("The call was not refused.");
}
