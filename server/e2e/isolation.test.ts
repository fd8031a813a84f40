import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { GATEWAY } from "../../spec/test/gateway-model.ts";
import { ScriptedAgents } from "../agents/testing/scripted-agents.ts";
import { JwtVerifier } from "../auth/jwt-verifier.ts";
import { diskState } from "../testing/disk-state.ts";
import { SseClient } from "../testing/sse-client.ts";
import { TestClient } from "../testing/test-client.ts";
import { startTestGateway, type TestGateway } from "../testing/test-gateway.ts";
import { TestIssuer } from "../testing/test-issuer.ts";

const ADA = "acme~ada";
const EVE = "globex~eve";

/** A session of `acme` in which everything happened that leaves something behind, and its ids. */
async function livedIn(gateway: TestGateway, agents: ScriptedAgents) {
  const ada = await gateway.connect(ADA);
  await ada.request({ type: "manage_members", action: "add", userId: "bob", role: "member" }, "member_list");
  const projectId = randomUUID();
  const sessionId = await ada.createSession("scripted", { name: "Secret plans", projectId, metadata: { secret: "plans" } });
  await ada.join(sessionId);
  const { turnId = "" } = await ada.request({ type: "run_turn", sessionId, text: "secret text", clientTurnId: "mine" }, "ack");
  const turn = await agents.next();
  await writeFile(join(gateway.dataDir, "sessions", sessionId, "workspace", "secret.txt"), "secret content");
  turn.output.text("secret answer");
  turn.complete();
  await ada.turnEnd(turnId);
  await ada.createSession("scripted");
  const { nextCursor } = await ada.request({ type: "list_sessions", limit: 1 }, "session_list");
  const created = await gateway.request("POST", "/api/v1/sessions", {
    token: ADA,
    body: { agentType: "echo" },
    headers: { "idempotency-key": "the-key" },
  });
  const { id: keyed } = (await created.json()) as { id: string };
  return { ada, sessionId, projectId, turnId, cursor: nextCursor ?? "", keyed };
}

/** Waits until what was committed for both tenants is where it belongs. */
async function settled(gateway: TestGateway, ...clients: TestClient[]): Promise<Record<string, unknown>> {
  for (const client of clients) await client.request({ type: "list_sessions" }, "session_list");
  return diskState(gateway.dataDir);
}

test("every endpoint answers another tenant's session like one that does not exist, and leaves it untouched", async () => {
  const agents = new ScriptedAgents();
  const gateway = await startTestGateway({ withTokens: true, catalogue: agents.catalogue });
  const { ada, sessionId } = await livedIn(gateway, agents);
  const eve = await gateway.connect(EVE);
  const before = await settled(gateway, ada, eve);
  const bodies: Record<string, unknown> = {
    update: { name: "Mine now" },
    runTurn: { text: "go" },
    steer: { content: "left" },
    answer: { requestId: "request", dismissed: true },
    fork: { seq: 1 },
  };
  const about = GATEWAY.operations.filter(({ sessionParameter }) => sessionParameter !== null);
  expect(about.length).toBeGreaterThan(15);
  for (const { method, path, name, resource } of about) {
    const said = new Set<string>();
    for (const id of [sessionId, randomUUID()]) {
      const url = path.replace("{sessionId}", id).replace("{iteration}", "1");
      for (const query of name === "events" ? ["", "?afterSeq=0"] : resource === "SessionFiles" ? ["?path=secret.txt"] : [""]) {
        const response = await gateway.request(method, url + query, {
          token: EVE,
          ...(method === "POST" || method === "PATCH" ? { body: bodies[name] ?? {} } : {}),
          headers: { "x-request-id": "same", ...(query === "?afterSeq=0" ? { accept: "text/event-stream" } : {}) },
        });
        const body = await response.text();
        expect(response.status, `${method} ${url}`).toBe(404);
        expect(JSON.parse(body)).toMatchObject({ code: "SESSION_NOT_FOUND" });
        const headers = Object.fromEntries([...response.headers].filter(([header]) => header !== "date"));
        said.add(JSON.stringify({ headers, body: body.replaceAll(id, "") }));
      }
    }
    expect(said.size, `${method} ${path}`).toBe(1);
  }
  expect(await settled(gateway, ada, eve)).toEqual(before);
});

