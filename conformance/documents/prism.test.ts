import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { GENERATED } from "./testing/commands.ts";
import { eventsOf, type SessionEvent } from "./testing/event-stream.ts";
import { KEY, startGateway, startNode, startPrism } from "./testing/processes.ts";
import { RestClient } from "./testing/rest-client.ts";

const SESSIONS = "/api/v1/sessions";
const SESSION = `${SESSIONS}/{sessionId}`;
const DEVICE = "/api/v1/me/devices/{deviceId}";
const PROJECT = "/api/v1/projects/{projectId}";
const NOWHERE = "00000000-0000-4000-8000-000000000000";

/** Every endpoint of a document, with the statuses of its answers that are no errors. */
function endpointsOf(document: string): string[] {
  const { paths } = JSON.parse(readFileSync(join(GENERATED, "openapi", document), "utf8")) as {
    paths: Record<string, Record<string, object>>;
  };
  return Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
}

/** Endpoints that have not been called with success. */
function unproven(document: string, { answered }: RestClient): string[] {
  return endpointsOf(document).filter((endpoint) => ![200, 201, 202, 204].some((status) => answered.has(`${endpoint} ${status}`)));
}

test("the gateway keeps its OpenAPI document on every endpoint, in success and in error", async () => {
  const { gateway } = await startGateway();
  const rest = new RestClient(await startPrism("gateway.json", gateway), { authorization: "Bearer anyone" });
  for (const path of ["/health", "/ready", "/metrics", "/api/v1/openapi.json", "/api/v1/agents", "/api/v1/me"])
    await rest.expect(200, `GET ${path}`);

  await rest.expect(200, "PATCH /api/v1/me/preferences", [], { body: { preferences: { theme: "dark" } } });
  const { headers } = await rest.expect(200, "GET /api/v1/me/preferences");
  await rest.expect(200, "PATCH /api/v1/me/preferences", [], {
    body: { preferences: { theme: null } },
    headers: { "if-match": headers.get("etag") ?? "" },
  });
  await rest.expect(409, "PATCH /api/v1/me/preferences", [], { body: { preferences: { theme: 1 } }, headers: { "if-match": '"0"' } });
  await rest.expect(200, "PATCH /api/v1/settings", [], { body: { settings: { "editor.tabs": 2 } } });
  await rest.expect(200, "GET /api/v1/settings");

  await rest.expect(201, `PUT ${DEVICE}`, ["phone"], { body: { name: "Phone", platform: "ios" } });
  await rest.expect(200, `PUT ${DEVICE}`, ["phone"], { body: { name: "Old phone" } });
  await rest.expect(200, `GET ${DEVICE}`, ["phone"]);
  await rest.expect(200, "GET /api/v1/me/devices", [], { query: { limit: 1 } });
  await rest.expect(204, `DELETE ${DEVICE}`, ["phone"]);
  await rest.expect(404, `GET ${DEVICE}`, ["phone"]);

  const project = await rest.expect(201, "POST /api/v1/projects", [], { body: { name: "Login" }, headers: { "idempotency-key": "p1" } });
  const projectId = String(project.body["id"]);
  await rest.expect(409, "POST /api/v1/projects", [], { body: { name: "Another" }, headers: { "idempotency-key": "p1" } });
  await rest.expect(200, "GET /api/v1/projects");
  await rest.expect(200, `GET ${PROJECT}`, [projectId]);
  await rest.expect(200, `PATCH ${PROJECT}`, [projectId], { body: { name: "Sign-in" } });
  await rest.expect(409, `PATCH ${PROJECT}`, [projectId], { body: { name: "Late" }, headers: { "if-match": '"0"' } });
  await rest.expect(404, `GET ${PROJECT}`, [NOWHERE]);

  const created = await rest.expect(201, `POST ${SESSIONS}`, [], { body: { agentType: "coding-agent", name: "Build it", projectId } });
  const id = String(created.body["id"]);
  await rest.expect(404, `POST ${SESSIONS}`, [], { body: { agentType: "nobody" } });
  await rest.expect(200, `GET ${SESSIONS}`, [], { query: { projectId, includeArchived: "true" } });
  await rest.expect(200, `GET ${SESSION}`, [id]);
  await rest.expect(404, `GET ${SESSION}`, [NOWHERE]);
  await rest.expect(200, `PATCH ${SESSION}`, [id], { body: { name: "Build it well", projectId: null, metadata: { branch: "main" } } });
  await rest.expect(409, `PATCH ${SESSION}`, [id], { body: { name: "Late" }, headers: { "if-match": '"0"' } });
  await rest.expect(409, `POST ${SESSION}/stop`, [id]);
  await rest.expect(404, `POST ${SESSION}/answers`, [id], { body: { requestId: "none" } });

  // What Prism holds back until it ends goes to the gateway itself.
  const seen: SessionEvent[] = [];
  const asked = eventsOf(`${gateway}${SESSIONS}/${id}/events`);
  await rest.expect(202, `POST ${SESSION}/turns`, [id], { body: { text: "Write something" } });
  for await (const event of asked) {
    seen.push(event);
    const { type, requestId, options } = event;
    if (type === "permission_requested") {
      await rest.expect(409, `POST ${SESSION}/turns`, [id], { body: { text: "At once" } });
      await rest.expect(202, `POST ${SESSION}/steer`, [id], { body: { content: "Be brief." } });
      await rest.expect(202, `POST ${SESSION}/answers`, [id], { body: { requestId, optionId: options?.[0]?.optionId } });
    }
    if (type === "question_requested") await rest.expect(202, `POST ${SESSION}/answers`, [id], { body: { requestId, dismissed: true } });
    if (type === "turn_complete") break;
  }
  const path = String(seen.find(({ type }) => type === "file_changed")?.path);

  await rest.expect(200, `GET ${SESSION}/messages`, [id], { query: { limit: 1 } });
  await rest.expect(200, `GET ${SESSION}/events`, [id], { query: { limit: 5 } });
  await rest.expect(200, `GET ${SESSION}/events`, [id], { query: { limit: 200, afterSeq: 3 } });
  await rest.expect(200, `GET ${SESSION}/export`, [id]);
  await rest.expect(200, `GET ${SESSION}/export`, [id], { query: { format: "markdown" } });
  await rest.expect(200, `GET ${SESSION}/files`, [id], { query: { depth: 3 } });
  await rest.expect(200, `GET ${SESSION}/files/content`, [id], { query: { path } });
  await rest.expect(404, `GET ${SESSION}/files/content`, [id], { query: { path: "nothing.txt" } });
  await rest.expect(400, `GET ${SESSION}/files/content`, [id], { query: { path: "../nothing.txt" } });
  await rest.expect(200, `GET ${SESSION}/files/history`, [id], { query: { path } });
  await rest.expect(200, `GET ${SESSION}/files/at/{iteration}`, [id, "1"], { query: { path } });
  await rest.expect(404, `GET ${SESSION}/files/at/{iteration}`, [id, "99"], { query: { path } });
  const fork = await rest.expect(201, `POST ${SESSION}/fork`, [id], { body: { name: "Another way" } });
  const forked = String(fork.body["id"]);

  await rest.expect(202, `POST ${SESSION}/turns`, [forked], { body: { text: "Again", clientTurnId: "t1" } });
  await rest.expect(202, `POST ${SESSION}/turns`, [forked], { body: { text: "Again", clientTurnId: "t1" } });
  await rest.expect(202, `POST ${SESSION}/turns`, [forked], { body: { text: "Then", whenBusy: "queue" } });
  await rest.expect(202, `POST ${SESSION}/stop`, [forked]);
  await rest.expect(204, `DELETE ${SESSION}`, [forked]);

  await rest.expect(200, `POST ${SESSION}/archive`, [id]);
  await rest.expect(409, `POST ${SESSION}/turns`, [id], { body: { text: "Too late" } });
  await rest.expect(200, `POST ${SESSION}/unarchive`, [id]);
  await rest.expect(204, `DELETE ${PROJECT}`, [projectId]);
  expect(unproven("gateway.json", rest)).toEqual([]);
});

