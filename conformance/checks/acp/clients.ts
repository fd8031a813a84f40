import { type Line, verify } from "../../runner/line.ts";
import type { Scene } from "../../runner/scene.ts";
import type { Json, JsonObject } from "../../trace/format.ts";
import { resultOf } from "../rpc-answers.ts";

/** The only version of the Agent Client Protocol that is spoken. */
const PROTOCOL_VERSION = 1;

/** Opens `/acp` and initializes it. */
export async function openAcp(scene: Scene, rule: string, as = "owner", clientCapabilities: JsonObject = {}): Promise<Line> {
  const line = await scene.open({ path: "/acp", as }, rule);
  await resultOf(line, "initialize", { protocolVersion: PROTOCOL_VERSION, clientCapabilities }, rule);
  return line;
}

/** Creates a session of an agent, and resolves with its id. @throws RuleBroken */
export async function newSession(line: Line, agentType: string, rule: string): Promise<string> {
  const params = { cwd: "/x", mcpServers: [], _meta: { agentType, name: "Named" } };
  const { sessionId } = await resultOf(line, "session/new", params, rule);
  verify(typeof sessionId === "string", rule, "A session has no id.", sessionId);
  return sessionId;
}

/** What a prompt says. */
export function said(text: string): Json {
  return [{ type: "text", text }];
}
