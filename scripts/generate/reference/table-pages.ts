import type { ErrorCodeModel, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import type { Examples } from "../examples.ts";
import { errorExample } from "../openapi-details.ts";
import { firstSentence } from "../sentences.ts";
import { code, heading, jsonBlock, list, page, table } from "./markdown.ts";
import { PAGES, type Page, pathOf } from "./places.ts";

/** The protocol's tables, a page each; one that has no rows has no page. */
export function tablePages(protocol: ProtocolModel, minimal: Examples): Page[] {
  const pages = [
    { name: PAGES.errors, title: "Error codes", parts: protocol.errorCodes.map((entry) => errorSection(protocol, entry, minimal)) },
    { name: "close-codes", title: "Close codes", parts: closeCodes(protocol) },
    { name: PAGES.permissions, title: "Permissions and roles", parts: permissions(protocol) },
    { name: "limits", title: "Limits", parts: limits(protocol) },
    { name: "states", title: "State machines", parts: stateMachines(protocol) },
  ];
  return pages
    .filter(({ parts }) => parts.length > 0)
    .map(({ name, title, parts }) => ({ path: pathOf(protocol, name), title, markdown: page(heading(1, title), ...parts) }));
}

function errorSection(protocol: ProtocolModel, entry: ErrorCodeModel, minimal: Examples): string {
  const { name, doc, status, rpcCode, retryable, outcomeUnknown } = entry;
  return page(
    heading(2, code(name)),
    doc,
    list([
      `HTTP status ${code(String(status))}${rpcCode === null ? "" : `, in JSON-RPC ${code(String(rpcCode))}`}.`,
      retryable ? "The same request may succeed later." : "The same request fails again.",
      ...(outcomeUnknown ? ["Whether the request took effect is not known."] : []),
    ]),
    jsonBlock(shown(protocol, entry, minimal)),
  );
}

/** An error as the first surface brings it on which it can come. */
function shown({ operations, events }: ProtocolModel, entry: ErrorCodeModel, minimal: Examples): object {
  const operation = operations.find(({ errors }) => errors.includes(entry.name));
  const type = operation?.error?.$ref?.slice("#/$defs/".length) ?? events.find(({ type }) => type === "error")?.model;
  const example = type === undefined ? undefined : (minimal.get(type) as object);
  if (example !== undefined) return errorExample(example, entry);
  return { jsonrpc: "2.0", id: 1, error: { code: entry.rpcCode, message: firstSentence(entry.doc), data: { code: entry.name } } };
}

function closeCodes({ closeCodes }: ProtocolModel): string[] {
  if (closeCodes.length === 0) return [];
  return [
    "How a WebSocket is closed, and whether the other side should come back.",
    table(
      ["code", "name", "come back", "meaning"],
      closeCodes.map(({ code: number, name, reconnect, doc }) => [code(String(number)), code(name), reconnect, doc]),
    ),
  ];
}

function permissions({ permissions, roles }: ProtocolModel): string[] {
  if (permissions.length === 0) return [];
  return [
    heading(2, "Permissions"),
    table(
      ["permission", "allows to", "roles"],
      permissions.map(({ value, doc }) => [
        code(value),
        doc,
        roles
          .filter((role) => role.permissions.includes(value))
          .map(({ name }) => code(name))
          .join(", "),
      ]),
    ),
    heading(2, "Roles"),
    table(
      ["role", "meaning"],
      roles.map(({ name, doc }) => [code(name), doc]),
    ),
  ];
}

function limits({ limits }: ProtocolModel): string[] {
  if (limits.length === 0) return [];
  return [
    table(
      ["limit", "value", "meaning"],
      limits.map(({ name, value, unit, doc }) => [code(name), `${value} ${unit}`, doc]),
    ),
  ];
}

function stateMachines({ stateMachines }: ProtocolModel): string[] {
  return stateMachines.map(({ name, doc, states }) =>
    page(
      heading(2, name),
      doc,
      table(
        ["state", "live", "moves to", "meaning"],
        states.map((state) => [code(state.name), state.live ? "yes" : "", state.moves.map(code).join(", "), state.doc]),
      ),
    ),
  );
}
