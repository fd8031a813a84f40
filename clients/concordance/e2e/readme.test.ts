import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { NodeProcess } from "../../../concordance/testing/node-process.ts";
import { temporaryFolder } from "../../../concordance/testing/temporary-folder.ts";

const run = promisify(execFile);
const PACKAGE = fileURLToPath(new URL("../", import.meta.url));
const MODULES = fileURLToPath(new URL("../../../node_modules/", import.meta.url));
const TSC = join(MODULES, ".bin/tsc");
const README = await readFile(join(PACKAGE, "README.md"), "utf8");

/** The programs of the README, in a project that has installed the package as others get it. */
async function project(address: string): Promise<{ folder: string; programs: string[] }> {
  const folder = await temporaryFolder();
  await run("npm", ["run", "--silent", "build"], { cwd: PACKAGE });
  const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", folder], { cwd: join(PACKAGE, "dist") });
  const target = join(folder, "node_modules/@diminuendo/concordance");
  await mkdir(target, { recursive: true });
  await run("tar", ["-xzf", join(folder, /"filename": "([^"]+)"/.exec(stdout)?.[1] ?? ""), "-C", target, "--strip-components=1"]);
  await symlink(join(MODULES, "ws"), join(folder, "node_modules/ws"));
  await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  const blocks = [...README.matchAll(/```ts\n(.*?)```/gs)].map(([, code = ""]) => code.replaceAll("127.0.0.1:4100", address));
  const programs = blocks.map((_, index) => `example-${index}.ts`);
  await Promise.all(blocks.map((code, index) => writeFile(join(folder, programs[index] ?? ""), code)));
  return { folder, programs };
}

test("the examples run as they are, with the package that others install, and print what they say", async () => {
  const node = await NodeProcess.start({ dataDir: await temporaryFolder(), args: ["--bootstrap", "--log-level", "warn"] });
  onTestFinished(() => node.kill());
  const { folder, programs } = await project(node.address);
  const outputs: string[] = [];
  for (const program of programs) outputs.push((await run(process.execPath, [program], { cwd: folder, timeout: 100_000 })).stdout);
  expect(outputs).toEqual(["1 dark\nlight\nlocale de\ntheme light\n", "set beta 1\n", "the version is 0\n"]);
});

test("the examples are well typed, also where there are no types of Node", async () => {
  const { folder, programs } = await project("127.0.0.1:4100");
  const options = ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2024", "--lib", "es2024,dom", "--types", ""];
  const strict = ["--skipLibCheck", "false", "--allowImportingTsExtensions", "--exactOptionalPropertyTypes"];
  await run(TSC, [...options, ...strict, ...programs], { cwd: folder }).catch(({ stdout }: { stdout: string }) => expect.fail(stdout));
});

test("the package has what it says, and nothing of its tests", async () => {
  const { folder } = await project("127.0.0.1:4100");
  const installed = join(folder, "node_modules/@diminuendo/concordance");
  const manifest = JSON.parse(await readFile(join(installed, "package.json"), "utf8"));
  expect(manifest).toMatchObject({
    exports: { ".": { types: "./index.d.ts", default: "./index.js" } },
    dependencies: { ws: expect.any(String) },
  });
  expect(manifest).not.toHaveProperty("private");
  for (const file of ["index.js", "index.d.ts", "README.md"]) expect(existsSync(join(installed, file))).toBe(true);
  expect(existsSync(join(installed, "testing"))).toBe(false);
});

test("its version of ws is that of the repository", async () => {
  const manifest = async (path: string) => JSON.parse(await readFile(join(PACKAGE, path), "utf8")) as { dependencies: { ws: string } };
  expect((await manifest("package.json")).dependencies.ws).toBe((await manifest("../../package.json")).dependencies.ws);
});

test("every link leads to a file that is there", () => {
  const links = [...README.matchAll(/\]\(([^)#]+)\)/g)].map(([, link = ""]) => link);
  expect(links.filter((link) => !existsSync(join(PACKAGE, dirname(link), link.split("/").at(-1) ?? "")))).toEqual([]);
});
