import { DiminuendoClient } from "../../../clients/typescript/src/index.ts";
import { Line } from "../../runner/line.ts";
import type { Json, JsonObject } from "../../trace/format.ts";
import { isObject } from "../../trace/match.ts";
import { call, openEventStream } from "../../wire/http.ts";
import { openSocket } from "../../wire/socket.ts";

const RULE = "the conversation";
const QUESTION = "Write a program that greets somebody.";

/** Opens a connection to `/ws`, or to another socket. */
export async function connect(url: string, path = "/ws", offer: string[] = []): Promise<Line> {
  const peer = await openSocket({ url: `${url}${path}`, headers: {}, offer });
  if ("status" in peer) throw new Error(`The connection was refused: ${peer.status}`);
  return new Line(peer, [], ({ type }) => type === "heartbeat", RULE);
}

/** A request whose answer is JSON. */
export async function ask(
  url: string,
  method: string,
  path: string,
  body?: Json,
  headers: Record<string, string> = {},
): Promise<JsonObject> {
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  const type: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" };
  const answer = await call({ url: `${url}${path}`, method, headers: { ...type, ...headers }, ...content });
  return { ...(isObject(answer.body) ? answer.body : {}), etag: answer.headers["etag"] ?? "" };
}

/** A session of an agent, joined; resolves with its id. */
async function sessionOf(line: Line, agentType: string): Promise<string> {
  await line.until({ type: "authenticated" }, RULE);
  const { session } = await line.ask({ type: "create_session", agentType, name: "A talk" }, RULE);
  const id = String((session as JsonObject)["id"]);
  await line.ask({ type: "join_session", sessionId: id, afterSeq: 0 }, RULE);
  await line.until({ type: "session_synced" }, RULE);
  return id;
}

/** A turn of an agent that says what it hears. */
export async function echoTurn(url: string): Promise<void> {
  const line = await connect(url);
  const sessionId = await sessionOf(line, "echo");
  await line.ask({ type: "run_turn", sessionId, text: "Hello, echo. Say ${this} back, please.", clientTurnId: crypto.randomUUID() }, RULE);
  await line.until({ type: "turn_complete" }, RULE);
  await line.ask({ type: "get_history", sessionId }, RULE);
  line.peer.close(1000);
}

/** A whole turn of the coding agent, with everything that it asks answered. */
export async function codingTurn(line: Line, sessionId: string): Promise<void> {
  await line.ask({ type: "run_turn", sessionId, text: QUESTION }, RULE);
  const { requestId } = await line.until({ type: "permission_requested" }, RULE);
  await line.ask({ type: "answer_question", sessionId, requestId: requestId ?? "", optionId: "allow" }, RULE);
  const question = await line.until({ type: "question_requested" }, RULE);
  await line.ask({ type: "answer_question", sessionId, requestId: question["requestId"] ?? "", answers: { name: "Ada" } }, RULE);
  await line.until({ type: "turn_complete" }, RULE);
}

/** What a person does in a session of the coding agent, over `/ws` and over HTTP, while another connection looks on. */
export async function session(url: string): Promise<void> {
  const line = await connect(url, "/ws", ["diminuendo.v1"]);
  const sessionId = await sessionOf(line, "coding-agent");
  const other = await connect(url);
  await other.ask({ type: "join_session", sessionId }, RULE);
  await codingTurn(line, sessionId);
  await other.until({ type: "turn_complete" }, RULE);
  for (const type of ["list_files", "get_history", "get_events"]) await line.ask({ type, sessionId }, RULE);
  for (const type of ["read_file", "file_history"]) await line.ask({ type, sessionId, path: "hello.mjs" }, RULE);
  await line.ask({ type: "file_at_iteration", sessionId, path: "hello.mjs", iteration: 1 }, RULE);
  await line.ask({ type: "leave_session", sessionId }, RULE);
  await overHttp(url, sessionId);
  other.peer.close(1000);
  await line.ask({ type: "delete_session", sessionId }, RULE);
  line.peer.close(1000);
}

async function overHttp(url: string, sessionId: string): Promise<void> {
  const path = `/api/v1/sessions/${sessionId}`;
  const { etag } = await ask(url, "GET", path);
  await ask(url, "PATCH", path, { name: "Another name" }, { "if-match": String(etag) });
  await ask(url, "PATCH", path, { name: "A third name" }, { "if-match": String(etag) });
  const { items, nextCursor } = await ask(url, "GET", `${path}/events?limit=3`);
  await ask(url, "GET", `${path}/events?limit=2&cursor=${encodeURIComponent(String(nextCursor))}`);
  const seq = Array.isArray(items) && isObject(items[2]) ? Number(items[2]["seq"]) : 0;
  const stream = await openEventStream({ url: `${url}${path}/events`, method: "GET", headers: { "last-event-id": String(seq) } });
  if ("status" in stream) throw new Error(`The stream was refused: ${stream.status}`);
  await new Line(stream, [], () => false, RULE).until({ event: "session_synced" }, RULE);
  stream.cut();
  await ask(url, "POST", `${path}/turns`, { text: "" }, { "idempotency-key": crypto.randomUUID() });
  await ask(url, "GET", "/api/v1/me", undefined, { "x-request-id": "mine-1" });
}

/** A turn of the coding agent by the TypeScript SDK, which makes up its own `ref`s and ids. */
export async function bySdk(url: string): Promise<void> {
  const client = new DiminuendoClient({ url });
  await client.connect();
  const created = await client.createSession({ agentType: "coding-agent" });
  const joined = await client.join(created.session.id, { afterSeq: 0 });
  joined.on("permission_requested", ({ requestId }) => void joined.answer(requestId, { optionId: "allow" }));
  joined.on("question_requested", ({ requestId }) => void joined.answer(requestId, { dismissed: true }));
  await (await joined.runTurn(QUESTION)).ended;
  await client.listFiles({ sessionId: joined.id });
  await joined.leave();
  client.close();
}

/** A prompt of an editor: the coding agent over the Agent Client Protocol. */
export async function acpPrompt(url: string): Promise<void> {
  const line = await connect(url, "/acp");
  await line.callMethod("initialize", { protocolVersion: 1, clientCapabilities: { elicitation: { form: {} } } }, RULE);
  const created = await line.callMethod("session/new", { cwd: "/project", mcpServers: [] }, RULE);
  const sessionId = String((created["result"] as JsonObject)["sessionId"]);
  line.send({ jsonrpc: "2.0", id: "p", method: "session/prompt", params: { sessionId, prompt: [{ type: "text", text: QUESTION }] } });
  const permission = await line.until({ method: "session/request_permission" }, RULE);
  const outcome = { outcome: { outcome: "selected", optionId: "allow" } };
  line.send({ jsonrpc: "2.0", id: permission["id"] ?? null, result: outcome });
  const question = await line.until({ method: "elicitation/create" }, RULE);
  line.send({ jsonrpc: "2.0", id: question["id"] ?? null, result: { action: "accept", content: { name: "Ada" } } });
  await line.until({ id: "p" }, RULE);
  await line.callMethod("config/set", { scope: "session", sessionId, key: "colour", value: "green" }, RULE);
  await line.callMethod("config/get", { scope: "session", sessionId, key: "colour" }, RULE);
  line.peer.close(1000);
}
