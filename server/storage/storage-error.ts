/** Why storage could not do what it was asked to. */
export type StorageFailure =
  /** No room on the disk; the same request may succeed when there is. */
  | "full"
  /** A database or the journal does not hold what it should. */
  | "corrupt"
  /** A condition that the request named was not met; nothing was changed. */
  | "condition"
  /** Anything else. */
  | "failed";

/** Storage could not do what it was asked to; nothing was changed. */
export class StorageError extends Error {
  override readonly name = "StorageError";
  readonly failure: StorageFailure;

  constructor(failure: StorageFailure, message: string) {
    super(message);
    this.failure = failure;
  }
}

/** What travels between threads in place of an error. */
export interface TransferredError {
  failure: StorageFailure;
  message: string;
}

const FULL = new Set(["SQLITE_FULL", "SQLITE_IOERR_WRITE", "ENOSPC", "EDQUOT", "EFBIG"]);

/** Takes any error for the storage failure that it is. */
export function toStorageError(error: unknown): StorageError {
  if (error instanceof StorageError) return error;
  const code = String((error as { code?: unknown }).code ?? "");
  const message = error instanceof Error ? error.message : String(error);
  if (FULL.has(code)) return new StorageError("full", message);
  if (code.startsWith("SQLITE_CORRUPT") || code === "SQLITE_NOTADB") return new StorageError("corrupt", message);
  return new StorageError("failed", code === "" ? message : `${code}: ${message}`);
}
