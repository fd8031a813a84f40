import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { LIMITS } from "../../../generated/gateway/limits.ts";
import { BridgeProcess, DIMINUENDO } from "../testing/bridge-process.ts";
import { type ScriptedAcpConnection, ScriptedAcpGateway } from "../testing/scripted-acp-gateway.ts";

const INITIALIZE = { protocolVersion: 1, clientCapabilities: {} };
const PROMPT = { sessionId: "s", prompt: [{ type: "text", text: "hi" }] };

async function begun(
  args: string[] = [],
): Promise<{ gateway: ScriptedAcpGateway; bridge: BridgeProcess; connection: ScriptedAcpConnection }> {
  const gateway = await ScriptedAcpGateway.start();
  const bridge = new BridgeProcess(gateway.url, { args });
  const [connection] = await Promise.all([gateway.open(), bridge.ask("initialize", INITIALIZE)]);
  return { gateway, bridge, connection };
}

async function opened(args: string[] = []) {
  const { gateway, bridge, connection } = await begun(args);
  const [, { sessionId }] = await Promise.all([
    connection.answer("session/new", { sessionId: "s", _meta: { epoch: "e", lastSeq: 2 } }),
    bridge.ask("session/new", { cwd: "/w", mcpServers: [] }),
  ]);
  expect(sessionId).toBe("s");
  return { gateway, bridge, connection };
}

function update(seq: number, text = "x") {
  const content = { type: "text", text };
  return {
    method: "session/update",
    params: { sessionId: "s", update: { sessionUpdate: "agent_message_chunk", content, _meta: { seq, turnId: "t" } } },
  };
}

async function tokenFile(token: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "diminuendo-token-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "token");
  await writeFile(file, `${token}\n`);
  return file;
}

test("broken lines are answered by the bridge, and whole ones pass", async () => {
  const { bridge, connection } = await begun();
  bridge.write('{"jsonrpc":\n[{"jsonrpc":"2.0","id":1,"method":"session/list"}]\n\n"x"\n');
  bridge.write(Buffer.from([0x22, 0xff, 0x22, 0x0a]));
  const faults = [];
  for (let count = 0; count < 4; count++) faults.push((await bridge.answerTo(null)).error?.code);
  expect(faults).toEqual([-32700, -32600, -32600, -32700]);
  bridge.write('{"jsonrpc":"2.0","id":9007199254740993,"method":"session/list","params":{}}\n');
  await connection.answer("session/list", { sessions: [] });
  await bridge.next(({ result }) => result !== undefined);
  expect(bridge.lines.at(-1)).toContain('"id":9007199254740993');
});

test("a line of the largest size passes, and a larger one is answered without being kept", async () => {
  const { bridge, connection } = await begun();
  const line = (length: number) =>
    JSON.stringify({ jsonrpc: "2.0", id: 2, method: "session/list", params: { cursor: "x".repeat(length) } });
  const room = LIMITS.acpFrameBytes - line(0).length;
  bridge.write(`${line(room)}\n`);
  const { params } = await connection.next("session/list");
  expect(params?.["cursor"]).toHaveLength(room);
  bridge.write(`${line(room + 1)}\n`);
  expect(await bridge.answerTo(null)).toMatchObject({ error: { data: { code: "MESSAGE_TOO_LARGE" } } });
  expect(connection.unread).toEqual([]);
});

test("nothing is written to standard error while all is well, and nothing but protocol to standard output", async () => {
  const { bridge, connection } = await opened();
  connection.send(update(3));
  await bridge.request("session/update");
  expect(await bridge.finish()).toBe(0);
  expect(bridge.errors).toBe("");
  expect(await connection.closed).toBe(1000);
});

test("calls that wait when the input ends are answered before the bridge ends", async () => {
  const { bridge, connection } = await begun();
  bridge.send({ id: "last", method: "session/list", params: {} });
  const ended = bridge.finish();
  await connection.answer("session/list", { sessions: [] });
  expect(await ended).toBe(0);
  expect(bridge.lines.at(-1)).toContain('"last"');
});

