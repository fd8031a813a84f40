import { Readable } from "node:stream";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { LIMITS } from "../../../generated/gateway/limits.ts";
import { serializeProblemDetails } from "../../../generated/gateway/serializers.ts";
import { SOCKETS } from "../../../generated/gateway/sockets.ts";
import type { Authenticated } from "../../auth/authenticator.ts";
import { GatewayError } from "../../pipeline/gateway-error.ts";
import { SSE_TYPE } from "../http/event-streams.ts";
import { problemHeaders, toProblem } from "../http/problem.ts";
import { type AcpHttpBinding, CONNECTION_HEADER } from "./http-binding.ts";

const JSON_TYPE = "application/json";
const METHODS = "DELETE, GET, POST";

export interface AcpRoutesOptions {
  readonly binding: AcpHttpBinding;
  /** Answers a request with an error. */
  readonly refuse: (error: FastifyError | GatewayError, request: FastifyRequest, reply: FastifyReply) => void;
  /** Called when a request was answered. */
  readonly onOutcome: (outcome: { operation: string; status: number; durationMs: number }) => void;
}

/** Serves the Agent Client Protocol over plain HTTP, as its proposal "Streamable HTTP" says. */
export function addAcp(app: FastifyInstance, { binding, refuse, onOutcome }: AcpRoutesOptions): void {
  app.register(async (acp) => {
    const callers = new WeakMap<FastifyRequest, Authenticated | null>();
    const callerOf = (request: FastifyRequest) => callers.get(request) ?? null;
    acp.removeAllContentTypeParsers();
    acp.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: LIMITS.acpFrameBytes }, (_request, body, done) => done(null, body));
    acp.setErrorHandler((error: FastifyError, request, reply) => refuse(translate(error), request, reply));
    // Who may not be here does not get to have a body read.
    acp.addHook("onRequest", async (request, reply) => {
      reply.header("x-request-id", request.id);
      callers.set(request, await binding.authenticate(request.raw));
      if (request.method === "POST" && !isJson(request)) return refuseAs(415, "Send a message as application/json.", request, reply);
    });
    acp.addHook("onResponse", async (request, { statusCode, elapsedTime }) => {
      onOutcome({ operation: `Acp.${request.method.toLowerCase()}`, status: statusCode, durationMs: elapsedTime });
    });
    acp.post(SOCKETS.acp, async (request, reply) => {
      const answer = await binding.post(request.raw, bodyOf(request), callerOf(request));
      reply.code(answer.status);
      if (answer.status === 202) return reply.send();
      if (answer.connectionId !== undefined) reply.header(CONNECTION_HEADER, answer.connectionId);
      return reply.type(JSON_TYPE).send(answer.json);
    });
    acp.get(SOCKETS.acp, { exposeHeadRoute: false }, async (request, reply) => {
      if (!request.headers.accept?.toLowerCase().includes(SSE_TYPE)) return refuseAs(406, `Accept ${SSE_TYPE}.`, request, reply);
      const over = new AbortController();
      reply.raw.once("close", () => over.abort());
      const stream = binding.get(request.headers, callerOf(request), { over: over.signal, destroy: () => reply.raw.destroy() });
      return reply
        .type(SSE_TYPE)
        .header("cache-control", "no-cache")
        .send(Readable.from(stream, { objectMode: false }));
    });
    acp.delete(SOCKETS.acp, async (request, reply) => {
      binding.delete(request.headers, callerOf(request));
      return reply.code(202).send();
    });
    acp.route({
      method: ["HEAD", "PATCH", "PUT"],
      url: SOCKETS.acp,
      handler: async (request, reply) => refuseAs(405, `Use one of ${METHODS}.`, request, reply.header("allow", METHODS)),
    });
  });
}

function isJson({ headers }: FastifyRequest): boolean {
  return headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase() === JSON_TYPE;
}

/** The bytes of a message; a request without a body has none. */
function bodyOf({ body }: FastifyRequest): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}

/** Refuses with a status that HTTP has for it. */
function refuseAs(status: number, message: string, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = toProblem(new GatewayError("INVALID_MESSAGE", message), request.id, status);
  return reply.code(status).headers(problemHeaders(problem)).send(serializeProblemDetails(problem));
}

function translate(error: FastifyError): FastifyError | GatewayError {
  if (error.code !== "FST_ERR_CTP_BODY_TOO_LARGE") return error;
  return new GatewayError("MESSAGE_TOO_LARGE", `A message may have ${LIMITS.acpFrameBytes} bytes at the most.`);
}
