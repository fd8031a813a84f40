import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { GatewayProcess } from "../../testing/gateway-process.ts";
import { faultOfMessage } from "../testing/acp-schema.ts";
import { BridgeProcess, type Message } from "../testing/bridge-process.ts";

/*
 * The requirements of the official Technology Compatibility Kit for agents of version 1, each as a test of its name, held
 * against a fresh bridge process on standard input and output. Where a capability is not advertised, the test says so, and what
 * the protocol then demands. It is checked at the end of each that all the agent has written is valid.
 */

const CWD = "/project";
/** A client that can do nothing. */
const BARE = { protocolVersion: 1, clientCapabilities: {} };

type Fields = Record<string, unknown>;

/** An agent as the kit sees it. */
class Agent {
  readonly bridge: BridgeProcess;
  readonly #methods = new Map<unknown, string>();
  #initialized: Fields = {};

  private constructor(bridge: BridgeProcess) {
    this.bridge = bridge;
  }

  /** Starts it, and begins. @param agentType what answers prompts: `echo`, or `coding-agent`, which asks */
  static async start(agentType = "echo", initialize: object = BARE, env: Record<string, string> = {}): Promise<Agent> {
    const gateway = await GatewayProcess.start(env);
    const agent = new Agent(new BridgeProcess(gateway.url, { args: ["--agent", agentType] }));
    agent.#initialized = await agent.ask("initialize", initialize);
    return agent;
  }

  /** What it said of itself. */
  get initialized(): Fields {
    return this.#initialized;
  }

  get capabilities(): Fields {
    return this.#initialized["agentCapabilities"] as Fields;
  }

  get sessionCapabilities(): Fields {
    return this.capabilities["sessionCapabilities"] as Fields;
  }

  async call(method: string, params?: unknown): Promise<Message> {
    const message = await this.bridge.call(method, params);
    this.#methods.set(message.id, method);
    return message;
  }

  async ask(method: string, params?: unknown): Promise<Fields> {
    const message = await this.call(method, params);
    if (message.error !== undefined) throw new Error(`${method} failed: ${JSON.stringify(message.error)}`);
    return message.result as Fields;
  }

  async newSession(more: object = {}): Promise<Fields & { sessionId: string }> {
    return (await this.ask("session/new", { cwd: CWD, mcpServers: [], ...more })) as Fields & { sessionId: string };
  }

  prompt(sessionId: string, text = "Hello", more: object[] = []): Promise<Message> {
    return this.call("session/prompt", { sessionId, prompt: [{ type: "text", text }, ...more] });
  }

  /** Messages of this method so far. */
  told(method: string): Message[] {
    return this.messages.filter((message) => message.method === method);
  }

  get messages(): Message[] {
    return this.bridge.lines.map((line) => JSON.parse(line) as Message);
  }

