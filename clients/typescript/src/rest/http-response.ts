import { ConnectionLostError } from "../errors.ts";
import type { ProblemDetails } from "../generated/types.ts";
import type { Answer, Route } from "./rest-caller.ts";
import { RestError, UnexpectedAnswerError } from "./rest-errors.ts";

const PROBLEM_TYPE = "application/problem+json";

/** Reads an answer. @throws UnexpectedAnswerError, ConnectionLostError */
export async function answerOf(response: Response, kind: Route["body"]): Promise<Answer<unknown>> {
  const { status, headers } = response;
  return {
    body: kind === "json" ? await jsonOf(response) : kind === "bytes" ? response : null,
    status,
    etag: headers.get("etag"),
    requestId: headers.get("x-request-id"),
    isReplayed: headers.get("idempotency-replayed") === "true",
  };
}

/** Why a request was refused. */
export async function failureOf(response: Response): Promise<Error> {
  const { status, headers } = response;
  const problem = headers.get("content-type")?.startsWith(PROBLEM_TYPE) === true ? await jsonOf(response) : null;
  if (isProblem(problem)) {
    const seconds = Number(headers.get("retry-after") ?? Number.NaN);
    const retryAfterMs = problem.retryAfterMs ?? (Number.isFinite(seconds) ? seconds * 1000 : undefined);
    return new RestError(retryAfterMs === undefined ? problem : { ...problem, retryAfterMs });
  }
  // What nobody reads would keep its connection.
  if (!response.bodyUsed) await response.body?.cancel().catch(() => undefined);
  return new UnexpectedAnswerError(status, `HTTP ${status}, which is not the gateway's answer.`);
}

async function jsonOf(response: Response): Promise<unknown> {
  let text: string;
  try {
    text = await response.text();
  } catch (error) {
    throw new ConnectionLostError("The connection was lost in the middle of an answer.", { cause: error });
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new UnexpectedAnswerError(response.status, `HTTP ${response.status} with a body that is not JSON.`);
  }
}

function isProblem(value: unknown): value is ProblemDetails {
  const { code, detail } = (value ?? {}) as Partial<ProblemDetails>;
  return typeof code === "string" && typeof detail === "string";
}
