import { describe, expect, test } from "vitest";
import { LIMITS } from "../../../generated/gateway/limits.ts";
import { CWD } from "../../acp/testing/acp-gateway.ts";
import { ScriptedAgents } from "../../agents/testing/scripted-agents.ts";
import { startTestGateway, type TestGateway } from "../../testing/test-gateway.ts";
import { answerTo, HttpClient, INITIALIZE, rpc, updateOf } from "./testing/http-client.ts";

const UNKNOWN = "00000000-0000-4000-8000-000000000000";
const PROBLEM = /^application\/problem\+json/;

/** What a refusal says. */
async function problem(response: Response): Promise<{ status: number; code: string; path: string | undefined }> {
  expect(response.headers.get("content-type")).toMatch(PROBLEM);
  const { status, code, details } = (await response.json()) as { status: number; code: string; details?: { path: string }[] };
  expect(status).toBe(response.status);
  return { status, code, path: details?.[0]?.path };
}

/** Opens a session on a connection whose stream is read. */
async function openSession(client: HttpClient, stream: Awaited<ReturnType<HttpClient["stream"]>>, agentType = "echo"): Promise<string> {
  await client.send({ id: 1, method: "session/new", params: { cwd: CWD, mcpServers: [], _meta: { agentType } } });
  const { result } = await answerTo(stream, 1);
  return (result as { sessionId: string }).sessionId;
}

const prompt = (text: string, id: unknown = 2) => ({ id, method: "session/prompt", params: { prompt: [{ type: "text", text }] } });

describe("opening a connection", () => {
  test("initialize is answered right away, with the connection's name", async () => {
    const gateway = await startTestGateway();
    const response = await new HttpClient(gateway).fetch("POST", { body: rpc(INITIALIZE) });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toMatch(/^application\/json/);
    expect(response.headers.get("acp-connection-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(await response.json()).toMatchObject({ jsonrpc: "2.0", id: 0, result: { protocolVersion: 1 } });
  });

  test("initialize with parameters that are not right is answered with the protocol's own error", async () => {
    const gateway = await startTestGateway();
    const response = await new HttpClient(gateway).fetch("POST", { body: rpc({ id: "x", method: "initialize", params: {} }) });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ id: "x", error: { code: -32602 } });
  });

  test("initialize on a connection, with the id null, or as a notification opens nothing", async () => {
    const gateway = await startTestGateway();
    const client = await HttpClient.open(gateway);
    expect(await problem(await client.send(INITIALIZE))).toMatchObject({ status: 400, path: "/headers/acp-connection-id" });
    const bare = new HttpClient(gateway);
    expect(await problem(await bare.fetch("POST", { body: rpc({ ...INITIALIZE, id: null }) }))).toMatchObject({ status: 400, path: "/id" });
    const { id: _, ...notification } = INITIALIZE;
    expect(await problem(await bare.fetch("POST", { body: rpc(notification) }))).toMatchObject({ status: 400 });
  });

  test("each connection has a name of its own", async () => {
    const gateway = await startTestGateway();
    const [one, two] = [await HttpClient.open(gateway), await HttpClient.open(gateway)];
    expect(one.connectionId).not.toBe(two.connectionId);
  });
});

