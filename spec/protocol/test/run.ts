import { spawn } from "node:child_process";

/** What a command did. */
export interface Outcome {
  code: number | null;
  output: string;
}

/** Runs a command to its end. Both of its outputs come as one. */
export function run(command: string, options: string[], folder: string): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, options, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const collect = (chunk: string) => {
      output += chunk;
    };
    child.stdout.setEncoding("utf8").on("data", collect);
    child.stderr.setEncoding("utf8").on("data", collect);
    child.on("error", reject).on("close", (code) => resolve({ code, output }));
  });
}
