import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export interface WriterProcess {
  /** What it has printed so far. */
  readonly lines: readonly string[];
  /** The id that was reported last. */
  lastReport(): number;
  /** Resolves when it has printed so many lines, or has ended. */
  printed(lines: number): Promise<void>;
  kill(): void;
  /** Resolves with what it printed on stderr, when it has ended and everything that it printed is there. */
  readonly ended: Promise<string>;
}

/** @param ulimit in blocks of 1024 bytes: no file that it writes may be larger */
export function startWriter(args: readonly string[], ulimit?: number): WriterProcess {
  const program = fileURLToPath(new URL("./writer.ts", import.meta.url));
  const child =
    ulimit === undefined
      ? spawn(process.execPath, [program, ...args])
      : spawn("bash", ["-c", `trap "" XFSZ; ulimit -f ${ulimit}; exec "$@"`, "bash", process.execPath, program, ...args]);
  const lines: string[] = [];
  let waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on("line", (line) => {
    lines.push(line);
    for (const { count, resolve } of waiting) if (lines.length >= count) resolve();
    waiting = waiting.filter(({ count }) => lines.length < count);
  });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const ended = new Promise<string>((resolve) => {
    let open = 2;
    const close = () => {
      open -= 1;
      if (open > 0) return;
      for (const each of waiting) each.resolve();
      resolve(stderr);
    };
    reader.on("close", close);
    child.on("close", close);
  });
  return {
    lines,
    lastReport: () => Number(lines.findLast((line) => /^\d+$/.test(line)) ?? 0),
    printed: (count) =>
      new Promise((resolve) => {
        if (lines.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
    kill: () => child.kill("SIGKILL"),
    ended,
  };
}
