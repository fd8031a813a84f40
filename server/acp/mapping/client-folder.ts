import { type PlatformPath, posix, win32 } from "node:path";
import { fileURLToPath } from "node:url";

/** A drive, or a share. */
const WINDOWS_ROOT = /^(?:[A-Za-z]:[\\/]|\\\\)/;

/** The rules of paths on the machine of a client, as its folder shows them. */
function rulesOf(cwd: string): PlatformPath {
  return WINDOWS_ROOT.test(cwd) ? win32 : posix;
}

/** Whether a folder of a client is an absolute path, on whatever system it is. */
export function isAbsoluteFolder(cwd: string): boolean {
  return WINDOWS_ROOT.test(cwd) || cwd.startsWith("/");
}

/**
 * Where something of the workspace is for a client whose folder stands for the workspace. Only the text is looked at: the
 * folder is on the client's machine, and this is for people to read, not for access.
 *
 * @param cwd absolute path of the client's folder
 * @param path relative to the workspace; an absolute one is of some other place, and stays as it is
 */
export function pathBelow(cwd: string, path: string): string {
  const { isAbsolute, join } = rulesOf(cwd);
  return isAbsolute(path) ? path : join(cwd, path);
}

/**
 * Where a client is to read, write or run something that the agent has named in the workspace.
 *
 * @param path relative to the workspace
 * @returns null when it would not be below the client's folder. What is an ordinary character here may lead elsewhere there:
 *   on Windows `\\` separates folders, and `:` names drives and streams
 */
export function hostedPath(cwd: string, path: string): string | null {
  const { isAbsolute, join, relative, sep } = rulesOf(cwd);
  if (isAbsolute(path) || path.startsWith("/") || path.includes("\0")) return null;
  if (sep === "\\" && /[\\:]/.test(path)) return null;
  const found = join(cwd, path);
  const back = relative(cwd, found);
  return isAbsolute(back) || back === ".." || back.startsWith(`..${sep}`) ? null : found;
}

/**
 * What a URI of a client means within the workspace.
 *
 * @param cwd absolute path of the client's folder
 * @returns relative to the workspace, `/`-separated, with the query and fragment that the URI had; `.` for the folder
 *   itself; null when it is no file below the folder
 */
export function workspacePathOf(cwd: string, uri: string): string | null {
  if (!/^file:/i.test(uri) || !URL.canParse(uri)) return null;
  const url = new URL(uri);
  const rules = rulesOf(cwd);
  const path = filePathOf(url, rules);
  const found = path === null ? null : rules.relative(cwd, path);
  if (found === null || rules.isAbsolute(found) || found === ".." || found.startsWith(`..${rules.sep}`)) return null;
  return (found.split(rules.sep).join("/") || ".") + url.search + url.hash;
}

/** Null when a URI names no file on the client's system, for instance because a `/` is escaped in it. */
function filePathOf(url: URL, rules: PlatformPath): string | null {
  try {
    return fileURLToPath(url, { windows: rules === win32 });
  } catch {
    return null;
  }
}
