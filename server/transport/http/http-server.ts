import { randomUUID } from "node:crypto";
import type { IncomingMessage, Server } from "node:http";
import type { Socket } from "node:net";
import { Readable } from "node:stream";
import fastifyCors from "@fastify/cors";
import fastifyHelmet from "@fastify/helmet";
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { LIMITS } from "../../../generated/gateway/limits.ts";
import { ROUTES, type RouteRow } from "../../../generated/gateway/routes.ts";
import { serializeProblemDetails } from "../../../generated/gateway/serializers.ts";
import type { Authenticated } from "../../auth/authenticator.ts";
import type { Logger } from "../../observability/logger.ts";
import type { Span, Tracing } from "../../observability/tracing.ts";
import { parseJson } from "../../pipeline/decode.ts";
import { GatewayError } from "../../pipeline/gateway-error.ts";
import { toRefusal } from "../../pipeline/report-error.ts";
import { addDocs } from "./docs.ts";
import type { OperationPipeline } from "./operation-pipeline.ts";
import { toProblem } from "./problem.ts";

/** What happened to a request, for metrics. */
export interface RequestOutcome {
  operation: string;
  status: number;
  durationMs: number;
}

export interface HttpServerOptions {
  /** Takes the connections. */
  server: Server;
  pipeline: OperationPipeline;
  /** Origins of pages that may call; in dev mode every page may. */
  allowedOrigins: readonly string[] | "any";
  log: Logger;
  tracing: Tracing;
  /** Unix milliseconds. */
  now: () => number;
  onUpgrade: (request: IncomingMessage, socket: Socket, head: Buffer) => void;
  onOutcome: (outcome: RequestOutcome) => void;
}

/** The longest delay that a timer takes, in ms; no stream lasts that long. */
const LONGEST_TIMER = 2 ** 31 - 1;
/** How long a client may take to read the end of a response that the gateway has ended. */
const CLOSE_TIMEOUT_MS = 2000;
const REQUEST_ID = /^[\w.:-]{1,128}$/;

/** The gateway's HTTP side: one route for every endpoint of the spec. */
export function createHttpServer(options: HttpServerOptions): FastifyInstance {
  const app = Fastify({
    serverFactory: (handler) => options.server.on("request", handler).on("upgrade", options.onUpgrade),
    logger: false,
    bodyLimit: LIMITS.frameBytes,
    routerOptions: { maxParamLength: 5000 },
    genReqId: (request) => requestIdOf(request),
    exposeHeadRoutes: true,
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (_request, body, done) => {
    const value = parseJson(body as Buffer);
    if (value instanceof GatewayError) done(value);
    else done(null, value);
  });
  app.setErrorHandler((error, request, reply) => sendError(options, error as FastifyError, request, reply));
  app.setNotFoundHandler((request, reply) => {
    sendError(options, new GatewayError("NOT_FOUND", "There is nothing at this address."), request, reply);
  });
  for (const row of ROUTES.filter(({ authenticated }) => !authenticated)) addRoute(app, row, options);
  addDocs(app);
  app.register(async (api) => {
    await api.register(fastifyCors, {
      origin: options.allowedOrigins === "any" ? true : [...options.allowedOrigins],
      methods: [...new Set(["HEAD", ...ROUTES.map(({ method }) => method)])],
      exposedHeaders: ["ETag", "Idempotency-Replayed", "Location", "Retry-After", "X-Request-Id"],
      maxAge: 600,
    });
    await api.register(fastifyHelmet, { contentSecurityPolicy: { directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } } });
    for (const row of ROUTES.filter(({ authenticated }) => authenticated)) addRoute(api, row, options);
  });
  return app;
}

/** A request's own id if it has a proper one, else a new one. */
function requestIdOf(request: { headers: IncomingMessage["headers"] }): string {
  const given = request.headers["x-request-id"];
  return typeof given === "string" && REQUEST_ID.test(given) ? given : randomUUID();
}

