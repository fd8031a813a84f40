import { basename, relative } from "node:path/posix";
import type { ProtocolModel } from "@diminuendo/typespec-protocol/model";
import { code, heading, link, list, page, table } from "./markdown.ts";
import type { Page } from "./places.ts";

/** A protocol with its pages. */
export interface PageGroup {
  protocol: ProtocolModel;
  pages: readonly Page[];
}

/** What the kinds of documents are for. */
const DOCUMENTS: Readonly<Record<string, { name: string; about: string }>> = {
  openapi: { name: "OpenAPI 3.1", about: "REST" },
  asyncapi: { name: "AsyncAPI 3", about: "WebSocket messages and events" },
  openrpc: { name: "OpenRPC", about: "JSON-RPC methods" },
};

/** The page that leads to all others. @param documents the paths of documents for programs @param folder the reference's */
export function indexPage(groups: readonly PageGroup[], documents: readonly string[], folder: string): Page {
  return {
    path: "index",
    title: "Reference",
    markdown: page(
      heading(1, "Reference"),
      "Everything that crosses a wire, with an example of each thing. Both the pages and the documents are made from the same spec.",
      ...groups.map(({ protocol, pages }) =>
        page(
          heading(2, titleOf(protocol)),
          protocol.doc,
          table(
            ["address", "spoken there"],
            protocol.sockets.map(({ path, doc }) => [code(path), doc.split("\n\n")[0] ?? ""]),
          ),
          list(pages.map(({ title, path }) => link(title, `${path}.md`))),
        ),
      ),
      heading(2, "Documents for programs"),
      list(documents.map((path) => documentLink(path, folder))),
      `${link("The whole spec as one plain model", relative(folder, "generated/protocol.json"))}. The JSON Schema (2020-12) of each type is beside the type: ${groups
        .map(({ protocol }) => link(titleOf(protocol), `${protocol.name}/types.md`))
        .join(", ")}.`,
    ),
  };
}

/** What people call a protocol. */
export function titleOf({ name }: ProtocolModel): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

function documentLink(path: string, folder: string): string {
  const [, kind = ""] = path.split("/");
  const { name, about } = DOCUMENTS[kind] ?? { name: kind, about: "" };
  return `${name}: ${link(basename(path), relative(folder, path))} (${about})`;
}
