import { type EmitContext, emitFile, type Namespace, resolvePath } from "@typespec/compiler";
import { protocols } from "./decorators.ts";
import { extractProtocol } from "./extract.ts";
import type { ProtocolDocument } from "./model.ts";
import type { EmitterOptions } from "./options.ts";
import { filesOf, runtimeFiles } from "./outputs.ts";

/** Writes what is asked for of every protocol of the program; `protocol.json`, all of them as plain data, unless told otherwise. */
export async function $onEmit({ program, emitterOutputDir, options: given }: EmitContext<EmitterOptions>): Promise<void> {
  if (program.compilerOptions.noEmit) return;
  const options: EmitterOptions = { ...given, outputs: given.outputs ?? ["protocol"] };
  const document: ProtocolDocument = { protocols: [] };
  const files = new Map<string, string>();
  for (const namespace of protocols.keys(program) as Namespace[]) {
    const stated = protocols.get(program, namespace);
    if (stated === undefined) continue;
    const protocol = extractProtocol(program, namespace, stated);
    document.protocols.push(protocol);
    for (const [path, content] of filesOf({ program, namespace, protocol, options })) files.set(path, content);
  }
  document.protocols.sort((left, right) => (left.name < right.name ? -1 : 1));
  if (options.outputs?.includes("protocol")) files.set("protocol.json", `${JSON.stringify(document, null, 2)}\n`);
  for (const [path, content] of await runtimeFiles(options)) files.set(path, content);
  for (const [path, content] of files) await emitFile(program, { path: resolvePath(emitterOutputDir, path), content });
}
