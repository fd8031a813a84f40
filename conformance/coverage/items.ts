import type { OperationModel, ProtocolDocument, ProtocolModel } from "@diminuendo/typespec-protocol/model";

/** The kinds of things that a trace can touch, in the order of the table. */
export const KINDS = ["message", "event", "endpoint", "method", "notification", "ACP method", "error code", "close code", "limit"] as const;
export type Kind = (typeof KINDS)[number];

/** Something of the spec that a trace can touch. */
export interface Item {
  /** The protocol that it belongs to. */
  protocol: string;
  kind: Kind;
  /** As people know it; two protocols may have a name in common, so that of the second one is in front of it there. */
  name: string;
  /** Coverage fails when no trace touches it. */
  isNeeded: boolean;
}

/** The table of a protocol that lists the methods of the Agent Client Protocol. */
const ACP_TABLE = "AcpMethod";

/** What tells one item from all others. */
export function keyOf({ protocol, kind, name }: Pick<Item, "protocol" | "kind" | "name">): string {
  return `${protocol}|${kind}|${name}`;
}

/** Everything that traces can touch. */
export function itemsOf({ protocols }: ProtocolDocument): Item[] {
  return protocols.flatMap((protocol) => KINDS.flatMap((kind) => namesOf(protocol, kind).map((name) => itemOf(protocol, kind, name))));
}

/** The methods of the Agent Client Protocol that a protocol answers. */
export function acpMethodsOf({ accessTables }: ProtocolModel): string[] {
  return accessTables.filter(({ name }) => name === ACP_TABLE).flatMap(({ rows }) => rows.map(({ name }) => name));
}

/** What an endpoint is called in the table. */
export function endpointName({ method, path }: OperationModel): string {
  return `${method} ${path}`;
}

/** Codes and endpoints of a protocol bear its name, as two protocols have some in common. */
export function nameIn(protocol: ProtocolModel, kind: Kind, name: string): string {
  return kind === "endpoint" || kind === "error code" || kind === "close code" || kind === "limit" ? `${protocol.name} ${name}` : name;
}

function itemOf(protocol: ProtocolModel, kind: Kind, name: string): Item {
  return { protocol: protocol.name, kind, name: nameIn(protocol, kind, name), isNeeded: kind !== "limit" && kind !== "close code" };
}

function namesOf(protocol: ProtocolModel, kind: Kind): string[] {
  switch (kind) {
    case "message":
      return protocol.messages.map(({ type }) => type);
    case "event":
      return protocol.events.map(({ type }) => type);
    case "endpoint":
      return protocol.operations.map(endpointName);
    case "method":
      return protocol.methods.map(({ name }) => name);
    case "notification":
      return protocol.notifications.map(({ name }) => name);
    case "ACP method":
      return acpMethodsOf(protocol);
    case "error code":
      return protocol.errorCodes.map(({ name }) => name);
    case "close code":
      return protocol.closeCodes.map(({ code, name }) => `${code} ${name}`);
    case "limit":
      return protocol.limits.map(({ name }) => name);
  }
}