describe("messages", () => {
  test("a call is taken with 202 and no body, and answered on the connection's stream", async () => {
    const gateway = await startTestGateway();
    const client = await HttpClient.open(gateway);
    const stream = await client.stream();
    const response = await client.send({ id: "list", method: "session/list", params: {} });
    expect([response.status, await response.text()]).toEqual([202, ""]);
    expect(await answerTo(stream, "list")).toMatchObject({ result: { sessions: [] } });
  });

  test("what is answered before the stream is opened waits for it", async () => {
    const gateway = await startTestGateway();
    const client = await HttpClient.open(gateway);
    await client.send({ id: 1, method: "session/list", params: {} });
    await client.send({ id: 2, method: "no/such", params: {} });
    const stream = await client.stream();
    expect(await answerTo(stream, 1)).toHaveProperty("result");
    expect(await answerTo(stream, 2)).toMatchObject({ error: { code: -32601 } });
  });

  test("a turn comes on the session's stream where that is read, all of it before the answer", async () => {
    const gateway = await startTestGateway();
    const client = await HttpClient.open(gateway);
    const main = await client.stream();
    const sessionId = await openSession(client, main);
    const session = await client.stream(sessionId.toUpperCase());
    await client.sendFor(sessionId, prompt("Hello"));
    expect(await answerTo(session, 2)).toMatchObject({ result: { stopReason: "end_turn" } });
    const kinds = session.heard.map(({ data }) => data["method"] ?? "answer");
    expect(kinds).toEqual([...kinds.slice(0, -1).map(() => "session/update"), "answer"]);
    expect(kinds.length).toBeGreaterThan(1);
    expect(main.heard.every(({ data }) => data["id"] === 1)).toBe(true);
  });

  test("without a stream of the session its turn comes on the connection's", async () => {
    const gateway = await startTestGateway();
    const client = await HttpClient.open(gateway);
    const main = await client.stream();
    const sessionId = await openSession(client, main);
    await client.sendFor(sessionId, prompt("Hello"));
    expect(await updateOf(main, "agent_message_chunk")).toMatchObject({ content: { text: "Hello" } });
    await answerTo(main, 2);
  });

  test("when the reader of a session's stream goes, what comes after that comes on the connection's", async () => {
    const agents = new ScriptedAgents();
    const gateway = await startTestGateway({ catalogue: agents.catalogue });
    const client = await HttpClient.open(gateway);
    const main = await client.stream();
    const sessionId = await openSession(client, main, "scripted");
    const session = await client.stream(sessionId);
    await client.sendFor(sessionId, prompt("Hello"));
    const turn = await agents.next();
    turn.output.text("one");
    await updateOf(session, "agent_message_chunk");
    session.destroy();
    await session.ended;
    // The stream is free again once the gateway knows.
    let again = await client.stream(sessionId);
    while (again.status === 409) again = await client.stream(sessionId);
    again.destroy();
    await again.ended;
    turn.output.text("two");
    turn.complete();
    expect(await answerTo(main, 2)).toMatchObject({ result: { stopReason: "end_turn" } });
  });

  test("a request of the gateway is answered by a POST", async () => {
    const agents = new ScriptedAgents();
    const gateway = await startTestGateway({ catalogue: agents.catalogue });
    const client = await HttpClient.open(gateway);
    const main = await client.stream();
    const sessionId = await openSession(client, main, "scripted");
    const session = await client.stream(sessionId);
    await client.sendFor(sessionId, prompt("Hello"));
    const turn = await agents.next();
    const options = [{ optionId: "yes", name: "Yes", kind: "allow_once" as const }];
    const answer = turn.output.requestPermission({ title: "Go on?", options });
    const { data } = await session.next("message", ({ data: { method } }) => method === "session/request_permission");
    const result = { outcome: { outcome: "selected", optionId: "yes" } };
    const response = await client.send({ id: data["id"], result }, { "acp-session-id": sessionId });
    expect(response.status).toBe(202);
    expect(await answer).toMatchObject({ optionId: "yes", dismissed: false });
    turn.complete();
    await answerTo(session, 2);
  });

  test("a message of the largest size is taken, and one byte more is 413", async () => {
    const gateway = await startTestGateway();
    const client = await HttpClient.open(gateway);
    const headers = { "acp-connection-id": client.connectionId };
    const message = Buffer.from(rpc({ method: "_padding" }));
    const padded = (bytes: number) => Buffer.concat([message, Buffer.alloc(bytes - message.length, " ")]);
    expect((await client.fetch("POST", { body: padded(LIMITS.acpFrameBytes), headers })).status).toBe(202);
    const refused = await client.fetch("POST", { body: padded(LIMITS.acpFrameBytes + 1), headers });
    expect(await problem(refused)).toMatchObject({ status: 413, code: "MESSAGE_TOO_LARGE" });
  });
});

