import { type EmitContext, emitFile, type Namespace, resolvePath } from "@typespec/compiler";
import { protocols } from "./decorators.ts";
import { extractProtocol } from "./extract.ts";
import type { ProtocolDocument } from "./model.ts";

/** Writes `protocol.json`: every protocol of the program as plain data. */
export async function $onEmit(context: EmitContext): Promise<void> {
  const { program } = context;
  if (program.compilerOptions.noEmit) return;
  const document: ProtocolDocument = { protocols: [] };
  for (const namespace of protocols.keys(program) as Namespace[]) {
    const options = protocols.get(program, namespace);
    if (options) document.protocols.push(extractProtocol(program, namespace, options));
  }
  document.protocols.sort((left, right) => (left.name < right.name ? -1 : 1));
  await emitFile(program, {
    path: resolvePath(context.emitterOutputDir, "protocol.json"),
    content: `${JSON.stringify(document, null, 2)}\n`,
  });
}
