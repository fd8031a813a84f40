import { expect, test } from "vitest";
import { LIMITS } from "../../../generated/gateway/limits.ts";
import { ScriptedAgents } from "../../agents/testing/scripted-agents.ts";
import { changeRows, readRows, registryPath } from "../../testing/disk-state.ts";
import { startTestGateway, type TestGateway } from "../../testing/test-gateway.ts";

const ADA = "acme~ada";

interface Answered {
  status: number;
  replayed: boolean;
  headers: Record<string, string>;
  body: Record<string, unknown>;
}

/** Sends a POST with a key, and reads the answer. */
async function post(gateway: TestGateway, path: string, key: string, body?: unknown, token = ADA): Promise<Answered> {
  const response = await gateway.request("POST", `/api/v1${path}`, {
    token,
    ...(body === undefined ? {} : { body }),
    headers: { "idempotency-key": key, "x-request-id": "mine" },
  });
  const text = await response.text();
  const { date: _date, ...headers } = Object.fromEntries(response.headers);
  const replayed = headers["idempotency-replayed"] === "true";
  delete headers["idempotency-replayed"];
  return { status: response.status, replayed, headers, body: JSON.parse(text) as Record<string, unknown> };
}

const create = (gateway: TestGateway, key: string, name = "A name", token = ADA) =>
  post(gateway, "/sessions", key, { agentType: "echo", name }, token);

async function count(gateway: TestGateway, token = ADA): Promise<number> {
  const response = await gateway.request("GET", "/api/v1/sessions?limit=200&includeArchived=true", { token });
  return ((await response.json()) as { items: unknown[] }).items.length;
}

test("the same key and body is answered the same, and nothing is done twice", async () => {
  const gateway = await startTestGateway({ withTokens: true });
  const first = await create(gateway, "key");
  expect(first).toMatchObject({ status: 201, replayed: false });
  for (let again = 0; again < 3; again++) expect(await create(gateway, "key")).toEqual({ ...first, replayed: true });
  expect(await count(gateway)).toBe(1);
});

test("a turn is run once, however often it is asked for with its key, also when it has ended", async () => {
  const agents = new ScriptedAgents();
  const gateway = await startTestGateway({ withTokens: true, catalogue: agents.catalogue });
  const client = await gateway.connect(ADA);
  const sessionId = await client.createSession("scripted");
  await client.join(sessionId);
  const run = () => post(gateway, `/sessions/${sessionId}/turns`, "key", { text: "go" });
  const first = await run();
  expect(first).toMatchObject({ status: 202, replayed: false });
  const turn = await agents.next();
  expect(await run()).toEqual({ ...first, replayed: true });
  turn.complete();
  await client.turnEnd(String(first.body["turnId"]));
  expect(await run()).toEqual({ ...first, replayed: true });
  expect(client.eventsOf(sessionId).filter(({ type }) => type === "turn_started")).toHaveLength(1);
});

test("the same key with another body, path or query is CONFLICT, and does nothing", async () => {
  const gateway = await startTestGateway({ withTokens: true });
  const { body } = await create(gateway, "key");
  expect(await create(gateway, "key", "Another name")).toMatchObject({ status: 409, body: { code: "CONFLICT" } });
  expect(await post(gateway, `/sessions/${body["id"]}/archive`, "key")).toMatchObject({ status: 409, body: { code: "CONFLICT" } });
  expect(await post(gateway, "/sessions?x=1", "key", { agentType: "echo", name: "A name" })).toMatchObject({ status: 409 });
  expect(await count(gateway)).toBe(1);
  expect(await create(gateway, "other key", "Another name")).toMatchObject({ status: 201, replayed: false });
});

test("a body that says the same in another way is the same body, defaults included", async () => {
  const gateway = await startTestGateway({ withTokens: true });
  const first = await post(gateway, "/sessions", "key", '{ "agentType" : "echo" }');
  expect(await post(gateway, "/sessions", "key", '{"agentType":"ech\\u006f"}')).toEqual({ ...first, replayed: true });
});

test("of many requests at once with one key one is done, and the others are replayed or told to wait", async () => {
  const gateway = await startTestGateway({ withTokens: true });
  const answers = await Promise.all(Array.from({ length: 20 }, () => create(gateway, "key")));
  const done = answers.filter(({ status, replayed }) => status === 201 && !replayed);
  expect(done).toHaveLength(1);
  for (const { status, replayed, body } of answers) {
    if (status === 201) expect(body["id"]).toBe(done[0]?.body["id"]);
    else expect({ status, replayed, code: body["code"] }).toEqual({ status: 409, replayed: false, code: "CONFLICT" });
  }
  expect(await count(gateway)).toBe(1);
  expect(await create(gateway, "key")).toMatchObject({ status: 201, replayed: true });
});

