import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { temporaryFolder } from "../../testing/temporary-folder.ts";
import { AgentError } from "../agent-runtime.ts";
import { Terminal } from "../process/terminal.ts";
import type { HostCommand, HostExit, HostTerminals, TurnHost } from "../turn-host.ts";

/** A client with a folder of its own, in which it reads, writes and runs commands for real. */
export interface TestHost extends TurnHost {
  readonly folder: string;
  /** What it was asked for, in order: the method and what it was about. */
  readonly asked: string[];
  /** The commands that it was asked to run. */
  readonly commands: HostCommand[];
}

/** What the client does when it is asked for something, before it does it. */
type Interception = (method: string) => Promise<void> | void;

export async function testHost(intercept: Interception = () => undefined): Promise<TestHost> {
  const folder = await temporaryFolder();
  const asked: string[] = [];
  const commands: HostCommand[] = [];
  const terminals = new Map<string, Terminal>();
  onTestFinished(async () => void (await Promise.all([...terminals.values()].map((terminal) => terminal.kill()))));
  const note = async (method: string, what: string) => {
    asked.push(`${method} ${what}`);
    await intercept(method);
  };
  const find = (terminalId: string): Terminal => {
    const terminal = terminals.get(terminalId);
    if (terminal === undefined) throw new AgentError({ code: "AGENT_FAILED", message: "The client has no such terminal." });
    return terminal;
  };
  const hosted: HostTerminals = {
    async create(request) {
      commands.push(request);
      await note("create", request.command);
      const { command, args, cwd, env, outputByteLimit = 1024 * 1024 } = request;
      const given = Object.fromEntries(env.map(({ name, value }) => [name, value]));
      const run = {
        command,
        args: [...args],
        cwd: join(folder, cwd ?? ""),
        env: { PATH: process.env["PATH"] ?? "", ...given },
        shell: args.length === 0,
      };
      const terminalId = `term-${terminals.size + 1}`;
      terminals.set(terminalId, await Terminal.start({ command: run, outputByteLimit, onOutput: async () => undefined }));
      return terminalId;
    },
    async output(terminalId) {
      await note("output", terminalId);
      const { text, truncated } = find(terminalId).output();
      const { ending } = find(terminalId);
      return { output: text, truncated, exit: ending === null ? null : exitOf(ending) };
    },
    async waitForExit(terminalId) {
      await note("wait", terminalId);
      return exitOf(await find(terminalId).completed);
    },
    async kill(terminalId) {
      await note("kill", terminalId);
      await find(terminalId).kill();
    },
    async release(terminalId) {
      await note("release", terminalId);
      await find(terminalId).kill();
      terminals.delete(terminalId);
    },
  };
  return {
    folder,
    asked,
    commands,
    files: {
      async read({ path, line, limit }, signal) {
        await untilAborted(note("read", [path, line, limit].filter((part) => part !== undefined).join(" ")), signal);
        const text = await readFile(join(folder, path), "utf8").catch(() => {
          throw new AgentError({ code: "FILE_NOT_FOUND", message: "The client has no such file." });
        });
        const lines = text.split(/(?<=\n)/);
        const first = (line ?? 1) - 1;
        return lines.slice(first, limit === undefined ? undefined : first + limit).join("");
      },
      async write(path, content, signal) {
        await untilAborted(note("write", path), signal);
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeFile(join(folder, path), content);
      },
    },
    terminals: hosted,
  };
}

async function untilAborted(something: Promise<void>, signal: AbortSignal): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = () => reject(new AgentError({ code: "AGENT_FAILED", message: "Nobody waits for the client any more." }));
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop, { once: true });
  await Promise.race([something, promise]);
}

function exitOf({ exitCode, signal }: HostExit): HostExit {
  return { exitCode, signal };
}
