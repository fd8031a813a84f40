import type { MessageModel, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import { argumentsOf, declaration, gathered, methodDoc, methodHead } from "./parameters.ts";
import { docString, INDENT, importFrom, listed, pythonLiteral, pythonModule, snakeCase } from "./source.ts";
import { namesIn } from "./types.ts";

const SOURCE = "spec/gateway/*.tsp";
const ENVELOPE = ["type", "ref"];

/** A method for each message of a client. */
export function emitGatewayMethods(protocol: ProtocolModel): string {
  const methods = protocol.messages.map((message) => {
    const args = argumentsOf(protocol, message.model, ENVELOPE);
    const reply = replyOf(protocol, message);
    return `${methodHead(snakeCase(message.type), args, reply)}${methodDoc(docOf(message), args, `${INDENT}${INDENT}`)}${INDENT}${INDENT}reply: ${reply} = await self.request(${args.length === 0 ? `${pythonLiteral(message.type)}, {})` : `\n${INDENT}${INDENT}${INDENT}${pythonLiteral(message.type)},\n${INDENT}${INDENT}${INDENT}${gathered(args, `${INDENT}${INDENT}${INDENT}`)},\n${INDENT}${INDENT})`}\n${INDENT}${INDENT}return reply\n`;
  });
  const types = protocol.messages.flatMap((message) => [
    ...argumentsOf(protocol, message.model, ENVELOPE).map(declaration),
    replyOf(protocol, message),
  ]);
  const { typing, abc, own } = namesIn(types, protocol);
  const body = methods.join("\n");
  return pythonModule(
    SOURCE,
    "A method for each message that a client may send.",
    [
      "from abc import ABC, abstractmethod",
      importFrom("collections.abc", [...abc, "Mapping"]),
      importFrom("typing", [...typing, "Any"]),
      "",
      importFrom(
        "..._arguments",
        ["UNSET", "Unset", "gathered"].filter((word) => new RegExp(`\\b${word}\\b`).test(body)),
      ),
      importFrom(".calls", ["MessageType"]),
      importFrom(".types", own),
    ],
    `class GatewayMethods(ABC):
${docString("A method for each message. Each sends it, and returns the event that answers it.", INDENT)}
    @abstractmethod
    async def request(self, type: MessageType, fields: Mapping[str, Any]) -> Any:
        """Sends a message, and returns its reply."""

${body}`,
  );
}

/** Events by type, messages with their replies, and which messages change nothing. */
export function emitGatewayCalls(protocol: ProtocolModel): string {
  const reads = protocol.messages.flatMap((message) => {
    const condition = readCondition(message);
    return condition === null ? [] : [`${pythonLiteral(message.type)}: ${condition}`];
  });
  const literals = (types: readonly string[]) => listed("Literal[", types.map(pythonLiteral), "]");
  const durable = protocol.events.filter((event) => event.durable);
  return pythonModule(
    SOURCE,
    "What is sent to the gateway, and what it sends.",
    [
      "from typing import Literal, Mapping, TypeAlias, Union",
      "",
      importFrom(
        ".types",
        protocol.events.map(({ model }) => model),
      ),
    ],
    `MessageType: TypeAlias = ${literals(protocol.messages.map(({ type }) => type))}\n${docString("The `type` of a message.")}`,
    `EventType: TypeAlias = ${literals(protocol.events.map(({ type }) => type))}\n${docString("The `type` of an event.")}`,
    `DurableEventType: TypeAlias = ${literals(durable.map(({ type }) => type))}\n${docString("The `type` of an event of a session's log.")}`,
    `ServerEvent: TypeAlias = ${listed("Union[", [...new Set(protocol.events.map(({ model }) => model))], "]")}\n${docString("Everything that the gateway may send.")}`,
    `TurnEvent: TypeAlias = ${listed("Union[", [...new Set(durable.filter(({ model }) => "turnId" in (protocol.$defs[model]?.properties ?? {})).map(({ model }) => model))], "]")}\n${docString("An event that can be of a turn.")}`,
    `READS: Mapping[str, tuple[str, frozenset[str]] | None] = ${listed("{", reads, "}")}
${docString("The messages that change nothing, so that one whose answer was lost may be sent again. Where that depends on a member of the\nmessage, its name and its values are listed.")}`,
  );
}

function docOf({ doc, permission, permissionWhen, reply }: MessageModel): string {
  const conditional = Object.entries(permissionWhen?.byValue ?? {}).map(([value, name]) => `\`${name}\` to ${value.replaceAll("_", " ")}`);
  const needed = permissionWhen ? conditional.join(", ") : permission && `\`${permission}\``;
  return `${doc}\n\n${needed ? `Needs ${needed}. ` : ""}Answered by \`${reply}\`.`;
}

function replyOf(protocol: ProtocolModel, message: MessageModel): string {
  const event = protocol.events.find(({ type }) => type === message.reply);
  if (event === undefined) throw new Error(`${message.type} is answered by ${message.reply}, which is no event.`);
  return event.model;
}

/** When a message changes nothing: always, for some values of a member, or never. */
function readCondition(message: MessageModel): string | null {
  const { permission, permissionWhen, beforeAuthentication, announces } = message;
  if (beforeAuthentication) return null;
  if (permissionWhen) {
    const values = Object.entries(permissionWhen.byValue).flatMap(([value, name]) => (isRead(name) ? [pythonLiteral(value)] : []));
    return `(${pythonLiteral(permissionWhen.property)}, frozenset({${values.join(", ")}}))`;
  }
  return announces.length === 0 && (permission === null || isRead(permission)) ? "None" : null;
}

function isRead(permission: string): boolean {
  return permission.endsWith(":read");
}
