import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { Readable } from "node:stream";
import fastifyCors from "@fastify/cors";
import fastifyHelmet from "@fastify/helmet";
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { LIMITS } from "../../../generated/gateway/limits.ts";
import { ROUTES, type RouteRow } from "../../../generated/gateway/routes.ts";
import type { Authenticated } from "../../auth/authenticator.ts";
import type { Logger } from "../../observability/logger.ts";
import type { Span, Tracing } from "../../observability/tracing.ts";
import { canonicalId } from "../../pipeline/authorize.ts";
import { parseJson } from "../../pipeline/decode.ts";
import { GatewayError } from "../../pipeline/gateway-error.ts";
import type { AcpHttpBinding } from "../acp/http-binding.ts";
import { addAcp } from "../acp/http-routes.ts";
import { addDocs } from "./docs.ts";
import type { OperationPipeline } from "./operation-pipeline.ts";
import { requestIdOf } from "./request-id.ts";
import { nothingHere, sendProblem } from "./send-problem.ts";
import { refuseExpectation, refuseTunnel, refuseUnreadable } from "./unroutable.ts";

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
  acp: AcpHttpBinding;
  /** Origins of pages that may call; in dev mode every page may. */
  allowedOrigins: readonly string[] | "any";
  log: Logger;
  tracing: Tracing;
  /** Unix milliseconds. */
  now: () => number;
  onUpgrade: (request: IncomingMessage, socket: Socket, head: Buffer) => void;
  onOutcome: (outcome: RequestOutcome) => void;
}

/** What is known of a request while it is handled. */
interface Visit {
  caller: Authenticated | null;
  span: Span | null;
  /** Makes its log. */
  log: () => Logger;
}

/** The visits of an application's requests. */
type Visits = WeakMap<FastifyRequest, Visit>;

/** The longest delay that a timer takes, in ms; no stream lasts that long. */
const LONGEST_TIMER = 2 ** 31 - 1;
/** How long a client may take to read the end of a response that the gateway has ended. */
const CLOSE_TIMEOUT_MS = 2000;

/** The gateway's HTTP side: one route for every endpoint of the spec. */
export function createHttpServer(options: HttpServerOptions): FastifyInstance {
  const visits: Visits = new WeakMap();
  const refuse = (error: FastifyError | GatewayError, request: FastifyRequest, reply: FastifyReply) => {
    const unrouted = () => options.log.child({ requestId: request.id, method: request.method });
    sendProblem(error, request, reply, visits.get(request)?.log ?? unrouted);
  };
  const app = Fastify({
    serverFactory: (handler) => {
      const { server, onUpgrade } = options;
      return server.on("request", handler).on("upgrade", onUpgrade).on("connect", refuseTunnel).on("checkExpectation", refuseExpectation);
    },
    logger: false,
    bodyLimit: LIMITS.frameBytes,
    routerOptions: { maxParamLength: 5000 },
    genReqId: (request) => requestIdOf(request),
    exposeHeadRoutes: true,
    frameworkErrors: refuse,
    clientErrorHandler: (error, socket) => refuseUnreadable(error, socket),
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (_request, body, done) => {
    const value = parseJson(body as Buffer);
    if (value instanceof GatewayError) done(value);
    else done(null, value);
  });
  app.setErrorHandler((error, request, reply) => refuse(error as FastifyError, request, reply));
  app.setNotFoundHandler((request, reply) => refuse(nothingHere(), request, reply));
  for (const row of ROUTES.filter(({ authenticated }) => !authenticated)) addRoute(app, row, visits, options);
  addDocs(app, refuse);
  app.register(async (api) => {
    await api.register(fastifyCors, {
      origin: options.allowedOrigins === "any" ? true : [...options.allowedOrigins],
      methods: [...new Set(["HEAD", ...ROUTES.map(({ method }) => method)])],
      exposedHeaders: ["Acp-Connection-Id", "ETag", "Idempotency-Replayed", "Location", "Retry-After", "X-Request-Id"],
      maxAge: 600,
      // It would refuse an OPTIONS that is none of a browser's in plain text; there is nothing to refuse about it.
      strictPreflight: false,
    });
    await api.register(fastifyHelmet, { contentSecurityPolicy: { directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } } });
    for (const row of ROUTES.filter(({ authenticated }) => authenticated)) addRoute(api, row, visits, options);
    addAcp(api, { binding: options.acp, refuse, onOutcome: options.onOutcome });
  });
  return app;
}

