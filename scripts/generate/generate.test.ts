import { appendFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "../../spec/protocol/test/run.ts";
import { GENERATED_FOLDERS, generatedFiles, RepositoryCopy, ROOT } from "./test/repository-copy.ts";

let copy: RepositoryCopy;
beforeAll(async () => {
  copy = await RepositoryCopy.make();
});
afterAll(() => copy[Symbol.asyncDispose]());

/** The generated files of a folder, by path. */
async function contents(root: string): Promise<Map<string, string>> {
  const paths = await generatedFiles(root);
  return new Map(await Promise.all(paths.map(async (path): Promise<[string, string]> => [path, await readFile(join(root, path), "utf8")])));
}

test("the generated files of this repository match its spec", async () => {
  const { code, output } = await run("npm", ["run", "--silent", "generate", "--", "--check"], ROOT);
  expect(output).toMatch(/^\d+ generated files match the spec\.$/m);
  expect(code).toBe(0);
});

test("generating again changes nothing, and gives the same bytes in another folder", async () => {
  expect((await copy.generate()).output).toMatch(/^\d+ files generated, 0 changed\.$/m);
  expect(await contents(copy.root)).toEqual(await contents(ROOT));
});

test("generating where nothing was gives the same files", async () => {
  const before = await contents(copy.root);
  for (const folder of GENERATED_FOLDERS) await rm(copy.path(folder), { recursive: true });
  expect(await copy.generate()).toMatchObject({ code: 0 });
  expect(await contents(copy.root)).toEqual(before);
});

/** Runs the check, which must fail and write nothing. Returns what it found. */
async function drift(): Promise<string[]> {
  const before = await contents(copy.root);
  const { code, output } = await copy.generate("--check");
  expect(code).toBe(1);
  expect(output).toContain("\n\nThe generated files do not match the spec. Run: npm run generate\n");
  expect(await contents(copy.root)).toEqual(before);
  return output.split("\n\n")[0]?.split("\n").sort() as string[];
}

test("a change of any generated file is told, and generating mends it", async () => {
  const before = await contents(copy.root);
  for (const path of before.keys()) await appendFile(copy.path(path), " ");
  expect(await drift()).toEqual([...before.keys()].map((path) => `differs: ${path}`).sort());
  expect((await copy.generate()).output).toContain(`${before.size} files generated, ${before.size} changed.`);
  expect(await contents(copy.root)).toEqual(before);
});

const MISSING = [
  "clients/concordance/src/generated/calls.ts",
  "clients/typescript/src/generated/calls.ts",
  "generated/acp/validators.js",
  "generated/concordance/methods.ts",
  "generated/concordance/peer-validators.js",
  "generated/gateway/types.ts",
  "generated/gateway/validators.js",
  "generated/json-schema/RunTurn.json",
  "generated/json-schema/concordance/Entry.json",
  "generated/manifest.json",
  "generated/openapi/gateway.json",
  "generated/openrpc/concordance-stream.json",
  "generated/openrpc/gateway-acp.json",
  "generated/protocol.json",
  "generated/runtime/validation.ts",
];
const STRAYS = [
  "clients/concordance/src/generated/old.ts",
  "clients/typescript/src/generated/old.ts",
  "generated/.hidden",
  "generated/gateway/deep/er/old.json",
  "generated/old.ts",
];

test("what is missing and what is left over is told, and generating mends both", async () => {
  const before = await contents(copy.root);
  for (const path of MISSING) await rm(copy.path(path));
  for (const path of STRAYS) {
    await mkdir(dirname(copy.path(path)), { recursive: true });
    await writeFile(copy.path(path), "");
  }
  expect(await drift()).toEqual([...MISSING.map((path) => `missing: ${path}`), ...STRAYS.map((path) => `not generated any more: ${path}`)]);
  expect((await copy.generate()).output).toContain(`, ${MISSING.length + STRAYS.length} changed.`);
  expect(await contents(copy.root)).toEqual(before);
  expect(await copy.generate("--check")).toMatchObject({ code: 0 });
});

/** Changes a file of the copy for a while. */
async function changed(path: string, change: (text: string) => string, action: () => Promise<void>): Promise<void> {
  const before = await readFile(copy.path(path), "utf8");
  const after = change(before);
  expect(after).not.toBe(before);
  await writeFile(copy.path(path), after);
  try {
    await action();
  } finally {
    await writeFile(copy.path(path), before);
  }
}

test("a spec that is ahead of its generated files is told", async () => {
  const rewrite = (text: string) => text.replace("A conversation with one agent", "A talk with one agent");
  await changed("spec/gateway/session.tsp", rewrite, async () => {
    expect(await drift()).toEqual(expect.arrayContaining(["differs: generated/protocol.json", "differs: generated/gateway/types.ts"]));
  });
});

test.each([
  ["spec/examples/concordance/Entry/valid-full.json", "midnight", "generated/openrpc/concordance-stream.json"],
  ["spec/examples/ConfigSetParams/valid-full.json", "large", "generated/openrpc/gateway-acp.json"],
])("an example that a document shows is part of what the document is made of: %s", async (path, word, document) => {
  const rewrite = (text: string) => text.replace(word, "dawn");
  await changed(path, rewrite, async () => {
    expect(await drift()).toEqual(expect.arrayContaining(["differs: generated/manifest.json", `differs: ${document}`]));
  });
});

test.each([
  ["spec", "spec/gateway/session.tsp"],
  ["spec", "spec/concordance/kv.tsp"],
  ["generator", "scripts/generate/emit/routes.ts"],
] as const)("the manifest says when only the %s has changed", async (part, path) => {
  const manifest = async () => JSON.parse(await readFile(copy.path("generated/manifest.json"), "utf8")) as Record<string, unknown>;
  const { [part]: hashBefore, ...othersBefore } = await manifest();
  const addRemark = (text: string) => `${text}\n// A remark.\n`;
  await changed(path, addRemark, async () => {
    expect((await copy.generate()).output).toContain(", 1 changed.");
    const { [part]: hash, ...others } = await manifest();
    expect(hash).not.toBe(hashBefore);
    expect(others).toEqual(othersBefore);
  });
  await copy.generate();
});

test("tests and readmes have no part in what is generated", async () => {
  for (const path of ["spec/protocol/README.md", "spec/protocol/test/compile.ts", "scripts/generate/test/repository-copy.ts"]) {
    await appendFile(copy.path(path), "\n");
  }
  expect(await copy.generate("--check")).toMatchObject({ code: 0 });
});

test.each([
  ["breaks the language", (text: string) => `${text}\nmodel {`],
  ["breaks a rule of the protocol", (text: string) => `${text}\n@message model Lost { type: "lost" }`],
])("a spec that %s generates nothing, and the author is told where", async (_, change) => {
  const before = await contents(copy.root);
  await changed("spec/gateway/members.tsp", change, async () => {
    const { code, output } = await copy.generate();
    expect(code).not.toBe(0);
    expect(output).toMatch(/members\.tsp:\d+:\d+ - error/);
  });
  expect(await contents(copy.root)).toEqual(before);
});