  /** Ends it, and checks everything that it has written. */
  async finish(): Promise<void> {
    expect(await this.bridge.finish()).toBe(0);
    for (const message of this.messages) {
      const fault = faultOfMessage(message, message.method === undefined ? this.#methods.get(message.id) : undefined);
      if (fault !== null) throw new Error(`${fault}: ${JSON.stringify(message)}`);
    }
  }
}

/** Answers permissions as a person does who allows everything, until the test ends. */
async function allowEverything(agent: Agent): Promise<void> {
  for (;;) {
    const { id } = await agent.bridge.request("session/request_permission");
    agent.bridge.send({ id, result: { outcome: { outcome: "selected", optionId: "allow" } } });
  }
}

/** A turn that waits for a permission. */
async function busy(agent: Agent): Promise<{ sessionId: string; turn: Promise<Message>; permission: Message }> {
  const { sessionId } = await agent.newSession();
  const turn = agent.prompt(sessionId);
  return { sessionId, turn, permission: await agent.bridge.request("session/request_permission") };
}

async function cancelled(agent: Agent): Promise<Message> {
  const { sessionId, turn, permission } = await busy(agent);
  agent.bridge.notify("session/cancel", { sessionId });
  agent.bridge.send({ id: permission.id, result: { outcome: { outcome: "cancelled" } } });
  return turn;
}

function updatesOf(agent: Agent, sessionUpdate: string): Fields[] {
  return agent
    .told("session/update")
    .map(({ params }) => params?.["update"] as Fields)
    .filter((update) => update["sessionUpdate"] === sessionUpdate);
}

function textOf(agent: Agent, sessionUpdate = "agent_message_chunk"): string {
  return updatesOf(agent, sessionUpdate)
    .map(({ content }) => (content as Fields)["text"])
    .join("");
}

// MANDATORY

test("ACP-TRANSPORT-001: every line of standard output is one message of JSON-RPC", async () => {
  const agent = await Agent.start();
  const { sessionId } = await agent.newSession();
  await agent.prompt(sessionId, "Several\nlines");
  agent.bridge.write("{broken\n");
  await agent.bridge.answerTo(null);
  for (const line of agent.bridge.lines) expect(JSON.parse(line)).toMatchObject({ jsonrpc: "2.0" });
  await agent.finish();
});

test("ACP-TRANSPORT-002: standard output is UTF-8", async () => {
  const agent = await Agent.start();
  const { sessionId } = await agent.newSession();
  const chunks: Buffer[] = [];
  agent.bridge.child.stdout?.on("data", (chunk: Buffer) => chunks.push(chunk));
  await agent.prompt(sessionId, "ä€😀 \u2028");
  new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  expect(textOf(agent)).toBe("ä€😀 \u2028");
  await agent.finish();
});

test.each([
  ["an integer", "42", 42],
  ["a large integer", "9007199254740993", null],
  ["a string", '"request-1"', "request-1"],
  ["a string that looks like a number", '"42"', "42"],
])("ACP-JSONRPC-001: an id that is %s is given back as it is", async (_what, text, id) => {
  const agent = await Agent.start();
  agent.bridge.write(`{"jsonrpc":"2.0","id":${text},"method":"session/new","params":{"cwd":"${CWD}","mcpServers":[]}}\n`);
  const answer = await agent.bridge.next((message) => message.result !== undefined);
  if (id !== null) expect(answer.id).toBe(id);
  expect(agent.bridge.lines.some((line) => line.includes(`"id":${text}`))).toBe(true);
  await agent.finish();
});

test("ACP-JSONRPC-002: an answer has either a result or an error, which has a code and a message", async () => {
  const agent = await Agent.start();
  const { sessionId } = await agent.newSession();
  const answers = [await agent.prompt(sessionId), await agent.call("session/prompt", {}), await agent.call("nothing")];
  for (const { result, error } of answers) {
    expect([result, error].filter((value) => value !== undefined)).toHaveLength(1);
    if (error !== undefined) expect(error).toMatchObject({ code: expect.any(Number), message: expect.any(String) });
  }
  await agent.finish();
});

test("ACP-JSONRPC-003: notifications are not answered", async () => {
  const agent = await Agent.start();
  const { sessionId } = await agent.newSession();
  agent.bridge.notify("session/cancel", { sessionId });
  agent.bridge.notify("session/cancel", { sessionId: randomUUID() });
  agent.bridge.notify("session/cancel", {});
  agent.bridge.notify("$/cancel_request", { requestId: "none" });
  agent.bridge.notify("nothing", {});
  await agent.ask("session/list", {});
  expect(agent.messages.filter(({ method }) => method === undefined)).toHaveLength(3);
  await agent.finish();
});

test("ACP-INIT-001: the result of initialize is valid", async () => {
  const agent = await Agent.start();
  expect(agent.initialized).toMatchObject({ protocolVersion: 1, agentCapabilities: expect.any(Object) });
  await agent.finish();
});

test("ACP-INIT-002: who asks for version 1 gets version 1", async () => {
  const agent = await Agent.start();
  expect(agent.initialized["protocolVersion"]).toBe(1);
  await agent.finish();
});

test("ACP-INIT-003: who asks for a version that is not known gets the latest one that is", async () => {
  const agent = await Agent.start("echo", { protocolVersion: 65535, clientCapabilities: {} });
  expect(agent.initialized["protocolVersion"]).toBe(1);
  await agent.finish();
});

test("ACP-SCHEMA-001: every message of a whole turn is valid", async () => {
  const agent = await Agent.start("coding-agent", { protocolVersion: 1, clientCapabilities: { elicitation: { form: {} } } });
  void allowEverything(agent).catch(() => undefined);
  const { sessionId } = await agent.newSession();
  const turn = agent.prompt(sessionId);
  const { id } = await agent.bridge.request("elicitation/create");
  agent.bridge.send({ id, result: { action: "accept", content: { name: "Ada" } } });
  expect((await turn).result).toMatchObject({ stopReason: "end_turn" });
  expect(agent.told("session/update").length).toBeGreaterThan(10);
  await agent.finish();
});

test("ACP-SESSION-001: session/new gives a session an id", async () => {
  const agent = await Agent.start();
  expect((await agent.newSession()).sessionId).not.toBe("");
  await agent.finish();
});

test("ACP-SESSION-002: two sessions have two ids", async () => {
  const agent = await Agent.start();
  expect((await agent.newSession()).sessionId).not.toBe((await agent.newSession()).sessionId);
  await agent.finish();
});

test("ACP-PROMPT-001: a prompt ends with a stop reason", async () => {
  const agent = await Agent.start();
  const { sessionId } = await agent.newSession();
  expect((await agent.prompt(sessionId)).result).toMatchObject({ stopReason: "end_turn" });
  await agent.finish();
});

test("ACP-PROMPT-002: updates are valid and of the session that was prompted", async () => {
  const agent = await Agent.start();
  await agent.newSession();
  const { sessionId } = await agent.newSession();
  const before = agent.told("session/update").length;
  await agent.prompt(sessionId);
  const updates = agent.told("session/update").slice(before);
  expect(updates.length).toBeGreaterThan(0);
  for (const { params } of updates) expect(params?.["sessionId"]).toBe(sessionId);
  await agent.finish();
});

test("ACP-CANCEL-001: a prompt that is cancelled has a result that says so", async () => {
  const agent = await Agent.start("coding-agent");
  expect((await cancelled(agent)).result).toMatchObject({ stopReason: "cancelled" });
  await agent.finish();
});

test("ACP-CANCEL-002: no update of the turn follows the answer", async () => {
  const agent = await Agent.start("coding-agent");
  const { id } = await cancelled(agent);
  await agent.ask("session/list", {});
  const { messages } = agent;
  const end = messages.findIndex((message) => message.id === id && message.method === undefined);
  const after = messages.slice(end + 1).map(({ params }) => (params?.["update"] as Fields | undefined)?.["_meta"] as Fields | undefined);
  expect(after.filter((meta) => meta?.["turnId"] !== undefined)).toEqual([]);
  await agent.finish();
});

test("ACP-CONFIG-003: no boolean option is offered to a client that did not say it knows them", async () => {
  const agent = await Agent.start("coding-agent");
  const { configOptions } = await agent.newSession();
  for (const option of (configOptions ?? []) as Fields[]) expect(option["type"]).not.toBe("boolean");
  await agent.finish();
});

test("ACP-AUTH-002: no authentication in a terminal is offered to a client that did not say it has one", async () => {
  const agent = await Agent.start();
  for (const method of agent.initialized["authMethods"] as Fields[]) expect(method["type"]).not.toBe("terminal");
  await agent.finish();
});

test.each([
  ["ACP-CLIENTCAP-001: a client without files is not asked for them", /^fs\//],
  ["ACP-CLIENTCAP-002: a client without terminals is not asked for them", /^terminal\//],
  ["ACP-CLIENTCAP-003: a client without elicitation is not asked so", /^elicitation\//],
])("%s", async (_name, unwanted) => {
  const agent = await Agent.start("coding-agent");
  void allowEverything(agent).catch(() => undefined);
  const { sessionId } = await agent.newSession();
  expect((await agent.prompt(sessionId)).result).toMatchObject({ stopReason: "end_turn" });
  expect(agent.messages.filter(({ method }) => method !== undefined && unwanted.test(method))).toEqual([]);
  await agent.finish();
});

test("ACP-EXT-001: a call of an extension that is not known is answered", async () => {
  const agent = await Agent.start();
  expect((await agent.call("_vendor.example/unknown", { any: 1 })).error).toMatchObject({ code: -32601 });
  await agent.finish();
});

// CAPABILITY

test("ACP-LOAD-001: a session can be loaded", async () => {
  const agent = await Agent.start();
  expect(agent.capabilities["loadSession"]).toBe(true);
  const { sessionId } = await agent.newSession();
  await agent.ask("session/load", { sessionId, cwd: CWD, mcpServers: [] });
  await agent.finish();
});

test("ACP-LOAD-002: the whole history comes before the answer, and nothing of it after", async () => {
  const agent = await Agent.start();
  const { sessionId } = await agent.newSession();
  await agent.prompt(sessionId, "Remember this.");
  const before = agent.messages.length;
  const { id } = await agent.call("session/load", { sessionId, cwd: CWD, mcpServers: [] });
  await agent.ask("session/list", {});
  const replay = agent.messages.slice(before);
  const end = replay.findIndex((message) => message.id === id);
  const kinds = (messages: Message[]) => messages.map(({ params }) => (params?.["update"] as Fields | undefined)?.["sessionUpdate"]);
  expect(kinds(replay.slice(0, end))).toEqual(expect.arrayContaining(["user_message_chunk", "agent_message_chunk"]));
  expect(kinds(replay.slice(end)).filter((kind) => String(kind).endsWith("_chunk"))).toEqual([]);
  await agent.finish();
});

test("ACP-RESUME-001: a session can be resumed, and goes on", async () => {
  const agent = await Agent.start();
  expect(agent.sessionCapabilities["resume"]).toEqual({});
  const { sessionId } = await agent.newSession();
  await agent.ask("session/resume", { sessionId, cwd: CWD, mcpServers: [] });
  expect((await agent.prompt(sessionId)).result).toMatchObject({ stopReason: "end_turn" });
  await agent.finish();
});

test("ACP-RESUME-002: no history comes when a session is resumed", async () => {
  const agent = await Agent.start();
  const { sessionId } = await agent.newSession();
  await agent.prompt(sessionId, "Remember this.");
  const before = agent.told("session/update").length;
  await agent.ask("session/resume", { sessionId, cwd: CWD, mcpServers: [] });
  const kinds = agent
    .told("session/update")
    .slice(before)
    .map(({ params }) => (params?.["update"] as Fields | undefined)?.["sessionUpdate"]);
  expect(kinds.filter((kind) => String(kind).endsWith("_chunk"))).toEqual([]);
  await agent.finish();
});

test("ACP-LIST-001: sessions are listed", async () => {
  const agent = await Agent.start();
  expect(agent.sessionCapabilities["list"]).toEqual({});
  expect(await agent.ask("session/list", {})).toMatchObject({ sessions: [] });
  const { sessionId } = await agent.newSession();
  expect(await agent.ask("session/list", {})).toMatchObject({ sessions: [{ sessionId, cwd: CWD }] });
  await agent.finish();
});

test("ACP-LIST-002: only sessions of a folder are listed when it is given", async () => {
  const agent = await Agent.start();
  const { sessionId } = await agent.newSession();
  await agent.newSession({ cwd: "/other" });
  const { sessions } = await agent.ask("session/list", { cwd: CWD });
  expect((sessions as Fields[]).map((session) => session["sessionId"])).toEqual([sessionId]);
  await agent.finish();
});

test("ACP-DELETE-001: a session that was deleted is not listed", async () => {
  const agent = await Agent.start();
  expect(agent.sessionCapabilities["delete"]).toEqual({});
  const { sessionId } = await agent.newSession();
  await agent.ask("session/delete", { sessionId });
  expect(await agent.ask("session/list", {})).toMatchObject({ sessions: [] });
  await agent.finish();
});

test("ACP-CLOSE-001: a session can be closed", async () => {
  const agent = await Agent.start();
  expect(agent.sessionCapabilities["close"]).toEqual({});
  const { sessionId } = await agent.newSession();
  expect(await agent.ask("session/close", { sessionId })).toEqual({});
  await agent.finish();
});

test("ACP-CLOSE-002: a prompt that runs when its session is closed is cancelled", async () => {
  const agent = await Agent.start("coding-agent");
  const { sessionId, turn } = await busy(agent);
  await agent.ask("session/close", { sessionId });
  expect((await turn).result).toMatchObject({ stopReason: "cancelled" });
  await agent.finish();
});

test("ACP-ADDDIRS-001: additional folders are not advertised, and are refused by their name when they are given", async () => {
  const agent = await Agent.start();
  expect(agent.sessionCapabilities).not.toHaveProperty("additionalDirectories");
  const { sessionId } = await agent.newSession();
  const params = { cwd: CWD, mcpServers: [], additionalDirectories: ["/other"] };
  for (const [method, which] of [
    ["session/new", {}],
    ["session/load", { sessionId }],
    ["session/resume", { sessionId }],
  ] as const) {
    const { error } = await agent.call(method, { ...params, ...which });
    expect(error).toMatchObject({ code: -32602, data: { details: [{ path: "/additionalDirectories" }] } });
  }
  await agent.finish();
});

test("ACP-MODES-001: the mode of a new session is one of those that there are", async () => {
  const agent = await Agent.start("coding-agent");
  const { modes } = (await agent.newSession()) as { modes?: { currentModeId: string; availableModes: { id: string }[] } };
  expect(modes?.availableModes.map(({ id }) => id)).toContain(modes?.currentModeId);
  await agent.finish();
});

test("ACP-MODES-002: each mode can be set, and another one cannot", async () => {
  const agent = await Agent.start("coding-agent");
  const { sessionId, modes } = (await agent.newSession()) as { sessionId: string; modes?: { availableModes: { id: string }[] } };
  for (const { id } of modes?.availableModes ?? []) expect(await agent.ask("session/set_mode", { sessionId, modeId: id })).toEqual({});
  expect((await agent.call("session/set_mode", { sessionId, modeId: "no-such-mode" })).error).toBeDefined();
  await agent.finish();
});

test("ACP-CONFIG-001: the options of a new session are set to values that they have", async () => {
  const agent = await Agent.start("coding-agent");
  const { configOptions } = await agent.newSession();
  expect(configOptions).not.toHaveLength(0);
  for (const { currentValue, options } of configOptions as { currentValue: string; options: { value: string }[] }[]) {
    expect(options.map(({ value }) => value)).toContain(currentValue);
  }
  await agent.finish();
});

test("ACP-CONFIG-002: setting an option answers with all of them", async () => {
  const agent = await Agent.start("coding-agent");
  const { sessionId, configOptions } = (await agent.newSession()) as Fields & {
    sessionId: string;
    configOptions: { id: string; options: { value: string }[] }[];
  };
  for (const { id, options } of configOptions) {
    const value = options.at(-1)?.value;
    const set = (await agent.ask("session/set_config_option", { sessionId, configId: id, value })) as { configOptions: Fields[] };
    expect(set.configOptions.map((option) => option["id"])).toEqual(configOptions.map((option) => option.id));
    expect(set.configOptions.find((option) => option["id"] === id)?.["currentValue"]).toBe(value);
  }
  await agent.finish();
});

test.each([
  ["ACP-PROMPTCAP-001: images are taken, as is advertised", "image", { type: "image", mimeType: "image/png", data: "iVBORw0KGgo=" }],
  ["ACP-PROMPTCAP-002: sound is taken, as is advertised", "audio", { type: "audio", mimeType: "audio/wav", data: "UklGRg==" }],
  [
    "ACP-PROMPTCAP-003: embedded resources are taken, as is advertised",
    "embeddedContext",
    { type: "resource", resource: { uri: "file:///project/a.txt", mimeType: "text/plain", text: "context" } },
  ],
])("%s", async (_name, capability, block) => {
  const agent = await Agent.start();
  expect(agent.capabilities["promptCapabilities"]).toMatchObject({ [capability]: true });
  const { sessionId } = await agent.newSession();
  expect((await agent.prompt(sessionId, "See this:", [block])).result).toMatchObject({ stopReason: "end_turn" });
  await agent.finish();
});

// A gateway that asks for a token, which nobody here can make.
const STRICT = { DEV_MODE: "false", AUTH_URL: "http://127.0.0.1:9/", AUTH_AUDIENCE: "diminuendo" };

test("ACP-AUTH-003: where authentication is advertised, session/new without it is refused as such", async () => {
  const agent = await Agent.start("echo", BARE, STRICT);
  expect(agent.initialized["authMethods"]).toMatchObject([{ id: "token" }]);
  expect((await agent.call("session/new", { cwd: CWD, mcpServers: [] })).error).toMatchObject({ code: -32000 });
  await agent.finish();
});

test("ACP-AUTH-004: logout is advertised where one can log in, and then works; elsewhere it is no method", async () => {
  const open = await Agent.start();
  expect(open.capabilities["auth"]).toBeUndefined();
  expect((await open.call("logout", {})).error).toMatchObject({ code: -32601 });
  await open.finish();
  const strict = await Agent.start("echo", BARE, STRICT);
  expect(strict.capabilities["auth"]).toEqual({ logout: {} });
  await strict.finish();
});

// ADVISORY

test("ACP-JSONRPC-004: a method that is not known is refused as such", async () => {
  const agent = await Agent.start();
  expect((await agent.call("session/unknown", {})).error).toMatchObject({ code: -32601 });
  await agent.finish();
});

test("ACP-JSONRPC-005: the connection outlives an error", async () => {
  const agent = await Agent.start();
  await agent.call("session/prompt", { sessionId: 5 });
  await agent.newSession();
  await agent.finish();
});

test("ACP-INIT-004: the agent says who it is", async () => {
  const agent = await Agent.start();
  expect(agent.initialized["agentInfo"]).toMatchObject({ name: "diminuendo", version: expect.stringMatching(/^\d/) });
  await agent.finish();
});

test("ACP-PROMPT-003: links to resources are taken", async () => {
  const agent = await Agent.start();
  const { sessionId } = await agent.newSession();
  const link = { type: "resource_link", name: "a.txt", uri: "file:///project/a.txt" };
  expect((await agent.prompt(sessionId, "See this:", [link])).result).toMatchObject({ stopReason: "end_turn" });
  await agent.finish();
});

test("ACP-LOAD-003: the result of session/load is an object", async () => {
  const agent = await Agent.start();
  const { sessionId } = await agent.newSession();
  expect(await agent.ask("session/load", { sessionId, cwd: CWD, mcpServers: [] })).toEqual(expect.any(Object));
  await agent.finish();
});

test("ACP-DELETE-002: deleting a session that is not there succeeds", async () => {
  const agent = await Agent.start();
  expect(await agent.ask("session/delete", { sessionId: randomUUID() })).toEqual({});
  expect(await agent.ask("session/delete", { sessionId: "no such session" })).toEqual({});
  await agent.finish();
});

test("ACP-AUTH-001: a method of authentication that was not offered is refused", async () => {
  const agent = await Agent.start();
  expect((await agent.call("authenticate", { methodId: "no-such-method" })).error).toBeDefined();
  await agent.finish();
});

test("ACP-AUTH-005: a token that is not valid is refused, and one may try again", async () => {
  const agent = await Agent.start("echo", BARE, STRICT);
  for (const token of ["bad", "worse"]) {
    expect((await agent.call("authenticate", { methodId: "token", _meta: { token } })).error).toBeDefined();
  }
  await agent.finish();
});

test("ACP-META-001: what stands in _meta is no reason to refuse anything", async () => {
  const agent = await Agent.start("echo", { ...BARE, _meta: { "example.com/x": [1], traceparent: "00-0-0-00" } });
  const { sessionId } = await agent.newSession({ _meta: { "example.com/x": { deep: null } } });
  const prompt = [{ type: "text", text: "Hello", _meta: { y: 1 } }];
  expect((await agent.call("session/prompt", { sessionId, prompt, _meta: null })).result).toMatchObject({ stopReason: "end_turn" });
  await agent.finish();
});

test("ACP-ERROR-001: errors have codes of the protocol and one sentence", async () => {
  const agent = await Agent.start();
  const invalid = [
    await agent.call("session/new", { cwd: CWD }),
    await agent.call("session/new", { cwd: "relative", mcpServers: [] }),
    await agent.call("session/new", { cwd: 5, mcpServers: [] }),
    await agent.call("session/new", { cwd: null, mcpServers: [] }),
    await agent.call("session/prompt", { sessionId: 5, prompt: [] }),
  ];
  for (const { error } of invalid) {
    expect(error?.code).toBe(-32602);
    expect(error?.message).toMatch(/^[A-Z].*\.$/);
  }
  await agent.finish();
});

test("ACP-SHUTDOWN-001: the agent ends when its input does", async () => {
  const agent = await Agent.start("coding-agent");
  const { turn } = await busy(agent);
  turn.catch(() => undefined);
  expect(await agent.bridge.finish()).toBe(0);
});

test("ACP-SCHEMA-002: no message has a field of its own beside those of the protocol", async () => {
  const agent = await Agent.start();
  const { sessionId } = await agent.newSession();
  await agent.prompt(sessionId);
  for (const message of agent.messages) {
    expect(["jsonrpc", "id", "method", "params", "result", "error"]).toEqual(expect.arrayContaining(Object.keys(message)));
  }
  const fields = ["sessionId", "modes", "configOptions", "_meta"];
  expect(fields).toEqual(expect.arrayContaining(Object.keys(await agent.newSession())));
  await agent.finish();
});

// INFORMATIONAL

test("ACP-STDERR-001: standard error is empty while all is well", async () => {
  const agent = await Agent.start();
  const { sessionId } = await agent.newSession();
  await agent.prompt(sessionId);
  await agent.finish();
  expect(agent.bridge.errors).toBe("");
});

test("ACP-INFO-PARSE-001: what is no JSON is answered as a parse error without an id", async () => {
  const agent = await Agent.start();
  agent.bridge.write("{not json\n");
  expect((await agent.bridge.answerTo(null)).error).toMatchObject({ code: -32700 });
  await agent.finish();
});

test("ACP-INFO-INVALIDREQ-001: what is JSON but no request is answered as such", async () => {
  const agent = await Agent.start();
  agent.bridge.write('{"jsonrpc":"2.0","id":"x","foo":1}\n');
  expect((await agent.bridge.answerTo("x")).error).toMatchObject({ code: -32600 });
  agent.bridge.write("[]\n");
  expect((await agent.bridge.answerTo(null)).error).toMatchObject({ code: -32600 });
  await agent.finish();
});

test.each(["session/prompt", "session/load", "session/resume", "session/close", "session/set_mode"])(
  "ACP-INFO-UNKNOWNSESSION-001: %s of a session that is not there is refused",
  async (method) => {
    const agent = await Agent.start();
    const params = { sessionId: randomUUID(), cwd: CWD, mcpServers: [], prompt: [{ type: "text", text: "x" }], modeId: "m" };
    expect((await agent.call(method, params)).error).toMatchObject({ code: -32002 });
    await agent.finish();
  },
);
