import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const MAIN = fileURLToPath(new URL("../main.ts", import.meta.url));

/** What the runner says when it is asked for JSON. */
export interface RunnerReport {
  readonly passed: number;
  readonly failed: number;
  readonly scenarios: readonly { readonly name: string; readonly ok: boolean; readonly failure?: string }[];
}

/** Runs the suite as people do. It ends with the test. */
export function runSuite(client: string, ...options: string[]): Promise<{ report: RunnerReport; exitCode: number }> {
  return new Promise((resolve, reject) => {
    const runner = execFile(
      process.execPath,
      [MAIN, "--client", client, "--report", "json", ...options],
      { maxBuffer: 16 * 1024 * 1024 },
      (error, stdout, stderr) => {
        try {
          resolve({ report: JSON.parse(stdout) as RunnerReport, exitCode: Number(error?.code ?? 0) });
        } catch {
          reject(new Error(`The runner did not report:\n${stdout}${stderr}`));
        }
      },
    );
    // Its drivers end with it, as their stdin does.
    onTestFinished(() => void runner.kill());
  });
}
