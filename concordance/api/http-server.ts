import type { RequestListener, Server } from "node:http";
import { Readable } from "node:stream";
import Fastify, { type FastifyInstance } from "fastify";
import { LIMITS } from "../../generated/concordance/limits.ts";
import type { Operations } from "../../generated/concordance/operations.ts";
import { ROUTES, type RouteRow } from "../../generated/concordance/routes.ts";
import type { ByteStream } from "../../generated/runtime/operation-types.ts";
import type { Logger } from "../observability/logger.ts";
import { parseJson } from "../wire/json.ts";
import { mustAllow, unauthorized } from "./access.ts";
import { ConcordanceError } from "./concordance-error.ts";
import { JSON_TYPE, nothingHere, sendError, toKnownError } from "./http-errors.ts";
import type { Keys } from "./keys.ts";
import { inputOf } from "./request-input.ts";

/** What a handler may know of its caller. */
export interface HttpCall {
  /** Aborted when nobody waits for the answer any more. */
  readonly closed: AbortSignal;
}

export interface HttpServerOptions {
  readonly server: Server;
  readonly keys: Keys;
  readonly operations: Operations<HttpCall>;
  /** Why the node serves nothing now, or null. Health, readiness and metrics are served all the same. */
  readonly refusal: () => ConcordanceError | null;
  readonly log: Logger;
  readonly onAnswered: (operation: string, status: number, ms: number) => void;
}

/** The REST side of a node: one route for every endpoint of the spec. */
export async function createHttpServer(options: HttpServerOptions): Promise<RequestListener> {
  let listener: RequestListener | undefined;
  const app = Fastify({
    serverFactory: (handler) => {
      listener = handler as RequestListener;
      return options.server;
    },
    logger: false,
    bodyLimit: LIMITS.frameBytes,
    routerOptions: { maxParamLength: LIMITS.keyBytes * 3 + LIMITS.namespaceBytes * 3 },
    exposeHeadRoutes: true,
    frameworkErrors: (error, request, reply) => void sendError(toKnownError(error, options.log, request.url), request.url, reply),
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (_request, body, done) => {
    try {
      done(null, parseJson(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
  app.setErrorHandler((error, request, reply) => sendError(toKnownError(error, options.log, request.url), request.url, reply));
  app.setNotFoundHandler((request, reply) => sendError(missing(request.url), request.url, reply));
  for (const row of ROUTES) addRoute(app, row, options);
  await app.ready();
  if (listener === undefined) throw new Error("Fastify made no listener.");
  return listener;
}

function addRoute(app: FastifyInstance, row: RouteRow, { keys, operations, refusal, onAnswered }: HttpServerOptions): void {
  app.route({
    method: row.method as "GET",
    url: row.path,
    // Before the body is read: who has no key sends nothing.
    onRequest: async (request) => {
      authorize(row, keys, request.headers.authorization);
      if (row.access !== "none" && row.operation !== "Operations.metrics") {
        const problem = refusal();
        if (problem !== null) throw problem;
      }
    },
    onResponse: async (_request, reply) => onAnswered(row.operation, reply.statusCode, reply.elapsedTime),
    handler: async (request, reply) => {
      const input = inputOf(row, { url: request.url, query: request.query as object, body: request.body });
      const closed = new AbortController();
      reply.raw.once("close", () => closed.abort());
      const { status, headers = {}, contentType, body } = await row.handle(operations, input, { closed: closed.signal });
      reply.code(status).headers(headers);
      if (contentType !== undefined) return reply.type(contentType).send(Readable.from(body as ByteStream, { objectMode: false }));
      const serialize = row.serializers[status];
      return reply.type(JSON_TYPE).send(serialize ? serialize(body as never) : JSON.stringify(body));
    },
  });
}

/** @throws ConcordanceError UNAUTHORIZED, READ_ONLY */
function authorize({ access }: RouteRow, keys: Keys, authorization: string | undefined): void {
  if (access === "none") return;
  const grant = keys.grantOf(authorization);
  if (grant === null) throw unauthorized();
  mustAllow(grant, access);
}

/** Where there is nothing, or something else than was asked for. */
function missing(url: string): ConcordanceError {
  const path = (url.split("?", 1)[0] ?? "").split("/");
  const others = ROUTES.filter(({ path: template }) => {
    const segments = template.split("/");
    return segments.length === path.length && segments.every((segment, at) => segment.startsWith(":") || segment === path[at]);
  });
  if (others.length === 0) return nothingHere();
  return new ConcordanceError("METHOD_NOT_FOUND", `This address takes ${[...new Set(others.map(({ method }) => method))].join(", ")}.`);
}
