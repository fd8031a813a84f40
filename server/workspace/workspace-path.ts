import { constants } from "node:fs";
import { type FileHandle, lstat, open, realpath } from "node:fs/promises";
import { isAbsolute, join, relative, sep } from "node:path";
import { GatewayError } from "../pipeline/gateway-error.ts";

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
  const root = await realpathOrNull(workspace);
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
 * Opens a regular file of the workspace for reading. The path is checked again once the file is open, so that a link
 * that was put in its place meanwhile leads nowhere.
 *
 * @returns null when there is no such file, or it is not a regular one
 * @throws GatewayError PATH_OUTSIDE_WORKSPACE when a link leads out
 */
export async function openInside(workspace: string, path: string): Promise<FileHandle | null> {
  const real = await resolveInside(workspace, path);
  if (real === null) return null;
  // Without O_NONBLOCK opening a pipe would wait for someone to write to it.
  const file = await open(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(absent);
  if (file === null) return null;
  try {
    const opened = await file.stat();
    const again = await resolveInside(workspace, path);
    const current = again === null ? null : await lstat(again).catch(absent);
    if (opened.isFile() && current !== null && current.ino === opened.ino && current.dev === opened.dev) return file;
  } catch (error) {
    await file.close();
    throw error;
  }
  await file.close();
  return null;
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
