import { beforeAll, expect, onTestFinished, test } from "vitest";
import { readSpec } from "../runner/spec.ts";
import { ConcordanceCluster, KEYS } from "../target/concordance-cluster.ts";
import { GatewayServer } from "../target/gateway-server.ts";
import { call } from "../wire/http.ts";
import { bearer, type Server } from "./conversation.ts";
import { membersOf } from "./judge.ts";
import { openWs } from "./run-ws.ts";
import { concordanceState, gatewayState } from "./state.ts";

const { gateway } = await readSpec();
let server: Server;
let session: string;

async function send(to: Server, method: string, path: string, body: unknown) {
  const headers = { ...bearer(to), "content-type": "application/json" };
  const { status, body: answer } = await call({ url: to.url + path, method, headers, body: JSON.stringify(body) });
  expect(status).toBeLessThan(300);
  return membersOf(answer);
}

beforeAll(async () => {
  const started = await GatewayServer.start([process.execPath, "server/main.ts"], { DEV_MODE: "true" });
  server = { url: started.process.url, token: null };
  session = String((await send(server, "POST", "/api/v1/sessions", { agentType: "echo" }))["id"]);
  return () => started.end();
});

test("reading a gateway changes nothing of what is read", async () => {
  expect(await gatewayState(gateway, server, session)).toBe(await gatewayState(gateway, server, session));
});

test.each<[string, () => Promise<unknown>]>([
  ["a session's name", () => send(server, "PATCH", `/api/v1/sessions/${session}`, { name: "Another" })],
  ["a new session", () => send(server, "POST", "/api/v1/sessions", { agentType: "echo" })],
  ["a new project", () => send(server, "POST", "/api/v1/projects", { name: "New" })],
  ["a new device", () => send(server, "PUT", "/api/v1/me/devices/phone", { name: "Phone" })],
  ["a preference", () => send(server, "PATCH", "/api/v1/me/preferences", { preferences: { theme: "dark" } })],
  ["a setting", () => send(server, "PATCH", "/api/v1/settings", { settings: { theme: "dark" } })],
  [
    "a new member",
    async () => {
      const conversation = await openWs(gateway, server);
      conversation.say({ type: "manage_members", action: "add", userId: "vic", role: "viewer", ref: "add" });
      expect(await conversation.hear(({ ref }) => ref === "add")).toMatchObject({ type: "member_list" });
      conversation.end();
    },
  ],
  ["a turn", () => send(server, "POST", `/api/v1/sessions/${session}/turns`, { text: "hello" })],
])("%s is seen", async (_name, change) => {
  const before = await gatewayState(gateway, server, session);
  await change();
  expect(await gatewayState(gateway, server, session)).not.toBe(before);
});

test("a write to Concordance is seen, wherever it is", async () => {
  const cluster = await ConcordanceCluster.start([process.execPath, "concordance/main.ts"], 1);
  onTestFinished(() => cluster.end());
  const node = { url: await cluster.url(1), token: KEYS.full };
  const before = await concordanceState(node);
  expect(await concordanceState(node)).toBe(before);
  await send(node, "PUT", "/api/v1/kv/tenant:acme/key", { value: 1 });
  expect(await concordanceState(node)).not.toBe(before);
});
