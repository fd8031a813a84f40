import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

export interface Program {
  readonly lines: readonly string[];
  /** Resolves with the first line from now on that matches, or with null when the program ends before. */
  next(pattern: RegExp): Promise<string | null>;
  kill(): void;
  /** Resolves when it has ended and everything that it printed is there. */
  readonly ended: Promise<void>;
}

/**
 * Starts a program of this folder. It is killed at the end of the test, if it has not ended by then.
 *
 * @param fileBlocks no file that it writes may be larger, in blocks of 1024 bytes
 */
export function startProgram(name: string, args: readonly (string | number)[], fileBlocks?: number): Program {
  const command = [process.execPath, fileURLToPath(new URL(name, import.meta.url)), ...args.map(String)];
  const limited = ["bash", "-c", `trap "" XFSZ; ulimit -f ${fileBlocks}; exec "$@"`, "bash", ...command];
  const [executable = "", ...rest] = fileBlocks === undefined ? command : limited;
  const child = spawn(executable, rest, { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const lines: string[] = [];
  let waiting: { readonly pattern: RegExp; readonly resolve: (line: string | null) => void }[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on("line", (line) => {
    lines.push(line);
    for (const { pattern, resolve } of waiting) if (pattern.test(line)) resolve(line);
    waiting = waiting.filter(({ pattern }) => !pattern.test(line));
  });
  let hasEnded = false;
  const ended = new Promise<void>((resolve) => {
    reader.once("close", () => {
      hasEnded = true;
      for (const each of waiting) each.resolve(null);
      resolve();
    });
  });
  return {
    lines,
    next: (pattern) => new Promise((resolve) => (hasEnded ? resolve(null) : waiting.push({ pattern, resolve }))),
    kill: () => void child.kill("SIGKILL"),
    ended,
  };
}
