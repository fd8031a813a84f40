import { expect, test } from "vitest";
import { CLOSE_CODES } from "../../generated/gateway/close-codes.ts";
import { ScriptedAgents } from "../agents/testing/scripted-agents.ts";
import type { Claims } from "../members/membership.ts";
import { startTestGateway } from "../testing/test-gateway.ts";
import { RawClient } from "./testing/raw-client.ts";

const SESSION = { cwd: "/somewhere", mcpServers: [], _meta: { agentType: "echo" } };
const PROMPT = [{ type: "text", text: "hi" }];
const OWNER = "acme~ada";

test("a token at the upgrade authenticates, as a header and as a subprotocol, and then no method is offered", async () => {
  const { url } = await startTestGateway({ withTokens: true });
  for (const options of [{ token: OWNER }, { protocols: ["diminuendo.v1", `bearer.${OWNER}`] }]) {
    const client = await RawClient.open(url, options);
    expect(await client.result("initialize", { protocolVersion: 1 })).toMatchObject({ authMethods: [] });
    await client.result("session/list");
  }
});

test("without a token everything but initialize and authenticate asks for one, and authenticate brings it", async () => {
  const { url } = await startTestGateway({ withTokens: true });
  const client = await RawClient.open(url);
  expect(await client.result("initialize", { protocolVersion: 1 })).toMatchObject({ authMethods: [{ id: "token" }] });
  for (const method of ["session/new", "session/list", "logout", "config/get"]) {
    expect(await client.call(method, SESSION)).toMatchObject({ error: { code: -32000, data: { code: "UNAUTHENTICATED" } } });
  }
  await client.result("authenticate", { methodId: "token", _meta: { token: OWNER } });
  await client.result("session/new", SESSION);
});

test("a token that is not valid is refused, and a valid one is taken afterwards", async () => {
  const { url } = await startTestGateway({ withTokens: true });
  const client = await RawClient.initialized(url);
  expect(await client.call("authenticate", { methodId: "token", _meta: { token: "rubbish" } })).toMatchObject({
    error: { code: -32000, data: { code: "AUTH_FAILED" } },
  });
  expect(await client.refusal("session/list")).toBe("UNAUTHENTICATED");
  await client.result("authenticate", { methodId: "token", _meta: { token: OWNER } });
  await client.result("session/list");
});

test("a connection never becomes someone else's, but by logging out", async () => {
  const { url } = await startTestGateway({ withTokens: true });
  const client = await RawClient.initialized(url, { token: OWNER });
  expect(await client.refusal("authenticate", { methodId: "token", _meta: { token: "other~eve" } })).toBe("INVALID_STATE");
  const { sessionId } = await client.result("session/new", SESSION);
  await client.result("logout");
  expect(await client.refusal("session/list")).toBe("UNAUTHENTICATED");
  await client.result("authenticate", { methodId: "token", _meta: { token: "other~eve" } });
  expect(await client.result("session/list")).toMatchObject({ sessions: [] });
  expect(await client.refusal("session/prompt", { sessionId, prompt: PROMPT })).toBe("SESSION_NOT_FOUND");
});

test("who logs in after someone else hears of their own changes, and of none of the other's", async () => {
  const { url } = await startTestGateway({ withTokens: true });
  const client = await RawClient.initialized(url, { token: OWNER });
  await client.result("config/subscribe", { scope: "user" });
  await client.result("logout");
  await client.result("authenticate", { methodId: "token", _meta: { token: "other~eve" } });
  expect(await client.result("config/subscribe", { scope: "user" })).toMatchObject({ subscribed: true });
  const ada = await RawClient.initialized(url, { token: OWNER });
  await ada.result("config/set", { scope: "user", key: "theirs", value: 1 });
  await client.result("config/set", { scope: "user", key: "mine", value: 2 });
  await client.next(({ method, params }) => method === "config/update" && params?.["key"] === "mine");
  expect(JSON.stringify(client.heard)).not.toContain("theirs");
});

