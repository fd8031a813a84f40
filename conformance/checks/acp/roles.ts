import type { Check } from "../../runner/check.ts";
import { type Line, verifyEqual } from "../../runner/line.ts";
import type { Scene } from "../../runner/scene.ts";
import type { JsonObject } from "../../trace/format.ts";
import { codeOf, resultOf } from "../rpc-answers.ts";
import { newSession, openAcp, said } from "./clients.ts";

/** The rows of one of the spec's tables: what is needed for each name. */
function needsOf(scene: Scene, table: string): ReadonlyMap<string, readonly string[]> {
  const found = scene.spec.gateway.accessTables.find(({ name }) => name === table);
  if (found === undefined) throw new Error(`The spec has no table "${table}".`);
  return new Map(found.rows.map(({ name, permissions }) => [name, permissions]));
}

/** Whether a role has all of some permissions. */
function may(scene: Scene, role: string, needed: readonly string[]): boolean {
  const granted = scene.spec.gateway.roles.find(({ name }) => name === role)?.permissions ?? [];
  return needed.every((permission) => granted.includes(permission));
}

/** What each method is called with; the session is one that the owner has made for the call. */
function paramsOf(method: string, sessionId: string): JsonObject {
  const opening = { cwd: "/x", mcpServers: [] };
  const params: Record<string, JsonObject> = {
    "session/new": { ...opening, _meta: { agentType: "echo" } },
    "session/load": { sessionId, ...opening },
    "session/resume": { sessionId, ...opening },
    "session/list": {},
    "session/set_mode": { sessionId, modeId: "auto" },
    "session/set_config_option": { sessionId, configId: "greeting", value: "good-day" },
    "session/prompt": { sessionId, prompt: said("/plan") },
  };
  return params[method] ?? { sessionId };
}

/** Each role may call what the spec's table says, and nothing else. */
async function methodsOf(scene: Scene, role: string): Promise<void> {
  const [owner, line] = [await openAcp(scene, "ACP-ROLE-1"), await openAcp(scene, "ACP-ROLE-1", role)];
  for (const [method, needed] of needsOf(scene, "AcpMethod")) {
    if (!method.startsWith("session/") || method === "session/cancel") continue;
    const sessionId = await newSession(owner, "coding-agent", "ACP-ROLE-1");
    const allowed = may(scene, role, needed);
    if (allowed && method === "session/prompt") await resultOf(line, "session/resume", paramsOf("session/resume", sessionId), "ACP-ROLE-1");
    const answer = await line.callMethod(method, paramsOf(method, sessionId), "ACP-ROLE-1");
    verifyEqual(codeOf(answer), allowed ? null : "FORBIDDEN", "ACP-ROLE-1", `What \`${method}\` says to the role ${role}.`);
    if (method === "session/delete") {
      const kept = codeOf(await owner.callMethod("session/resume", paramsOf("session/resume", sessionId), "ACP-ROLE-1")) === null;
      verifyEqual(kept, !allowed, "ACP-ROLE-1", "Whether the session is still there.");
    }
  }
  await cancelBy(scene, { owner, line, role });
}

/** A cancellation is answered by nothing, so it is seen by what becomes of the turn. */
async function cancelBy(scene: Scene, { owner, line, role }: { owner: Line; line: Line; role: string }): Promise<void> {
  const sessionId = await newSession(owner, "scripted", "ACP-ROLE-1");
  await resultOf(line, "session/resume", paramsOf("session/resume", sessionId), "ACP-ROLE-1");
  owner.send({
    jsonrpc: "2.0",
    id: "turn",
    method: "session/prompt",
    params: { sessionId, prompt: said("say begun\npermission Go on?\nsay done") },
  });
  const asked = await owner.until({ method: "session/request_permission" }, "ACP-ROLE-1");
  line.send({ jsonrpc: "2.0", method: "session/cancel", params: { sessionId } });
  await resultOf(line, "session/list", {}, "ACP-ROLE-1");
  const allowed = may(scene, role, needsOf(scene, "AcpMethod").get("session/cancel") ?? []);
  if (!allowed) owner.send({ jsonrpc: "2.0", id: asked["id"] ?? null, result: { outcome: { outcome: "selected", optionId: "yes" } } });
  const { result } = await owner.until({ id: "turn" }, "ACP-ROLE-1");
  const stopReason = (result as JsonObject | undefined)?.["stopReason"];
  verifyEqual(stopReason, allowed ? "cancelled" : "end_turn", "ACP-ROLE-1", `What a cancellation by the role ${role} does.`);
}

/** Each role may read and write the scopes that the spec's table says. */
async function scopesOf(scene: Scene, role: string): Promise<void> {
  const owner = await openAcp(scene, "ACP-CONFIG-8");
  const sessionId = await newSession(owner, "echo", "ACP-CONFIG-8");
  const { body } = await scene.request({ method: "POST", path: "/api/v1/projects", body: { name: "Project" } });
  const ids: Record<string, JsonObject> = {
    session: { sessionId },
    project: { projectId: (body as JsonObject)["id"] ?? null },
    device: { deviceId: "phone" },
  };
  const line = await openAcp(scene, "ACP-CONFIG-8", role);
  for (const [scope, [reading = "", writing = ""]] of needsOf(scene, "ConfigScope")) {
    const target = { scope, ...ids[scope] };
    const key = `of-${role}`;
    const expected = (needed: readonly string[], otherwise: string | null) => (may(scene, role, needed) ? otherwise : "FORBIDDEN");
    const writes = expected([reading, writing], null);
    const calls: [string, JsonObject, string | null][] = [
      ["config/set", { ...target, key, value: 1 }, writes],
      ["config/get", { ...target, key }, expected([reading], writes === null ? null : "NOT_FOUND")],
      ["config/list", target, expected([reading], null)],
      ["config/batch", { operations: [{ op: "set", ...target, key, value: 2 }] }, writes],
      ["config/delete", { ...target, key }, writes],
      ["config/subscribe", target, expected([reading], null)],
      ["config/unsubscribe", target, expected([reading], null)],
    ];
    for (const [method, params, code] of calls) {
      const answer = await line.callMethod(method, params, "ACP-CONFIG-8");
      verifyEqual(codeOf(answer), code, "ACP-CONFIG-8", `What \`${method}\` of the scope ${scope} says to the role ${role}.`);
    }
  }
}

const ROLES = ["owner", "admin", "billing_admin", "member", "viewer"];

/** What every role may do, by the tables of the spec. */
export const ROLE_CHECKS: Check[] = ROLES.flatMap((role): Check[] => [
  {
    id: `acp-v1/roles/methods-${role}`,
    covers: ["ACP-ROLE-1"],
    about: `The role ${role} may call what the spec's table of methods says, and nothing else.`,
    needs: {},
    run: (scene) => methodsOf(scene, role),
  },
  {
    id: `acp-v1/roles/scopes-${role}`,
    covers: ["ACP-CONFIG-8"],
    about: `The role ${role} reads and writes the scopes that the spec's table says, and no others.`,
    needs: {},
    run: (scene) => scopesOf(scene, role),
  },
]);
