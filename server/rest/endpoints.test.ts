import { randomUUID } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { OperationModel } from "@diminuendo/typespec-protocol/model";
import { expect, test } from "vitest";
import { PERMISSIONS_OF } from "../../generated/gateway/permissions.ts";
import { GATEWAY, refName } from "../../spec/test/gateway-model.ts";
import { modelJudge } from "../../spec/test/roads.ts";
import { ScriptedAgents } from "../agents/testing/scripted-agents.ts";
import { ConcordanceCluster } from "../testing/concordance-process.ts";
import { diskState } from "../testing/disk-state.ts";
import { startTestGateway, type TestGateway } from "../testing/test-gateway.ts";

const DEVICE = "phone";
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

interface Given {
  query?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** A session with a turn that waits for an answer and a file of two versions, and one that rests. */
async function prepared(gateway: TestGateway, agents: ScriptedAgents) {
  const client = await gateway.connect("acme~ada");
  const [sessionId, resting] = [await client.createSession("scripted"), await client.createSession("scripted")];
  await client.join(sessionId);
  for (const content of ["one", "two"]) {
    const { turnId = "" } = await client.request({ type: "run_turn", sessionId, text: content }, "ack");
    const turn = await agents.next();
    await mkdir(join(gateway.dataDir, "sessions", sessionId, "workspace"), { recursive: true });
    await writeFile(join(gateway.dataDir, "sessions", sessionId, "workspace", "file"), content);
    turn.output.text(content);
    turn.complete();
    await client.turnEnd(turnId);
  }
  await client.request({ type: "run_turn", sessionId, text: "ask" }, "ack");
  const turn = await agents.next();
  const options = [{ optionId: "yes", name: "Yes", kind: "allow_once" as const }];
  void turn.output.requestPermission({ title: "May I?", options });
  const { requestId } = await client.next("permission_requested");
  return { client, sessionId, resting, requestId };
}

/** Calls an endpoint, whose session, or whose project, stands in the path. */
function call(gateway: TestGateway, { method, path }: OperationModel, id: string, { query = "", ...given }: Given, token = "acme~ada") {
  const url =
    path
      .replace(/\{(sessionId|projectId)\}/, id)
      .replace("{iteration}", "1")
      .replace("{deviceId}", DEVICE) + query;
  return gateway.request(method, url, { token, ...given });
}

const keyOf = ({ resource, name }: OperationModel) => `${resource}.${name}`;

test("every endpoint answers with its status, its headers, and a body of its type", async () => {
  const agents = new ScriptedAgents();
  const gateway = await startTestGateway({ withTokens: true, catalogue: agents.catalogue });
  const { sessionId, resting, requestId } = await prepared(gateway, agents);
  const token = "acme~ada";
  const project = await gateway.request("POST", "/api/v1/projects", { token, body: { name: "A project" } });
  const { id: projectId } = (await project.json()) as { id: string };
  await gateway.request("PUT", `/api/v1/me/devices/${DEVICE}`, { token, body: { name: "A device" } });
  const given: Record<string, { on?: string } & Given> = {
    "Me.updatePreferences": { body: { preferences: { a: 1 } } },
    "Me.listDevices": { query: "?limit=1" },
    "Me.writeDevice": { body: { name: "Renamed" } },
    "TenantSettings.update": { body: { settings: { a: 1 } } },
    "Projects.list": { query: "?limit=1" },
    "Projects.create": { body: { name: "New" } },
    "Projects.read": { on: projectId },
    "Projects.update": { on: projectId, body: { name: "Renamed" } },
    "Projects.delete": { on: projectId },
    "Sessions.list": { query: "?limit=1&includeArchived=true" },
    "Sessions.create": { body: { agentType: "echo", name: "New" } },
    "Sessions.update": { body: { name: "Renamed", projectId: null, metadata: { a: 1 } } },
    "Sessions.delete": { on: resting },
    "Sessions.archive": { on: resting },
    "Sessions.unarchive": { on: resting },
    "Sessions.runTurn": { body: { text: "more", whenBusy: "queue" } },
    "Sessions.steer": { body: { content: "left" } },
    "Sessions.answer": { body: { requestId, optionId: "yes" } },
    "Sessions.fork": { body: {} },
    "SessionFiles.list": { query: "?path=&depth=2" },
    "SessionFiles.content": { query: "?path=file" },
    "SessionFiles.history": { query: "?path=file" },
    "SessionFiles.at": { query: "?path=file" },
  };
  // What ends things comes last.
  const last = ["Sessions.stop", "Sessions.delete", "Me.deleteDevice", "Projects.delete"];
  const operations = [...GATEWAY.operations].sort((left, right) => last.indexOf(keyOf(left)) - last.indexOf(keyOf(right)));
  expect(operations).toHaveLength(38);
  for (const operation of operations) {
    const { on = sessionId, ...rest } = given[keyOf(operation)] ?? {};
    const response = await call(gateway, operation, on, { ...rest, headers: { "x-request-id": "mine-1" } });
    const [expected] = operation.responses;
    const text = await response.text();
    expect(response.status, `${keyOf(operation)} ${text}`).toBe(expected?.status);
    expect(response.headers.get("x-request-id"), keyOf(operation)).toBe("mine-1");
    for (const header of expected?.headers ?? []) expect(response.headers.get(header), `${keyOf(operation)} ${header}`).toBeTruthy();
    const [mediaType, schema] = Object.entries(expected?.content ?? {})[0] ?? [];
    if (mediaType === undefined) expect(text).toBe("");
    else expect(response.headers.get("content-type"), keyOf(operation)).toContain(mediaType);
    if (schema?.$ref !== undefined) {
      const judge = modelJudge(refName(schema.$ref));
      expect(judge(JSON.parse(text)), `${keyOf(operation)} ${JSON.stringify(judge.errors)}`).toBe(true);
    }
  }
});

test("what was created says where it is and which version, and can be read there", async () => {
  const gateway = await startTestGateway();
  const created = await gateway.request("POST", "/api/v1/sessions", { body: { agentType: "echo" } });
  const session = (await created.json()) as { id: string };
  expect(created.headers.get("location")).toBe(`/api/v1/sessions/${session.id}`);
  expect(created.headers.get("etag")).toBe('"1"');
  const read = await gateway.request("GET", created.headers.get("location") ?? "");
  expect(await read.json()).toEqual(session);
  expect(read.headers.get("etag")).toBe('"1"');
});

test("the id of a request is repeated if it is a proper one, and replaced if it is not", async () => {
  const gateway = await startTestGateway();
  const given = ["Abc_1.2:3-4", "a".repeat(128), "a".repeat(129), "a b", "<script>"];
  for (const path of ["/health", "/api/v1/sessions", "/nothing", `/api/v1/sessions/${randomUUID()}`]) {
    for (const [index, id] of given.entries()) {
      const response = await gateway.request("GET", path, { headers: { "x-request-id": id } });
      const answered = response.headers.get("x-request-id") ?? "";
      if (index < 2) expect(answered).toBe(id);
      else expect(answered).toMatch(UUID);
      const body = (await response.json()) as object;
      if (response.status >= 400) expect(body).toMatchObject({ instance: answered });
    }
  }
});

test("without a token, or with a wrong one, every endpoint but those of operations is 401 as a problem", async () => {
  const gateway = await startTestGateway({ withTokens: true });
  for (const operation of GATEWAY.operations) {
    const { method, authenticated } = operation;
    const path = operation.path
      .replace(/\{(sessionId|projectId)\}/, randomUUID())
      .replace("{iteration}", "1")
      .replace("{deviceId}", DEVICE);
    for (const [headers, code] of [
      [{}, "UNAUTHENTICATED"],
      [{ authorization: "Basic YTpi" }, "UNAUTHENTICATED"],
      [{ authorization: "Bearer" }, "UNAUTHENTICATED"],
      [{ authorization: "Bearer nonsense" }, "AUTH_FAILED"],
    ] as const) {
      const response = await fetch(gateway.url + path, { method, headers });
      if (!authenticated) {
        expect(response.status).toBe(200);
        await response.arrayBuffer();
        continue;
      }
      expect(response.status, keyOf(operation)).toBe(401);
      expect(response.headers.get("www-authenticate")).toBe("Bearer");
      expect(response.headers.get("content-type")).toContain("application/problem+json");
      const problem = (await response.json()) as object;
      expect(problem).toMatchObject({ code, status: 401, type: "about:blank", title: "Unauthorized" });
      expect(modelJudge("ProblemDetails")(problem)).toBe(true);
    }
  }
});

test("a viewer gets what the role permits, and 403 for anything else, which changes nothing", async () => {
  const agents = new ScriptedAgents();
  const { addresses } = await ConcordanceCluster.start(1);
  const config = { concordance: { addresses, apiKey: "dev" } };
  const gateway = await startTestGateway({ withTokens: true, catalogue: agents.catalogue, config });
  const { client, sessionId } = await prepared(gateway, agents);
  await client.request({ type: "manage_members", action: "add", userId: "vic", role: "viewer" }, "member_list");
  await gateway.connect("acme~vic");
  await client.request({ type: "list_sessions" }, "session_list");
  const before = diskState(gateway.dataDir);
  const bodies: Record<string, unknown> = {
    "Sessions.create": { agentType: "echo" },
    "Sessions.update": { name: "x" },
    "Sessions.runTurn": { text: "go" },
    "Sessions.steer": { content: "left" },
    "Sessions.answer": { requestId: "a", dismissed: true },
    "Sessions.fork": {},
    "Me.updatePreferences": { preferences: {} },
    "Me.writeDevice": { name: "x" },
    "TenantSettings.update": { settings: {} },
    "Projects.create": { name: "x" },
    "Projects.update": { name: "x" },
  };
  // Of these there are none.
  const absent = ["Me.readDevice", "Projects.read"];
  for (const operation of GATEWAY.operations.filter(({ authenticated }) => authenticated)) {
    const body = bodies[keyOf(operation)];
    const query = operation.resource === "SessionFiles" ? "?path=file" : "";
    const response = await call(gateway, operation, sessionId, { query, ...(body === undefined ? {} : { body }) }, "acme~vic");
    const allowed = (PERMISSIONS_OF.viewer as readonly unknown[]).includes(operation.permission);
    const text = await response.text();
    if (allowed && query === "") expect(response.status, keyOf(operation)).toBe(absent.includes(keyOf(operation)) ? 404 : 200);
    if (allowed) expect(response.status, keyOf(operation)).not.toBe(403);
    else expect(JSON.parse(text), keyOf(operation)).toMatchObject({ code: "FORBIDDEN", status: 403 });
  }
  await client.request({ type: "list_sessions" }, "session_list");
  expect(diskState(gateway.dataDir)).toEqual(before);
});

test("every state that refuses something is 409 or 404 with its code, as on the socket", async () => {
  const agents = new ScriptedAgents();
  const gateway = await startTestGateway({ withTokens: true, catalogue: agents.catalogue });
  const { client, sessionId, resting, requestId } = await prepared(gateway, agents);
  const archived = await client.createSession();
  await client.request({ type: "archive_session", sessionId: archived }, "session_archived");
  const refusals: [string, string, string, unknown, number, string][] = [
    ["POST", resting, "/stop", undefined, 409, "NO_ACTIVE_TURN"],
    ["POST", resting, "/steer", { content: "left" }, 409, "NO_ACTIVE_TURN"],
    ["POST", resting, "/answers", { requestId: "none", dismissed: true }, 404, "QUESTION_NOT_FOUND"],
    ["POST", sessionId, "/turns", { text: "go" }, 409, "TURN_IN_PROGRESS"],
    ["POST", sessionId, "/archive", undefined, 409, "TURN_IN_PROGRESS"],
    ["POST", archived, "/turns", { text: "go" }, 409, "SESSION_ARCHIVED"],
    ["POST", resting, "/turns", { text: "go", attachments: [{ name: "a", mimeType: "b", fileId: randomUUID() }] }, 404, "FILE_NOT_FOUND"],
    ["POST", sessionId, "/answers", { requestId, optionId: "no" }, 400, "INVALID_MESSAGE"],
    ["GET", sessionId, "/files/content?path=nothing", undefined, 404, "FILE_NOT_FOUND"],
    ["GET", sessionId, "/files/content?path=..%2Fx", undefined, 400, "PATH_OUTSIDE_WORKSPACE"],
    ["GET", sessionId, "/files/at/9?path=file", undefined, 404, "ITERATION_NOT_FOUND"],
  ];
  for (const [method, id, path, body, status, code] of refusals) {
    const response = await gateway.request(method, `/api/v1/sessions/${id}${path}`, {
      token: "acme~ada",
      ...(body === undefined ? {} : { body }),
    });
    const problem = (await response.json()) as object;
    expect(problem, path).toMatchObject({ status, code, type: "about:blank" });
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    expect(modelJudge("ProblemDetails")(problem)).toBe(true);
  }
  const unknown = await gateway.request("POST", "/api/v1/sessions", { token: "acme~ada", body: { agentType: "nobody" } });
  expect(await unknown.json()).toMatchObject({ status: 404, code: "AGENT_NOT_FOUND" });
});
