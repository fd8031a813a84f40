import { readFile } from "node:fs/promises";
import type { ProtocolDocument, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import type { ExampleSource } from "../openapi-details.ts";
import { toHtml } from "./html.ts";
import { indexPage, type PageGroup } from "./index-page.ts";
import { pagesOf, type Surfaces } from "./surfaces.ts";

const FOLDER = "generated/reference";
const BANNER = "<!-- Generated from spec/ by `npm run generate`. Do not edit. -->";
const STYLE = new URL("style.css", import.meta.url);

const SURFACES: Readonly<Record<string, Surfaces>> = {
  gateway: {
    messageSocket: "ws",
    rpcSocket: "acp",
    frames: [],
    rpcTypes: (name) => name.startsWith("Acp"),
    pagePerResource: true,
    schemas: "../../json-schema/",
  },
  concordance: {
    rpcSocket: "stream",
    frames: [{ socket: "raft", types: ["PeerMessage"] }],
    rpcTypes: (name) => name.startsWith("Stream"),
    pagePerResource: false,
    schemas: "../../json-schema/concordance/",
  },
};

/**
 * The readable reference: a page of Markdown for each surface, and the same pages as HTML.
 *
 * @param examples by the name of the protocol
 * @param documents the paths of the generated documents for programs
 */
export async function emitReference(
  { protocols }: ProtocolDocument,
  examples: ReadonlyMap<string, ExampleSource>,
  documents: readonly string[],
): Promise<Map<string, string>> {
  const groups = protocols.map((protocol) => groupOf(protocol, examples));
  const pages = [indexPage(groups, documents, FOLDER), ...groups.flatMap((group) => group.pages)];
  const files = new Map<string, string>();
  for (const page of pages) {
    files.set(`${FOLDER}/${page.path}.md`, `${BANNER}\n\n${page.markdown}\n`);
    files.set(`${FOLDER}/html/${page.path}.html`, `<!doctype html>\n${BANNER}\n${toHtml(page, groups, FOLDER)}\n`);
  }
  const style = await readFile(STYLE, "utf8");
  return files.set(
    `${FOLDER}/html/style.css`,
    `/* Generated from scripts/generate/reference/style.css by \`npm run generate\`. Do not edit. */\n${style}`,
  );
}

function groupOf(protocol: ProtocolModel, examples: ReadonlyMap<string, ExampleSource>): PageGroup {
  const surfaces = SURFACES[protocol.name];
  const source = examples.get(protocol.name);
  if (surfaces === undefined || source === undefined) throw new Error(`Nothing says how to present the protocol "${protocol.name}".`);
  return { protocol, pages: pagesOf(protocol, surfaces, source) };
}
