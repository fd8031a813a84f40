import { randomUUID } from "node:crypto";
import type { OperationModel } from "@diminuendo/typespec-protocol/model";
import { expect, test } from "vitest";
import { LIMITS } from "../../generated/gateway/limits.ts";
import { GATEWAY, resolved } from "../../spec/test/gateway-model.ts";
import { brokenValues } from "../testing/broken-values.ts";
import { diskState } from "../testing/disk-state.ts";
import { startTestGateway, type TestGateway } from "../testing/test-gateway.ts";

const OPERATIONS = GATEWAY.operations.filter(({ authenticated }) => authenticated);
const keyOf = ({ resource, name }: OperationModel) => `${resource}.${name}`;

/** A valid body for every endpoint that takes one, with every field. */
const BODIES: Readonly<Record<string, Record<string, unknown>>> = {
  "Sessions.create": { agentType: "echo", name: "A name", projectId: randomUUID(), metadata: { a: 1 } },
  "Sessions.update": { name: "A name", projectId: randomUUID(), metadata: { a: 1 } },
  "Sessions.runTurn": { text: "go", clientTurnId: "mine", whenBusy: "queue", attachments: [{ name: "a", mimeType: "b", data: "QQ==" }] },
  "Sessions.steer": { content: "left" },
  "Sessions.answer": { requestId: "request", answers: { a: 1 }, optionId: "yes", dismissed: false },
  "Sessions.fork": { seq: 1, name: "A name" },
  "Me.updatePreferences": { preferences: { theme: "dark" } },
  "Me.writeDevice": { name: "A name", platform: "ios", pushToken: "a", capabilities: { a: 1 } },
  "TenantSettings.update": { settings: { theme: "dark" } },
  "Projects.create": { name: "A name", description: "A text", metadata: { a: 1 } },
  "Projects.update": { name: "A name", description: "A text", metadata: { a: 1 } },
};

function urlOf({ path }: OperationModel, sessionId: string, query = ""): string {
  return (
    path.replace("{sessionId}", sessionId).replace("{projectId}", randomUUID()).replace("{deviceId}", "phone").replace("{iteration}", "1") +
    query
  );
}

/** What every request needs, beside the parameter that is tried. */
function needed({ parameters }: OperationModel, except: string): string {
  const required = parameters.filter(({ in: place, required, wireName }) => place === "query" && required && wireName !== except);
  return required.map(({ wireName }) => `&${wireName}=a`).join("");
}

async function refusal(gateway: TestGateway, method: string, url: string, options: Parameters<TestGateway["request"]>[2] = {}) {
  const response = await gateway.request(method, url, options);
  const text = await response.text();
  expect(response.headers.get("content-type"), `${method} ${url}`).toContain("application/problem+json");
  const problem = JSON.parse(text) as { status: number; code: string; detail: string; details?: { path: string }[] };
  expect(problem.status).toBe(response.status);
  expect([...problem.detail].length).toBeLessThanOrEqual(LIMITS.errorMessageLength);
  expect(text).not.toContain(gateway.dataDir);
  return { status: problem.status, code: problem.code, paths: (problem.details ?? []).map(({ path }) => path) };
}

test("a query parameter that breaks a rule, or comes twice, is 400 and named", async () => {
  const gateway = await startTestGateway();
  const client = await gateway.connect();
  const sessionId = await client.createSession();
  let tried = 0;
  for (const operation of OPERATIONS) {
    for (const { wireName, in: place, schema } of operation.parameters) {
      if (place !== "query") continue;
      const { type, minimum, maximum, minLength, maxLength, pattern } = resolved(schema);
      const isEnum = resolved(schema).enum !== undefined;
      const wrong: string[] = [];
      if (type === "integer")
        wrong.push("", "a", "1.5", "1e1", "0x1", " 1", "1 ", "+1", "--1", "1,2", "null", "true", "Infinity", "９", "9".repeat(400));
      if (type === "boolean") wrong.push("", "1", "0", "yes", "TRUE", "null", "truefalse");
      if (minimum !== undefined) wrong.push(String(minimum - 1));
      if (maximum !== undefined) wrong.push(String(maximum + 1));
      if (minLength !== undefined) wrong.push("a".repeat(minLength - 1));
      if (maxLength !== undefined) wrong.push("a".repeat(maxLength + 1));
      if (pattern !== undefined || isEnum) wrong.push("nonsense", "../x");
      const queries = wrong.map((value) => `?${wireName}=${encodeURIComponent(value)}`);
      for (const query of [...queries, `?${wireName}=1&${wireName}=1`, `?${wireName}[]=1&${wireName}[]=2`.replaceAll("[]", "")]) {
        tried++;
        const { status, code, paths } = await refusal(
          gateway,
          operation.method,
          urlOf(operation, sessionId, query + needed(operation, wireName)),
        );
        expect({ status, code }, `${keyOf(operation)} ${query}`).toEqual({ status: 400, code: "INVALID_MESSAGE" });
        expect(paths, `${keyOf(operation)} ${query}`).toContain(`/query/${wireName}`);
      }
    }
  }
  expect(tried).toBeGreaterThan(100);
});

