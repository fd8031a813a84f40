import { readFile } from "node:fs/promises";

/** A file of the documentation, as it is sent. */
export interface DocsFile {
  readonly contentType: string;
  readonly content: Buffer;
}

/** Which addresses there are, and which of the generated files each of them is. */
const PLACES = [
  { address: /^$/, file: () => "reference/html/index.html", contentType: "text/html; charset=utf-8" },
  { address: /^reference\/style\.css$/, file: () => "reference/html/style.css", contentType: "text/css; charset=utf-8" },
  {
    address: /^reference\/([a-z]+\/[a-z-]+)$/,
    file: (name: string) => `reference/html/${name}.html`,
    contentType: "text/html; charset=utf-8",
  },
  {
    address: /^((?:openapi|asyncapi|openrpc|json-schema|json-schema\/[a-z]+)\/[A-Za-z0-9-]+\.json|protocol\.json)$/,
    file: (name: string) => name,
    contentType: "application/json; charset=utf-8",
  },
] as const;

/** Reads what is at an address below `/docs`: a page of the reference or a document for programs; null when there is nothing. */
export async function readDocsFile(generated: URL, address: string): Promise<DocsFile | null> {
  for (const { address: pattern, file, contentType } of PLACES) {
    const match = pattern.exec(address);
    if (match === null) continue;
    const content = await readFile(new URL(file(match[1] ?? ""), generated)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return null;
      throw error;
    });
    return content === null ? null : { contentType, content };
  }
  return null;
}
