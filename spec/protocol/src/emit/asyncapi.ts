import type { EventModel, MessageModel, ProtocolModel, SocketModel } from "../model.ts";
import { asyncApiSchema } from "./asyncapi-schema.ts";
import type { DocumentHead, Examples } from "./document.ts";
import { schemaReferences } from "./schema-references.ts";
import { camelCase, pascalCase } from "./source-code.ts";

/** How a client may say who it is, in the words of OpenAPI, which AsyncAPI shares. */
export interface SecurityScheme {
  type: string;
  scheme?: string;
  in?: string;
  name?: string;
  description?: string;
}

/** What the document says beyond the protocol. */
export interface AsyncApiOptions {
  /** The socket that speaks the messages. */
  socket: SocketModel;
  head: DocumentHead;
  /** Of messages and events. */
  examples?: Examples;
  /** The `type` of the event that answers a message which fails. */
  errorEvent?: string | undefined;
  /** The property that an answer has in common with what it answers. */
  correlation?: string | undefined;
  /** By name. What needs none of them is `@beforeAuthentication`. */
  securitySchemes?: Readonly<Record<string, SecurityScheme>>;
}

/** The `type` of every message and event. They are one set of words here, so each has its direction. */
type Spoken = Pick<EventModel, "type" | "model" | "doc" | "chapter">;

/** The messages and events of a protocol as an AsyncAPI document, seen from the server: it receives messages and sends events. */
export function asyncApi(protocol: ProtocolModel, options: AsyncApiOptions): object {
  const { socket, head, securitySchemes = {} } = options;
  const spoken: Spoken[] = [...protocol.messages, ...protocol.events];
  return {
    asyncapi: "3.1.0",
    info: {
      title: head.info.title,
      version: String(protocol.version),
      description: protocol.doc,
      ...(head.info.contact ? { contact: head.info.contact } : {}),
      ...(head.info.license ? { license: { name: head.info.license.name } } : {}),
      tags: [...new Set(spoken.map(({ chapter }) => chapter))].filter((chapter) => chapter !== "").map((name) => ({ name })),
    },
    defaultContentType: "application/json",
    servers: servers(head),
    channels: { [socket.name]: channel(protocol, socket, spoken) },
    operations: {
      ...Object.fromEntries(
        protocol.messages.map((message) => [`receive${pascalCase(message.type)}`, received(protocol, message, options)]),
      ),
      ...Object.fromEntries(protocol.events.map((event) => [`send${pascalCase(event.type)}`, sent(protocol, event, socket)])),
    },
    components: {
      messages: Object.fromEntries(spoken.map((entry) => [entry.model, messageObject(protocol, entry, options)])),
      schemas: schemas(protocol, spoken),
      ...(Object.keys(securitySchemes).length > 0 ? { securitySchemes: mapped(securitySchemes, security) } : {}),
    },
    ...tables(protocol),
  };
}

function servers({ servers }: DocumentHead): object {
  return Object.fromEntries(
    servers.map(({ url, description }, index) => {
      const { host, pathname, protocol } = new URL(url);
      return [
        index === 0 ? "server" : `server${index + 1}`,
        {
          host,
          protocol: protocol === "https:" || protocol === "wss:" ? "wss" : "ws",
          ...(pathname === "/" ? {} : { pathname: pathname.replace(/\/$/, "") }),
          ...(description === undefined ? {} : { description }),
        },
      ];
    }),
  );
}

function channel(protocol: ProtocolModel, { path, doc }: SocketModel, spoken: Spoken[]): object {
  const subprotocols = protocol.supportedVersions.map((version) => `${protocol.subprotocolPrefix}${version}`);
  return {
    address: path,
    description: [doc, closeCodes(protocol)].filter((part) => part !== "").join("\n\n"),
    messages: Object.fromEntries(spoken.map(({ model }) => [model, { $ref: `#/components/messages/${model}` }])),
    bindings: {
      ws: {
        method: "GET",
        headers: {
          type: "object",
          properties: {
            "Sec-WebSocket-Protocol": {
              type: "string",
              description: "Asks for a version of the protocol. Several may be offered, separated by commas.",
              examples: subprotocols,
            },
          },
        },
        bindingVersion: "0.1.0",
      },
    },
  };
}

