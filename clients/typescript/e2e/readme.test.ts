import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { GatewayProcess } from "../../testing/gateway-process.ts";

const run = promisify(execFile);
const PACKAGE = fileURLToPath(new URL("../", import.meta.url));
const TSC = fileURLToPath(new URL("../../../node_modules/.bin/tsc", import.meta.url));

/** Packs the package as it would be published, and unpacks it where an application would have it. */
async function installPackage(target: string): Promise<void> {
  const folder = await temporaryFolder();
  const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", folder], { cwd: PACKAGE });
  const filename = /"filename": "([^"]+)"/.exec(stdout)?.[1] ?? "";
  await mkdir(target, { recursive: true });
  await run("tar", ["-xzf", join(folder, filename), "-C", target, "--strip-components=1"]);
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "diminuendo-readme-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The programs of the README, in a project that has installed the package. */
async function project(gatewayUrl: string): Promise<{ folder: string; programs: string[] }> {
  const folder = await temporaryFolder();
  await installPackage(join(folder, "node_modules/@diminuendo/sdk"));
  await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  const readme = await readFile(join(PACKAGE, "README.md"), "utf8");
  const blocks = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code ?? "");
  const programs = blocks.map((_, index) => `example-${index}.ts`);
  await Promise.all(
    blocks.map((code, index) => writeFile(join(folder, programs[index] ?? ""), code.replaceAll("http://127.0.0.1:8080", gatewayUrl))),
  );
  return { folder, programs };
}

test("the examples of the README run as they are, and print what they say", async () => {
  const gateway = await GatewayProcess.start();
  const { folder, programs } = await project(gateway.url);
  const outputs: string[] = [];
  for (const program of programs) outputs.push((await run(process.execPath, [program], { cwd: folder, timeout: 20_000 })).stdout);
  expect(outputs).toEqual([
    "Hello there\nturn_complete\n",
    expect.stringMatching(/^up to date at (\d+), after \1\nAnd this\nthe first turn was [0-9a-f-]{36}\n$/),
    "",
    expect.stringMatching(/^echo [1-9]\d*\n$/),
    [
      "0 preferences",
      "{ value: 'light', version: 2 } null",
      "VERSION_CONFLICT now at 2",
      "set theme dark",
      "set theme light",
      "delete theme null",
      "",
    ].join("\n"),
    "Hello\nuser Hello\nagent Hello\n409 VERSION_CONFLICT\n",
    "connecting  \nopen  \nSESSION_NOT_FOUND false\nclosed  \n",
  ]);
});

test("the examples of the README are well typed", async () => {
  const { folder, programs } = await project("http://127.0.0.1:8080");
  const options = [
    "--noEmit",
    "--strict",
    "--module",
    "nodenext",
    "--target",
    "es2024",
    "--lib",
    "es2024,dom",
    "--types",
    "",
    "--skipLibCheck",
    "false",
  ];
  await run(TSC, [...options, "--allowImportingTsExtensions", "--exactOptionalPropertyTypes", ...programs], { cwd: folder }).catch(
    ({ stdout }: { stdout: string }) => expect.fail(stdout),
  );
});

test("the runtime needs nothing but what browsers have", async () => {
  await run(TSC, ["--noEmit", "-p", PACKAGE]).catch(({ stdout }: { stdout: string }) => expect.fail(stdout));
});
