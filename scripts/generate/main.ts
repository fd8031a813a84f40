import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { compileSpec } from "./compile-spec.ts";
import { emitGateway } from "./gateway.ts";
import { differences, writeFiles } from "./output.ts";
import { emitSdk } from "./sdk.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** What generated files do not depend on: tests, and what is written for people. */
const IRRELEVANT = /\.test\.|\/test\/|\.md$/;

const files = await generate();
if (process.argv.includes("--check")) {
  const found = await differences(ROOT, files);
  for (const difference of found) console.error(difference);
  if (found.length > 0) {
    console.error("\nThe generated files do not match the spec. Run: npm run generate");
    process.exitCode = 1;
  } else {
    console.log(`${files.size} generated files match the spec.`);
  }
} else {
  const written = await writeFiles(ROOT, files);
  console.log(`${files.size} files generated, ${written} changed.`);
}

/** Every generated file by its path below the project. */
async function generate(): Promise<Map<string, string>> {
  const spec = await compileSpec(join(ROOT, "spec/main.tsp"));
  const generated = new Map<string, string>();
  generated.set("generated/protocol.json", json(spec.document));
  generated.set("generated/openapi/gateway.json", json(JSON.parse(spec.openapi)));
  for (const protocol of spec.document.protocols) {
    for (const [name, content] of spec.jsonSchemas) {
      if (name.replace(/\.json$/, "") in protocol.$defs) generated.set(`generated/json-schema/${name}`, json(JSON.parse(content)));
    }
  }
  for (const [path, content] of await emitGateway(spec.document)) generated.set(path, content);
  for (const [path, content] of emitSdk(spec.document)) generated.set(path, content);
  generated.set(
    "generated/manifest.json",
    json({
      generatedBy: "npm run generate",
      spec: await hashOf("spec", (path) => path.endsWith(".tsp") || path.startsWith("spec/protocol/")),
      generator: await hashOf("scripts/generate"),
      files: Object.fromEntries([...generated].map(([path, content]): [string, string] => [path, sha256(content)]).sort()),
    }),
  );
  return generated;
}

/** One hash over the names and contents of a folder's files. */
async function hashOf(folder: string, include: (path: string) => boolean = () => true): Promise<string> {
  const entries = await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter((path) => include(path) && !IRRELEVANT.test(path))
    .sort();
  const hash = createHash("sha256");
  for (const path of paths) hash.update(`${path}\n`).update(await readFile(join(ROOT, path)));
  return hash.digest("hex");
}

function sha256(content: string): string {
  return createHash("sha256").update(content).digest("hex");
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