test("a required query parameter that is missing is 400 and named; one that nobody knows is passed over", async () => {
  const gateway = await startTestGateway();
  const client = await gateway.connect();
  const sessionId = await client.createSession();
  for (const operation of OPERATIONS) {
    for (const { wireName, in: place, required } of operation.parameters) {
      if (place !== "query" || !required) continue;
      expect(await refusal(gateway, operation.method, urlOf(operation, sessionId, "?x=1"))).toMatchObject({
        status: 400,
        paths: [`/query/${wireName}`],
      });
    }
  }
  expect((await gateway.request("GET", "/api/v1/sessions?nobody=knows&limit=2&__proto__=x&constructor=y")).status).toBe(200);
});

test("a session id in a path that is none is refused, or nothing is found, and no path leaves the API", async () => {
  const gateway = await startTestGateway();
  const uuid = randomUUID();
  const noIds = ["..%2f..%2fetc", "%2e%2e", "nonsense", "%00", "..", "1", `${uuid}x`, `${uuid}%0a`, "%F0%9F%92%A1", "a".repeat(4000)];
  for (const id of noIds) {
    for (const path of ["", "/events", "/files/content?path=a", "/export"]) {
      const { status, code } = await refusal(gateway, "GET", `/api/v1/sessions/${id}${path}`);
      expect([`${status} ${code}`], id).toEqual([
        id.includes("..") || id === "%2e%2e" ? expect.stringMatching(/^40/) : "400 INVALID_MESSAGE",
      ]);
    }
  }
});

test("an iteration in a path that is no number above zero is refused", async () => {
  const gateway = await startTestGateway();
  const sessionId = await (await gateway.connect()).createSession();
  for (const iteration of ["0", "-1", "1.5", "a", "%20", "1e1", "9".repeat(400)]) {
    const refused = await refusal(gateway, "GET", `/api/v1/sessions/${sessionId}/files/at/${iteration}?path=a`);
    expect(refused, iteration).toEqual({ status: 400, code: "INVALID_MESSAGE", paths: ["/path/iteration"] });
  }
});

test("a body that breaks a rule is 400 and names the field, and nothing changes", async () => {
  const gateway = await startTestGateway();
  const client = await gateway.connect();
  const sessionId = await client.createSession();
  await client.request({ type: "list_sessions" }, "session_list");
  const before = diskState(gateway.dataDir);
  const taking = OPERATIONS.filter(({ body }) => body !== null);
  expect(taking.map(keyOf).sort()).toEqual(Object.keys(BODIES).sort());
  for (const operation of taking) {
    for (const { name, pointer, value } of brokenValues(operation.body ?? {}, BODIES[keyOf(operation)])) {
      const { status, code, paths } = await refusal(gateway, operation.method, urlOf(operation, sessionId), {
        body: JSON.stringify(value),
      });
      expect({ status, code }, `${keyOf(operation)} ${pointer} ${name}`).toEqual({ status: 400, code: "INVALID_MESSAGE" });
      expect(paths, `${keyOf(operation)} ${pointer} ${name}`).toContain(`/body${pointer}`);
    }
  }
  await client.request({ type: "list_sessions" }, "session_list");
  expect(diskState(gateway.dataDir)).toEqual(before);
});

test("a body that is no JSON, or no object, is refused and creates nothing", async () => {
  const gateway = await startTestGateway();
  const deep = LIMITS.jsonDepth - 1;
  const bodies: [string, string][] = [
    ['{"agentType":', "INVALID_JSON"],
    ['{"agentType":"echo"} x', "INVALID_JSON"],
    ['\ufeff{"agentType":"echo"}', "INVALID_JSON"],
    ['{"agentType":"echo","name":"\\ud800"}', "INVALID_JSON"],
    [`{"agentType":"echo","metadata":{"a":${"[".repeat(deep)}${"]".repeat(deep)}}}`, "INVALID_JSON"],
    ["null", "INVALID_MESSAGE"],
    ["[]", "INVALID_MESSAGE"],
    ['"echo"', "INVALID_MESSAGE"],
  ];
  for (const [body, code] of bodies)
    expect(await refusal(gateway, "POST", "/api/v1/sessions", { body }), body).toMatchObject({ status: 400, code });
  const headers = { "content-type": "application/json" };
  expect(await refusal(gateway, "POST", "/api/v1/sessions", { headers })).toMatchObject({ status: 400, code: "INVALID_JSON" });
  expect(await refusal(gateway, "POST", "/api/v1/sessions")).toMatchObject({ status: 400, code: "INVALID_MESSAGE", paths: ["/body"] });
  expect(await (await gateway.request("GET", "/api/v1/sessions")).json()).toEqual({ items: [], nextCursor: null });
});