describe("what is refused", () => {
  let gateway: TestGateway;
  let client: HttpClient;
  const onConnection = () => ({ "acp-connection-id": client.connectionId });

  async function start(): Promise<void> {
    gateway = await startTestGateway();
    client = await HttpClient.open(gateway);
  }

  test.each(["text/plain", "application/jsonp", "application/json-rpc", "multipart/form-data; boundary=x"])(
    "a body of the type %s is 415",
    async (type) => {
      await start();
      const response = await client.fetch("POST", { body: rpc(INITIALIZE), headers: { ...onConnection(), "content-type": type } });
      expect(await problem(response)).toMatchObject({ status: 415 });
    },
  );

  test("a body of no type is 415, and one of JSON in capitals, with a character set, is taken", async () => {
    await start();
    expect(await problem(await client.fetch("POST", { headers: onConnection() }))).toMatchObject({ status: 415 });
    const headers = { ...onConnection(), "content-type": "Application/JSON ; charset=utf-8" };
    expect((await client.fetch("POST", { body: rpc({ method: "_x" }), headers })).status).toBe(202);
  });

  test.each([
    ["no JSON", "{", -32700],
    ["nothing", "", -32700],
    ["no UTF-8", Buffer.from([0x22, 0xff, 0x22]), -32700],
    ["a batch", "[]", -32600],
    ["a batch of one", `[${rpc({ id: 1, method: "session/list" })}]`, -32600],
    ["no object", "1", -32600],
    ["no JSON-RPC 2.0", '{"id":1,"method":"x"}', -32600],
  ])("a body that is %s is 400, with the protocol's error %s", async (_, body, code) => {
    await start();
    const response = await client.fetch("POST", { body, headers: { ...onConnection(), "content-type": "application/json" } });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ jsonrpc: "2.0", error: { code } });
  });

  test.each(["application/json", "*/*", "text/html"])("a stream for a client that accepts %s is 406", async (accept) => {
    await start();
    expect(await problem(await client.fetch("GET", { headers: { ...onConnection(), accept } }))).toMatchObject({ status: 406 });
  });

  test.each(["POST", "GET", "DELETE"])("%s without a connection is 400, and on one that does not exist 404", async (method) => {
    await start();
    const request = (headers: Record<string, string>) =>
      client.fetch(method, {
        headers: { accept: "text/event-stream", ...headers },
        ...(method === "POST" ? { body: rpc({ method: "session/list" }) } : {}),
      });
    expect(await problem(await request({}))).toMatchObject({ status: 400, path: "/headers/acp-connection-id" });
    expect(await problem(await request({ "acp-connection-id": "" }))).toMatchObject({ status: 400 });
    expect(await problem(await request({ "acp-connection-id": UNKNOWN }))).toMatchObject({ status: 404, code: "NOT_FOUND" });
  });

  test("a message about a session without the header, or with that of another one, is 400", async () => {
    await start();
    const refused = { status: 400, path: "/headers/acp-session-id" };
    const params = { sessionId: UNKNOWN };
    expect(await problem(await client.send({ id: 1, method: "session/prompt", params }))).toMatchObject(refused);
    expect(await problem(await client.send({ id: 1, method: "session/load" }))).toMatchObject(refused);
    expect(await problem(await client.send({ method: "session/cancel" }))).toMatchObject(refused);
    expect(await problem(await client.send({ id: 1, method: "config/get", params }))).toMatchObject(refused);
    const other = { "acp-session-id": "10000000-0000-4000-8000-000000000000" };
    expect(await problem(await client.send({ id: 1, method: "session/prompt", params }, other))).toMatchObject(refused);
    expect((await client.send({ id: 1, method: "session/prompt", params }, { "acp-session-id": UNKNOWN })).status).toBe(202);
  });

  test("a second reader of a stream is 409, and the first one stays", async () => {
    await start();
    const streams = [await client.stream(), await client.stream(UNKNOWN)];
    expect(streams.map(({ status }) => status)).toEqual([200, 200]);
    const second = await client.fetch("GET", { headers: { ...onConnection(), accept: "text/event-stream" } });
    expect(await problem(second)).toMatchObject({ status: 409, code: "CONFLICT" });
    expect((await client.stream(UNKNOWN)).status).toBe(409);
    await client.send({ id: 7, method: "session/list", params: {} });
    expect(await answerTo(streams[0] as (typeof streams)[number], 7)).toHaveProperty("result");
  });

  test.each(["PUT", "PATCH"])("%s is 405, and says what is allowed", async (method) => {
    await start();
    const response = await client.fetch(method, { headers: onConnection() });
    expect(response.headers.get("allow")).toBe("DELETE, GET, POST");
    expect(await problem(response)).toMatchObject({ status: 405 });
  });

  test("HEAD is 405", async () => {
    await start();
    expect((await client.fetch("HEAD", { headers: onConnection() })).status).toBe(405);
  });
});