test("a key whose request was refused may be used again, for whatever", async () => {
  const gateway = await startTestGateway({ withTokens: true });
  expect(await post(gateway, "/sessions", "key", { agentType: "nobody" })).toMatchObject({ status: 404 });
  expect(await post(gateway, "/sessions", "key", { agentType: 7 })).toMatchObject({ status: 400 });
  const created = await create(gateway, "key");
  expect(created).toMatchObject({ status: 201, replayed: false });
  const session = String(created.body["id"]);
  expect(await post(gateway, `/sessions/${session}/stop`, "stop")).toMatchObject({ status: 409, body: { code: "NO_ACTIVE_TURN" } });
  expect(await post(gateway, `/sessions/${session}/stop`, "stop")).toMatchObject({ status: 409, replayed: false });
});

test("the keys of two users, and of two tenants, do not meet", async () => {
  const gateway = await startTestGateway({ withTokens: true });
  const answers = [
    await create(gateway, "key"),
    await create(gateway, "key", "A name", "acme~bob"),
    await create(gateway, "key", "A name", "globex~ada"),
    await create(gateway, "key", "Another", "globex~bob"),
  ];
  expect(answers.map(({ status, replayed }) => [status, replayed])).toEqual(Array.from({ length: 4 }, () => [201, false]));
  expect(new Set(answers.map(({ body }) => body["id"])).size).toBe(4);
  expect([await count(gateway), await count(gateway, "globex~ada")]).toEqual([2, 2]);
});

test("who may no longer do something is not told the answer either", async () => {
  const gateway = await startTestGateway({ withTokens: true });
  const owner = await gateway.connect("acme~owner");
  expect(await create(gateway, "key")).toMatchObject({ status: 201 });
  await owner.request({ type: "manage_members", action: "set_role", userId: "ada", role: "viewer" }, "member_list");
  expect(await create(gateway, "key")).toMatchObject({ status: 403, replayed: false });
});

test("an answer is kept as long as the limit says, also across a restart, and then forgotten", async () => {
  const clock = { now: Date.now() };
  const gateway = await startTestGateway({ withTokens: true, now: () => clock.now });
  const first = await create(gateway, "key");
  await gateway.close();
  const restarted = await startTestGateway({ dataDir: gateway.dataDir, withTokens: true, now: () => clock.now });
  clock.now += LIMITS.idempotencyTime;
  expect(await create(restarted, "key")).toEqual({ ...first, replayed: true });
  clock.now += 1;
  expect(await create(restarted, "key")).toMatchObject({ status: 201, replayed: false });
  expect(readRows(registryPath(gateway.dataDir, "acme"), "SELECT key FROM idempotent_requests")).toHaveLength(1);
});

test("a key that a gateway was killed with in its hands is free again after a while", async () => {
  const clock = { now: Date.now() };
  const gateway = await startTestGateway({ withTokens: true, now: () => clock.now });
  await count(gateway);
  const insert = "INSERT INTO idempotent_requests (user_id, key, fingerprint, created_at) VALUES ('ada', 'key', 'x', ?)";
  changeRows(registryPath(gateway.dataDir, "acme"), insert, clock.now);
  expect(await create(gateway, "key")).toMatchObject({ status: 409 });
  clock.now += 60_001;
  expect(await create(gateway, "key")).toMatchObject({ status: 201 });
});

test("an answer that cannot be kept is given nevertheless, and what was accepted is done", async () => {
  const agents = new ScriptedAgents();
  const gateway = await startTestGateway({ withTokens: true, catalogue: agents.catalogue });
  const client = await gateway.connect(ADA);
  const sessionId = await client.createSession("scripted");
  await client.join(sessionId);
  const trigger = "CREATE TRIGGER full BEFORE UPDATE ON idempotent_requests BEGIN SELECT RAISE(ABORT, 'no'); END";
  changeRows(registryPath(gateway.dataDir, "acme"), trigger);
  const { status, body } = await post(gateway, `/sessions/${sessionId}/turns`, "key", { text: "go" });
  expect(status).toBe(202);
  (await agents.next()).complete();
  expect(await client.turnEnd(String(body["turnId"]))).toMatchObject({ type: "turn_complete" });
});

test("a request without a key is done each time", async () => {
  const gateway = await startTestGateway({ withTokens: true });
  for (let again = 0; again < 3; again++) await gateway.request("POST", "/api/v1/sessions", { token: ADA, body: { agentType: "echo" } });
  expect(await count(gateway)).toBe(3);
});
