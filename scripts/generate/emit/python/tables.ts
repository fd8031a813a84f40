import type { ProtocolModel, TableEntry } from "@diminuendo/typespec-protocol/model";
import { docString, INDENT, listed, pythonLiteral, pythonModule, sourceOf } from "./source.ts";

/** Error codes with what is said of each. */
export function emitPythonErrorCodes(protocol: ProtocolModel): string {
  const { errorCodes } = protocol;
  const rows = errorCodes.map(
    ({ name, status, rpcCode, retryable, outcomeUnknown }) =>
      `${pythonLiteral(name)}: ErrorCodeFacts(${status}, ${pythonLiteral(rpcCode)}, ${pythonLiteral(retryable)}, ${pythonLiteral(outcomeUnknown)})`,
  );
  // Where several codes have the same number, that with the fewest words says the most.
  const byNumber = new Map<number, string>();
  for (const { name, rpcCode } of errorCodes) if (rpcCode !== null && !byNumber.has(rpcCode)) byNumber.set(rpcCode, name);
  return pythonModule(
    sourceOf(protocol, "spec/common/errors.tsp"),
    `What is said of each error code.\n\n${errorCodes.map(({ name, doc }) => `- \`${name}\`: ${doc.split("\n").join("\n  ")}`).join("\n")}`,
    ["from collections.abc import Mapping", "from dataclasses import dataclass"],
    `@dataclass(frozen=True)
class ErrorCodeFacts:
    """What is said of an error code."""

    status: int
    """The HTTP status that carries it."""
    rpc_code: int | None
    """The number that carries it in JSON-RPC. Several codes may have the same."""
    retryable: bool
    """The same request may succeed later without a change to it."""
    outcome_unknown: bool
    """A write that got it may have taken effect, or may still."""`,
    `ERROR_CODES: Mapping[str, ErrorCodeFacts] = ${listed("{", rows, "}")}`,
    `BY_RPC_CODE: Mapping[int, str] = ${listed(
      "{",
      [...byNumber].map(([code, name]) => `${code}: ${pythonLiteral(name)}`),
      "}",
    )}\n${docString("What a number of JSON-RPC stands for, where nothing says it exactly.")}`,
  );
}

/** Close codes, with when to come back after each. */
export function emitPythonCloseCodes(protocol: ProtocolModel): string {
  const { closeCodes } = protocol;
  return pythonModule(
    sourceOf(protocol, "spec/common/errors.tsp"),
    "What a connection is closed with.",
    ["from collections.abc import Mapping", "from typing import Final, Literal, TypeAlias"],
    ...constants(closeCodes.map(({ code, ...entry }) => ({ ...entry, value: code }))),
    `Reconnect: TypeAlias = Literal["at-once", "later", "never"]\n${docString("When a client that was disconnected may come back.")}`,
    `RECONNECT: Mapping[int, Reconnect] = ${listed(
      "{",
      closeCodes.map(({ code, reconnect }) => `${code}: ${pythonLiteral(reconnect)}`),
      "}",
    )}\n${docString("By close code. A code that is not here came from somewhere between: come back.")}`,
  );
}

/** Limits by name. */
export function emitPythonLimits(protocol: ProtocolModel): string {
  const entries = protocol.limits.map(({ name, doc, value, unit }) => ({ name: constantCase(name), doc: `${doc} In ${unit}.`, value }));
  return pythonModule(
    sourceOf(protocol, "spec/common/limits.tsp"),
    "The limits that are kept.",
    ["from typing import Final"],
    ...constants(entries),
  );
}

/** The paths of the WebSockets, and the versions of the protocol. */
export function emitPythonSockets(protocol: ProtocolModel): string {
  const { version, supportedVersions, subprotocolPrefix } = protocol;
  return pythonModule(
    sourceOf(protocol, "spec/main.tsp"),
    "Where the WebSockets are, and which version of the protocol is spoken.",
    ["from typing import Final"],
    ...constants(protocol.sockets.map(({ name, doc, path }) => ({ name: `${name.toUpperCase()}_PATH`, doc, value: path }))),
    `PROTOCOL_VERSION: Final = ${version}`,
    `SUPPORTED_VERSIONS: Final = (${supportedVersions.join(", ")},)`,
    `SUBPROTOCOL_PREFIX: Final = ${pythonLiteral(subprotocolPrefix)}`,
  );
}

/** Roles and what each may do. */
export function emitPythonPermissions(protocol: ProtocolModel): string {
  const { roles, permissions } = protocol;
  const rows = roles.map(
    ({ name, permissions: held }) =>
      `${pythonLiteral(name)}: ${listed("frozenset(", [listed("{", held.map(pythonLiteral), "}", INDENT + INDENT)], ")", INDENT)}`,
  );
  return pythonModule(
    "spec/common/permissions.tsp",
    `Roles, and what each may do.\n\n${permissions.map(({ value, doc }) => `- \`${value}\`: ${doc.split("\n").join("\n  ")}`).join("\n")}`,
    ["from collections.abc import Mapping", "from typing import Final", "", "from .types import Permission, Role"],
    `ROLES: Final[tuple[Role, ...]] = ${listed(
      "(",
      roles.map(({ name }) => pythonLiteral(name)),
      ")",
    )}\n${docString("The roles, the mightiest first.")}`,
    `PERMISSIONS_OF: Mapping[Role, frozenset[Permission]] = ${listed("{", rows, "}")}`,
  );
}

function constants(entries: readonly (TableEntry & { value: string | number })[]): string[] {
  return [entries.map(({ name, doc, value }) => `${name}: Final = ${pythonLiteral(value)}\n${docString(doc)}`).join("\n")];
}

/** `frameBytes` → `FRAME_BYTES`. */
function constantCase(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toUpperCase();
}