describe("whose connection it is", () => {
  const wrong = { status: 404, code: "NOT_FOUND" };

  test("a connection is there for its user only, by every method, and others cannot tell it from none", async () => {
    const gateway = await startTestGateway({ withTokens: true });
    const ada = await HttpClient.open(gateway, "acme~ada");
    for (const token of ["acme~bob", "other~ada"]) {
      const other = new HttpClient(gateway, token);
      other.connectionId = ada.connectionId;
      expect(await problem(await other.send({ id: 1, method: "session/list", params: {} }))).toMatchObject(wrong);
      expect((await other.stream()).status).toBe(404);
      expect(await problem(await other.end())).toMatchObject(wrong);
    }
    expect((await ada.send({ id: 1, method: "session/list", params: {} })).status).toBe(202);
  });

  test("a connection that was opened with a token is not there without one", async () => {
    const gateway = await startTestGateway({ withTokens: true });
    const ada = await HttpClient.open(gateway, "acme~ada");
    const nobody = new HttpClient(gateway);
    nobody.connectionId = ada.connectionId;
    expect(await problem(await nobody.send({ id: 1, method: "session/list", params: {} }))).toMatchObject(wrong);
    expect((await nobody.stream()).status).toBe(404);
  });

  test("a token that is not valid is 401", async () => {
    const gateway = await startTestGateway({ withTokens: true });
    const response = await new HttpClient(gateway, "rubbish").fetch("POST", { body: rpc(INITIALIZE) });
    expect(await problem(response)).toMatchObject({ status: 401, code: "AUTH_FAILED" });
  });

  test("without a token a connection can be opened, and authenticated later; then others' tokens do not fit", async () => {
    const gateway = await startTestGateway({ withTokens: true });
    const client = await HttpClient.open(gateway);
    const stream = await client.stream();
    await client.send({ id: 1, method: "session/list", params: {} });
    expect(await answerTo(stream, 1)).toMatchObject({ error: { data: { code: "UNAUTHENTICATED" } } });
    await client.send({ id: 2, method: "authenticate", params: { methodId: "token", _meta: { token: "acme~ada" } } });
    expect(await answerTo(stream, 2)).toMatchObject({ result: {} });
    await client.send({ id: 3, method: "session/list", params: {} });
    expect(await answerTo(stream, 3)).toMatchObject({ result: { sessions: [] } });
    const bob = new HttpClient(gateway, "acme~bob");
    bob.connectionId = client.connectionId;
    expect(await problem(await bob.end())).toMatchObject(wrong);
  });

  test("a page of an origin that is not allowed is refused, by every method", async () => {
    const gateway = await startTestGateway({ withTokens: true, config: { allowedOrigins: ["https://fine.example"] } });
    const client = new HttpClient(gateway, "acme~ada");
    for (const method of ["POST", "GET", "DELETE"]) {
      const headers = { origin: "https://evil.example" };
      const response = await client.fetch(method, { headers, ...(method === "POST" ? { body: rpc(INITIALIZE) } : {}) });
      expect(await problem(response)).toMatchObject({ status: 403, code: "FORBIDDEN" });
    }
    const fine = await client.fetch("POST", { body: rpc(INITIALIZE), headers: { origin: "https://fine.example" } });
    expect(fine.status).toBe(200);
    expect(fine.headers.get("access-control-allow-origin")).toBe("https://fine.example");
    expect(fine.headers.get("access-control-expose-headers")).toContain("Acp-Connection-Id");
  });
});