test("a node of Concordance keeps its OpenAPI document on every endpoint, in success and in error", async () => {
  const node = await startNode("n1", ["--bootstrap"]);
  await startNode("n2", ["--join", new URL(node).host]);
  const prism = await startPrism("concordance.json", node);
  const rest = new RestClient(prism, { authorization: `Bearer ${KEY}` });
  for (const path of ["/api/v1/health", "/api/v1/ready", "/metrics", "/api/v1/openapi.json", "/api/v1/openrpc.json"])
    await rest.expect(200, `GET ${path}`);
  const entry = "/api/v1/kv/{namespace}/{key}";
  const place = ["tenant:acme/settings", "theme"];
  await rest.expect(404, `GET ${entry}`, place);
  await rest.expect(200, `PUT ${entry}`, place, { body: { value: { dark: true }, ttlMs: 60_000 } });
  await rest.expect(409, `PUT ${entry}`, place, { body: { value: 1, cas: 0 } });
  await rest.expect(200, `GET ${entry}`, place, { query: { consistency: "linearizable" } });
  await rest.expect(200, "GET /api/v1/kv/{namespace}", place.slice(0, 1), { query: { limit: 1 } });
  const [namespace, key] = place;
  await rest.expect(200, "POST /api/v1/batch", [], {
    body: {
      operations: [
        { op: "set", namespace, key: "size", value: 1 },
        { op: "delete", namespace, key },
      ],
    },
  });
  await rest.expect(409, "POST /api/v1/batch", [], { body: { operations: [{ op: "set", namespace, key: "size", value: 1, cas: 99 }] } });
  await rest.expect(200, `DELETE ${entry}`, place);
  await rest.expect(200, "GET /api/v1/changes", [], { query: { namespace: "tenant:acme", since: 0 } });
  const stranger = new RestClient(prism, { authorization: "Bearer wrong" });
  await stranger.expect(401, `GET ${entry}`, place);
  const backup = await rest.expect(200, "GET /api/v1/snapshot");
  expect(backup.bytes.subarray(0, 15).toString()).toBe("SQLite format 3");

  await rest.expect(200, "GET /api/v1/cluster/status");
  await rest.expect(200, "POST /api/v1/cluster/join", [], { body: { nodeId: "n3", address: "127.0.0.1:1", learner: true } });
  await rest.expect(200, "POST /api/v1/cluster/remove", [], { body: { nodeId: "n3" } });
  await rest.expect(404, "POST /api/v1/cluster/remove", [], { body: { nodeId: "n9" } });
  await expect
    .poll(async () => (await rest.call("POST /api/v1/cluster/transfer", [], { body: { nodeId: "n2" } })).status, {
      timeout: 60_000,
      interval: 500,
    })
    .toBe(200);
  expect(unproven("concordance.json", rest)).toEqual([]);
});

test("Prism is not blind: what breaks the document is refused, on the way there and on the way back", async () => {
  const { gateway, concordance } = await startGateway();
  const rest = new RestClient(await startPrism("gateway.json", gateway), { authorization: "Bearer anyone" });
  await expect(rest.call(`POST ${SESSIONS}`, [], { body: { agentType: 1 } })).rejects.toThrow("breaks the document");
  // Another server than the one that is described.
  const other = new RestClient(await startPrism("gateway.json", concordance), { authorization: `Bearer ${KEY}` });
  await expect(other.call("GET /health")).rejects.toThrow("breaks the document");
});
