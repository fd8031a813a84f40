import { spawn } from "node:child_process";
import { closeSync } from "node:fs";
import { Readable, Writable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import {
  type AgentContext,
  agent,
  type ContentBlock,
  methods,
  ndJsonStream,
  type PromptRequest,
  type PromptResponse,
  RequestError,
  type RequestPermissionResponse,
  type SessionConfigOption,
  type SessionModeState,
  type SessionUpdate,
} from "@agentclientprotocol/sdk";

/*
 * An agent on the official SDK that does what its prompt says: the first word is what to do, the rest is what with.
 * Arguments choose how it starts.
 */

const [, , ...args] = process.argv;
const has = (flag: string) => args.includes(flag);

/** What one prompt has to work with. */
interface Scene {
  readonly client: AgentContext;
  readonly sessionId: string;
  readonly rest: string;
  readonly prompt: readonly ContentBlock[];
  /** Aborted by `session/cancel`. */
  readonly cancelled: AbortSignal;
  update(update: SessionUpdate): Promise<void>;
  say(text: string): Promise<void>;
}

const END: PromptResponse = { stopReason: "end_turn" };
const CANCELLED: PromptResponse = { stopReason: "cancelled" };

const cancels = new Map<string, AbortController>();
const haunting: NodeJS.Timeout[] = [];
let cwd = "";
let mcpServers: unknown = null;
let clientCapabilities: unknown = null;
let isSignedIn = false;
let sessions = 0;

/** What the agent can be set to, as it is answered with: whatever the argument says, sense or nonsense. */
const setup = JSON.parse(args.find((arg) => arg.startsWith("--setup="))?.slice("--setup=".length) ?? "{}") as {
  modes?: SessionModeState;
  configOptions?: SessionConfigOption[];
  /** Updates that follow the answer at once. */
  updates?: SessionUpdate[];
};
const setupAnswer = () => ({
  ...(setup.modes === undefined ? {} : { modes: setup.modes }),
  ...(setup.configOptions === undefined ? {} : { configOptions: setup.configOptions }),
});
const notification = (sessionId: string, update: unknown) =>
  `${JSON.stringify({ jsonrpc: "2.0", method: "session/update", params: { sessionId, update } })}\n`;

const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve());
  });
const never = () => new Promise<never>(() => undefined);
const raw = (data: string | Buffer) => new Promise<void>((resolve) => process.stdout.write(data, () => resolve()));

/** Says what a request came to: its result, or the code of its error. */
async function tell(scene: Scene, request: Promise<unknown>): Promise<PromptResponse> {
  const result = await request.catch((error: unknown) => ({ error: error instanceof RequestError ? error.code : String(error) }));
  await scene.say(JSON.stringify(result));
  return END;
}

