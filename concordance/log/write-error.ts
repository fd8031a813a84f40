/** Why the log cannot be written, for people, with the original code. */
export function describeWriteError(error: unknown): Error {
  const { code, message } = error as { code?: unknown; message?: unknown };
  const name = typeof code === "string" ? code : "";
  return Object.assign(new Error(sentence(name, String(message ?? error)), { cause: error }), { code: name });
}

function sentence(code: string, message: string): string {
  if (code === "SQLITE_FULL" || code === "ENOSPC" || code === "EDQUOT") {
    return `The log could not be written, because the disk is full (${code}). Make room, then start the node again.`;
  }
  if (code.startsWith("SQLITE_IOERR") || code === "EIO" || code === "EFBIG") {
    return `The log could not be written, because the disk or the file system refused (${code}). Check them, then start the node again.`;
  }
  if (code === "SQLITE_READONLY" || code === "EROFS" || code === "EACCES" || code === "EPERM" || code === "SQLITE_CANTOPEN") {
    return `The log could not be written, because its folder is not writable (${code}: ${message}). Check its permissions, then start the node again.`;
  }
  return `The log could not be written: ${message}${code === "" ? "" : ` (${code}).`}`;
}
