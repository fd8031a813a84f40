import type * as rest from "../../generated/gateway/operations.ts";
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
    const [after = ""] = cursor === undefined ? [] : decodeCursor<[string]>(cursor, ["string"]);
    const rest = cursor === undefined ? entries : entries.filter((entry) => entry.path > after);
    return { status: 200, body: pageOf(rest, limit, (entry) => encodeCursor([entry.path])) } as const;
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