function addRoute(app: FastifyInstance, row: RouteRow, visits: Visits, options: HttpServerOptions): void {
  const { pipeline, onOutcome } = options;
  app.route({
    method: row.method as "GET",
    url: row.path,
    onRequest: async (request) => {
      const visit = begin(row, request, options);
      visits.set(request, visit);
      visit.caller = await pipeline.authenticate(row, request.headers, request.ip);
    },
    onResponse: async (request, reply) => {
      visits.get(request)?.span?.end(reply.statusCode >= 500 ? String(reply.statusCode) : undefined);
      onOutcome({ operation: row.operation, status: reply.statusCode, durationMs: reply.elapsedTime });
    },
    handler: async (request, reply) => {
      const { caller, log } = visits.get(request) as Visit;
      const { method, url, params, query, headers, body } = request;
      const { closed, end } = lifeOf(reply.raw);
      const input = { method, url, params, query, headers, body, closed, end };
      const { reply: answer, replied } = await pipeline.handle(row, input, caller?.membership ?? null, log);
      try {
        if (answer.stream !== undefined) endWithToken(end, caller, reply, options.now());
        reply.code(answer.status).headers({ ...answer.headers, "x-request-id": request.id });
        return reply.send(answer.stream === undefined ? answer.body : Readable.from(answer.stream, { objectMode: false }));
      } finally {
        // Whether the client takes the answer is its own affair: what waits for it here must not wait for that.
        replied();
      }
    },
  });
}

/** A request that comes to a route. */
function begin(row: RouteRow, request: FastifyRequest, { log, tracing }: HttpServerOptions): Visit {
  const visit: Visit = {
    caller: null,
    span: row.authenticated ? startSpan(row, request, tracing) : null,
    log: () => {
      const membership = visit.caller?.membership;
      const { sessionId } = request.params as { sessionId?: string };
      return log.child({
        requestId: request.id,
        operation: row.operation,
        ...(membership === undefined ? {} : { tenantId: membership.tenantId, userId: membership.userId }),
        ...(sessionId === undefined ? {} : { sessionId: canonicalId(sessionId) }),
      });
    },
  };
  return visit;
}

function startSpan({ method, path }: RouteRow, request: FastifyRequest, tracing: Tracing): Span {
  const attributes = { "http.request.method": method, "http.route": path, "diminuendo.request_id": request.id };
  return tracing.start(`${method} ${path}`, attributes, String(request.headers["traceparent"] ?? ""));
}

/** When a response is over, and how to bring that about. */
function lifeOf(response: ServerResponse): { closed: AbortSignal; end: () => Promise<void> } {
  const closed = new AbortController();
  let over: Promise<void> | undefined;
  response.once("close", () => closed.abort());
  const end = () => {
    over ??= overSoon(response);
    closed.abort();
    return over;
  };
  return { closed: closed.signal, end };
}

/** Resolves when a response is over; one that its client does not read to the end is destroyed. */
function overSoon(response: ServerResponse): Promise<void> {
  if (response.closed) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      response.destroy();
      resolve();
    }, CLOSE_TIMEOUT_MS);
    response.once("close", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Ends a stream when the token of whoever reads it does. */
function endWithToken(end: () => void, caller: Authenticated | null, reply: FastifyReply, now: number): void {
  const remaining = (caller?.expiresAt ?? Number.POSITIVE_INFINITY) - now;
  if (remaining > LONGEST_TIMER) return;
  const timer = setTimeout(end, Math.max(remaining, 0));
  reply.raw.once("close", () => clearTimeout(timer));
}