const DEEDS: Readonly<Record<string, (scene: Scene) => Promise<PromptResponse>>> = {
  async say({ rest, say }) {
    for (const word of rest.split(" ")) await say(word);
    return END;
  },
  async think({ rest, update }) {
    await update({ sessionUpdate: "agent_thought_chunk", content: { type: "text", text: rest } });
    return END;
  },
  /** Sends updates as they are given. */
  async updates({ rest, update }) {
    for (const item of JSON.parse(rest) as SessionUpdate[]) await update(item);
    return END;
  },
  async usage({ rest, update }) {
    const { used, cost, prompt } = JSON.parse(rest) as { used: number; cost?: number; prompt?: object };
    await update({
      sessionUpdate: "usage_update",
      used,
      size: 200_000,
      ...(cost === undefined ? {} : { cost: { amount: cost, currency: "USD" } }),
    });
    return { ...END, ...(prompt === undefined ? {} : { usage: prompt }) };
  },
  async write(scene) {
    const [path = "", content = ""] = scene.rest.split(/ (.*)/s);
    return tell(scene, scene.client.request(methods.client.fs.writeTextFile, { sessionId: scene.sessionId, path, content }));
  },
  /** Writes a file below the workspace, by its absolute path. */
  async edit(scene) {
    const [name = "", content = ""] = scene.rest.split(/ (.*)/s);
    const path = `${cwd}/${name}`;
    const { update, sessionId } = scene;
    const diff = { type: "diff" as const, path, oldText: null, newText: content };
    await update({
      sessionUpdate: "tool_call",
      toolCallId: "edit-1",
      title: `Write ${name}`,
      kind: "edit",
      status: "pending",
      rawInput: {},
    });
    await update({ sessionUpdate: "tool_call_update", toolCallId: "edit-1", rawInput: { path, content }, locations: [{ path, line: 1 }] });
    await scene.client.request(methods.client.fs.writeTextFile, { sessionId, path, content });
    await update({ sessionUpdate: "tool_call_update", toolCallId: "edit-1", status: "completed", content: [diff] });
    return END;
  },
  async read(scene) {
    const given = JSON.parse(scene.rest) as { path: string; line?: number; limit?: number };
    return tell(scene, scene.client.request(methods.client.fs.readTextFile, { sessionId: scene.sessionId, ...given }));
  },
  /** Runs a command in a terminal, shows it as a tool call, and says what it put out. */
  async run(scene) {
    const { client, sessionId, update } = scene;
    const command = JSON.parse(scene.rest) as { command: string; args?: string[]; cwd?: string; outputByteLimit?: number };
    await update({
      sessionUpdate: "tool_call",
      toolCallId: "run-1",
      title: "Run",
      kind: "execute",
      status: "in_progress",
      rawInput: command,
    });
    const terminal = await client.createTerminal({ sessionId, ...command });
    const content = [{ type: "terminal" as const, terminalId: terminal.id }];
    await update({ sessionUpdate: "tool_call_update", toolCallId: "run-1", content });
    await terminal.waitForExit();
    const output = await terminal.currentOutput();
    await terminal.release();
    await update({ sessionUpdate: "tool_call_update", toolCallId: "run-1", status: "completed" });
    await scene.say(JSON.stringify(output));
    return END;
  },
  /** Starts a command in a terminal, and leaves it running when it has printed something. */
  async background(scene) {
    const { client, sessionId } = scene;
    const terminal = await client.createTerminal({ sessionId, ...(JSON.parse(scene.rest) as { command: string; args?: string[] }) });
    while ((await terminal.currentOutput()).output === "") await delay(5);
    return END;
  },
  /** Starts a command that does not end, and says what became of it after it was released. */
  async release(scene) {
    const { client, sessionId } = scene;
    const terminal = await client.createTerminal({ sessionId, ...(JSON.parse(scene.rest) as { command: string; args?: string[] }) });
    const ended = terminal.waitForExit();
    await terminal.release();
    await scene.say(JSON.stringify(await ended));
    return tell(scene, terminal.currentOutput());
  },
  async permission(scene) {
    const { client, sessionId } = scene;
    const toolCall = { toolCallId: "asked-1", title: "Delete everything", kind: "delete" as const, rawInput: { path: `${cwd}/all` } };
    const { outcome } = await client.request<RequestPermissionResponse>(methods.client.session.requestPermission, {
      sessionId,
      toolCall,
      options: [
        { optionId: "yes", name: "Yes", kind: "allow_once" },
        { optionId: "no", name: "No", kind: "reject_once" },
      ],
    });
    await scene.say(JSON.stringify(outcome));
    return outcome.outcome === "cancelled" && scene.cancelled.aborted ? CANCELLED : END;
  },
  /** Asks for permission, and takes the request back. */
  async withdraw(scene) {
    const abort = new AbortController();
    const request = scene.client.request(
      methods.client.session.requestPermission,
      { sessionId: scene.sessionId, toolCall: { toolCallId: "asked-1" }, options: [{ optionId: "yes", name: "Yes", kind: "allow_once" }] },
      { cancellationSignal: abort.signal },
    );
    setTimeout(() => abort.abort(), Number(scene.rest));
    return tell(scene, request);
  },
  async ask(scene) {
    const { client, sessionId } = scene;
    const properties = { name: { type: "string" as const, title: "Name" }, loud: { type: "boolean" as const } };
    return tell(
      scene,
      client.request(methods.client.elicitation.create, {
        mode: "form",
        sessionId,
        message: "Who are you?",
        requestedSchema: { type: "object", properties, required: ["name"] },
      }),
    );
  },
  /** Sends a request of any method. */
  async request(scene) {
    const { method, params } = JSON.parse(scene.rest) as { method: string; params: object };
    return tell(scene, scene.client.request(method, { sessionId: scene.sessionId, ...params }));
  },
  /** Works until it is cancelled. */
  async work({ cancelled, say, update, rest }) {
    await update({ sessionUpdate: "tool_call", toolCallId: "work-1", title: "Work", status: "in_progress" });
    await say(`working${rest}`);
    await aborted(cancelled);
    await say(" stopping");
    return CANCELLED;
  },
  /** Answers a cancelled prompt with an error, as some agents do. */
  async grumble({ cancelled, say }) {
    await say("working");
    await aborted(cancelled);
    throw new RequestError(-32603, "Aborted");
  },
  /** Works for so many ms, and sends nothing that says anything. */
  async fidget({ rest, update }) {
    for (let passed = 0; passed < Number(rest); passed += 100) {
      await update({ sessionUpdate: "available_commands_update", availableCommands: [] });
      await delay(100);
    }
    return END;
  },
  async hang({ say }) {
    await say("hanging");
    return never();
  },
  async crash({ rest, say }) {
    await say("about to crash");
    process.exit(Number(rest));
  },
  /** Crashes while it uses a tool. */
  async stumble({ update }) {
    await update({ sessionUpdate: "tool_call", toolCallId: "stumble-1", title: "Stumble", status: "in_progress" });
    process.exit(1);
  },
  async die({ say }) {
    await say("about to die");
    process.kill(process.pid, "SIGKILL");
    return never();
  },
  async mute({ say }) {
    await say("closing");
    closeSync(process.stdout.fd);
    setInterval(() => undefined, 1000);
    return never();
  },
  async fail({ rest }) {
    const { code, message, data } = JSON.parse(rest) as { code: number; message: string; data?: unknown };
    throw new RequestError(code, message, data);
  },
  async reason({ rest }) {
    return { stopReason: rest } as PromptResponse;
  },
  /** Says so many bytes, in pieces of 1 KiB, as fast as it can. */
  async flood({ rest, sessionId }) {
    const update = { sessionUpdate: "agent_message_chunk", content: { type: "text", text: "x".repeat(1024) } };
    const line = `${JSON.stringify({ jsonrpc: "2.0", method: "session/update", params: { sessionId, update } })}\n`;
    for (let sent = 0; sent < Number(rest); sent += 1024) await raw(line);
    return END;
  },
  /** Goes on talking when its turn is over. */
  async haunt({ say }) {
    const timer = setInterval(() => void say("boo"), 1);
    haunting.push(timer);
    return END;
  },
  /** Stops talking. */
  async listen({ say }) {
    await delay(50);
    for (const timer of haunting) clearInterval(timer);
    await say("heard");
    return END;
  },
  async rubbish({ say }) {
    await raw('not json\n{"half\n[1,2]\n42\nnull\n{}\n{"jsonrpc":"2.0","id":"stray","result":1}\n');
    await raw('{"jsonrpc":"2.0","id":{"no":"id"},"method":"session/request_permission"}\n{"jsonrpc":"2.0","method":"what/is/this"}\n\n');
    await raw(Buffer.from([0xff, 0xfe, 0x0a]));
    await say("still here");
    return END;
  },
  /** Writes a line of so many bytes: text that is no message. */
  async line({ rest, say }) {
    await raw(Buffer.alloc(Number(rest), "x"));
    await raw("\n");
    await say("still here");
    return END;
  },
  async endless() {
    for (;;) await raw(Buffer.alloc(65536, "x"));
  },
  /** Opens many requests that nobody answers. */
  async pile({ rest, sessionId, client, say }) {
    const terminal = await client.createTerminal({ sessionId, command: "sleep", args: ["1000"] });
    const params = { sessionId, terminalId: terminal.id };
    for (let count = 0; count < Number(rest); count++)
      void client.request(methods.client.terminal.waitForExit, params).catch(() => undefined);
    await say("piled");
    return never();
  },
  /** Leaves a process behind that does not heed SIGTERM, and says its number. */
  async leave({ rest, say }) {
    const ignore = "process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)";
    const child = spawn(process.execPath, ["-e", ignore], { detached: rest === "detached", stdio: ["ignore", "pipe", "inherit"] });
    await new Promise<void>((resolve) => child.stdout?.once("data", () => resolve()));
    child.unref();
    await say(String(child.pid));
    return END;
  },
  async environment({ say }) {
    await say(JSON.stringify(process.env));
    return END;
  },
  async prompt({ prompt, say }) {
    await say(JSON.stringify(prompt));
    return END;
  },
  /** Asks for a file, and goes on talking while it waits. */
  async stuck({ client, sessionId, rest, say, cancelled }) {
    const reading = client.request(methods.client.fs.readTextFile, { sessionId, path: rest });
    await say("still talking");
    await reading.catch(() => undefined);
    return cancelled.aborted ? CANCELLED : END;
  },
  async mcp({ say }) {
    await say(JSON.stringify(mcpServers));
    return END;
  },
  async capabilities({ say }) {
    await say(JSON.stringify(clientCapabilities));
    return END;
  },
  /** Changes its mode so many times, once its turn is over. */
  async restless({ rest, sessionId }) {
    const change = (count: number) =>
      notification(sessionId, { sessionUpdate: "current_mode_update", currentModeId: count % 2 ? "auto" : "ask" });
    setTimeout(() => void raw(Array.from({ length: Number(rest) }, (_, count) => change(count + 1)).join("")), 20);
    return END;
  },
  /** Looks at what a command prints until it has ended, then releases it without waiting. */
  async poll(scene) {
    const { client, sessionId } = scene;
    const terminal = await client.createTerminal({ sessionId, ...(JSON.parse(scene.rest) as { command: string; args?: string[] }) });
    for (;;) {
      const { exitStatus } = await terminal.currentOutput();
      if (exitStatus != null) break;
      await delay(5);
    }
    await terminal.release();
    return END;
  },
  /** Starts a command, shows it, and ends the turn without another word about it. */
  async forget(scene) {
    const { client, sessionId, update } = scene;
    const terminal = await client.createTerminal({ sessionId, ...(JSON.parse(scene.rest) as { command: string; args?: string[] }) });
    const content = [{ type: "terminal" as const, terminalId: terminal.id }];
    await update({ sessionUpdate: "tool_call", toolCallId: "run-1", title: "Run", status: "completed", content });
    await scene.say(terminal.id);
    return END;
  },
  async stderr({ rest }) {
    for (let line = 0; line < Number(rest); line++) process.stderr.write(`line ${line}\n`);
    return END;
  },
};

