import type { Json } from "../trace/format.ts";
import type { Case, Verdict } from "./case.ts";

/** What a server answered, whatever the surface. */
export interface Answer {
  /** The error's code; null when there was none. */
  code: string | null;
  /** The HTTP status, or the number of the error in JSON-RPC; null where there is none. */
  number: number | null;
  /** What the error's details name. */
  paths: string[];
  /** What is wrong beside that: no answer, another one's reference, a connection that is of no use any more. */
  problem?: string;
}

type Fields = Readonly<Record<string, Json>>;

/** The members of a JSON object; of anything else there are none. */
export function membersOf(value: Json | undefined): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** An error of any surface: `code` and `details` have the same names everywhere. */
export function errorAnswer(error: Fields, number: number | null): Answer {
  const details = Array.isArray(error["details"]) ? error["details"] : [];
  const paths = details.map((detail) => String(membersOf(detail as Json)["path"]));
  return { code: typeof error["code"] === "string" ? error["code"] : "(none)", number, paths };
}

/** Compares what was received with what the contract says. */
export function judge({ id, expected }: Case, answer: Answer): Verdict {
  const told = answer.problem ?? answerText(answer);
  if (expected.verdict === "accepted") {
    const isAccepted = answer.problem === undefined && (answer.code === null || !expected.notWith.includes(answer.code));
    return { caseId: id, verdict: isAccepted ? "passed" : "failed", expected: `not ${expected.notWith.join(" or ")}`, received: told };
  }
  const { code, number, paths } = expected;
  const isRefused =
    answer.code === code && answer.number === number && (paths.length === 0 || answer.paths.some((path) => paths.includes(path)));
  const wanted = `${code}${number === null ? "" : ` (${number})`} at ${paths.map((path) => `"${path}"`).join(" or ")}`;
  return { caseId: id, verdict: isRefused && answer.problem === undefined ? "passed" : "failed", expected: wanted, received: told };
}

function answerText({ code, number, paths }: Answer): string {
  if (code === null) return `no error${number === null ? "" : ` (${number})`}`;
  return `${code}${number === null ? "" : ` (${number})`} at ${paths.map((path) => `"${path}"`).join(", ") || "nothing"}`;
}