function closeCodes({ closeCodes }: ProtocolModel): string {
  if (closeCodes.length === 0) return "";
  const rows = closeCodes.map(({ code, name, doc, reconnect }) => `| ${code} | \`${name}\` | ${cell(doc)} | ${reconnect} |`);
  return ["| close code | name | when | come back |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

/** A text in one cell of a table. */
function cell(text: string): string {
  return text.replace(/\s+/g, " ").replaceAll("|", "\\|");
}

function received(protocol: ProtocolModel, message: MessageModel, { socket, errorEvent, securitySchemes = {} }: AsyncApiOptions): object {
  const models = new Map(protocol.events.map(({ type, model }) => [type, model]));
  const answers = [message.reply, ...(errorEvent === undefined || errorEvent === message.reply ? [] : [errorEvent])];
  const schemes = Object.keys(securitySchemes);
  return {
    action: "receive",
    ...operation(socket, message),
    ...(message.beforeAuthentication || schemes.length === 0
      ? {}
      : { security: schemes.map((name) => ({ $ref: `#/components/securitySchemes/${name}` })) }),
    reply: {
      channel: { $ref: `#/channels/${socket.name}` },
      messages: answers.flatMap((type) => referenceTo(socket, models.get(type))),
    },
    ...needs(message),
    ...(message.announces.length > 0 ? { "x-announces": message.announces } : {}),
  };
}

/** What a caller needs for it. */
function needs({ permission, permissionWhen }: MessageModel): object {
  if (permissionWhen !== null) return { "x-permission-when": permissionWhen };
  return permission === null ? {} : { "x-permission": permission };
}

function sent({ messages }: ProtocolModel, event: EventModel, socket: SocketModel): object {
  const answered = messages.filter(({ reply }) => reply === event.type).map(({ type }) => type);
  return {
    action: "send",
    ...operation(socket, event),
    "x-durable": event.durable,
    ...(answered.length > 0 ? { "x-answers": answered } : {}),
  };
}

function operation(socket: SocketModel, { type, doc, chapter, model }: Spoken): object {
  return {
    channel: { $ref: `#/channels/${socket.name}` },
    title: type,
    summary: firstSentence(doc),
    description: doc,
    tags: tagsOf(chapter),
    messages: referenceTo(socket, model),
  };
}

function referenceTo(socket: SocketModel, model: string | undefined): object[] {
  return model === undefined ? [] : [{ $ref: `#/channels/${socket.name}/messages/${model}` }];
}

function messageObject(protocol: ProtocolModel, { type, model, doc, chapter }: Spoken, options: AsyncApiOptions): object {
  const { correlation, errorEvent, examples } = options;
  const correlated = correlation !== undefined && correlation in (protocol.$defs[model]?.properties ?? {});
  return {
    name: type,
    title: type,
    summary: firstSentence(doc),
    description: type === errorEvent ? [doc, errorCodes(protocol)].filter((part) => part !== "").join("\n\n") : doc,
    tags: tagsOf(chapter),
    ...(correlated ? { correlationId: { location: `$message.payload#/${correlation}` } } : {}),
    payload: { $ref: `#/components/schemas/${model}` },
    ...(examples?.has(model) ? { examples: [{ name: camelCase(type), payload: examples.get(model) }] } : {}),
  };
}

function errorCodes({ errorCodes }: ProtocolModel): string {
  if (errorCodes.length === 0) return "";
  const rows = errorCodes.map(({ name, doc, retryable }) => `| \`${name}\` | ${cell(doc)} | ${retryable ? "yes" : "no"} |`);
  return ["| code | meaning | the same may succeed later |", "| --- | --- | --- |", ...rows].join("\n");
}

function schemas(protocol: ProtocolModel, spoken: Spoken[]): object {
  const names = schemaReferences(
    protocol,
    spoken.map(({ model }) => model),
  );
  return Object.fromEntries(names.map((name) => [name, asyncApiSchema(protocol.$defs[name] ?? {})]));
}

/** AsyncAPI knows HTTP's schemes by their names in lower case. */
function security(scheme: SecurityScheme): SecurityScheme {
  return scheme.scheme === undefined ? scheme : { ...scheme, scheme: scheme.scheme.toLowerCase() };
}

/** What AsyncAPI has no place for. */
function tables({ errorCodes, closeCodes, limits, permissions, roles }: ProtocolModel): object {
  return {
    "x-error-codes": errorCodes.map(({ name, doc, retryable, outcomeUnknown }) => ({ name, description: doc, retryable, outcomeUnknown })),
    "x-close-codes": closeCodes.map(({ name, doc, code, reconnect }) => ({ name, description: doc, code, reconnect })),
    "x-limits": limits.map(({ name, doc, value, unit }) => ({ name, description: doc, value, unit })),
    "x-permissions": permissions.map(({ value, doc }) => ({ name: value, description: doc })),
    "x-roles": roles.map(({ name, permissions: granted }) => ({ name, permissions: granted })),
  };
}

function tagsOf(chapter: string): object[] {
  return chapter === "" ? [] : [{ name: chapter }];
}

function firstSentence(doc: string): string {
  return (/^[\s\S]*?[.!?](?=\s|$)/.exec(doc)?.[0] ?? doc).replace(/\s+/g, " ");
}

function mapped<From, To>(values: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}
