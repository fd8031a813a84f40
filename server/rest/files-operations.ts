import { createHash } from "node:crypto";
import type * as rest from "../../generated/gateway/operations.ts";
import type { FileEntry } from "../../generated/gateway/types.ts";
import type { Call } from "../pipeline/call.ts";
import { decodeCursor, encodeCursor } from "../sessions/cursor.ts";
import type { FilesService } from "../workspace/files-service.ts";
import { pageOf } from "./paging.ts";

/** `/api/v1/sessions/{sessionId}/files`: the same service as on `/ws`, in the words of HTTP. */
export class FilesOperations implements rest.SessionFilesOperations<Call> {
  readonly #files: FilesService;

  constructor(files: FilesService) {
    this.#files = files;
  }

  async list({ path, depth, limit, cursor }: rest.SessionFilesListInput, call: Call) {
    const entries = await this.#files.entries(call.session, path, depth);
    const from = cursor === undefined ? 0 : placeAfter(entries, decodeCursor<[number, string]>(cursor, ["number", "string"]));
    const body = pageOf(entries.slice(from), limit, (entry) => encodeCursor([entries.indexOf(entry), nameOf(entry)]));
    return { status: 200, body } as const;
  }

  async content({ path }: rest.SessionFilesContentInput, call: Call) {
    return { status: 200, body: await this.#files.contents(call.session, path) } as const;
  }

  async history({ path, limit, cursor }: rest.SessionFilesHistoryInput, call: Call) {
    const iterations = await this.#files.iterations(call.session, path);
    const [after = 0] = cursor === undefined ? [] : decodeCursor<[number]>(cursor, ["number"]);
    const rest = iterations.filter(({ iteration }) => iteration > after);
    return { status: 200, body: pageOf(rest, limit, ({ iteration }) => encodeCursor([iteration])) } as const;
  }

  async at({ path, iteration }: rest.SessionFilesAtInput, call: Call) {
    return { status: 200, body: await this.#files.version(call.session, path, iteration) } as const;
  }
}

/** What an entry is called in cursors, which are shorter than paths may be. */
function nameOf({ path }: FileEntry): string {
  return createHash("sha256").update(path).digest("base64url");
}

/** Where the next page begins: after the last entry of the one before, or in its place when it is gone. */
function placeAfter(entries: readonly FileEntry[], [index, name]: [number, string]): number {
  const last = entries.findIndex((entry) => nameOf(entry) === name);
  return last === -1 ? index : last + 1;
}
