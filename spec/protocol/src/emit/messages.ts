import type { MessageModel, ProtocolModel } from "../model.ts";
import { camelCase, docComment, importTypes, literal, pascalCase, propertyName, sourceCode } from "./source-code.ts";
import { storedName, storedTypes } from "./stored.ts";
import { permissionType } from "./tables.ts";
import { hasDefaults, receivedType } from "./types.ts";
import { declareWords, importWords } from "./words.ts";

/** Words of comments that a project may have its own for. */
export interface Wording {
  /** Who answers. */
  readonly server: string;
}

const PLAIN: Wording = { server: "server" };

/** The services that messages are handed to, in the order of the spec. */
export function servicesOf(protocol: ProtocolModel): string[] {
  return [...new Set(protocol.messages.map(({ service }) => service))];
}

/** The type of a message as its handler receives it. */
function receivedName(message: MessageModel): string {
  return `${message.model}Received`;
}

/**
 * One interface per service, with one function per message. As properties, for the parameters of methods are not checked
 * strictly: a service that takes less than may come would compile.
 */
export function emitHandlers(protocol: ProtocolModel, { server }: Wording = PLAIN): string {
  const models = new Set<string>();
  const storedReplies = new Set<string>();
  const received = protocol.messages.map((message) => {
    models.add(message.model);
    return `/** \`${message.type}\` as its handler receives it: checked, and with its defaults. */
export type ${receivedName(message)} = ${receivedType(message.model, protocol.$defs[message.model] ?? {})};`;
  });
  const eventModels = new Map(protocol.events.map(({ type, model }) => [type, model]));
  const stored = storedTypes(protocol);
  const interfaces = servicesOf(protocol).map((service) => {
    const functions = protocol.messages
      .filter((message) => message.service === service)
      .map((message) => {
        const model = eventModels.get(message.reply) ?? "never";
        const isStored = stored.has(model);
        const reply = isStored ? storedName(model) : model;
        (isStored ? storedReplies : models).add(reply);
        return `${docComment(message.doc, "  ")}  readonly ${camelCase(message.type)}: (message: ${receivedName(message)}, call: Call) => Promise<ReplyBody<${reply}>>;\n`;
      });
    return `export interface ${pascalCase(service)}Handlers<Call> {\n${functions.join("\n")}}`;
  });
  return sourceCode(
    `import type { ReplyBody${received.some(hasDefaults) ? ", WithDefaults" : ""} } from "../runtime/handler-types.ts";`,
    importTypes(storedReplies, "./stored-types.ts"),
    importTypes(models, "./types.ts"),
    ...received,
    ...interfaces,
    `/** A handler for every message: what a ${server} must implement. \`Call\` is what the ${server} knows of the caller. */
export interface Handlers<Call> {
${servicesOf(protocol)
  .map((service) => `  readonly ${camelCase(service)}: ${pascalCase(service)}Handlers<Call>;`)
  .join("\n")}
}`,
  );
}

/** One row per message: how to check it, what it needs, which method takes it, and how its reply is written. */
export function emitDispatch(protocol: ProtocolModel): string {
  const eventModels = new Map(protocol.events.map(({ type, model }) => [type, model]));
  const permission = permissionType(protocol);
  const replies = new Set<string>();
  const rows = protocol.messages.map((message) => {
    const reply = eventModels.get(message.reply) ?? "";
    replies.add(reply);
    const conditional = message.permissionWhen
      ? `{ property: ${literal(message.permissionWhen.property)}, byValue: ${literal(message.permissionWhen.byValue)} }`
      : "null";
    return `  ${propertyName(message.type)}: {
    type: ${literal(message.type)},
    validate: validators.${message.model},
    permission: ${literal(message.permission)},
    permissionWhen: ${conditional},
    sessionScoped: ${message.sessionProperty !== null},
    beforeAuthentication: ${message.beforeAuthentication},
    reply: ${literal(message.reply)},
    serializeReply: serialize${reply},
    handle: (handlers, message, call) => handlers.${camelCase(message.service)}.${camelCase(message.type)}(message as handler.${receivedName(message)}, call),
  },`;
  });
  return sourceCode(
    `import type { ReplyFields } from "../runtime/handler-types.ts";
import type { Validator } from "../runtime/validation.ts";
import type * as handler from "./handlers.ts";
import {
${[...replies]
  .sort()
  .map((reply) => `  serialize${reply},\n`)
  .join("")}} from "./serializers.ts";
${importWords(permission)}
import * as validators from "./validators.js";`.replace(/\n{2,}/g, "\n"),
    ...declareWords(permission),
    `/** The \`type\` of every message that a client may send. */
export type MessageType =
${protocol.messages.map(({ type }) => `  | ${literal(type)}`).join("\n")};`,
    `/** What the engine knows of a message. */
export interface MessageRow {
  readonly type: MessageType;
  /** Checks a message and fills in its defaults. */
  readonly validate: Validator;
  readonly permission: ${permission.name} | null;
  /** The permission depends on what this property says. */
  readonly permissionWhen: { readonly property: string; readonly byValue: Readonly<Record<string, ${permission.name}>> } | null;
  /** \`sessionId\` must name a session of the caller's tenant. */
  readonly sessionScoped: boolean;
  readonly beforeAuthentication: boolean;
  /** The \`type\` of the reply. */
  readonly reply: string;
  readonly serializeReply: (reply: never) => string;
  readonly handle: <Call>(handlers: handler.Handlers<Call>, message: object, call: Call) => Promise<ReplyFields>;
}`,
    `/** Every message by its \`type\`. */
export const MESSAGES: Readonly<Record<MessageType, MessageRow>> = {
${rows.join("\n")}
};`,
  );
}

/** The unions of what travels in each direction, and which events are durable. */
export function emitEvents(protocol: ProtocolModel, { server }: Wording = PLAIN): string {
  const models = [...protocol.messages, ...protocol.events].map(({ model }) => model).sort();
  const union = (entries: { model: string }[]) => entries.map(({ model }) => `\n  | ${model}`).join("") || " never";
  return sourceCode(
    `import type {\n${models.map((name) => `  ${name},\n`).join("")}} from "./types.ts";`,
    `/** Everything that a client may send. */\nexport type AnyClientMessage =${union(protocol.messages)};`,
    `/** Everything that the ${server} may send. */\nexport type AnyServerEvent =${union(protocol.events)};`,
    `/** The \`type\` of every event. */\nexport type EventType = AnyServerEvent["type"];`,
    `/** The events that belong to a session's log. */
export const DURABLE_EVENTS: ReadonlySet<EventType> = new Set<EventType>([
${protocol.events
  .filter(({ durable }) => durable)
  .map(({ type }) => `  ${literal(type)},`)
  .join("\n")}
]);`,
  );
}
