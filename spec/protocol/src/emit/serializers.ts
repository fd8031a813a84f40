import type { ProtocolModel } from "../model.ts";
import { SerializerWriter, type WriterOptions } from "./serializer-writer.ts";
import { literal, sourceCode } from "./source-code.ts";
import { storedName, storedTypes } from "./stored.ts";

/**
 * Functions that write values as JSON, only the fields that the spec names: one for each result, notification and answer
 * of an endpoint, and for other types. What the server holds as JSON text is written as it is.
 *
 * @param others types to be written that no method, notification or endpoint has
 */
export function emitSerializers(protocol: ProtocolModel, others: readonly string[], options: WriterOptions = {}): string {
  const writer = new SerializerWriter(protocol, options);
  writer.useResponses();
  for (const { result } of protocol.methods) writer.use(result);
  for (const { params } of protocol.notifications) writer.use(params);
  for (const name of others) writer.use(name);
  const functions = writer.functions();
  const stored = storedTypes(protocol);
  const [texts, plain] = [true, false].map((text) =>
    writer
      .used()
      .filter((name) => stored.has(name) === text)
      .sort(),
  ) as [string[], string[]];
  return sourceCode(
    [
      functions.some((code) => code.includes(": Untyped<")) ? 'import type { Untyped } from "../runtime/handler-types.ts";' : "",
      imports(texts.map(storedName), "./stored-types.ts"),
      imports(plain, "./types.ts"),
    ]
      .filter((line) => line !== "")
      .join("\n"),
    ...functions,
  );
}

function imports(names: string[], module: string): string {
  return names.length === 0 ? "" : `import type {\n${names.map((name) => `  ${name},\n`).join("")}} from ${literal(module)};`;
}
