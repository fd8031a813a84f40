import { constants, existsSync } from "node:fs";
import { type FileHandle, lstat, open, readlink, realpath } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, sep } from "node:path";
import { GatewayError } from "../pipeline/gateway-error.ts";

/** Where the kernel shows what a process has open, if it does. */
const DESCRIPTORS = existsSync("/proc/self/fd") ? "/proc/self/fd" : null;

/**
 * A path that a client or agent gave, in its plain form: relative, `/` between the parts, no `.` and no empty parts.
 *
 * @throws GatewayError PATH_OUTSIDE_WORKSPACE when it is absolute, holds NUL or goes up
 */
export function normalizePath(path: string): string {
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  if (isAbsolute(path) || path.startsWith("/") || path.includes("\0") || parts.includes("..")) throw outside();
  if (sep === "\\" && path.includes(sep)) throw outside();
  return parts.join("/");
}

/**
 * A path of an agent, which speaks of absolute ones, relative to its workspace.
 *
 * @throws GatewayError PATH_OUTSIDE_WORKSPACE when it lies elsewhere
 */
export function relativeToWorkspace(workspace: string, path: string): string {
  const found = isAbsolute(path) ? relative(workspace, path) : path;
  return normalizePath(found.split(sep).join("/"));
}

/**
 * Where a path of the workspace really is, links followed.
 *
 * @returns null when there is nothing
 * @throws GatewayError PATH_OUTSIDE_WORKSPACE when a link leads out
 */
export async function resolveInside(workspace: string, path: string): Promise<string | null> {
  const root = await rootOf(workspace);
  if (root === null) return null;
  const real = await realpathOrNull(join(root, path));
  if (real === null) {
    await refuseDanglingLink(root, path);
    return null;
  }
  if (!isWithin(root, real)) throw outside();
  return real;
}

/**
 * Opens a regular file, or a folder, of the workspace for reading. Where it is, is checked again once it is open, so that
 * a link that was put in its place meanwhile leads nowhere.
 *
 * @returns null when there is nothing of the kind
 * @throws GatewayError PATH_OUTSIDE_WORKSPACE when a link leads out
 */
export async function openInside(workspace: string, path: string, kind: "file" | "folder" = "file"): Promise<FileHandle | null> {
  const real = await resolveInside(workspace, path);
  const file = real === null ? null : await openExactly(real, kind);
  if (real === null || file === null) return null;
  try {
    const opened = await file.stat();
    const isOfKind = kind === "file" ? opened.isFile() : opened.isDirectory();
    if (isOfKind && (await isStillInside(workspace, file, real))) return file;
  } catch (error) {
    await file.close();
    throw error;
  }
  await file.close();
  return null;
}

/**
 * A way to an open folder that leads nowhere else, whatever is moved meanwhile; null where the system has none.
 */
export function descriptorPath(file: FileHandle): string | null {
  return DESCRIPTORS === null ? null : `${DESCRIPTORS}/${file.fd}`;
}

/** Whether what was opened is within the workspace: by the kernel's word, or else by the path that led to it. */
async function isStillInside(workspace: string, file: FileHandle, real: string): Promise<boolean> {
  const root = await rootOf(workspace);
  const descriptor = descriptorPath(file);
  if (root === null) return false;
  if (descriptor !== null) {
    if (!isWithin(root, await readlink(descriptor))) throw outside();
    return true;
  }
  const [opened, current] = [await file.stat(), await lstat(real).catch(absent)];
  return (await realpathOrNull(real)) === real && current?.ino === opened.ino && current.dev === opened.dev;
}

/** Opens what stands at a path itself: no link is followed at its end. Null when there is nothing that can be opened. */
export async function openExactly(path: string, kind: "file" | "folder"): Promise<FileHandle | null> {
  // Without O_NONBLOCK opening a pipe would wait for someone to write to it.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  return open(path, kind === "folder" ? flags | constants.O_DIRECTORY : flags).catch(absent);
}

/** Where the workspace really is; null when it is not there. A link in its place leads out, wherever it leads. */
async function rootOf(workspace: string): Promise<string | null> {
  const parent = await realpathOrNull(dirname(workspace));
  const root = join(parent ?? "", basename(workspace));
  const facts = parent === null ? null : await lstat(root).catch(absent);
  if (facts?.isSymbolicLink()) throw outside();
  return facts === null ? null : root;
}

/** Whether a real path is the root or below it. */
function isWithin(root: string, real: string): boolean {
  return real === root || real.startsWith(root + sep);
}

async function realpathOrNull(path: string): Promise<string | null> {
  return realpath(path).catch(absent);
}

/** A link whose target is not there must not become a way to write outside once it is. */
async function refuseDanglingLink(root: string, path: string): Promise<void> {
  let at = root;
  for (const part of path.split("/").filter((name) => name !== "")) {
    at = join(at, part);
    const found = await lstat(at).catch(absent);
    if (found === null) return;
    if (!found.isSymbolicLink()) continue;
    const target = await realpathOrNull(at);
    if (target === null || !isWithin(root, target)) throw outside();
  }
}

const ABSENT = new Set(["ENOENT", "ENOTDIR", "ELOOP", "ENAMETOOLONG", "ENXIO", "EACCES"]);

/** Turns the errors that mean "there is no such file for you" into null. */
export function absent(error: NodeJS.ErrnoException): null {
  if (ABSENT.has(error.code ?? "")) return null;
  throw error;
}

function outside(): GatewayError {
  return new GatewayError(
    "PATH_OUTSIDE_WORKSPACE",
    'The path leaves the session\'s workspace. Give one that is relative to it, without "..".',
  );
}
