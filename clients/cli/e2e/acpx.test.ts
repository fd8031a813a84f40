import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { GatewayProcess } from "../../testing/gateway-process.ts";
import { DIMINUENDO } from "../testing/bridge-process.ts";

const require = createRequire(import.meta.url);
const ACPX = join(dirname(require.resolve("acpx/package.json")), "dist", "cli.js");

/** Runs a client that others have made, at home in an empty folder. */
async function acpx(agent: string, ...args: string[]): Promise<{ code: number | null; output: string; errors: string }> {
  const home = await mkdtemp(join(tmpdir(), "diminuendo-acpx-"));
  onTestFinished(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));
  const child = spawn(process.execPath, [ACPX, "--agent", agent, "--cwd", home, ...args], {
    env: { PATH: process.env["PATH"] ?? "", HOME: home, NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  let output = "";
  let errors = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  child.stderr.on("data", (chunk) => (errors += chunk));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, output, errors };
}

test("acpx runs a prompt over the bridge, and prints the answer", async () => {
  const gateway = await GatewayProcess.start();
  const agent = `${process.execPath} ${DIMINUENDO} acp --url ${gateway.url} --agent echo`;
  const { code, output, errors } = await acpx(agent, "--format", "quiet", "exec", "Hello from acpx");
  expect({ code, output: output.trim(), errors }).toEqual({ code: 0, output: "Hello from acpx", errors: expect.any(String) });
});

test("acpx gives the permission that the agent asks for, and sees what the command printed", async () => {
  const gateway = await GatewayProcess.start();
  const agent = `${process.execPath} ${DIMINUENDO} acp --url ${gateway.url} --agent coding-agent`;
  const { code, output } = await acpx(agent, "--approve-all", "exec", "Write something");
  expect(code).toBe(0);
  expect(output).toMatch(/It printed: Hello, world!/);
});
