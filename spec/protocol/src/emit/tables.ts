import type { ProtocolModel, TableEntry } from "../model.ts";
import { docComment, literal, propertyName, sourceCode } from "./source-code.ts";
import { declareWords, importWords, type WordsType, wordsType } from "./words.ts";

/** Error codes with the HTTP status of each, and whether a retry may help. */
export function emitErrorCodes(protocol: ProtocolModel, { rpc = false } = {}): string {
  const code = wordsType(
    protocol,
    protocol.errorCodes.map(({ name }) => name),
    "ErrorCode",
  );
  return sourceCode(
    importWords(code),
    ...declareWords(code),
    `/** What the spec says of an error code. */
export interface ErrorCodeFacts {
  /** The HTTP status that carries it. */
  readonly status: number;
${rpc ? "  /** The number that carries it in JSON-RPC. Several codes may have the same. */\n  readonly rpcCode: number;\n" : ""}  /** The same request may succeed later without a change to it. */
  readonly retryable: boolean;
}`,
    `export const ERROR_CODES: Readonly<Record<${code.name}, ErrorCodeFacts>> = ${table(
      protocol.errorCodes,
      ({ status, rpcCode, retryable }) => `{ status: ${status}, ${rpc ? `rpcCode: ${rpcCode}, ` : ""}retryable: ${retryable} }`,
    )};`,
  );
}

/** The type of permissions. */
export function permissionType(protocol: ProtocolModel): WordsType {
  return wordsType(
    protocol,
    protocol.permissions.map(({ value }) => value),
    "Permission",
  );
}

/** Close codes, with when to come back after each. */
export function emitCloseCodes(protocol: ProtocolModel): string {
  return sourceCode(
    `export const CLOSE_CODES = ${table(protocol.closeCodes, ({ code }) => String(code))} as const;`,
    "export type CloseCode = (typeof CLOSE_CODES)[keyof typeof CLOSE_CODES];",
    '/** When a client that was disconnected may come back. */\nexport type Reconnect = "at-once" | "later" | "never";',
    `/** By close code. A code that is not here came from somewhere between: come back. */
export const RECONNECT: Readonly<Record<number, Reconnect>> = {
${protocol.closeCodes.map(({ code, reconnect }) => `  ${code}: ${literal(reconnect)},`).join("\n")}
};`,
  );
}

/** The paths of the WebSockets by name. */
export function emitSockets(protocol: ProtocolModel): string {
  return sourceCode(`export const SOCKETS = ${table(protocol.sockets, ({ path }) => literal(path))} as const;`);
}

/** Limits by name. */
export function emitLimits(protocol: ProtocolModel): string {
  const entries = protocol.limits.map((limit) => ({ ...limit, doc: `${limit.doc} In ${limit.unit}.` }));
  return sourceCode(`export const LIMITS = ${table(entries, ({ value }) => String(value))} as const;`);
}

/** The named texts that are held to something, and what that is. */
export function scalarRules({ $defs }: ProtocolModel): (TableEntry & { rules: [string, unknown][] })[] {
  return Object.entries($defs).flatMap(([name, { type, description = "", pattern, minLength, maxLength, ...rest }]) => {
    const rules = Object.entries({ pattern, minLength, maxLength, maxBytes: rest["x-max-bytes"] }).filter(([, rule]) => rule !== undefined);
    return type === "string" && rules.length > 0 ? [{ name, doc: description, rules }] : [];
  });
}

/** What a named text is held to, for those who take one from elsewhere than from a message. */
export function emitScalars(protocol: ProtocolModel): string {
  return sourceCode(
    `/** Patterns as \`RegExp\` takes them, lengths in code points. */
export const SCALARS = ${table(scalarRules(protocol), ({ rules }) => `{ ${rules.map(([name, rule]) => `${name}: ${literal(rule)}`).join(", ")} }`)} as const;`,
  );
}

/** What each role may do. */
export function emitPermissions(protocol: ProtocolModel): string {
  const permission = permissionType(protocol);
  const role = wordsType(
    protocol,
    protocol.roles.map(({ name }) => name),
    "Role",
  );
  return sourceCode(
    importWords(permission, role),
    ...declareWords(permission, role),
    `/** The roles, the mightiest first. */
export const ROLES: readonly ${role.name}[] = [${protocol.roles.map(({ name }) => literal(name)).join(", ")}];`,
    `export const PERMISSIONS_OF: Readonly<Record<${role.name}, readonly ${permission.name}[]>> = {
${protocol.roles
  .map(
    ({ name, doc, permissions }) =>
      `${docComment(doc, "  ")}  ${propertyName(name)}: [\n${permissions.map((permission) => `    ${literal(permission)},\n`).join("")}  ],`,
  )
  .join("\n")}
};`,
  );
}

/** What callers need for each of some things: to read them first, then to write them. */
export function emitAccessTables(protocol: ProtocolModel): string {
  const permission = permissionType(protocol);
  return sourceCode(
    importWords(permission),
    ...declareWords(permission),
    ...protocol.accessTables.map(
      ({ name, doc, rows }) => `${docComment(doc)}export const ${constantName(name)}_NEEDS = {
${rows.map((row) => `${docComment(row.doc, "  ")}  ${propertyName(row.name)}: [${row.permissions.map(literal).join(", ")}],`).join("\n")}
} as const satisfies Readonly<Record<string, readonly ${permission.name}[]>>;`,
    ),
  );
}

/** Every state machine: its states, the moves between them, and the states that do not survive a restart. */
export function emitStateMachines(protocol: ProtocolModel): string {
  const types = protocol.stateMachines.map(({ name, states }) =>
    wordsType(
      protocol,
      states.map((state) => state.name),
      name,
    ),
  );
  const sections = protocol.stateMachines.map(({ name, states }, index) => {
    const type = types[index]?.name ?? name;
    const constant = constantName(name);
    return `/** The moves that are allowed, and no others. */
export const ${constant}_MOVES: Readonly<Record<${type}, readonly ${type}[]>> = {
${states.map((state) => `${docComment(state.doc, "  ")}  ${propertyName(state.name)}: [${state.moves.map(literal).join(", ")}],`).join("\n")}
};

/** The states that do not survive a restart. */
export const LIVE_${constant}: ReadonlySet<${type}> = new Set([${states
      .filter(({ live }) => live)
      .map((state) => literal(state.name))
      .join(", ")}]);`;
  });
  return sourceCode(importWords(...types), ...declareWords(...types), ...sections);
}

/** The protocol's name and versions. */
export function emitVersions(protocol: ProtocolModel): string {
  return sourceCode(
    `/** The version that a client gets which asks for none. */\nexport const PROTOCOL_VERSION = ${protocol.version};`,
    `/** Every version that is spoken, lowest first. */\nexport const SUPPORTED_VERSIONS: readonly number[] = ${literal(protocol.supportedVersions)};`,
    `/** With a version behind it: the WebSocket subprotocol that asks for that version. */\nexport const SUBPROTOCOL_PREFIX = ${literal(protocol.subprotocolPrefix)};`,
  );
}

/** The members of a table as an object, each with its documentation. */
export function table<Entry extends TableEntry>(entries: Entry[], value: (entry: Entry) => string): string {
  return `{\n${entries.map((entry) => `${docComment(entry.doc, "  ")}  ${propertyName(entry.name)}: ${value(entry)},\n`).join("")}}`;
}

/** `SessionStatus` → `SESSION_STATUS`. */
function constantName(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, "$1_$2").toUpperCase();
}
