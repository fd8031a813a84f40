/** Why storage could not do what it was asked to. */
export type StorageFailure =
  /** No room on the disk; the same request may succeed when there is. */
  | "full"
  /** No room on the disk; what was asked for is kept, and comes when there is. */
  | "delayed"
  /** A database or the journal does not hold what it should. */
  | "corrupt"
  /** A condition that the request named was not met; nothing was changed. */
  | "condition"
  /** Anything else. */
  | "failed";

/** Storage could not do what it was asked to; nothing was changed, unless it is `delayed`. */
export class StorageError extends Error {
  override readonly name = "StorageError";
  readonly failure: StorageFailure;

  constructor(failure: StorageFailure, message: string) {
    super(message);
    this.failure = failure;
  }
}

/** Whether what was asked for waits for room, and is not lost. */
export function isDelayed(error: unknown): error is StorageError {
  return error instanceof StorageError && error.failure === "delayed";
}

/** Something that went wrong behind everyone's back, and in whose session; both are empty when it concerns no single one. */
export interface Fault {
  sessionId: string;
  tenantId: string;
  error: StorageError;
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
  return new StorageError("failed", message.startsWith(code) ? message : `${code}: ${message}`);
}