test("a gateway that does not answer keeps the bridge no longer than a second", async () => {
  const { bridge, connection } = await begun();
  bridge.send({ id: "last", method: "session/list", params: {} });
  await connection.next("session/list");
  expect(await bridge.finish()).toBe(0);
});

test("a bridge whose gateway is away ends with its input as well", async () => {
  const { gateway, bridge, connection } = await begun();
  connection.cut();
  await gateway.stopListening();
  await bridge.noted(/next attempt/);
  expect(await bridge.finish()).toBe(0);
});

test("an editor that does not read any more ends the bridge", async () => {
  const { bridge, connection } = await begun();
  bridge.child.stdout?.destroy();
  connection.send(update(1));
  connection.send(update(2));
  bridge.write(`${"\n".repeat(10)}x\n`);
  expect(await bridge.exited).toBe(0);
});

test("a gateway that cannot be reached fails initialize with a sentence that names it, and the next one may succeed", async () => {
  const gateway = await ScriptedAcpGateway.start();
  const url = gateway.url.replace("//", "//user:secret@");
  await gateway.stopListening();
  const bridge = new BridgeProcess(url, { args: ["--token", "secret-token"] });
  const { error } = await bridge.call("initialize", INITIALIZE);
  expect(error?.message).toMatch(new RegExp(`^The gateway at ${gateway.url} cannot be reached\\..*ECONNREFUSED`));
  await gateway.listen();
  await Promise.all([gateway.open(), bridge.ask("initialize", INITIALIZE)]);
  expect(bridge.lines.join("") + bridge.errors).not.toContain("secret");
});

test("a gateway that comes a little later is not missed", async () => {
  const gateway = await ScriptedAcpGateway.start();
  await gateway.stopListening();
  const bridge = new BridgeProcess(gateway.url);
  const answered = bridge.ask("initialize", INITIALIZE);
  await bridge.noted(/next attempt/);
  await gateway.listen();
  await Promise.all([gateway.open(), answered]);
});

test.each([
  ["the network is cut", (connection: ScriptedAcpConnection) => connection.cut()],
  ["the gateway shuts down", (connection: ScriptedAcpConnection) => connection.socket.close(1001, "The gateway shuts down.")],
  ["the bridge was too slow", (connection: ScriptedAcpConnection) => connection.socket.close(4408, "Too slow.")],
  ["the gateway dies", (connection: ScriptedAcpConnection) => connection.socket.terminate()],
])("when %s the editor does not notice", async (_what, lose) => {
  const { gateway, bridge, connection } = await opened();
  const turn = bridge.ask("session/prompt", PROMPT);
  const { params } = await connection.next("session/prompt");
  connection.send(update(3, "a"));
  await bridge.request("session/update");
  lose(connection);
  const next = await gateway.open();
  const resume = await next.next("session/resume");
  expect(resume.params?.["_meta"]).toEqual({ afterSeq: 3, epoch: "e" });
  next.send(update(4, "b"));
  next.send({ id: resume.id, result: { _meta: { epoch: "e", lastSeq: 4 } } });
  const again = await next.next("session/prompt");
  expect(again.params).toEqual(params);
  next.send(update(5, "c"));
  next.send({ id: again.id, result: { stopReason: "end_turn" } });
  expect(await turn).toEqual({ stopReason: "end_turn" });
  expect(bridge.unread.map((message) => JSON.stringify(message.params).match(/"text":"(.)"/)?.[1])).toEqual(["b", "c"]);
});

test("a gateway that stays away for many attempts is waited for", async () => {
  const { gateway, bridge, connection } = await opened(["--verbose"]);
  const turn = bridge.ask("session/prompt", PROMPT);
  await connection.next("session/prompt");
  gateway.refusal = 503;
  connection.cut();
  await bridge.noted(/(next attempt[\s\S]*){5}/);
  expect(gateway.refused).toBe(4);
  gateway.refusal = null;
  const next = await gateway.open();
  await next.answer("session/resume", {});
  await next.answer("session/prompt", { stopReason: "end_turn" });
  expect(await turn).toEqual({ stopReason: "end_turn" });
});

