import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../server/main.ts", import.meta.url));

/** The gateway as users run it. */
export interface GatewayProcess {
  child: ChildProcess;
  port: number;
  /** Ends it, by its id. */
  end(): Promise<void>;
}

/** Starts a gateway on a free port, or on a given one, and waits until it serves. @param environment beside what all have */
export async function startGateway(dataDir: string, port = 0, environment: Record<string, string> = {}): Promise<GatewayProcess> {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env["PATH"], PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: "error", ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const end = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /listens on (http:\/\/\S+)/.exec(line)?.[1];
    if (address !== undefined) return { child, port: Number(new URL(address).port), end };
  }
  throw new Error("The gateway ended before it served.");
}
