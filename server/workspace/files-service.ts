import type {
  FilesHandlers,
  GetFileAtIterationReceived,
  GetFileHistoryReceived,
  ListFilesReceived,
  ReadFileReceived,
} from "../../generated/gateway/handlers.ts";
import { LIMITS } from "../../generated/gateway/limits.ts";
import type { FileContents, FileEntry, FileIteration } from "../../generated/gateway/types.ts";
import type { Call } from "../pipeline/call.ts";
import { fitting } from "../pipeline/fitting.ts";
import { GatewayError } from "../pipeline/gateway-error.ts";
import type { SessionRuntime } from "../sessions/session-runtime.ts";
import type { Storage } from "../storage/storage.ts";
import { readVersion } from "./file-versions.ts";
import { listFolder, readWorkspaceFile } from "./workspace.ts";
import { normalizePath, openInside, resolveInside } from "./workspace-path.ts";

/** Reads the files of a session's workspace, as they are and as they were. */
export class FilesService implements FilesHandlers<Call> {
  readonly #storage: Storage;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  async listFiles({ sessionId, path, depth }: ListFilesReceived, call: Call) {
    return { sessionId, path: normalizePath(path), entries: fitting(await this.entries(call.session, path, depth)) };
  }

  async readFile({ sessionId, path }: ReadFileReceived, call: Call) {
    return { sessionId, ...(await this.contents(call.session, path)) };
  }

  async fileHistory({ sessionId, path }: GetFileHistoryReceived, call: Call) {
    const newest = (await this.iterations(call.session, path)).reverse();
    return { sessionId, path: normalizePath(path), iterations: fitting(newest).reverse() };
  }

  async fileAtIteration({ sessionId, path, iteration }: GetFileAtIterationReceived, call: Call) {
    return { sessionId, ...(await this.version(call.session, path, iteration)) };
  }

  /** @throws GatewayError FILE_NOT_FOUND, PATH_OUTSIDE_WORKSPACE */
  async entries(session: SessionRuntime, given: string, depth: number): Promise<FileEntry[]> {
    const path = normalizePath(given);
    const entries = await listFolder(this.#workspace(session), path, depth, LIMITS.listedFiles);
    if (session.log.committedSeq === 0 || entries.length === 0) return entries;
    const prefix = path === "" ? "" : `${path}/`;
    const rows = await this.#query<{ path: string; iteration: number }>(
      session,
      "SELECT path, iteration FROM files WHERE deleted = 0 AND path >= ? AND substr(path, 1, length(?)) = ?",
      [prefix, prefix, prefix],
    );
    const iterations = new Map(rows.map((row) => [row.path, row.iteration]));
    return entries.map((entry) => {
      const iteration = iterations.get(entry.path);
      return iteration === undefined ? entry : { ...entry, iteration };
    });
  }

  /** @throws GatewayError FILE_NOT_FOUND, FILE_TOO_LARGE, PATH_OUTSIDE_WORKSPACE */
  contents(session: SessionRuntime, path: string): Promise<FileContents> {
    return readWorkspaceFile(this.#workspace(session), path);
  }

  /** @throws GatewayError FILE_NOT_FOUND, PATH_OUTSIDE_WORKSPACE */
  async iterations(session: SessionRuntime, given: string): Promise<FileIteration[]> {
    const path = normalizePath(given);
    const rows = await this.#versions(session, path);
    if (rows.length === 0 && !(await isFile(this.#workspace(session), path))) throw fileNotFound();
    return rows;
  }

  /** @throws GatewayError FILE_NOT_FOUND, ITERATION_NOT_FOUND, FILE_TOO_LARGE, PATH_OUTSIDE_WORKSPACE */
  async version(session: SessionRuntime, given: string, iteration: number): Promise<FileContents> {
    const path = normalizePath(given);
    // A link that leads out is refused here as everywhere, although kept versions are not read through it.
    await resolveInside(this.#workspace(session), path);
    const rows = await this.#versions(session, path);
    if (rows.length === 0) throw fileNotFound();
    const version = rows.find((row) => row.iteration === iteration);
    if (version === undefined) throw new GatewayError("ITERATION_NOT_FOUND", "The file has no such iteration.");
    const contents = version.size > LIMITS.fileBytes ? null : await readVersion(this.#storage, session.record.id, path, version.hash);
    if (contents === null) throw new GatewayError("FILE_TOO_LARGE", `The file is larger than ${LIMITS.fileBytes} bytes.`);
    return { ...contents, iteration };
  }

  async #versions(session: SessionRuntime, path: string): Promise<FileIteration[]> {
    if (session.log.committedSeq === 0) return [];
    return this.#query<FileIteration & Record<string, never>>(
      session,
      "SELECT iteration, ts AS timestamp, size, hash FROM file_iterations WHERE path = ? ORDER BY iteration",
      [path],
    );
  }

  async #query<Row>(session: SessionRuntime, sql: string, params: string[]): Promise<Row[]> {
    const sessionId = session.record.id;
    await this.#storage.settle({ sessionId });
    return this.#storage.query<Row>({ kind: "session", sessionId }, sql, params);
  }

  #workspace(session: SessionRuntime): string {
    return this.#storage.layout.workspace(session.record.id);
  }
}

/** Whether there is a regular file, also one of which no version is kept. */
async function isFile(workspace: string, path: string): Promise<boolean> {
  const file = await openInside(workspace, path);
  await file?.close();
  return file !== null;
}

function fileNotFound(): GatewayError {
  return new GatewayError("FILE_NOT_FOUND", "The session's workspace has no such file.");
}