function addRoute(app: FastifyInstance, row: RouteRow, options: HttpServerOptions): void {
  const { pipeline, tracing, onOutcome } = options;
  const callers = new WeakMap<FastifyRequest, Authenticated | null>();
  const spans = new WeakMap<FastifyRequest, Span>();
  app.route({
    method: row.method as "GET",
    url: row.path,
    onRequest: async (request) => {
      if (row.authenticated) {
        const attributes = { "http.request.method": row.method, "http.route": row.path, "diminuendo.request_id": request.id };
        spans.set(request, tracing.start(`${row.method} ${row.path}`, attributes, String(request.headers["traceparent"] ?? "")));
      }
      callers.set(request, await pipeline.authenticate(row, request.headers, request.ip));
    },
    onResponse: async (request, reply) => {
      spans.get(request)?.end(reply.statusCode >= 500 ? String(reply.statusCode) : undefined);
      onOutcome({ operation: row.operation, status: reply.statusCode, durationMs: reply.elapsedTime });
    },
    handler: async (request, reply) => {
      const caller = callers.get(request) ?? null;
      const membership = caller?.membership ?? null;
      const log = () =>
        options.log.child({
          requestId: request.id,
          operation: row.operation,
          ...(membership === null ? {} : { tenantId: membership.tenantId, userId: membership.userId }),
        });
      const { method, url, params, query, headers, body } = request;
      const { closed, end } = lifeOf(reply);
      const input = { method, url, params, query, headers, body, closed, end };
      const { reply: answer, replied } = await pipeline.handle(row, input, membership, log);
      if (reply.raw.closed) replied();
      else reply.raw.once("close", replied);
      if (answer.stream !== undefined) endWithToken(end, caller, reply, options.now());
      reply.code(answer.status).headers({ ...answer.headers, "x-request-id": request.id });
      return reply.send(answer.stream === undefined ? answer.body : Readable.from(answer.stream, { objectMode: false }));
    },
  });
}

/** When a response is over, and how to bring that about. */
function lifeOf(reply: FastifyReply): { closed: AbortSignal; end: () => void } {
  const closed = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  reply.raw.once("close", () => {
    clearTimeout(timer);
    closed.abort();
  });
  const end = () => {
    if (closed.signal.aborted) return;
    timer = setTimeout(() => reply.raw.destroy(), CLOSE_TIMEOUT_MS);
    closed.abort();
  };
  return { closed: closed.signal, end };
}

/** Ends a stream when the token of whoever reads it does. */
function endWithToken(end: () => void, caller: Authenticated | null, reply: FastifyReply, now: number): void {
  const remaining = (caller?.expiresAt ?? Number.POSITIVE_INFINITY) - now;
  if (remaining > LONGEST_TIMER) return;
  const timer = setTimeout(end, Math.max(remaining, 0));
  reply.raw.once("close", () => clearTimeout(timer));
}

function sendError({ log }: HttpServerOptions, error: FastifyError | GatewayError, request: FastifyRequest, reply: FastifyReply): void {
  const refusal = toRefusal(translate(error), () => log.child({ requestId: request.id, method: request.method }));
  const problem = toProblem(refusal, request.id);
  reply.code(problem.status).headers({ "content-type": "application/problem+json", "x-request-id": request.id });
  if (problem.retryAfterMs !== undefined) reply.header("retry-after", Math.ceil(problem.retryAfterMs / 1000));
  if (problem.status === 401) reply.header("www-authenticate", "Bearer");
  reply.send(serializeProblemDetails(problem));
}

/** Fastify's own refusals in the words of the spec. */
function translate(error: FastifyError | GatewayError): Error {
  if (error instanceof GatewayError) return error;
  switch (error.code) {
    case "FST_ERR_CTP_BODY_TOO_LARGE":
      return new GatewayError("MESSAGE_TOO_LARGE", `A body may have ${LIMITS.frameBytes} bytes at the most.`);
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
      return new GatewayError("INVALID_MESSAGE", "Send the body as application/json.", {
        details: [{ path: "/headers/content-type", message: "must be application/json" }],
      });
    case "FST_ERR_CTP_EMPTY_JSON_BODY":
    case "FST_ERR_CTP_INVALID_CONTENT_LENGTH":
      return new GatewayError("INVALID_JSON", "The body is not JSON.");
    case "FST_ERR_BAD_URL":
    case "FST_ERR_ASYNC_CONSTRAINT":
      return new GatewayError("NOT_FOUND", "There is nothing at this address.");
    default:
      return error;
  }
}