test("a body that is not UTF-8 is refused", async () => {
  const gateway = await startTestGateway();
  const body = Buffer.concat([Buffer.from('{"agentType":"echo","name":"'), Buffer.from([0xff]), Buffer.from('"}')]);
  const response = await fetch(`${gateway.url}/api/v1/sessions`, { method: "POST", body, headers: { "content-type": "application/json" } });
  expect(await response.json()).toMatchObject({ status: 400, code: "INVALID_JSON" });
});

test("a body is read when its type is JSON, however that is written, and otherwise the header is named", async () => {
  const gateway = await startTestGateway();
  const create = (type: string) => ({ body: '{"agentType":"echo"}', headers: { "content-type": type } });
  const others = [
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=a",
    "application/xml",
    "nonsense",
    "application/jsonx",
  ];
  for (const type of others) {
    const refused = await refusal(gateway, "POST", "/api/v1/sessions", create(type));
    expect(refused, type).toEqual({ status: 400, code: "INVALID_MESSAGE", paths: ["/headers/content-type"] });
  }
  for (const type of ["application/json", "application/json; charset=utf-8", "application/json;charset=UTF-8", "APPLICATION/JSON"]) {
    expect((await gateway.request("POST", "/api/v1/sessions", create(type))).status, type).toBe(201);
  }
});

test("a body of the largest size is read, one byte more is 413, however it comes", async () => {
  const gateway = await startTestGateway();
  const ofBytes = (bytes: number) => {
    const head = '{"agentType":"echo","x":"';
    return `${head}${"x".repeat(bytes - head.length - 2)}"}`;
  };
  expect((await gateway.request("POST", "/api/v1/sessions", { body: ofBytes(LIMITS.frameBytes) })).status).toBe(201);
  expect(await refusal(gateway, "POST", "/api/v1/sessions", { body: ofBytes(LIMITS.frameBytes + 1) })).toMatchObject({
    status: 413,
    code: "MESSAGE_TOO_LARGE",
  });
  const stream = new Blob([ofBytes(LIMITS.frameBytes + 1)]).stream();
  const chunked = await fetch(`${gateway.url}/api/v1/sessions`, {
    method: "POST",
    body: stream,
    duplex: "half",
    headers: { "content-type": "application/json" },
  } as RequestInit);
  expect(await chunked.json()).toMatchObject({ status: 413, code: "MESSAGE_TOO_LARGE" });
  expect((await gateway.request("GET", "/health")).status).toBe(200);
});

test("a header that breaks a rule is refused and named", async () => {
  const gateway = await startTestGateway();
  const sessionId = await (await gateway.connect()).createSession();
  for (const key of ["", "a".repeat(256)]) {
    const refused = await refusal(gateway, "POST", "/api/v1/sessions", {
      body: { agentType: "echo" },
      headers: { "idempotency-key": key },
    });
    expect(refused).toEqual({ status: 400, code: "INVALID_MESSAGE", paths: ["/headers/idempotency-key"] });
  }
  for (const id of ["x", "-1", "1.5", "1,2"]) {
    const refused = await refusal(gateway, "GET", `/api/v1/sessions/${sessionId}/events`, { headers: { "last-event-id": id } });
    expect(refused).toEqual({ status: 400, code: "INVALID_MESSAGE", paths: ["/headers/last-event-id"] });
  }
});

test("what the schema cannot say is named by its place in the request, too", async () => {
  const gateway = await startTestGateway();
  const client = await gateway.connect();
  const sessionId = await client.createSession();
  await client.join(sessionId);
  await client.runTurn(sessionId, "hello");
  const { lastSeq } = (await client.request({ type: "get_events", sessionId }, "events")) as { lastSeq: number };
  const about = `/api/v1/sessions/${sessionId}`;
  expect(await refusal(gateway, "POST", `${about}/fork`, { body: { seq: lastSeq + 1 } })).toMatchObject({
    status: 400,
    paths: ["/body/seq"],
  });
  for (const url of ["/api/v1/sessions?", "/api/v1/agents?", `${about}/messages?`, `${about}/events?`, `${about}/files?`]) {
    // In base64: nonsense, no list, an empty list, null, and numbers that count nothing.
    for (const cursor of ["nonsense", "e30", "W10", "bnVsbA", "W251bGxd", "Wy0xXQ", "WzEuNV0", "WzFlOTk5XQ", "Wy0xLCJhIl0"]) {
      const refused = await refusal(gateway, "GET", `${url}cursor=${cursor}`);
      expect(refused, `${url}${cursor}`).toEqual({ status: 400, code: "INVALID_MESSAGE", paths: ["/query/cursor"] });
    }
  }
});
