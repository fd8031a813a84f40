import { type ReadTextFileRequest, type ReadTextFileResponse, RequestError, type WriteTextFileRequest } from "@agentclientprotocol/sdk";
import { GatewayError } from "../../pipeline/gateway-error.ts";
import { readWorkspaceFile, writeWorkspaceFile } from "../../workspace/workspace.ts";
import { relativeToWorkspace, resolveInside } from "../../workspace/workspace-path.ts";
import { AgentError, type TurnOutput } from "../agent-runtime.ts";
import type { TurnHost } from "../turn-host.ts";

/**
 * Answers `fs/read_text_file`: the whole of a text file of the workspace, or `limit` lines of it from `line` on.
 *
 * @param root absolute path of the workspace
 * @throws GatewayError FILE_NOT_FOUND, FILE_TOO_LARGE, PATH_OUTSIDE_WORKSPACE
 */
export async function readTextFile(root: string, { path, line, limit }: ReadTextFileRequest): Promise<ReadTextFileResponse> {
  const { content, encoding } = await readWorkspaceFile(root, relativeToWorkspace(root, path));
  if (encoding !== "utf8") throw RequestError.invalidParams(undefined, "the file is not text");
  return { content: linesOf(content, line ?? 1, limit ?? Number.POSITIVE_INFINITY) };
}

/**
 * Answers `fs/write_text_file`. The file's new version is kept when a turn runs.
 *
 * @param root absolute path of the workspace
 * @throws GatewayError PATH_OUTSIDE_WORKSPACE
 */
export async function writeTextFile(root: string, { path, content }: WriteTextFileRequest, output: TurnOutput | null): Promise<void> {
  const relative = relativeToWorkspace(root, path);
  await writeWorkspaceFile(root, relative, content);
  await output?.wroteFile(relative);
}

/**
 * Answers `fs/read_text_file` in a turn whose client has files of its own: it knows what is not saved yet. What it cannot
 * read is read from the workspace.
 *
 * @param withdrawn aborted when nobody waits for the answer any more
 * @throws GatewayError PATH_OUTSIDE_WORKSPACE; the client does not hear of such a path
 * @throws AgentError the client's refusal, when the workspace has no such file either
 */
export async function readHostedFile(
  read: TurnHost["files"]["read"],
  root: string,
  request: ReadTextFileRequest,
  withdrawn: AbortSignal,
): Promise<ReadTextFileResponse> {
  const path = await hostedPath(root, request.path);
  if (read === null || path === "") return readTextFile(root, request);
  const { line, limit } = request;
  try {
    return { content: await read({ path, ...(line == null ? {} : { line }), ...(limit == null ? {} : { limit }) }, withdrawn) };
  } catch (refusal) {
    if (!(refusal instanceof AgentError)) throw refusal;
    return await readTextFile(root, request).catch((error: unknown) => {
      throw error instanceof GatewayError && error.code === "FILE_NOT_FOUND" ? refusal : error;
    });
  }
}

/**
 * Answers `fs/write_text_file` in a turn whose client has files of its own: it writes first, then the workspace has the
 * same, so that versions are kept and everyone else sees the file.
 *
 * @param withdrawn aborted when nobody waits for the answer any more
 * @throws GatewayError PATH_OUTSIDE_WORKSPACE; the client does not hear of such a path
 * @throws AgentError the client's refusal; then the workspace stays as it is
 */
export async function writeHostedFile(
  write: TurnHost["files"]["write"],
  root: string,
  request: WriteTextFileRequest,
  output: TurnOutput | null,
  withdrawn: AbortSignal,
): Promise<void> {
  const path = await hostedPath(root, request.path);
  if (write !== null && path !== "") await write(path, request.content, withdrawn);
  await writeTextFile(root, request, output);
}

/** A path as clients know it. One that a link of the workspace leads out of is refused, as if it were the gateway's affair alone. */
async function hostedPath(root: string, path: string): Promise<string> {
  const relative = relativeToWorkspace(root, path);
  await resolveInside(root, relative);
  return relative;
}

/** Some lines of a text, their ends included. */
function linesOf(text: string, first: number, limit: number): string {
  if (first <= 1 && limit === Number.POSITIVE_INFINITY) return text;
  const start = startOfLine(text, 0, first - 1);
  return text.slice(start, startOfLine(text, start, limit));
}

/** Where the line begins that comes so many lines after the one at `from`. */
function startOfLine(text: string, from: number, lines: number): number {
  let at = from;
  for (let passed = 0; passed < lines; passed++) {
    const end = text.indexOf("\n", at);
    if (end === -1) return text.length;
    at = end + 1;
  }
  return at;
}
