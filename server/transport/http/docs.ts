import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { GatewayError } from "../../pipeline/gateway-error.ts";
import { readDocsFile } from "./docs-files.ts";
import { requestIdOf } from "./request-id.ts";
import { nothingHere } from "./send-problem.ts";

const PREFIX = "/docs";
/** The page to try REST on. */
const REST_PREFIX = `${PREFIX}/rest`;
const OPENAPI = "/api/v1/openapi.json";
const GENERATED = new URL("../../../generated/", import.meta.url);
/** Pages of the reference are text and styles. */
const REFERENCE_POLICY = policy({ "style-src": "'self'", "img-src": "data:", "base-uri": "'none'", "form-action": "'none'" });
/** The page to try REST on is made of one script and its styles, and talks to nobody but this gateway. */
const REST_POLICY = policy({
  "script-src": "'self' 'unsafe-inline'",
  "style-src": "'self' 'unsafe-inline'",
  "img-src": "'self' data:",
  "font-src": "'self' data:",
  "connect-src": "'self'",
  "base-uri": "'self'",
});

/** Answers a request with an error. */
type Refuse = (error: FastifyError | GatewayError, request: FastifyRequest, reply: FastifyReply) => void;

/** The musical sign for "growing softer". */
const ICON = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="M2 4L14 8L2 12" fill="none" stroke="#888" stroke-width="1.5"/></svg>')}`;

/**
 * Serves the reference, the documents for programs, and a page to try REST on. What that page is made of is megabytes of
 * text, so it is loaded when someone asks for it first, into an application of its own; files are read when they are asked for.
 */
export function addDocs(app: FastifyInstance, refuse: Refuse): void {
  let rest: Promise<FastifyInstance> | undefined;
  const tryRest = async (request: { raw: Parameters<FastifyInstance["routing"]>[0] }, reply: RestReply) => {
    rest ??= createRestPage(refuse).catch((error: unknown) => {
      // The next one who asks gets another try.
      rest = undefined;
      throw error;
    });
    const { routing } = await rest;
    reply.hijack();
    reply.raw.setHeader("content-security-policy", REST_POLICY);
    reply.raw.setHeader("x-content-type-options", "nosniff");
    routing(request.raw, reply.raw);
  };
  app.get(REST_PREFIX, tryRest);
  app.get(`${REST_PREFIX}/*`, tryRest);
  app.get(PREFIX, (_request, reply) => sendFile("", reply));
  app.get(`${PREFIX}/*`, (request, reply) => sendFile((request.params as { "*": string })["*"], reply));
}

interface RestReply {
  raw: Parameters<FastifyInstance["routing"]>[1];
  hijack(): void;
}

/** @throws GatewayError NOT_FOUND */
async function sendFile(address: string, reply: FastifyReply): Promise<FastifyReply> {
  const file = await readDocsFile(GENERATED, address);
  if (file === null) throw nothingHere();
  return reply
    .headers({ "content-type": file.contentType, "content-security-policy": REFERENCE_POLICY, "x-content-type-options": "nosniff" })
    .send(file.content);
}

async function createRestPage(refuse: Refuse): Promise<FastifyInstance> {
  const [{ default: Fastify }, { default: reference }] = await Promise.all([import("fastify"), import("@scalar/fastify-api-reference")]);
  const page = Fastify({ logger: false, genReqId: (request) => requestIdOf(request), frameworkErrors: refuse });
  page.setErrorHandler((error, request, reply) => refuse(error as FastifyError, request, reply));
  page.setNotFoundHandler((request, reply) => refuse(nothingHere(), request, reply));
  await page.register(reference, {
    routePrefix: REST_PREFIX,
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
  await page.ready();
  return page;
}

/** A content security policy that allows nothing beside what it names. */
function policy(allowed: Readonly<Record<string, string>>): string {
  const all = { "default-src": "'none'", ...allowed, "frame-ancestors": "'none'" };
  return Object.entries(all)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join("; ");
}
