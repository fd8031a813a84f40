/** What a thread and the one who started it say to each other. Everything is copied by the structured clone algorithm. */
export interface ThreadContract {
  /** To the thread, without an answer. */
  readonly message: unknown;
  /** From the thread, unasked. */
  readonly report: unknown;
  /** To the thread, each with an answer. */
  readonly calls: Readonly<Record<string, { readonly request: unknown; readonly answer: unknown }>>;
}

/** What crosses to the thread. */
export type Inbound =
  | readonly [kind: "message", message: unknown]
  | readonly [kind: "call", id: number, name: string, request: unknown]
  | readonly [kind: "close"];

/** What crosses from the thread. */
export type Outbound =
  | readonly [kind: "report", report: unknown]
  | readonly [kind: "answer", id: number, answer: unknown]
  /** The call threw; the thread goes on. */
  | readonly [kind: "refusal", id: number, error: ErrorData]
  /** The thread handles nothing any more. */
  | readonly [kind: "failure", error: ErrorData];

/** Of an error, what is of use on the other side. A clone of an error would lose its code. */
export interface ErrorData {
  readonly message: string;
  readonly code: string | undefined;
}

/** An error that happened in a thread. */
export class ThreadError extends Error {
  /** The error's own code, such as SQLITE_FULL. */
  readonly code: string | undefined;

  constructor(data: ErrorData) {
    super(data.message);
    this.name = "ThreadError";
    this.code = data.code;
  }
}

export function toErrorData(error: unknown): ErrorData {
  if (!(error instanceof Error)) return { message: String(error), code: undefined };
  const { code } = error as { code?: unknown };
  return { message: error.message, code: typeof code === "string" ? code : undefined };
}