function needSignIn(): void {
  if (has("--auth") && !isSignedIn) throw RequestError.authRequired();
}

async function play(client: AgentContext, { sessionId, prompt }: PromptRequest): Promise<PromptResponse> {
  const cancel = new AbortController();
  cancels.set(sessionId, cancel);
  const text = prompt.flatMap((block) => (block.type === "text" ? [block.text] : [])).join("\n");
  const [deed = "", rest = ""] = text.split(/\s(.*)/s);
  const update = (item: SessionUpdate) => client.notify(methods.client.session.update, { sessionId, update: item });
  const say = (said: string) => update({ sessionUpdate: "agent_message_chunk", content: { type: "text", text: said } });
  const scene: Scene = { client, sessionId, rest, prompt, cancelled: cancel.signal, update, say };
  return (DEEDS[deed] ?? DEEDS["say"] ?? never)(scene);
}

if (has("--exit")) process.exit(3);
if (has("--farewell")) process.on("exit", () => void process.stderr.write("farewell\n"));
if (has("--stubborn")) {
  process.on("SIGTERM", () => undefined);
  setInterval(() => undefined, 1000);
}
if (has("--deaf")) {
  process.stderr.write(`${process.pid}\n`);
  setInterval(() => undefined, 1000);
} else {
  const initialized = () => ({
    protocolVersion: has("--version-2") ? 2 : 1,
    agentCapabilities: {
      ...(has("--mcp-http") ? { mcpCapabilities: { http: true } } : {}),
      loadSession: has("--load"),
      ...(has("--resume") ? { sessionCapabilities: { resume: {} } } : {}),
      promptCapabilities: { image: has("--image"), audio: has("--audio"), embeddedContext: has("--embedded") },
    },
    authMethods: [
      { id: "key", name: "An API key" },
      { id: "browser", name: "A terminal", type: "terminal" as const, args: [] },
    ],
  });
  /** What follows an answer in the same breath. */
  const follow = (sessionId: string) => {
    const updates = (setup.updates ?? []).map((update) => notification(sessionId, update)).join("");
    if (updates !== "") setImmediate(() => void raw(updates));
  };
  const app = agent({ name: "test-agent" })
    .onRequest(methods.agent.initialize, async ({ params }) => {
      clientCapabilities = params.clientCapabilities;
      return initialized();
    })
    .onRequest(methods.agent.authenticate, async ({ params }) => {
      if (params.methodId !== "key") throw RequestError.invalidParams();
      isSignedIn = true;
    })
    .onRequest(methods.agent.session.new, async ({ params }) => {
      needSignIn();
      ({ cwd, mcpServers } = params);
      const sessionId = `session-${process.pid}-${++sessions}`;
      follow(sessionId);
      return { sessionId, ...setupAnswer() };
    })
    .onRequest(methods.agent.session.load, async ({ params, client }) => {
      needSignIn();
      if (has("--forgetful")) throw RequestError.sessionNotFound(params.sessionId);
      ({ cwd, mcpServers } = params);
      for (const text of ["old ", "words"]) {
        const update = { sessionUpdate: "agent_message_chunk" as const, content: { type: "text" as const, text } };
        await client.notify(methods.client.session.update, { sessionId: params.sessionId, update });
      }
      follow(params.sessionId);
      return setupAnswer();
    })
    .onRequest(methods.agent.session.resume, async ({ params }) => {
      ({ cwd } = params);
      mcpServers = params.mcpServers;
      return setupAnswer();
    })
    .onRequest(methods.agent.session.setMode, async ({ params }) => {
      if (params.modeId === "broken") throw new RequestError(-32603, "The mode is broken.");
      if (params.modeId === "deadly") process.exit(1);
      return {};
    })
    .onRequest(methods.agent.session.setConfigOption, async ({ params }) => {
      const { configId, value } = params;
      if (configId === "silent") return {} as never;
      setup.configOptions = (setup.configOptions ?? []).map((option) =>
        option.id === configId ? ({ ...option, currentValue: value } as SessionConfigOption) : option,
      );
      return { configOptions: setup.configOptions };
    })
    .onNotification(methods.agent.session.cancel, ({ params }) => cancels.get(params.sessionId)?.abort())
    .onRequest(methods.agent.session.prompt, ({ params, client }) => play(client, params));
  app.connect(ndJsonStream(Writable.toWeb(process.stdout), Readable.toWeb(process.stdin) as ReadableStream<Uint8Array>));
}