test("project ids, cursors, keys, turn ids and member ids of one tenant mean nothing in another", async () => {
  const agents = new ScriptedAgents();
  const gateway = await startTestGateway({ withTokens: true, catalogue: agents.catalogue });
  const { ada, projectId, cursor, keyed } = await livedIn(gateway, agents);
  const eve = await gateway.connect(EVE);
  const own = await eve.createSession("scripted");
  const lists = [{ projectId }, { includeArchived: true, projectId }, { limit: 1 }];
  for (const fields of lists) {
    const { sessions } = await eve.request({ type: "list_sessions", ...fields }, "session_list");
    expect(sessions.filter(({ id }) => id !== own)).toEqual([]);
  }
  const paged = await eve.request({ type: "list_sessions", cursor }, "session_list");
  expect(paged.sessions.filter(({ id }) => id !== own)).toEqual([]);
  const again = await gateway.request("POST", "/api/v1/sessions", {
    token: EVE,
    body: { agentType: "echo" },
    headers: { "idempotency-key": "the-key" },
  });
  expect(again.headers.get("idempotency-replayed")).toBeNull();
  expect(((await again.json()) as { id: string }).id).not.toBe(keyed);
  const acked = await eve.request({ type: "run_turn", sessionId: own, text: "go", clientTurnId: "mine" }, "ack");
  expect(acked.duplicate).toBeUndefined();
  for (const message of [
    { action: "remove", userId: "ada" },
    { action: "set_role", userId: "bob", role: "viewer" },
  ]) {
    expect(await eve.refusal({ type: "manage_members", ...message })).toBe("MEMBER_NOT_FOUND");
  }
  const { members } = await eve.request({ type: "manage_members", action: "list" }, "member_list");
  expect(members.map(({ userId }) => userId)).toEqual(["eve"]);
  expect((await ada.request({ type: "manage_members", action: "list" }, "member_list")).members).toHaveLength(2);
});

test("the same user id in two tenants is two people", async () => {
  const gateway = await startTestGateway({ withTokens: true });
  const [here, there] = [await gateway.connect("acme~ada"), await gateway.connect("globex~ada")];
  await here.request({ type: "manage_members", action: "add", userId: "second", role: "owner" }, "member_list");
  const second = await gateway.connect("acme~second");
  await second.request({ type: "manage_members", action: "set_role", userId: "ada", role: "viewer" }, "member_list");
  expect(await here.refusal({ type: "create_session", agentType: "echo" })).toBe("FORBIDDEN");
  expect(await there.ask({ type: "create_session", agentType: "echo" })).toMatchObject({ type: "session_created" });
  await second.request({ type: "manage_members", action: "remove", userId: "ada" }, "member_list");
  await here.closed;
  expect(await there.ask({ type: "ping" })).toMatchObject({ type: "pong" });
});

test("a name that one tenant's id is the beginning of, or that differs in case, is another tenant", async () => {
  const gateway = await startTestGateway({ withTokens: true });
  const tenants = ["acme", "acme2", "acme.x", "ACME", "acm"];
  const clients = await Promise.all(tenants.map((tenant) => gateway.connect(`${tenant}~ada`)));
  const created = await Promise.all(clients.map((client) => client.createSession()));
  for (const [index, client] of clients.entries()) {
    const { sessions } = await client.request({ type: "list_sessions" }, "session_list");
    expect(sessions.map(({ id }) => id)).toEqual([created[index]]);
  }
  expect(readdirSync(join(gateway.dataDir, "tenants")).sort()).toEqual([...tenants].sort());
});

