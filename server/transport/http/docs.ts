import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { GatewayError } from "../../pipeline/gateway-error.ts";
import { requestIdOf } from "./request-id.ts";
import { nothingHere } from "./send-problem.ts";

const PREFIX = "/docs";
const OPENAPI = "/api/v1/openapi.json";
/** The page is made of one script and its styles, and talks to nobody but this gateway. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'self'",
].join("; ");

/** Answers a request with an error. */
type Refuse = (error: FastifyError | GatewayError, request: FastifyRequest, reply: FastifyReply) => void;

/** The musical sign for "growing softer". */
const ICON = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="M2 4L14 8L2 12" fill="none" stroke="#888" stroke-width="1.5"/></svg>')}`;

/**
 * Serves the reference of the REST interface as a page. What the page is made of is megabytes of text, so it is loaded
 * when someone asks for it first, into an application of its own.
 */
export function addDocs(app: FastifyInstance, refuse: Refuse): void {
  let docs: Promise<FastifyInstance> | undefined;
  const handler = async (request: { raw: Parameters<FastifyInstance["routing"]>[0] }, reply: DocsReply) => {
    docs ??= createDocs(refuse);
    const { routing } = await docs;
    reply.hijack();
    reply.raw.setHeader("content-security-policy", CONTENT_SECURITY_POLICY);
    reply.raw.setHeader("x-content-type-options", "nosniff");
    routing(request.raw, reply.raw);
  };
  app.get(PREFIX, handler);
  app.get(`${PREFIX}/*`, handler);
}

interface DocsReply {
  raw: Parameters<FastifyInstance["routing"]>[1];
  hijack(): void;
}

async function createDocs(refuse: Refuse): Promise<FastifyInstance> {
  const [{ default: Fastify }, { default: reference }] = await Promise.all([import("fastify"), import("@scalar/fastify-api-reference")]);
  const docs = Fastify({ logger: false, genReqId: (request) => requestIdOf(request), frameworkErrors: refuse });
  docs.setErrorHandler((error, request, reply) => refuse(error as FastifyError, request, reply));
  docs.setNotFoundHandler((request, reply) => refuse(nothingHere(), request, reply));
  await docs.register(reference, {
    routePrefix: PREFIX,
    configuration: {
      url: OPENAPI,
      pageTitle: "Diminuendo",
      favicon: ICON,
      withDefaultFonts: false,
      telemetry: false,
      hideClientButton: true,
      showDeveloperTools: "never",
      agent: { disabled: true },
      mcp: { disabled: true },
    },
  });
  await docs.ready();
  return docs;
}
