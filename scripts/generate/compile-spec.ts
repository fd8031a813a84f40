import type { ProtocolDocument } from "@diminuendo/typespec-protocol/model";
import { type CompilerHost, compile, formatDiagnostic, NodeHost } from "@typespec/compiler";
import type { OpenApi } from "./openapi.ts";

const OUTPUT = "/output";

/** What the TypeSpec compiler and its emitters made of the spec. Paths are those of the emitters, below their own folder. */
export interface CompiledSpec {
  document: ProtocolDocument;
  openapi: OpenApi;
  jsonSchemas: Map<string, string>;
}

/**
 * Compiles a spec without touching the disk.
 *
 * @throws Error with the compiler's diagnostics when the spec is wrong.
 */
export async function compileSpec(main: string): Promise<CompiledSpec> {
  const files = new Map<string, string>();
  const program = await compile(capturingHost(files), main, {
    emit: ["@diminuendo/typespec-protocol", "@typespec/openapi3", "@typespec/json-schema"],
    outputDir: OUTPUT,
    options: {
      "@typespec/openapi3": { "openapi-versions": ["3.1.0"], "file-type": "json", "omit-unreachable-types": true },
      "@typespec/json-schema": { "file-type": "json" },
    },
  });
  if (program.diagnostics.length > 0) {
    throw new Error(program.diagnostics.map((diagnostic) => formatDiagnostic(diagnostic)).join("\n"));
  }
  return {
    document: JSON.parse(read(files, "@diminuendo/typespec-protocol/protocol.json")) as ProtocolDocument,
    openapi: JSON.parse(read(files, "@typespec/openapi3/openapi.json")) as OpenApi,
    jsonSchemas: below(files, "@typespec/json-schema/"),
  };
}

function capturingHost(files: Map<string, string>): CompilerHost {
  return {
    ...NodeHost,
    writeFile: async (path, content) => void files.set(path, content),
    mkdirp: async () => undefined,
    rm: async () => undefined,
  };
}

function read(files: Map<string, string>, name: string): string {
  const content = files.get(`${OUTPUT}/${name}`);
  if (content === undefined) throw new Error(`The emitters wrote no ${name}.`);
  return content;
}

function below(files: Map<string, string>, folder: string): Map<string, string> {
  const prefix = `${OUTPUT}/${folder}`;
  return new Map([...files].filter(([path]) => path.startsWith(prefix)).map(([path, content]) => [path.slice(prefix.length), content]));
}
