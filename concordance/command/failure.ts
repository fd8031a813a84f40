import { ConcordanceError, ConnectionError, OutcomeUnknownError } from "@diminuendo/concordance";
import { UsageError } from "./command-line.ts";
import { EXIT } from "./exit-codes.ts";

/** How a command that failed ends. */
export interface Failure {
  /** One line. */
  readonly message: string;
  readonly exitCode: number;
}

/** What an error means to whoever has run a command. */
export function failureOf(error: unknown): Failure {
  const message = error instanceof Error ? error.message.replaceAll(/\s*\n\s*/g, " ") : String(error);
  if (error instanceof UsageError) return { message, exitCode: EXIT.USAGE };
  if (error instanceof ConnectionError) return { message, exitCode: EXIT.UNREACHABLE };
  if (error instanceof OutcomeUnknownError) return { message: `OUTCOME UNKNOWN: ${message}`, exitCode: EXIT.UNKNOWN };
  if (error instanceof ConcordanceError) {
    const exitCode = error.code === "CAS_CONFLICT" || error.code === "NOT_FOUND" ? EXIT.OTHERWISE : EXIT.REFUSED;
    return { message: `${error.code}: ${message}${detailsOf(error)}`, exitCode };
  }
  return { message, exitCode: EXIT.REFUSED };
}

function detailsOf({ data }: ConcordanceError): string {
  const details = (data.details ?? []).map(({ path, message }) => `${path.slice(1)} ${message}`.trim());
  return details.length === 0 ? "" : ` (${details.join("; ")})`;
}
