import type { IncomingMessage } from "node:http";
import type { FastifyError, FastifyReply } from "fastify";
import { LIMITS } from "../../generated/concordance/limits.ts";
import { serializeErrorBody } from "../../generated/concordance/serializers.ts";
import type { Logger } from "../observability/logger.ts";
import { ConcordanceError } from "./concordance-error.ts";

export const JSON_TYPE = "application/json; charset=utf-8";

/** The body and the headers that an error comes with over HTTP. */
export function errorAnswer(error: ConcordanceError): { status: number; headers: Record<string, string>; body: string } {
  const { code, httpStatus: status, message } = error;
  const headers: Record<string, string> = { "content-type": JSON_TYPE };
  if (status === 401) headers["www-authenticate"] = "Bearer";
  if (status === 503) headers["retry-after"] = String(LIMITS.retryAfter);
  return { status, headers, body: serializeErrorBody({ error: { code, message, ...error.data } }) };
}

/** How long a client that sends too much is listened to before it is cut off, in ms. */
const TOO_MUCH_MS = 5_000;

/** Answers a request with an error. @param url as it was sent, for where the leader takes the same request */
export async function sendError(error: ConcordanceError, url: string, reply: FastifyReply): Promise<void> {
  const { status, headers, body } = errorAnswer(error);
  const { leader } = error.data;
  if (status === 307 && typeof leader === "string") headers["location"] = `http://${leader}${url}`;
  // Most clients read an answer only when they have sent everything; cut off before, they never see it.
  if (status === 413) await whenSent(reply.request.raw);
  reply.code(status).headers(headers).send(body);
}

/** Resolves when the rest of a request has come, or after a while. */
function whenSent(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    if (request.complete || request.destroyed) return resolve();
    const timer = setTimeout(resolve, TOO_MUCH_MS);
    request.once("close", () => clearTimeout(timer));
    request.once("end", resolve).once("close", resolve).resume();
  });
}

/** Any error as one that the spec knows; what nobody foresaw goes to the log and is told as INTERNAL. */
export function toKnownError(error: unknown, log: Logger, where: string): ConcordanceError {
  if (error instanceof ConcordanceError) return error;
  const translated = ofFastify(error as FastifyError);
  if (translated !== null) return translated;
  log.error({ error, where }, "something failed in a way that nobody foresaw");
  return new ConcordanceError("INTERNAL", "The node failed. Its log says why.");
}

export function nothingHere(): ConcordanceError {
  return new ConcordanceError("NOT_FOUND", "There is nothing at this address.");
}

/** Fastify's own refusals in the words of the spec. */
function ofFastify({ code }: FastifyError): ConcordanceError | null {
  switch (code) {
    case "FST_ERR_CTP_BODY_TOO_LARGE":
      return new ConcordanceError("TOO_LARGE", `A body may have ${LIMITS.frameBytes} bytes at the most.`);
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
      return new ConcordanceError("INVALID_REQUEST", "Send the body as application/json.", {
        details: [{ path: "/headers/content-type", message: "must be application/json" }],
      });
    case "FST_ERR_CTP_EMPTY_JSON_BODY":
    case "FST_ERR_CTP_INVALID_CONTENT_LENGTH":
      return new ConcordanceError("INVALID_JSON", "The body is not JSON.");
    case "FST_ERR_BAD_URL":
      return new ConcordanceError("INVALID_REQUEST", "The path is not percent-encoded UTF-8.", {
        details: [{ path: "/path", message: "must be percent-encoded UTF-8" }],
      });
    default:
      return null;
  }
}