describe("the end of a connection", () => {
  test("DELETE ends it: its streams are over, and it is not there any more", async () => {
    const gateway = await startTestGateway();
    const client = await HttpClient.open(gateway);
    const streams = [await client.stream(), await client.stream(UNKNOWN)];
    const response = await client.end();
    expect([response.status, await response.text()]).toEqual([202, ""]);
    for (const stream of streams) expect(await stream.ended).toEqual({ whole: true });
    expect(await problem(await client.end())).toMatchObject({ status: 404 });
    expect(await problem(await client.send({ id: 1, method: "session/list" }))).toMatchObject({ status: 404 });
  });

  test("a turn goes on without the connection that ran it", async () => {
    const agents = new ScriptedAgents();
    const gateway = await startTestGateway({ catalogue: agents.catalogue });
    const client = await HttpClient.open(gateway);
    const stream = await client.stream();
    const sessionId = await openSession(client, stream, "scripted");
    await client.sendFor(sessionId, prompt("Hello"));
    const turn = await agents.next();
    await client.end();
    turn.output.text("still here");
    turn.complete();
    const next = await HttpClient.open(gateway);
    const main = await next.stream();
    await next.sendFor(sessionId, { id: 1, method: "session/load", params: { cwd: CWD, mcpServers: [] } });
    expect(await updateOf(main, "agent_message_chunk")).toMatchObject({ content: { text: "still here" } });
    expect(await answerTo(main, 1)).toHaveProperty("result");
  });

  test("a client that reads nothing is left behind once too much waits for it, and its turn goes on", async () => {
    const agents = new ScriptedAgents();
    const gateway = await startTestGateway({ catalogue: agents.catalogue });
    const client = await HttpClient.open(gateway);
    const stream = await client.stream();
    const sessionId = await openSession(client, stream, "scripted");
    const unread = await client.stream(sessionId, { paused: true });
    await client.sendFor(sessionId, prompt("Talk"));
    const turn = await agents.next();
    const piece = "x".repeat(64 * 1024);
    for (let sent = 0; sent < 4 * LIMITS.sendBufferBytes; sent += piece.length) {
      turn.output.text(piece);
      await turn.output.ready();
    }
    turn.complete();
    expect(await stream.ended).toEqual({ whole: true });
    unread.read();
    await unread.ended;
    expect(await problem(await client.send({ id: 1, method: "session/list" }))).toMatchObject({ status: 404 });
    const next = await HttpClient.open(gateway);
    const main = await next.stream();
    await next.sendFor(sessionId, { id: 1, method: "session/load", params: { cwd: CWD, mcpServers: [] } });
    await answerTo(main, 1);
    const texts = main.heard.flatMap(({ data }) => data["params"] ?? []) as {
      update: { sessionUpdate: string; content?: { text: string } };
    }[];
    const said = texts.filter(({ update }) => update.sessionUpdate === "agent_message_chunk");
    expect(said.reduce((sum, { update }) => sum + (update.content?.text.length ?? 0), 0)).toBe(4 * LIMITS.sendBufferBytes);
  });

  test("a shutdown ends every stream, whole", async () => {
    const gateway = await startTestGateway();
    const client = await HttpClient.open(gateway);
    const streams = [await client.stream(), await client.stream(UNKNOWN)];
    await gateway.close();
    for (const stream of streams) expect(await stream.ended).toEqual({ whole: true });
  });

  test("a client that reads nothing is not waited for at a shutdown for long", async () => {
    const gateway = await startTestGateway();
    const client = await HttpClient.open(gateway);
    await client.stream(undefined, { paused: true });
    await gateway.close();
  });
});
