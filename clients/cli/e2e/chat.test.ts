import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { GatewayProcess } from "../../testing/gateway-process.ts";
import { ScriptedGateway, SESSION_ID, TURN_ID } from "../../testing/scripted-gateway.ts";
import { testClient } from "../../testing/test-client.ts";
import type { DiminuendoClient } from "../../typescript/src/index.ts";
import { EMPTY_SCENE, render, type Scene } from "../render.ts";
import { plain } from "../style.ts";

const CHAT = fileURLToPath(new URL("../chat.ts", import.meta.url));

/** The terminal client at the other end of three pipes. */
class Chat {
  output = "";
  errors = "";
  readonly exited: Promise<number | null>;
  readonly #child: ChildProcess;
  #changed = Promise.withResolvers<void>();

  constructor(args: string[], env: Record<string, string> = {}) {
    const child = spawn(process.execPath, [CHAT, ...args], { env: { ...process.env, ...env }, stdio: ["pipe", "pipe", "pipe"] });
    this.#child = child;
    this.exited = once(child, "close").then(([code]) => code as number | null);
    child.stdin?.on("error", () => undefined);
    child.stdout?.on("data", (chunk) => this.#read(() => (this.output += chunk)));
    child.stderr?.on("data", (chunk) => this.#read(() => (this.errors += chunk)));
    void this.exited.then(() => this.#read(() => undefined));
    onTestFinished(async () => {
      child.kill("SIGKILL");
      await this.exited;
    });
  }

  type(...lines: string[]): void {
    this.#child.stdin?.write(lines.map((line) => `${line}\n`).join(""));
  }

  /** Types the last lines and waits for the end. */
  async finish(...lines: string[]): Promise<number | null> {
    this.#child.stdin?.end(lines.map((line) => `${line}\n`).join(""));
    return this.exited;
  }

  interrupt(): void {
    this.#child.kill("SIGINT");
  }

  /** Waits until something was printed. */
  async printed(pattern: RegExp): Promise<RegExpExecArray> {
    await this.until(() => pattern.test(this.output), String(pattern));
    return pattern.exec(this.output) as RegExpExecArray;
  }

  /** Waits until what was printed is as it should be. */
  async until(holds: () => boolean, what = String(holds)): Promise<void> {
    while (!holds()) {
      if (this.#child.exitCode !== null) throw new Error(`It ended before ${what}:\n${this.output}${this.errors}`);
      await this.#changed.promise;
    }
  }

  /** The id of its session. */
  async sessionId(): Promise<string> {
    return (await this.printed(/session ([0-9a-f-]{36})/))[1] ?? "";
  }

  /** What it printed below its heading. */
  get conversation(): string {
    return this.output.split("\n").slice(2).join("\n");
  }

  #read(change: () => unknown): void {
    change();
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}

async function chat(gateway: GatewayProcess, ...args: string[]): Promise<Chat> {
  return new Chat(["--url", gateway.url, ...args]);
}

async function connect(gateway: GatewayProcess): Promise<DiminuendoClient> {
  const client = testClient(gateway.url);
  await client.connect();
  return client;
}

/** What a terminal should have printed of a session: every event of its log once. */
async function transcript(gateway: GatewayProcess, sessionId: string): Promise<string> {
  const client = await connect(gateway);
  let scene: Scene = EMPTY_SCENE;
  let text = "";
  for (let afterSeq = 0, hasMore = true; hasMore; ) {
    const page = await client.getEvents({ sessionId, afterSeq });
    for (const event of page.events) {
      const rendered = render(scene, event, { style: plain, isTyped: () => false });
      scene = rendered.scene;
      text += rendered.text;
      afterSeq = event.seq;
    }
    hasMore = page.hasMore;
  }
  client.close();
  return text;
}

/** Text without line breaks, which the client's own remarks add. */
const flat = (text: string) => text.replace(/\n+/g, "\n").trim();

const REMARKS = /^(The connection is lost\..*|Connected again\.)\n/gm;

test("lines of a pipe are turns, one after the other, and the end of the input is the end", async () => {
  const gateway = await GatewayProcess.start();
  const client = await chat(gateway, "--agent", "echo", "--name", "Piped");
  expect(await client.finish("hello", "", "goodbye")).toBe(0);
  expect(client.output).toMatch(/^Piped {2}session [0-9a-f-]{36}\necho at http.*, as developer@example\.com, owner of dev\. /);
  expect(client.conversation).toBe(
    "> hello  dev-user-001\nhello\n— 2 tokens in, 2 out\n> goodbye  dev-user-001\ngoodbye\n— 2 tokens in, 2 out\n",
  );
  expect(client.errors).toBe("");
});

test("a long answer is printed to its end before the input's end is minded", async () => {
  const gateway = await GatewayProcess.start();
  const client = await chat(gateway, "--agent", "echo");
  const text = "a rather long text ".repeat(5000).trim();
  expect(await client.finish(text, text)).toBe(0);
  expect(client.conversation).toBe(await transcript(gateway, await client.sessionId()));
});

test("a turn of the coding agent is shown whole, its permission and its question answered from the pipe", async () => {
  const gateway = await GatewayProcess.start();
  const client = await chat(gateway);
  expect(await client.finish("write something", "1", "Ada", "/files", "/read hello.mjs", "/history", "/sessions")).toBe(0);
  const sessionId = await client.sessionId();
  expect(client.conversation).toContain("? Run node hello.mjs\n  1) Run it\n  2) Do not run it\n");
  expect(client.conversation).toContain("    │ Hello, world!\n    └ exit 0\n");
  expect(client.conversation).toContain('- const name = "world";\n  + const name = "Ada";\n');
  expect(client.conversation).toContain("[x] Greet whom you like\n");
  const [during, after] = client.conversation.split(/(?<=^— .*\n)/m);
  expect(during).toBe(await transcript(gateway, sessionId));
  expect(after).toContain('hello.mjs  version 2\n// Written by the demo coding agent.\nconst name = "Ada";');
  expect(after).toContain("> write something\n");
  expect(after).toContain(`* ${sessionId}`);
  expect(client.output).not.toContain("\u001b");
});

test("an answer that does not fit is asked for again, and an open question is dismissed by the end of the input", async () => {
  const gateway = await GatewayProcess.start();
  const client = await chat(gateway);
  expect(await client.finish("write something", "9", "2")).toBe(0);
  expect(client.conversation).toContain("Type a number from 1 to 2");
  expect(client.conversation).toContain("refused by dev-user-001: Run node hello.mjs");
  expect(client.conversation).toContain("answered by dev-user-001: dismissed");
  expect(client.conversation).toContain("greets world");
});

test("a running turn is guided and stopped from the pipe, the line after it waits", async () => {
  const gateway = await GatewayProcess.start();
  const client = await chat(gateway);
  client.type("write something", "/steer be quick");
  await client.printed(/\? Run node/);
  expect(client.conversation).toContain("↪ be quick");
  client.type("/stop");
  await client.printed(/^Stopped\./m);
  client.type("again");
  await client.printed(/> again[\s\S]*\? Run node/);
  expect(await client.finish("/stop", "/quit")).toBe(0);
});

test("Ctrl-C stops the running turn, once more ends the client", async () => {
  const gateway = await GatewayProcess.start();
  const client = await chat(gateway);
  client.type("write something");
  await client.printed(/\? Run node/);
  client.interrupt();
  await client.printed(/^Stopped\./m);
  client.interrupt();
  expect(await client.exited).toBe(0);
  expect(client.conversation).toContain("Stopping. Ctrl-C once more ends this client.");
});

test("a gateway that is killed and restarted in the middle of a turn costs the turn, not the conversation", async () => {
  const gateway = await GatewayProcess.start();
  const client = await chat(gateway);
  const sessionId = await client.sessionId();
  client.type("write something");
  await client.printed(/\? Run node/);
  await gateway.kill();
  await client.printed(/The connection is lost\./);
  await gateway.restart();
  await client.printed(/Connected again\.[\s\S]*The turn failed: .*\(GATEWAY_RESTARTED\)/);
  client.type("once more");
  await client.printed(/> once more[\s\S]*\? Run node/);
  expect(await client.finish("1", "Ada")).toBe(0);
  expect(client.conversation.match(REMARKS)).toHaveLength(2);
  expect(flat(client.conversation.replace(REMARKS, ""))).toBe(flat(await transcript(gateway, sessionId)));
});

test("a gateway that is killed while text streams loses nothing that was printed, and nothing is printed twice", async () => {
  const gateway = await GatewayProcess.start();
  const client = await chat(gateway, "--agent", "echo");
  const sessionId = await client.sessionId();
  const words = Array.from({ length: 12_000 }, (_, index) => `w${index}`).join(" ");
  for (let kills = 1; kills <= 2; kills++) {
    const before = client.output.length;
    const since = (text: string) => client.output.slice(before).split(text).length - 1;
    client.type(words);
    // Once in the line that was typed, once in the answer.
    await client.until(() => since(` w${kills * 2000} `) === 2);
    await gateway.kill();
    await gateway.restart();
    await client.until(() => since("\nThe turn failed") + since("\n— ") === 1);
  }
  await client.finish("the end");
  expect(flat(client.conversation.replace(REMARKS, "")).replaceAll("\n", "")).toBe(
    flat(await transcript(gateway, sessionId)).replaceAll("\n", ""),
  );
});

test("an answer that may have been lost with the connection is given again, and nobody minds if it had come", async () => {
  const gateway = await ScriptedGateway.start();
  const client = new Chat(["--url", gateway.url, "--session", SESSION_ID]);
  const options = [{ optionId: "allow", name: "Run it", kind: "allow_once" as const }];
  const request = { sessionId: SESSION_ID, turnId: TURN_ID, seq: 2, ts: 1, requestId: "r", title: "Run it", options };
  const lost = await gateway.open();
  await lost.admit({
    lastSeq: 2,
    activeTurn: { turnId: TURN_ID, startedAt: 1, text: "" },
    pendingRequests: [{ type: "permission_requested", ...request }],
  });
  client.type("1");
  expect(await lost.next("answer_question")).toMatchObject({ requestId: "r", optionId: "allow" });
  lost.drop();
  const connection = await gateway.open();
  await connection.admit({ lastSeq: 3 });
  connection.refuse(await connection.next("answer_question"), "QUESTION_NOT_FOUND");
  expect(await client.finish("/quit")).toBe(0);
  expect(client.conversation).not.toContain("QUESTION_NOT_FOUND");
});

test("who joins while a turn of someone else waits sees it, and may answer", async () => {
  const gateway = await GatewayProcess.start();
  const first = await chat(gateway);
  first.type("write something");
  await first.printed(/\? Run node/);
  const second = await chat(gateway, "--session", await first.sessionId());
  await second.printed(/\? Run node/);
  expect(second.conversation).toMatch(
    /^A turn is running\. Its answer so far:\nI write a small program[\s\S]*Shall I run it\?\n+\? Run node/,
  );
  second.type("1");
  await first.printed(/\? Whom should/);
  first.type("Grace");
  await second.printed(/greets Grace[\s\S]*— /);
  expect(await second.finish("/quit")).toBe(0);
  expect(await first.finish()).toBe(0);
});

test("a turn that was typed while another one runs is queued behind it", async () => {
  const gateway = await GatewayProcess.start();
  const first = await chat(gateway);
  first.type("write something");
  await first.printed(/\? Run node/);
  const client = await connect(gateway);
  const session = await client.join(await first.sessionId());
  const queued = await session.runTurn("and another", { whenBusy: "queue" });
  first.type("/stop");
  await first.printed(/Stopped\.[\s\S]*> and another/);
  await session.stop();
  expect((await queued.ended).type).toBe("turn_stopped");
  expect(await first.finish()).toBe(0);
});

test("a turn that failed is the exit code of a script", async () => {
  const gateway = await GatewayProcess.start();
  const client = await chat(gateway);
  client.type("write something");
  await client.printed(/\? Run node/);
  await gateway.kill();
  await gateway.restart();
  await client.printed(/The turn failed/);
  expect(await client.finish()).toBe(1);
});

test("a session that is deleted ends the conversation", async () => {
  const gateway = await GatewayProcess.start();
  const client = await chat(gateway, "--agent", "echo");
  const sessionId = await client.sessionId();
  await (await connect(gateway)).deleteSession({ sessionId });
  expect(await client.exited).toBe(0);
  expect(client.conversation).toContain("The session is gone.");
});

test("what cannot be done is said, and goes on", async () => {
  const gateway = await GatewayProcess.start();
  const client = await chat(gateway, "--agent", "echo");
  await client.finish("/read none.txt", "/files ../..", "/stop", "/dance", "/help", "still here");
  expect(client.conversation).toMatch(
    /\(FILE_NOT_FOUND\)\n.*\(PATH_OUTSIDE_WORKSPACE\)\n.*\(NO_ACTIVE_TURN\)\nThere is no command \/dance\.[\s\S]*\/quit[\s\S]*still here\n/,
  );
});

test.each([
  [["--session", "00000000-0000-4000-8000-000000000000"], 1, /SESSION_NOT_FOUND/],
  [["--agent", "nobody"], 1, /AGENT_NOT_FOUND/],
  [["--wat"], 2, /Unknown option '--wat'[\s\S]*Usage:/],
])("%j ends with exit code %i and says why", async (args, code, message) => {
  const gateway = await GatewayProcess.start();
  const client = await chat(gateway, ...args);
  expect(await client.finish()).toBe(code);
  expect(client.errors).toMatch(message);
  expect(client.output).toBe("");
});

test.each(["http://127.0.0.1:1", "nowhere"])("without a gateway at %s it says so and ends", async (url) => {
  const client = new Chat(["--url", url]);
  expect(await client.finish()).toBe(1);
  expect(client.errors).toMatch(/cannot be reached|Invalid URL/);
});

test("help is no error", async () => {
  const client = new Chat(["--help"]);
  expect(await client.finish()).toBe(0);
  expect(client.output).toMatch(/^Usage: npm run chat/);
});
