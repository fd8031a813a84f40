import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { ProtocolDocument, ProtocolModel, RequirementModel, SocketModel } from "@diminuendo/typespec-protocol/model";
import { asyncApi } from "../../spec/protocol/src/emit/asyncapi.ts";
import { openRpc } from "../../spec/protocol/src/emit/openrpc.ts";
import { emitAcp } from "./acp.ts";
import { compileSpec } from "./compile-spec.ts";
import { emitConcordance } from "./concordance.ts";
import { emitConcordanceClient } from "./concordance-client.ts";
import { readExamples } from "./examples.ts";
import { emitGateway } from "./gateway.ts";
import { withErrorResponses } from "./openapi.ts";
import { type ExampleSource, withDetails } from "./openapi-details.ts";
import { differences, writeFiles } from "./output.ts";
import { emitPython } from "./python.ts";
import { emitReference } from "./reference/emit.ts";
import { emitSdk } from "./sdk.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/**
 * The programs that the spec consists of, and the folders of their types' schemas and examples. Two products may use the
 * same words, so each is a program of its own.
 */
const PROGRAMS = [
  { main: "spec/main.tsp", folder: "", rpcSocket: "acp", errorData: ["AcpErrorData"], messageSocket: "ws" },
  { main: "spec/concordance/main.tsp", folder: "concordance/", rpcSocket: "stream", errorData: ["ErrorData"], messageSocket: null },
];

/** The documents for programs that the reference lists. */
const DOCUMENTS = /^generated\/(openapi|asyncapi|openrpc)\//;

/** The examples that documents show. */
const SHOWN = /^spec\/examples\/(concordance\/)?\w+\/valid-(full|minimal)\.json$/;

/** What generated files do not depend on: tests, what is written for people, and what the library is published as. */
const IRRELEVANT = /\.test\.|\/test\/|\.md$|^spec\/protocol\/(dist|node_modules)\//;

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
  const document: ProtocolDocument = { protocols: [] };
  const generated = new Map<string, string>();
  const examplesOf = new Map<string, ExampleSource>();
  for (const { main, folder, rpcSocket, errorData, messageSocket } of PROGRAMS) {
    const spec = await compileSpec(join(ROOT, main));
    for (const { requirements } of spec.document.protocols) placeBelow(dirname(main), requirements);
    document.protocols.push(...spec.document.protocols);
    for (const protocol of spec.document.protocols) {
      const { name, $defs } = protocol;
      const folderOfExamples = join(ROOT, "spec/examples", folder);
      const full = await readExamples(folderOfExamples, "valid-full");
      const minimal = await readExamples(folderOfExamples, "valid-minimal");
      examplesOf.set(name, { full, minimal });
      const openapi = withDetails(withErrorResponses(spec.openapi, protocol), protocol, { full, minimal });
      generated.set(`generated/openapi/${name}.json`, json(openapi));
      for (const [file, content] of spec.jsonSchemas) {
        if (file.replace(/\.json$/, "") in $defs) generated.set(`generated/json-schema/${folder}${file}`, json(JSON.parse(content)));
      }
      generated.set(
        `generated/openrpc/${name}-${rpcSocket}.json`,
        json(openRpc(protocol, socketOf(protocol, rpcSocket), openapi, full, errorData)),
      );
      if (messageSocket !== null) {
        generated.set(
          `generated/asyncapi/${name}-${messageSocket}.json`,
          json(
            asyncApi(protocol, {
              socket: socketOf(protocol, messageSocket),
              head: openapi,
              examples: full,
              errorEvent: "error",
              correlation: "ref",
              securitySchemes: openapi.components.securitySchemes,
            }),
          ),
        );
      }
    }
  }
  generated.set("generated/protocol.json", json(document));
  const documents = [...generated.keys()].filter((path) => DOCUMENTS.test(path));
  for (const [path, content] of await emitReference(document, examplesOf, documents)) generated.set(path, content);
  for (const [path, content] of await emitGateway(document)) generated.set(path, content);
  for (const [path, content] of await emitAcp()) generated.set(path, content);
  for (const [path, content] of emitConcordance(document)) generated.set(path, content);
  for (const [path, content] of emitSdk(document)) generated.set(path, content);
  for (const [path, content] of emitConcordanceClient(document)) generated.set(path, content);
  for (const [path, content] of emitPython(document)) generated.set(path, content);
  generated.set(
    "generated/manifest.json",
    json({
      generatedBy: "npm run generate",
      spec: await hashOf(["spec"], (path) => path.endsWith(".tsp") || SHOWN.test(path)),
      generator: await hashOf(["scripts/generate", "spec/protocol"], (path) => /\.(js|ts|css)$/.test(path)),
      files: Object.fromEntries([...generated].map(([path, content]): [string, string] => [path, sha256(content)]).sort()),
    }),
  );
  return generated;
}

function socketOf(protocol: ProtocolModel, name: string): SocketModel {
  const socket = protocol.sockets.find((candidate) => candidate.name === name);
  if (socket === undefined) throw new Error(`The spec declares no socket "${name}" in the protocol "${protocol.name}".`);
  return socket;
}

/** The compiler names places as seen from the program's folder; here they are seen from the project. */
function placeBelow(folder: string, requirements: RequirementModel[]): void {
  for (const requirement of requirements) requirement.source = `${folder}/${requirement.source}`;
}

/** One hash over the names and contents of files in some folders. */
async function hashOf(folders: readonly string[], include: (path: string) => boolean): Promise<string> {
  const entries = await Promise.all(folders.map((folder) => readdir(join(ROOT, folder), { recursive: true, withFileTypes: true })));
  const paths = entries
    .flat()
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
