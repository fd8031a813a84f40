import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hostTerminalId } from "../host-terminal-id.ts";
import { MAX_TERMINALS } from "../process/terminals.ts";
import { RecordingOutput } from "../testing/recording-output.ts";
import { testHost } from "../testing/test-host.ts";
import type { TurnHost } from "../turn-host.ts";
import { HostedTerminals } from "./hosted-terminals.ts";
import { startTestAgent } from "./testing/start-test-agent.ts";

/** An agent in whose turns a client runs commands. */
async function stage(host: TurnHost | null, args: string[] = []) {
  let present: TurnHost | null = host;
  const agent = await startTestAgent(args, { context: { host: () => present } });
  const run = async (text: string) => {
    const output = new RecordingOutput();
    const outcome = await agent.instance.prompt({ text, attachments: [] }, output);
    return { output, outcome };
  };
  return { ...agent, run, setHost: (next: TurnHost | null) => (present = next) };
}

const printed = (output: RecordingOutput) =>
  output
    .of("terminal.stream")
    .map(({ data }) => data)
    .join("");
const node = (script: string) => JSON.stringify({ command: process.execPath, args: ["-e", script] });

test("a command runs at the client, and the log has its output and its end, once each, before the tool call ends", async () => {
  const host = await testHost();
  const { run } = await stage(host);
  const { output } = await run(`run ${node("console.log(process.cwd()); console.error('oops'); process.exitCode = 3")}`);
  expect(host.asked.map((asked) => asked.split(" ")[0])).toEqual(["create", "wait", "output", "output", "release"]);
  expect(printed(output)).toContain(`${host.folder}\n`);
  expect(printed(output)).toContain("oops\n");
  expect(output.of("terminal.complete")).toMatchObject([{ exitCode: 3 }]);
  expect(JSON.parse(output.saidText)).toMatchObject({ truncated: false, exitStatus: { exitCode: 3 } });
  const types = output.recorded.map(({ type }) => type);
  expect(types.indexOf("terminal.complete")).toBeLessThan(types.indexOf("tool_result"));
});

test("one name of the terminal stands in the log, in what the agent shows and in what it is told, and holds the client's own", async () => {
  const { run } = await stage(await testHost());
  const { output } = await run(`forget ${node("console.log('hi'); setInterval(() => {}, 1000)")}`);
  const [shown] = output.of("tool_result").flatMap(({ content }) => content ?? []);
  const told = output.saidText;
  expect(shown).toEqual({ type: "terminal", terminalId: told });
  expect(hostTerminalId(told)).toBe("term-1");
  expect(new Set([...output.of("terminal.stream"), ...output.of("terminal.complete")].map(({ terminalId }) => terminalId))).toEqual(
    new Set([told]),
  );
});

test("an output that is looked at often is told once", async () => {
  const { run } = await stage(await testHost());
  const { output } = await run(
    `poll ${node("let n = 0; const t = setInterval(() => { console.log(n); if (++n === 20) clearInterval(t); }, 5)")}`,
  );
  expect(printed(output)).toBe(Array.from({ length: 20 }, (_, count) => `${count}\n`).join(""));
  expect(output.of("terminal.complete")).toMatchObject([{ exitCode: 0 }]);
});

test("a large output is told in pieces that fit an event each", async () => {
  const { run } = await stage(await testHost());
  const { output } = await run(`run ${node("process.stdout.write('💡'.repeat(200000))")}`);
  expect(printed(output)).toBe("💡".repeat(200_000));
  for (const { data } of output.of("terminal.stream")) {
    expect(data.length).toBeLessThanOrEqual(65_536);
    expect(data.isWellFormed()).toBe(true);
  }
});

test("the client is asked for what the agent asked for, in its own folder and with no more environment", async () => {
  const host = await testHost();
  const { run, workspace } = await stage(host);
  await run(`run ${JSON.stringify({ command: "echo hi | cat", cwd: workspace, outputByteLimit: 10 })}`);
  expect(host.commands).toEqual([{ command: "echo hi | cat", args: [], env: [], cwd: null, outputByteLimit: 10 }]);
});

test.each(["/etc", "..", "link"])("a command in %s, which is not in the workspace, never reaches the client", async (cwd) => {
  const host = await testHost();
  const { run, workspace } = await stage(host);
  await symlink("/etc", join(workspace, "link"));
  const given = cwd.startsWith("/") ? cwd : `${workspace}/${cwd}`;
  const { output } = await run(`request ${JSON.stringify({ method: "terminal/create", params: { command: "pwd", cwd: given } })}`);
  expect(JSON.parse(output.saidText)).toEqual({ error: -32602 });
  expect(host.asked).toEqual([]);
});

