import { StateRefusal } from "./state-refusal.ts";

/** Why the state cannot be written, for people, with the original code. No path is in it. */
export function describeWriteError(error: unknown): Error {
  if (error instanceof StateRefusal) return error;
  const { code, message } = error as { code?: unknown; message?: unknown };
  const name = typeof code === "string" ? code : "";
  return Object.assign(new Error(sentence(name, String(message ?? error)), { cause: error }), { code: name });
}

function sentence(code: string, message: string): string {
  if (code === "SQLITE_FULL" || code === "ENOSPC" || code === "EDQUOT") {
    return `The state could not be written, because the disk is full (${code}). Make room, then start the node again.`;
  }
  if (code.startsWith("SQLITE_IOERR") || code === "EIO" || code === "EFBIG") {
    return `The state could not be written, because the disk or the file system refused (${code}). Check them, then start the node again.`;
  }
  if (code === "SQLITE_READONLY" || code === "EROFS" || code === "EACCES" || code === "EPERM" || code === "SQLITE_CANTOPEN") {
    return `The state could not be written, because its folder is not writable (${code}). Check its permissions, then start the node again.`;
  }
  if (code.startsWith("SQLITE")) return `The state could not be written: ${message} (${code}).`;
  return code === "" ? message : `The state could not be written (${code}).`;
}
