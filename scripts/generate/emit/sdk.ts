import type { MessageModel, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import { camelCase, docComment, literal, propertyName } from "../../../spec/protocol/src/emit/source-code.ts";
import { sourceFile } from "../source-file.ts";

/** Every event by its `type`. */
export function emitEventMap(protocol: ProtocolModel): string {
  const row = ({ type, model }: { type: string; model: string }) => `  ${propertyName(type)}: ${model};`;
  return sourceFile(
    "spec/gateway/*-events.tsp",
    importTypes(protocol.events.map(({ model }) => model)),
    `/** Everything that the gateway may send, by \`type\`. */\nexport interface EventMap {\n${protocol.events.map(row).join("\n")}\n}`,
    "/** The `type` of an event. */\nexport type EventType = keyof EventMap;",
    "/** Everything that the gateway may send. */\nexport type ServerEvent = EventMap[EventType];",
    `/** The events of a session's log, by \`type\`. */
export type DurableEventMap = Pick<
  EventMap,
${protocol.events
  .filter(({ durable }) => durable)
  .map(({ type }) => `  | ${literal(type)}`)
  .join("\n")}
>;`,
  );
}

/** Every message with its reply, and which of them change nothing. */
export function emitCalls(protocol: ProtocolModel): string {
  const replies = replyModels(protocol);
  const rows = protocol.messages.map((message) => `  ${message.type}: { message: ${message.model}; reply: ${replyOf(message, replies)} };`);
  const reads = protocol.messages.flatMap((message) => {
    const condition = readCondition(message);
    return condition === null ? [] : [`  ${message.type}: ${literal(condition)},`];
  });
  return sourceFile(
    "spec/gateway/client-messages.tsp",
    importTypes(protocol.messages.flatMap((message) => [message.model, replyOf(message, replies)])),
    `/** Everything that a client may send, by \`type\`, with the event that answers it. */\nexport interface Calls {\n${rows.join("\n")}\n}`,
    "/** The `type` of a message. */\nexport type MessageType = keyof Calls;",
    `/** What a message says, without what every message has. */
export type Fields<Type extends MessageType> = Omit<Calls[Type]["message"], "type" | "ref">;`,
    `/** The event that answers a message. */\nexport type ReplyTo<Type extends MessageType> = Calls[Type]["reply"];`,
    `/**
 * The messages that change nothing, so that one whose answer was lost may be sent again. Where that depends on a
 * property, its values are listed.
 */
export const READS: { readonly [type: string]: true | { readonly property: string; readonly values: readonly unknown[] } } = {
${reads.join("\n")}
};`,
  );
}

/** A method for every message. */
export function emitClientMethods(protocol: ProtocolModel): string {
  const methods = protocol.messages.map((message) => {
    const { required = [] } = protocol.$defs[message.model] ?? {};
    const fallback = required.every((name) => name === "type") ? " = {}" : "";
    const type = literal(message.type);
    return `${docComment(methodDoc(message), "  ")}  ${camelCase(message.type)}(fields: Fields<${type}>${fallback}): Promise<ReplyTo<${type}>> {
    return this.request(${type}, fields);
  }\n`;
  });
  return sourceFile(
    "spec/gateway/client-messages.tsp",
    'import type { Fields, MessageType, ReplyTo } from "./calls.ts";',
    `/** One method for each message that a client may send. */
export abstract class GatewayMethods {
  /** Sends a message, and resolves with its reply. */
  abstract request<Type extends MessageType>(type: Type, fields: Fields<Type>): Promise<ReplyTo<Type>>;

${methods.join("\n")}}`,
  );
}

function methodDoc({ doc, permission, permissionWhen, reply }: MessageModel): string {
  const conditional = Object.entries(permissionWhen?.byValue ?? {}).map(([value, name]) => `\`${name}\` to ${value.replaceAll("_", " ")}`);
  const needed = permissionWhen ? conditional.join(", ") : permission && `\`${permission}\``;
  return `${doc}\n\n${needed ? `Needs ${needed}. ` : ""}Answered by \`${reply}\`.`;
}

/** When a message changes nothing: always, for some values of a property, or never. */
function readCondition(message: MessageModel): true | { property: string; values: string[] } | null {
  const { permission, permissionWhen, beforeAuthentication, announces } = message;
  if (beforeAuthentication) return null;
  if (permissionWhen) {
    const values = Object.entries(permissionWhen.byValue)
      .filter(([, name]) => isRead(name))
      .map(([value]) => value);
    return { property: permissionWhen.property, values };
  }
  return announces.length === 0 && (permission === null || isRead(permission)) ? true : null;
}

function isRead(permission: string): boolean {
  return permission.endsWith(":read");
}

function replyModels(protocol: ProtocolModel): Map<string, string> {
  return new Map(protocol.events.map(({ type, model }) => [type, model]));
}

function replyOf(message: MessageModel, replies: Map<string, string>): string {
  const model = replies.get(message.reply);
  if (model === undefined) throw new Error(`${message.type} is answered by ${message.reply}, which is no event.`);
  return model;
}

function importTypes(models: string[]): string {
  const names = [...new Set(models)].sort();
  return `import type {\n${names.map((name) => `  ${name},\n`).join("")}} from "./types.ts";`;
}