test("the token comes with the upgrade, from the file as it is at that time", async () => {
  const file = await tokenFile("first");
  const { gateway, bridge, connection } = await begun(["--token-file", file]);
  expect(connection.request.headers.authorization).toBe("Bearer first");
  await writeFile(file, "second");
  connection.socket.close(4401, "The token has expired.");
  const next = await gateway.open();
  expect(next.request.headers.authorization).toBe("Bearer second");
  next.socket.close(4401, "The token has expired.");
  await bridge.noted(/another token/);
  expect((await bridge.call("session/list", {})).error).toMatchObject({ code: -32000 });
  await writeFile(file, "third");
  const authenticated = bridge.ask("authenticate", { methodId: "token" });
  const last = await gateway.open();
  expect(last.request.headers.authorization).toBe("Bearer third");
  await last.answer("authenticate", {});
  await authenticated;
  expect(bridge.lines.join("") + bridge.errors).not.toMatch(/first|second|third/);
});

test("a token file that cannot be read is said, and the rest goes on", async () => {
  const gateway = await ScriptedAcpGateway.start();
  const bridge = new BridgeProcess(gateway.url, { args: ["--token-file", "/does/not/exist"] });
  const [connection] = await Promise.all([gateway.open(), bridge.ask("initialize", INITIALIZE)]);
  expect(connection.request.headers.authorization).toBeUndefined();
  expect(bridge.errors).toMatch(/token cannot be read/);
});

test("an editor that does not read holds the gateway back, and loses nothing", async () => {
  const { bridge, connection } = await opened();
  const stdout = bridge.child.stdout;
  stdout?.pause();
  const text = "x".repeat(256 * 1024);
  let seq = 2;
  // Until neither pipe nor socket takes more.
  while (connection.raw.writableLength < 4 * 1024 * 1024) {
    connection.send(update(++seq, text));
    await new Promise((resolve) => setImmediate(resolve));
  }
  connection.socket.ping();
  stdout?.resume();
  for (let place = 3; place <= seq; place++) {
    const { params } = await bridge.request("session/update");
    expect(params?.["update"]).toMatchObject({ _meta: { seq: place } });
  }
});

test("a gateway that does not read holds the editor back, and loses nothing", async () => {
  const { bridge, connection } = await begun();
  connection.socket.pause();
  const stdin = bridge.child.stdin;
  let count = 0;
  const text = "x".repeat(256 * 1024);
  // Until neither socket nor pipe takes more.
  while ((stdin?.writableLength ?? 0) < 4 * 1024 * 1024) {
    bridge.send({ id: count++, method: "session/list", params: { cursor: text } });
    await new Promise((resolve) => setImmediate(resolve));
  }
  connection.socket.resume();
  for (let id = 0; id < count; id++) await connection.answer("session/list", { sessions: [] });
  for (let id = 0; id < count; id++) await bridge.answerTo(id);
});

test.each([
  [[], 2, /Usage: diminuendo COMMAND/, "stderr"],
  [["--help"], 0, /Usage: diminuendo COMMAND/, "stdout"],
  [["nothing"], 2, /There is no command nothing/, "stderr"],
  [["acp", "--help"], 0, /Usage: diminuendo acp/, "stdout"],
  [["chat", "--help"], 0, /Usage:.*chat/, "stdout"],
  [["acp", "--url", "nowhere"], 2, /--url/, "stderr"],
  [["acp", "--tokn", "x"], 2, /--tokn/, "stderr"],
] as const)("diminuendo %j ends with %d", async (args, code, words, stream) => {
  const child = spawn(process.execPath, [DIMINUENDO, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child[stream].on("data", (chunk) => (said += chunk));
  expect(await once(child, "close")).toEqual([code, null]);
  expect(said).toMatch(words);
});