test("what the agent leaves running is looked at once more and released when its turn ends, and told to have ended", async () => {
  const host = await testHost();
  const { run } = await stage(host);
  const { output } = await run(`background ${node("console.log('up'); setInterval(() => {}, 1000)")}`);
  expect(host.asked.slice(-2)).toEqual(["output term-1", "release term-1"]);
  expect(printed(output)).toBe("up\n");
  expect(output.of("terminal.complete")).toHaveLength(1);
});

test("a terminal of one turn is nobody's in the next, whoever runs that", async () => {
  const [ada, bob] = [await testHost(), await testHost()];
  const { run, setHost } = await stage(ada);
  const { output } = await run(`forget ${node("setInterval(() => {}, 1000)")}`);
  const before = ada.asked.length;
  for (const host of [bob, null]) {
    setHost(host);
    for (const method of ["terminal/output", "terminal/wait_for_exit", "terminal/kill", "terminal/release"]) {
      const later = await run(`request ${JSON.stringify({ method, params: { terminalId: output.saidText } })}`);
      expect(JSON.parse(later.output.saidText)).toEqual({ error: -32002 });
    }
  }
  expect(ada.asked).toHaveLength(before);
  expect(bob.asked).toEqual([]);
});

test("a client that refuses, or goes in the middle, costs the agent an error and nothing else", async () => {
  const host = await testHost();
  const { run, setHost } = await stage({
    ...host,
    terminals: host.terminals && { ...host.terminals, create: () => Promise.reject(new Error("no")) },
  });
  expect((await run(`request ${JSON.stringify({ method: "terminal/create", params: { command: "pwd" } })}`)).output.saidText).toBe(
    '{"error":-32603}',
  );
  const gone = () => Promise.reject(new Error("gone"));
  setHost({ ...host, terminals: host.terminals && { ...host.terminals, output: gone, waitForExit: gone, release: gone } });
  const { output, outcome } = await run(`forget ${node("setInterval(() => {}, 1000)")}`);
  expect(outcome).toEqual({ kind: "complete", stopReason: "end_turn" });
  expect(output.of("terminal.stream")).toEqual([]);
  setHost(null);
  expect((await run('run {"command":"echo mine"}')).output.of("terminal.stream")).toMatchObject([{ data: "mine\n" }]);
});

test("a client that never answers does not keep a turn from ending", async () => {
  const host = await testHost((method) => (method === "output" || method === "release" ? new Promise<void>(() => undefined) : undefined));
  const { run } = await stage(host);
  const { outcome } = await run(`forget ${node("setInterval(() => {}, 1000)")}`);
  expect(outcome).toEqual({ kind: "complete", stopReason: "end_turn" });
});

const request = { sessionId: "s", command: "sleep", args: ["1000"] };

test("as many terminals can be open as the limit says, and not one more until one is released", async () => {
  const { terminals } = await testHost();
  const hosted = new HostedTerminals({ root: "/nowhere", output: new RecordingOutput(), note: () => undefined });
  if (terminals === null) throw new Error("The client runs no commands.");
  const opened = await Promise.all(Array.from({ length: MAX_TERMINALS }, () => hosted.create(terminals, request)));
  await expect(hosted.create(terminals, request)).rejects.toThrow("At most");
  await hosted.release(opened[0]?.terminalId ?? "");
  await hosted.create(terminals, request);
  await hosted.close();
});

test("a terminal that comes when its turn is over is released at once", async () => {
  const host = await testHost();
  const hosted = new HostedTerminals({ root: "/nowhere", output: new RecordingOutput(), note: () => undefined });
  if (host.terminals === null) throw new Error("The client runs no commands.");
  const creating = hosted.create(host.terminals, request);
  await hosted.close();
  await expect(creating).rejects.toMatchObject({ failure: { code: "AGENT_FAILED" } });
  expect(host.asked).toEqual(["create sleep", "release term-1"]);
});

test("looks do not overtake each other, so that nothing is told twice", async () => {
  const output = new RecordingOutput();
  const hosted = new HostedTerminals({ root: "/nowhere", output, note: () => undefined });
  const answers = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
  let looks = 0;
  const nothing = async () => undefined;
  const { terminalId } = await hosted.create(
    {
      create: async () => "own",
      output: async () => ({ output: (await answers[looks++]?.promise) ?? "", truncated: true, exit: null }),
      waitForExit: () => new Promise(() => undefined),
      kill: nothing,
      release: nothing,
    },
    request,
  );
  const both = [hosted.output(terminalId), hosted.output(terminalId)];
  answers[1]?.resolve("b new");
  answers[0]?.resolve("a b");
  await Promise.all(both);
  expect(printed(output)).toBe("a b new");
});
