import type { AccessTableModel, MethodModel, NotificationModel, ProtocolModel, SocketModel } from "@diminuendo/typespec-protocol/model";
import type { Examples } from "../examples.ts";
import { fieldTable } from "./fields.ts";
import { code, heading, jsonBlock, list, page, table } from "./markdown.ts";
import { byChapter } from "./message-pages.ts";
import { type Page, pathOf, toError, toPermission, toType } from "./places.ts";

/** The methods and notifications of a socket that speaks JSON-RPC. @param access who may call what is not described here */
export function methodsPage(
  protocol: ProtocolModel,
  { name, path, doc }: SocketModel,
  access: readonly AccessTableModel[],
  published: readonly string[],
  full: Examples,
): Page {
  const title = `Methods of ${path}`;
  return {
    path: pathOf(protocol, name),
    title,
    markdown: page(
      heading(1, title),
      doc,
      ...access.map(accessSection),
      ...byChapter([...protocol.methods, ...protocol.notifications], (thing) =>
        isMethod(thing) ? methodSection(protocol, thing, full) : notificationSection(protocol, thing, full),
      ),
      ...typeSections(protocol, published, full),
    ),
  };
}

/** A socket of which only the types of its frames are described. */
export function framesPage(protocol: ProtocolModel, { name, path, doc }: SocketModel, types: readonly string[], full: Examples): Page {
  const title = `Frames of ${path}`;
  return { path: pathOf(protocol, name), title, markdown: page(heading(1, title), doc, ...typeSections(protocol, types, full)) };
}

function accessSection({ name, doc, rows }: AccessTableModel): string {
  return page(
    heading(2, name),
    doc,
    table(
      ["name", "needs", "meaning"],
      rows.map((row) => [code(row.name), row.permissions.map(toPermission).join(", "), row.doc]),
    ),
  );
}

function isMethod(thing: MethodModel | NotificationModel): thing is MethodModel {
  return "result" in thing;
}

function methodSection(protocol: ProtocolModel, method: MethodModel, full: Examples): string {
  const { name, doc, params, result, access, repeatable, errors } = method;
  return page(
    heading(3, code(name)),
    doc,
    list([
      `Parameters: ${toType(params)}. Result: ${toType(result)}.`,
      `Access: ${access}. After a lost answer it may be sent again: ${REPEATABLE[repeatable] ?? repeatable}.`,
      `Errors: ${errors.map(toError).join(", ")}.`,
    ]),
    fieldTable(protocol.$defs[params] ?? {}),
    jsonBlock({ jsonrpc: "2.0", id: 1, method: name, params: full.get(params) }),
    jsonBlock({ jsonrpc: "2.0", id: 1, result: full.get(result) }),
  );
}

/** When a call may be sent again. */
const REPEATABLE: Readonly<Record<string, string>> = {
  read: "always",
  cas: "when it is conditional on a version",
  blind: "not without a look at what came of it",
};

function notificationSection(protocol: ProtocolModel, { name, doc, params }: NotificationModel, full: Examples): string {
  return page(
    heading(3, code(name)),
    doc,
    list([`Sent by the server. Parameters: ${toType(params)}.`]),
    fieldTable(protocol.$defs[params] ?? {}),
    jsonBlock({ jsonrpc: "2.0", method: name, params: full.get(params) }),
  );
}

function typeSections(protocol: ProtocolModel, types: readonly string[], full: Examples): string[] {
  return types.map((type) =>
    page(heading(2, type), protocol.$defs[type]?.description ?? "", fieldTable(protocol.$defs[type] ?? {}), jsonBlock(full.get(type))),
  );
}