test("nothing that happens in one tenant is heard in another, on sockets and streams, whatever happens", async () => {
  const agents = new ScriptedAgents();
  const gateway = await startTestGateway({ withTokens: true, catalogue: agents.catalogue });
  const eve = await gateway.connect(EVE);
  const own = await eve.createSession("scripted");
  await eve.join(own);
  const stream = await SseClient.open(`${gateway.url}/api/v1/sessions/${own}/events?afterSeq=0`, { authorization: `Bearer ${EVE}` });
  await stream.next("session_synced");
  const heard = eve.heard.length;
  const { ada, sessionId } = await livedIn(gateway, agents);
  await ada.request({ type: "rename_session", sessionId, name: "Other" }, "session_updated");
  await ada.request({ type: "manage_members", action: "set_role", userId: "bob", role: "viewer" }, "member_list");
  await ada.request({ type: "archive_session", sessionId }, "session_archived");
  await ada.request({ type: "unarchive_session", sessionId }, "session_unarchived");
  await gateway.request("POST", `/api/v1/sessions/${sessionId}/fork`, { token: ADA, body: {} });
  await ada.request({ type: "delete_session", sessionId }, "session_deleted");
  await ada.request({ type: "manage_members", action: "remove", userId: "bob" }, "member_list");
  await eve.request({ type: "ping" }, "pong");
  expect(eve.heard.slice(heard).map(({ type }) => type)).toEqual(["pong"]);
  expect(stream.heard.map(({ type }) => type)).toEqual(["state_snapshot", "session_synced"]);
  expect(JSON.stringify([eve.heard, stream.heard])).not.toContain("ecret");
});

test("another tenant's session takes as long to be refused as one that does not exist", async () => {
  const gateway = await startTestGateway({ withTokens: true });
  const ada = await gateway.connect(ADA);
  const foreign = await ada.createSession();
  await ada.join(foreign);
  await ada.runTurn(foreign, "hello");
  await gateway.connect(EVE);
  const times: Record<"foreign" | "unknown", number[]> = { foreign: [], unknown: [] };
  for (let count = 0; count < 200; count++) {
    for (const kind of count % 2 === 0 ? (["foreign", "unknown"] as const) : (["unknown", "foreign"] as const)) {
      const id = kind === "foreign" ? foreign : randomUUID();
      const start = performance.now();
      const response = await gateway.request("GET", `/api/v1/sessions/${id}`, { token: EVE });
      await response.arrayBuffer();
      times[kind].push(performance.now() - start);
    }
  }
  const median = (values: number[]) => values.sort((left, right) => left - right)[values.length / 2] ?? 0;
  const [theirs, nobodys] = [median(times.foreign), median(times.unknown)];
  expect(Math.max(theirs, nobodys) / Math.min(theirs, nobodys)).toBeLessThan(2);
});

test("a token of a tenant that is no safe name of a folder is AUTH_FAILED everywhere, and creates nothing on disk", async () => {
  const issuer = await TestIssuer.start();
  const verifier = new JwtVerifier({ issuer: issuer.url, audience: null, now: Date.now });
  onTestFinished(() => verifier.close());
  const gateway = await startTestGateway({ withTokens: true, verifier });
  const client = await gateway.open();
  await gateway.connect(await issuer.token());
  const before = diskState(gateway.dataDir);
  for (const tenant_id of ["..", "../acme", "a".repeat(65)]) {
    const token = await issuer.token({ tenant_id });
    expect(await client.refusal({ type: "authenticate", token })).toBe("AUTH_FAILED");
    const response = await gateway.request("GET", "/api/v1/sessions", { token });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: "AUTH_FAILED" });
    const refused = TestClient.open(gateway.url, { authorization: `Bearer ${token}` });
    await refused.closed;
    expect(refused.heard).toEqual([]);
  }
  expect(diskState(gateway.dataDir)).toEqual(before);
  expect(readdirSync(join(gateway.dataDir, "tenants"))).toEqual(["acme"]);
});

test("what one tenant wrote is on disk in its own registry alone", async () => {
  const gateway = await startTestGateway({ withTokens: true });
  const [ada, eve] = await Promise.all([gateway.connect(ADA), gateway.connect(EVE)]);
  await ada.createSession("echo", { name: "name-of-acme" });
  await eve.createSession("echo", { name: "name-of-globex" });
  await gateway.close();
  const registry = (tenant: string) => readFileSync(join(gateway.dataDir, "tenants", tenant, "registry.db"), "latin1");
  expect(registry("acme")).toContain("name-of-acme");
  expect(registry("acme")).not.toContain("globex");
  expect(registry("globex")).not.toContain("acme");
});
