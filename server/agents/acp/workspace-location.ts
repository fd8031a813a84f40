import { posix } from "node:path";

/**
 * A path that an agent speaks of, relative to the workspace; absolute when it lies elsewhere. Only the text is looked
 * at: this is for people to read, not for access.
 *
 * @param root absolute path of the workspace
 */
export function relativeLocation(root: string, path: string): string {
  if (!path.startsWith("/")) return path;
  const plain = /\/(?:\.{0,2})(?:\/|$)/.test(path) ? posix.normalize(path) : path;
  if (plain.startsWith(root) && plain[root.length] === "/") return plain.slice(root.length + 1) || ".";
  return plain === root ? "." : plain;
}