test("over /acp no parameter names another user or tenant, and keys are held to their limits", async () => {
  const { url } = await startTestGateway({ withTokens: true });
  const client = await RawClient.initialized(url, { token: OWNER });
  for (const params of [
    { scope: "user", userId: "eve", key: "k" },
    { scope: "tenant", tenantId: "other", key: "k" },
    { scope: "user:eve", key: "k" },
    { scope: "user", sessionId: "00000000-0000-4000-8000-000000000000", key: "k" },
    { scope: "device", deviceId: "../../user:eve/preferences", key: "k" },
    { scope: "user", key: "" },
    { scope: "user", key: ".." },
    { scope: "user", key: "k".repeat(513) },
    { scope: "user", key: "é".repeat(257) },
    { scope: "user", key: "a\u0000b" },
  ]) {
    expect(await client.refusal("config/get", params)).toBe("INVALID_MESSAGE");
    expect(await client.refusal("config/set", { ...params, value: 1 })).toBe("INVALID_MESSAGE");
  }
  for (const key of ["k".repeat(512), "é".repeat(256)]) await client.result("config/set", { scope: "user", key, value: 1 });
});

test("logging out is offered where there are tokens, and unknown in dev mode", async () => {
  const { url } = await startTestGateway({ withTokens: true });
  const client = await RawClient.open(url, { token: OWNER });
  expect(await client.result("initialize", { protocolVersion: 1 })).toMatchObject({ agentCapabilities: { auth: { logout: {} } } });
  const dev = await startTestGateway();
  const developer = await RawClient.open(dev.url);
  expect((await developer.result("initialize", { protocolVersion: 1 }))["agentCapabilities"]).not.toHaveProperty("auth");
  expect(await developer.refusal("logout")).toBe("METHOD_NOT_FOUND");
});

test("deleting is offered to those who may, and refused to others", async () => {
  const { url } = await startTestGateway({ withTokens: true });
  const owner = await RawClient.open(url, { token: OWNER });
  const { agentCapabilities } = await owner.result("initialize", { protocolVersion: 1 });
  expect(agentCapabilities).toMatchObject({ sessionCapabilities: { delete: {} } });
  const { sessionId } = await owner.result("session/new", SESSION);
  const member = await RawClient.open(url, { token: "acme~bob" });
  const { agentCapabilities: ofMember } = await member.result("initialize", { protocolVersion: 1 });
  expect((ofMember as { sessionCapabilities: object }).sessionCapabilities).not.toHaveProperty("delete");
  expect(await member.call("session/delete", { sessionId })).toMatchObject({ error: { code: -32003, data: { code: "FORBIDDEN" } } });
  await owner.result("session/prompt", { sessionId, prompt: PROMPT });
});

test("what deleting comes to is not promised before it is known who asks", async () => {
  const { url } = await startTestGateway({ withTokens: true });
  const { agentCapabilities } = await (await RawClient.open(url)).result("initialize", { protocolVersion: 1 });
  expect((agentCapabilities as { sessionCapabilities: object }).sessionCapabilities).not.toHaveProperty("delete");
});

test("a viewer starts no agent and hands none anything, whatever they load", async () => {
  const agents = new ScriptedAgents();
  const gateway = await startTestGateway({ withTokens: true, catalogue: agents.catalogue });
  const watcher = await gateway.connect(OWNER);
  const sessionId = await watcher.createSession("scripted");
  await watcher.request({ type: "manage_members", action: "add", userId: "vic", role: "viewer" }, "member_list");
  const viewer = await RawClient.initialized(gateway.url, { token: "acme~vic" });
  const mcpServers = [{ name: "x", command: "/bin/sh", args: ["-c", "exit"], env: [] }];
  await viewer.result("session/load", { sessionId, cwd: "/x", mcpServers });
  await viewer.result("session/resume", { sessionId, cwd: "/x", mcpServers });
  expect(agents.started).toBe(0);
  await watcher.join(sessionId);
  await watcher.request({ type: "run_turn", sessionId, text: "go" }, "ack");
  (await agents.next()).complete();
  expect(agents.context?.mcpServers).toEqual([]);
});

