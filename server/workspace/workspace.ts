import { createHash, randomUUID } from "node:crypto";
import { type FileHandle, lstat, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { LIMITS } from "../../generated/gateway/limits.ts";
import type { FileContents, FileEntry } from "../../generated/gateway/types.ts";
import { GatewayError } from "../pipeline/gateway-error.ts";
import { absent, descriptorPath, normalizePath, openExactly, openInside, resolveInside } from "./workspace-path.ts";

/**
 * Lists a folder of a workspace, sorted by path, links not followed.
 *
 * @param limit the most entries to list
 * @throws GatewayError FILE_NOT_FOUND, PATH_OUTSIDE_WORKSPACE
 */
export async function listFolder(workspace: string, given: string, depth: number, limit: number): Promise<FileEntry[]> {
  const path = normalizePath(given);
  const folder = await openInside(workspace, path, "folder");
  if (folder === null) {
    // A workspace that no agent has worked in yet is empty, not missing.
    if (path === "") return [];
    throw notFound();
  }
  const entries: FileEntry[] = [];
  await walk({ handle: folder, location: join(workspace, path) }, path, depth, limit, entries);
  return entries.sort((left, right) => (left.path < right.path ? -1 : 1));
}

/** A folder that is open, and where it was found. */
interface OpenFolder {
  handle: FileHandle;
  location: string;
}

/** Closes the folder when it is done with it. */
async function walk(folder: OpenFolder, prefix: string, depth: number, limit: number, entries: FileEntry[]): Promise<void> {
  const { handle } = folder;
  const location = descriptorPath(handle) ?? folder.location;
  try {
    const names = ((await readdir(location).catch(absent)) ?? []).sort();
    for (const name of names) {
      if (entries.length >= limit) return;
      const path = prefix === "" ? name : `${prefix}/${name}`;
      const facts = await lstat(join(location, name)).catch(absent);
      if (facts === null) continue;
      const type = facts.isDirectory() ? "directory" : facts.isSymbolicLink() ? "link" : "file";
      entries.push({ path, type, size: type === "directory" ? 0 : facts.size, modifiedAt: facts.mtime.toISOString() });
      const inner = type === "directory" && depth > 1 ? await openExactly(join(location, name), "folder") : null;
      if (inner !== null) await walk({ handle: inner, location: join(folder.location, name) }, path, depth - 1, limit, entries);
    }
  } finally {
    await handle.close();
  }
}

/**
 * Reads a file of a workspace as it is now.
 *
 * @throws GatewayError FILE_NOT_FOUND, FILE_TOO_LARGE, PATH_OUTSIDE_WORKSPACE
 */
export async function readWorkspaceFile(workspace: string, given: string): Promise<FileContents> {
  const path = normalizePath(given);
  const file = path === "" ? null : await openInside(workspace, path);
  if (file === null) throw notFound();
  try {
    if ((await file.stat()).size > LIMITS.fileBytes) throw tooLarge();
    // The file may grow while it is read: one byte more than allowed tells.
    const buffer = Buffer.allocUnsafe(LIMITS.fileBytes + 1);
    let length = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, length, buffer.length - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
      if (length > LIMITS.fileBytes) throw tooLarge();
    }
    return fileContents(path, Buffer.from(buffer.subarray(0, length)));
  } finally {
    await file.close();
  }
}

/**
 * What a file holds, in the form in which it is sent: as text if it is text, unless JSON would have to escape so much of
 * it that base64 is shorter.
 */
export function fileContents(path: string, bytes: Buffer): FileContents {
  const decoded = bytes.includes(0) ? null : decodeUtf8(bytes);
  const text = decoded !== null && isShortAsJson(decoded, bytes.length) ? decoded : null;
  return {
    path,
    content: text ?? bytes.toString("base64"),
    encoding: text === null ? "base64" : "utf8",
    size: bytes.length,
    hash: createHash("sha256").update(bytes).digest("hex"),
  };
}

/**
 * Writes a file of a workspace, its folders included, all of it or nothing.
 *
 * @throws GatewayError PATH_OUTSIDE_WORKSPACE
 */
export async function writeWorkspaceFile(workspace: string, given: string, content: string | Uint8Array): Promise<void> {
  const path = normalizePath(given);
  if (path === "") throw notFound();
  const existing = await resolveInside(workspace, path);
  const target = existing ?? join(await folderFor(workspace, path), path.slice(path.lastIndexOf("/") + 1));
  const temporary = join(dirname(target), `.${randomUUID()}.tmp`);
  try {
    const mode = existing === null ? undefined : (await lstat(existing)).mode;
    await writeFile(temporary, content, { flag: "wx", ...(mode === undefined ? {} : { mode }) });
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** The real folder that a new file goes into, made if need be. */
async function folderFor(workspace: string, path: string): Promise<string> {
  const folder = dirname(path);
  await resolveInside(workspace, folder);
  await mkdir(join(workspace, folder), { recursive: true });
  const real = await resolveInside(workspace, folder);
  if (real === null) throw notFound();
  return real;
}

/** JSON makes six bytes of a control character; a reply that outgrew `sendBufferBytes` would cost its reader the connection. */
function isShortAsJson(text: string, bytes: number): boolean {
  return bytes * 6 < LIMITS.sendBufferBytes || Buffer.byteLength(JSON.stringify(text)) <= (bytes * 4) / 3;
}

function decodeUtf8(bytes: Buffer): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function notFound(): GatewayError {
  return new GatewayError("FILE_NOT_FOUND", "The session's workspace has no such file.");
}

function tooLarge(): GatewayError {
  return new GatewayError("FILE_TOO_LARGE", `The file is larger than ${LIMITS.fileBytes} bytes.`);
}
