import { execFile, execFileSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, expect, onTestFinished, test } from "vitest";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const run = promisify(execFile);

beforeAll(() => {
  execFileSync(process.execPath, [join(ROOT, "conformance/build.ts")]);
});

/** A project of a stranger's that has the package installed, and nothing of this repository beside it. */
async function installed(): Promise<string> {
  const project = await mkdtemp(join(tmpdir(), "conformance-package-"));
  onTestFinished(() => rm(project, { recursive: true, force: true }));
  const target = join(project, "node_modules/@diminuendo/conformance");
  await cp(join(ROOT, "conformance/dist"), target, { recursive: true });
  const { dependencies } = JSON.parse(await readFile(join(target, "package.json"), "utf8")) as { dependencies: Record<string, string> };
  for (const name of Object.keys(dependencies)) {
    const link = join(project, "node_modules", name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(join(ROOT, "node_modules", name), link);
  }
  return project;
}

test("the package that is published checks a server, its agent included, from a project of somebody else", async () => {
  const project = await installed();
  const command = join(project, "node_modules/@diminuendo/conformance/conformance/main.js");
  const start = `"${process.execPath}" "${ROOT}server/main.ts"`;
  const args = ["--start", start, "--only", "gateway-v1/connection/ping", "--only", "gateway-v1/turns/scripted", "--report", "json"];
  const { stdout } = await run(command, args, { cwd: project, env: { PATH: `${dirname(process.execPath)}:${process.env["PATH"]}` } });
  expect(JSON.parse(stdout)).toMatchObject({ passed: 2, failed: 0 });
});

test("it says how it is used, and a wrong command is one", async () => {
  const project = await installed();
  const command = join(project, "node_modules/@diminuendo/conformance/conformance/main.js");
  expect((await run(process.execPath, [command, "--help"])).stdout).toContain("Usage: diminuendo-conformance");
  await expect(run(process.execPath, [command, "--speed"])).rejects.toMatchObject({ code: 2, stdout: "" });
});

test("a server that does not answer fails every check, with a word on each", async () => {
  const main = join(ROOT, "conformance/main.ts");
  const args = ["--url", "http://127.0.0.1:9", "--token", "t", "--only", "gateway-v1/connection/ping", "--report", "json"];
  const failed = await run(process.execPath, [main, ...args]).catch((error: { code: number; stdout: string }) => error);
  expect(failed).toMatchObject({ code: 1 });
  expect(JSON.parse(failed.stdout)).toMatchObject({ passed: 0, failed: 1, checks: [{ status: "failed", rule: "WS-PING-1" }] });
});

test("what a target cannot give is a failure, not a skip", async () => {
  const main = join(ROOT, "conformance/main.ts");
  const args = ["--url", "http://127.0.0.1:9", "--token", "t", "--only", "WS-LOG-2", "--report", "json"];
  const failed = await run(process.execPath, [main, ...args]).catch((error: { code: number; stdout: string }) => error);
  expect(failed).toMatchObject({ code: 1 });
  const { checks } = JSON.parse(failed.stdout) as { checks: { status: string; what: string }[] };
  expect(checks.length).toBeGreaterThan(0);
  expect(checks.map(({ status }) => status)).toEqual(checks.map(() => "missing"));
  expect(checks[0]?.what).toContain("--start");
});