test("opening a session without servers leaves those that another client has given", async () => {
  const agents = new ScriptedAgents();
  const gateway = await startTestGateway({ catalogue: agents.catalogue });
  const first = await RawClient.initialized(gateway.url);
  const mcpServers = [{ name: "docs", command: "/bin/true", args: [], env: [] }];
  const { sessionId } = await first.result("session/new", { cwd: "/x", mcpServers, _meta: { agentType: "scripted" } });
  agents.leave();
  const second = await RawClient.initialized(gateway.url);
  await second.result("session/load", { sessionId, cwd: "/x", mcpServers: [] });
  const answered = second.call("session/prompt", { sessionId, prompt: PROMPT });
  (await agents.next()).complete();
  await answered;
  expect(agents.context?.mcpServers).toEqual(mcpServers);
});

test("who was demoted while a permission was open does not give it", async () => {
  const agents = new ScriptedAgents();
  const gateway = await startTestGateway({ withTokens: true, catalogue: agents.catalogue });
  const owner = await gateway.connect(OWNER);
  const member = await RawClient.initialized(gateway.url, { token: "acme~bob" });
  const { sessionId } = await member.result("session/new", { cwd: "/x", mcpServers: [], _meta: { agentType: "scripted" } });
  await owner.join(String(sessionId));
  const answered = member.call("session/prompt", { sessionId, prompt: PROMPT });
  const turn = await agents.next();
  const permission = turn.output.requestPermission({ title: "May I?", options: [{ optionId: "y", name: "Yes", kind: "allow_once" }] });
  const { id } = await member.next(({ method }) => method === "session/request_permission");
  await owner.request({ type: "manage_members", action: "set_role", userId: "bob", role: "viewer" }, "member_list");
  member.send(JSON.stringify({ jsonrpc: "2.0", id, result: { outcome: { outcome: "selected", optionId: "y" } } }));
  await member.result("session/list");
  const { requestId } = await owner.next("permission_requested");
  await owner.request({ type: "answer_question", sessionId, requestId, dismissed: true }, "ack");
  expect(await permission).toEqual({ dismissed: true });
  turn.complete();
  await answered;
});

test("a viewer reads, and neither creates nor prompts nor answers", async () => {
  const gateway = await startTestGateway({ withTokens: true });
  const owner = await RawClient.initialized(gateway.url, { token: OWNER });
  const { sessionId } = await owner.result("session/new", { cwd: "/somewhere", mcpServers: [], _meta: { agentType: "coding-agent" } });
  const admin = await gateway.connect(OWNER);
  await admin.request({ type: "manage_members", action: "add", userId: "vic", role: "viewer" }, "member_list");
  const viewer = await RawClient.initialized(gateway.url, { token: "acme~vic" });
  expect(await viewer.refusal("session/new", SESSION)).toBe("FORBIDDEN");
  await viewer.result("session/load", { sessionId, cwd: "/elsewhere", mcpServers: [] });
  for (const [method, params] of [
    ["session/prompt", { sessionId, prompt: PROMPT }],
    ["session/set_mode", { sessionId, modeId: "auto" }],
  ] as const) {
    expect(await viewer.refusal(method, params)).toBe("FORBIDDEN");
  }
  owner.send(JSON.stringify({ jsonrpc: "2.0", id: "turn", method: "session/prompt", params: { sessionId, prompt: PROMPT } }));
  const { id } = await owner.next(({ method }) => method === "session/request_permission");
  viewer.notify("session/cancel", { sessionId });
  await viewer.result("session/list");
  owner.send(JSON.stringify({ jsonrpc: "2.0", id, result: { outcome: { outcome: "selected", optionId: "allow" } } }));
  expect(await owner.next((message) => message.id === "turn")).toMatchObject({ result: { stopReason: "end_turn" } });
  expect(viewer.heard.some(({ method }) => method === "session/request_permission")).toBe(false);
});

