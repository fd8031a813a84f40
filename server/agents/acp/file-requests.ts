import { type ReadTextFileRequest, type ReadTextFileResponse, RequestError, type WriteTextFileRequest } from "@agentclientprotocol/sdk";
import { readWorkspaceFile, writeWorkspaceFile } from "../../workspace/workspace.ts";
import { relativeToWorkspace } from "../../workspace/workspace-path.ts";
import type { TurnOutput } from "../agent-runtime.ts";

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
