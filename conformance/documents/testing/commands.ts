import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";

/** This package's folder. */
export const HERE = fileURLToPath(new URL("../", import.meta.url));
/** The generated documents. */
export const GENERATED = fileURLToPath(new URL("../../../generated/", import.meta.url));

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a script of an installed package, or one of this package's own, to its end. */
export function runScript(path: string, ...args: readonly string[]): Promise<Outcome> {
  const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true", NO_COLOR: "1" };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [path, ...args], { cwd: HERE, env, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      if (error !== null && typeof error.code !== "number") reject(error);
      else resolve({ code: (error?.code as number | undefined) ?? 0, stdout, stderr });
    });
  });
}
