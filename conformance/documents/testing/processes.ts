import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { GENERATED, HERE } from "./commands.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
/** The full key of a node in development. */
export const KEY = "dev";

/** Starts a gateway with a node of Concordance beside it. Both end with the test. @returns where they are */
export async function startGateway(): Promise<{ gateway: string; concordance: string }> {
  const concordance = await startNode("n1", ["--bootstrap"]);
  const env = { PORT: "0", DATA_DIR: await temporaryFolder(), LOG_LEVEL: "error", CONCORDANCE_URL: concordance };
  const gateway = await started([join(ROOT, "server/main.ts")], env, /listens on (http:\/\/[^\s"]+)/);
  return { gateway, concordance };
}

/** Starts a node of Concordance. It ends with the test. @returns where it is */
export async function startNode(name: string, begin: readonly string[]): Promise<string> {
  const args = ["--node-id", name, "--listen", "127.0.0.1:0", "--data-dir", await temporaryFolder(), "--log-level", "warn"];
  // Elections take so long that a busy machine causes none.
  const patience = ["--election-ms", "1500", "--heartbeat-ms", "100"];
  return started([join(ROOT, "concordance/main.ts"), ...args, ...patience, ...begin], {}, /listens on (http:\/\/\S+)/);
}

/** Starts Prism in front of a server: it refuses what breaks the document, on the way there and back. It ends with the test. */
export async function startPrism(document: string, upstream: string): Promise<string> {
  const port = String(await freePort());
  const script = join(HERE, "node_modules/@stoplight/prism-cli/dist/index.js");
  const args = ["proxy", join(GENERATED, "openapi", document), upstream, "--errors", "--host", "127.0.0.1", "--port", port];
  await started([script, ...args], { NO_COLOR: "1" }, /(Prism is listening)/);
  return `http://127.0.0.1:${port}`;
}

/** Starts a script that says where it listens. It ends with the test. @throws Error with what it wrote, when it ends instead */
async function started(args: readonly string[], env: Readonly<Record<string, string>>, listens: RegExp): Promise<string> {
  const child = spawn(process.execPath, [...args], {
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => ended(child));
  return new Promise((resolve, reject) => {
    let output = "";
    const read = (chunk: Buffer) => {
      output += chunk;
      const address = listens.exec(output)?.[1];
      if (address !== undefined) resolve(address);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("error", reject);
    child.once("exit", (code, signal) => reject(new Error(`${args[0]} ended (${code ?? signal}) before it listened:\n${output}`)));
  });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  child.kill("SIGKILL");
  await exit;
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "documents-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
