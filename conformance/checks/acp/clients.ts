import { type Line, verify } from "../../runner/line.ts";
import { RuleBroken } from "../../runner/rule-broken.ts";
import type { Scene } from "../../runner/scene.ts";
import type { Json, JsonObject } from "../../trace/format.ts";
import { isObject } from "../../trace/match.ts";

/** The only version of the Agent Client Protocol that is spoken. */
const PROTOCOL_VERSION = 1;

/** Opens `/acp` and initializes it. */
export async function openAcp(scene: Scene, rule: string, as = "owner", clientCapabilities: JsonObject = {}): Promise<Line> {
  const line = await scene.open({ path: "/acp", as }, rule);
  await resultOf(line, "initialize", { protocolVersion: PROTOCOL_VERSION, clientCapabilities }, rule);
  return line;
}

/** Calls a method that must succeed, and resolves with its result. @throws RuleBroken */
export async function resultOf(line: Line, method: string, params: Json, rule: string, withinMs?: number): Promise<JsonObject> {
  const { result, error } = await line.callMethod(method, params, rule, withinMs);
  if (!isObject(result)) throw new RuleBroken({ rule, what: `\`${method}\` failed.`, expected: "a result", received: error ?? null });
  return result;
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

/** The name of an error, as an answer tells it; null for a result. */
export function codeOf({ error }: JsonObject): string | null {
  return isObject(error) && isObject(error["data"]) ? String(error["data"]["code"]) : null;
}
