import type { IncomingHttpHeaders } from "node:http";
import type { Operations } from "../../../generated/gateway/operations.ts";
import type { RouteRow } from "../../../generated/gateway/routes.ts";
import type { ByteStream, OperationResult } from "../../../generated/runtime/operation-types.ts";
import { explain, type Validator } from "../../../generated/runtime/validation.ts";
import type { Authenticated, Authenticator } from "../../auth/authenticator.ts";
import type { Membership } from "../../members/membership.ts";
import type { Logger } from "../../observability/logger.ts";
import { authorize, type SessionFinder } from "../../pipeline/authorize.ts";
import { Call, type HttpFacts } from "../../pipeline/call.ts";
import { GatewayError } from "../../pipeline/gateway-error.ts";
import type { Lifecycle } from "../../pipeline/lifecycle.ts";
import type { Answer, Idempotency } from "./idempotency.ts";

/** A request as HTTP brings it. */
export interface HttpRequest {
  method: string;
  url: string;
  params: unknown;
  query: unknown;
  headers: IncomingHttpHeaders;
  /** Parsed JSON; undefined when there is no body. */
  body: unknown;
  closed: HttpFacts["closed"];
  end: HttpFacts["end"];
}

/** What is sent back: an answer, or a stream of bytes. */
export type HttpReply = (Answer & { stream?: undefined }) | { status: number; headers: Record<string, string>; stream: ByteStream };

export interface OperationPipelineOptions {
  operations: Operations<Call>;
  authenticator: Authenticator;
  /** Nobody needs a token. */
  devMode: boolean;
  sessions: SessionFinder;
  lifecycle: Lifecycle;
  idempotency: Idempotency;
}

/** What a path in the details of an error begins with. */
const PLACES = { path: "/path", query: "/query", header: "/headers" } as const;
const JSON_TYPE = "application/json; charset=utf-8";

/**
 * The one way of an HTTP request through the gateway: authenticate, decode, authorize, handle, reply. Who is not
 * authenticated does not get to have a body parsed.
 *
 * There is no limit step: the contract limits the messages of a connection to `/ws` (`messagesPerWindow`), and attempts
 * to authenticate on both surfaces, but not requests.
 */
export class OperationPipeline {
  readonly #options: OperationPipelineOptions;

  constructor(options: OperationPipelineOptions) {
    this.#options = options;
  }

  /**
   * Finds out who calls.
   *
   * @throws GatewayError SHUTTING_DOWN, UNAUTHENTICATED, AUTH_FAILED, AUTH_RATE_LIMITED, FORBIDDEN
   */
  async authenticate(row: RouteRow, headers: IncomingHttpHeaders, address: string): Promise<Authenticated | null> {
    if (!row.authenticated) return null;
    this.#options.lifecycle.check();
    const token = /^Bearer (.+)$/i.exec(headers.authorization ?? "")?.[1];
    if (token === undefined && !this.#options.devMode) {
      throw new GatewayError("UNAUTHENTICATED", "Send a token: Authorization: Bearer <token>.");
    }
    return this.#options.authenticator.authenticate(token ?? "", address);
  }

  /**
   * Handles a request whose caller is known. `call.replied()` is up to the caller of this method, once the reply is sent.
   *
   * @throws GatewayError with whatever code the request deserves
   */
  async handle(
    row: RouteRow,
    request: HttpRequest,
    membership: Membership | null,
    log: () => Logger,
  ): Promise<{ reply: HttpReply; replied: () => void }> {
    const input = decodeInput(row, request);
    const session = membership === null ? null : await authorize(row, input, membership, this.#options.sessions);
    const http = { accept: request.headers.accept ?? "", closed: request.closed, end: request.end, log };
    const call = new Call({ membership, connection: null, session, http, log });
    try {
      return { reply: await this.#answer(row, request, input, call), replied: () => call.replied() };
    } catch (error) {
      // Whoever waits for the reply would wait for ever.
      call.replied();
      throw error;
    }
  }

  async #answer(row: RouteRow, request: HttpRequest, input: Record<string, unknown>, call: Call): Promise<HttpReply> {
    const key = row.idempotent ? (input["idempotencyKey"] as string | undefined) : undefined;
    if (key === undefined) return toReply(row, await this.#handle(row, input, call));
    const same = `${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`;
    const { answer, replayed } = await this.#options.idempotency.once(call.membership, key, same, async () => {
      const reply = toReply(row, await this.#handle(row, input, call));
      if (reply.stream !== undefined) throw new Error(`${row.operation} answers with a stream and cannot be idempotent.`);
      return reply;
    });
    return { ...answer, headers: { ...answer.headers, ...(replayed ? { "idempotency-replayed": "true" } : {}) } };
  }

  async #handle(row: RouteRow, input: object, call: Call): Promise<OperationResult> {
    try {
      return await row.handle(this.#options.operations, input, call);
    } catch (error) {
      throw placed(row, error);
    }
  }
}

/** What a service says of a field, said of its place in the request. */
function placed({ parameters }: RouteRow, error: unknown): unknown {
  if (!(error instanceof GatewayError) || error.facts.details === undefined) return error;
  const details = error.facts.details.map(({ path, message }) => {
    const parameter = parameters.find(({ name }) => path === `/${name}`);
    return { path: parameter === undefined ? `/body${path}` : `${PLACES[parameter.in]}/${parameter.wireName}`, message };
  });
  return new GatewayError(error.code, error.message, { ...error.facts, details });
}

/** Checks parameters and body, and brings them together under the names that the handler knows. */
function decodeInput(row: RouteRow, { params, query, headers, body }: HttpRequest): Record<string, unknown> {
  // Validators fill in defaults and turn text into numbers: each gets an object of its own.
  const places = {
    path: { ...(params as object) } as Record<string, unknown>,
    query: { ...(query as object) } as Record<string, unknown>,
    header: { ...headers } as Record<string, unknown>,
  };
  for (const place of ["path", "query", "header"] as const) check(row.validators[place], places[place], PLACES[place]);
  const input: Record<string, unknown> = {};
  for (const { name, wireName, in: place } of row.parameters) {
    const value = places[place][wireName];
    if (value !== undefined) input[name] = value;
  }
  if (row.validators.body !== undefined) {
    check(row.validators.body, body, "/body");
    input["body"] = body;
  }
  return input;
}

function check(validate: Validator | undefined, value: unknown, place: string): void {
  if (validate === undefined || validate(value)) return;
  const details = explain(validate.errors).map(({ path, message }) => ({ path: `${place}${path}`, message }));
  throw new GatewayError("INVALID_MESSAGE", "The request breaks a rule of its type.", { details });
}

function toReply(row: RouteRow, { status, headers = {}, contentType, body }: OperationResult): HttpReply {
  if (contentType !== undefined) {
    return { status, headers: { "cache-control": "no-cache", ...headers, "content-type": contentType }, stream: body as ByteStream };
  }
  if (body === undefined) return { status, headers, body: "" };
  const serialize = row.serializers[status];
  const text = serialize ? serialize(body as never) : JSON.stringify(body);
  return { status, headers: { ...headers, "content-type": JSON_TYPE }, body: text };
}