test("a session of another tenant is not there, in the same words as one that never was", async () => {
  const { url } = await startTestGateway({ withTokens: true });
  const ours = await RawClient.initialized(url, { token: OWNER });
  const { sessionId } = await ours.result("session/new", SESSION);
  const theirs = await RawClient.initialized(url, { token: "other~eve" });
  const never = "00000000-0000-4000-8000-000000000000";
  for (const params of [{ cwd: "/x", mcpServers: [] }, { prompt: PROMPT }, { modeId: "ask" }]) {
    const method = "prompt" in params ? "session/prompt" : "modeId" in params ? "session/set_mode" : "session/load";
    const [foreign, unknown] = [
      await theirs.call(method, { sessionId, ...params }),
      await theirs.call(method, { sessionId: never, ...params }),
    ];
    expect(JSON.stringify(foreign.error).replaceAll(String(sessionId), never)).toBe(JSON.stringify(unknown.error));
  }
  expect(await theirs.result("session/delete", { sessionId })).toEqual({});
  theirs.notify("session/cancel", { sessionId });
  expect(await ours.result("session/list")).toMatchObject({ sessions: [{ sessionId }] });
});

test("what another tenant's editor has open is not told of renamed sessions", async () => {
  const gateway = await startTestGateway({ withTokens: true });
  const ours = await RawClient.initialized(gateway.url, { token: OWNER });
  const { sessionId } = await ours.result("session/new", SESSION);
  const theirs = await RawClient.initialized(gateway.url, { token: "other~eve" });
  await theirs.result("session/new", SESSION);
  await gateway.request("PATCH", `/api/v1/sessions/${String(sessionId)}`, { token: OWNER, body: { name: "Secret name" } });
  await ours.next(({ params }) => JSON.stringify(params ?? {}).includes("Secret name"));
  await theirs.result("session/list");
  expect(JSON.stringify(theirs.heard)).not.toContain("Secret name");
});

test("who is removed from a tenant loses the connection, with a code that says not to come back", async () => {
  const gateway = await startTestGateway({ withTokens: true });
  const admin = await gateway.connect(OWNER);
  const member = await RawClient.initialized(gateway.url, { token: "acme~bob" });
  await admin.request({ type: "manage_members", action: "remove", userId: "bob" }, "member_list");
  expect((await member.closed).code).toBe(CLOSE_CODES.FORBIDDEN);
});

test("a connection ends with its token", async () => {
  const expiresAt = Date.now() + 60_000;
  const gateway = await startTestGateway({
    withTokens: true,
    // The clock stands where the token has just expired: the connection is let in, and ended at once.
    now: () => expiresAt,
    verifier: { verify: async (): Promise<Claims> => ({ tenantId: "acme", userId: "ada", email: "", expiresAt }) },
  });
  const client = await RawClient.open(gateway.url, { token: "any" });
  expect(await client.closed).toMatchObject({ code: CLOSE_CODES.NOT_AUTHENTICATED, reason: "The token has expired." });
});

test("a page of another origin is refused, and a WebSocket elsewhere as well", async () => {
  const { url } = await startTestGateway({ withTokens: true, config: { allowedOrigins: ["https://app.example.com"] } });
  await expect(RawClient.open(url, { token: OWNER, origin: "https://evil.example.com" })).rejects.toThrow("403");
  await RawClient.open(url, { token: OWNER, origin: "https://app.example.com" });
  await expect(RawClient.open(`${url}/elsewhere`, { token: OWNER })).rejects.toThrow("404");
});

test("a gateway that shuts down ends prompts with a reason before it says goodbye", async () => {
  const gateway = await startTestGateway();
  const client = await RawClient.initialized(gateway.url);
  const { sessionId } = await client.result("session/new", { ...SESSION, _meta: { agentType: "coding-agent" } });
  const answered = client.call("session/prompt", { sessionId, prompt: PROMPT });
  await client.next(({ method }) => method === "session/update");
  void gateway.close();
  expect(await answered).toMatchObject({ error: { data: { code: "SHUTTING_DOWN" } } });
  expect((await client.closed).code).toBe(CLOSE_CODES.SHUTDOWN);
});
