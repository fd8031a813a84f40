/**
 * - `in_use`: another process has the folder.
 * - `missing`: a file that must be there is not.
 * - `damaged`: what is there is not what was written.
 * - `format`: written by another version of this program, or by another program.
 */
export type RefusalKind = "in_use" | "missing" | "damaged" | "format";

/** The log cannot be opened as it is. The message says what is wrong, where, and what can be done. Nothing was changed. */
export class LogRefusal extends Error {
  readonly code: RefusalKind;

  constructor(code: RefusalKind, message: string) {
    super(message);
    this.name = "LogRefusal";
    this.code = code;
  }
}

const REMEDY =
  "What this node promised may be gone, so it must not take part as it is. Remove it from the cluster, and let it join again with an empty folder; or start a new cluster from a backup.";

export function damaged(what: string): LogRefusal {
  return new LogRefusal("damaged", `${what}. ${REMEDY}`);
}

export function missing(what: string): LogRefusal {
  return new LogRefusal("missing", `${what}. ${REMEDY}`);
}
