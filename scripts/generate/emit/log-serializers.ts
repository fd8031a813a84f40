import type { ProtocolModel } from "@diminuendo/typespec-protocol/model";
import { SerializerWriter } from "../../../spec/protocol/src/emit/serializer-writer.ts";
import { literal } from "../../../spec/protocol/src/emit/source-code.ts";
import { sourceFile } from "../source-file.ts";

/** Functions that write values as JSON, and events as the log has them: what it fills in comes ready made. */
export function emitLogSerializers(protocol: ProtocolModel): string {
  const writer = new SerializerWriter(protocol, { trustsFormats: true, hasLog: true });
  for (const { model, durable } of protocol.events) if (!durable) writer.use(model);
  writer.useResponses();
  for (const { result } of protocol.methods) writer.use(result);
  for (const { params } of protocol.notifications) writer.use(params);
  const durable = protocol.events.filter((event) => event.durable);
  const logFunctions = durable.map(({ model, type }) => writer.logFunction(model, type));
  const functions = writer.functions();
  const types = [...new Set([...writer.used(), ...durable.map(({ model }) => model), "DurableEvent"])].sort();
  return sourceFile(
    "spec/main.tsp",
    'import type { LogBody, Untyped } from "../runtime/handler-types.ts";',
    `import type {\n${types.map((name) => `  ${name},\n`).join("")}} from "./types.ts";`,
    ...functions,
    ...logFunctions,
    `/** A durable event without what the log fills in. */
export type DurableEventBody = LogBody<DurableEvent>;`,
    `/**
 * Writes a durable event as JSON.
 *
 * @param head the fields that the log fills in, as \`logHead\` writes them
 */
export function serializeDurable(event: DurableEventBody, head: string): string {
  switch (event.type) {
${durable.map(({ model, type }) => `    case ${literal(type)}:\n      return log${model}(event, head);`).join("\n")}
  }
}`,
    `/** The fields that the log fills in. */
export function logHead(sessionId: string, seq: number, ts: number): string {
  return \`,"sessionId":"\${sessionId}","seq":\${seq},"ts":\${ts}\`;
}`,
  );
}
