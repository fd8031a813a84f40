import { CLOSE_CODES } from "../../generated/gateway/close-codes.ts";
import type { Handlers } from "../../generated/gateway/handlers.ts";
import { serializeError } from "../../generated/gateway/serializers.ts";
import type { Logger } from "../observability/logger.ts";
import type { Tracing } from "../observability/tracing.ts";
import type { ClientConnection } from "../transport/websocket/client-connection.ts";
import { authorize, type SessionFinder } from "./authorize.ts";
import { Call } from "./call.ts";
import { type DecodedMessage, decode, type Undecodable } from "./decode.ts";
import { GatewayError } from "./gateway-error.ts";
import type { Lifecycle } from "./lifecycle.ts";
import type { Verdict } from "./rate-window.ts";
import { toRefusal } from "./report-error.ts";

/** What happened to a message, for metrics. */
export interface MessageOutcome {
  /** `type` of the message; empty when it has none that is known. */
  type: string;
  /** The error code, or `ok`. */
  outcome: string;
  durationMs: number;
}

export interface MessagePipelineOptions {
  handlers: Handlers<Call>;
  sessions: SessionFinder;
  lifecycle: Lifecycle;
  tracing: Tracing;
  log: Logger;
  onOutcome: (outcome: MessageOutcome) => void;
}

/** Whom an error is addressed to: what of the message it repeats. */
interface Addressee {
  ref?: string;
  messageType?: string;
  sessionId?: string;
}

/**
 * The one way of a client message through the gateway: decode, authenticate, limit, authorize, handle, reply. Commit and
 * publish are the log's. A connection's messages are handled one after the other, so that replies come in their order.
 */
export class MessagePipeline {
  readonly #options: MessagePipelineOptions;

  constructor(options: MessagePipelineOptions) {
    this.#options = options;
  }

  /** Handles one frame. Resolves when it was answered; never rejects. */
  async receive(connection: ClientConnection, frame: Buffer, isBinary: boolean, verdict: Verdict): Promise<void> {
    const start = performance.now();
    const decoded = decode(frame, isBinary);
    const type = "row" in decoded ? decoded.row.type : "";
    const span = this.#options.tracing.start(`ws ${type}`, { "diminuendo.message": type, "diminuendo.client_id": connection.clientId });
    const outcome = "refusal" in decoded ? this.#refuse(connection, verdict, decoded) : await this.#handle(connection, verdict, decoded);
    span.end(outcome === "ok" ? undefined : outcome);
    this.#options.onOutcome({ type, outcome, durationMs: performance.now() - start });
    if (verdict.kind === "flooding") connection.close(CLOSE_CODES.FLOODING, "Too many messages for too long.");
  }

  async #handle(connection: ClientConnection, verdict: Verdict, { row, message }: DecodedMessage): Promise<string> {
    const log = () => this.#logFor(connection, message);
    try {
      this.#options.lifecycle.check();
      const { membership } = connection;
      if (membership === null && !row.beforeAuthentication) {
        throw new GatewayError("UNAUTHENTICATED", "Authenticate first.");
      }
      checkLimit(verdict);
      const session = membership === null ? null : await authorize(row, message, membership, this.#options.sessions);
      // Who was turned out has no say any more, whatever of theirs still waits. Who left by themselves is heard to the end.
      if (connection.wasClosed) throw new GatewayError("INVALID_STATE", "The connection is closed.");
      const call = new Call({ membership, connection, session, http: null, log });
      try {
        const reply = (await row.handle(this.#options.handlers, message, call)) as { ref?: string };
        if (message.ref !== undefined) reply.ref = message.ref;
        const sending = connection.reply(row.serializeReply(reply as never));
        if (sending !== undefined) await sending;
      } finally {
        call.replied();
      }
      return "ok";
    } catch (error) {
      return this.#sendError(connection, toRefusal(error, log), addresseeOf(message));
    }
  }

  #logFor({ clientId, membership }: ClientConnection, message: DecodedMessage["message"]): Logger {
    return this.#options.log.child({
      clientId,
      ...(membership === null ? {} : { tenantId: membership.tenantId, userId: membership.userId }),
      ...addresseeOf(message),
    });
  }

  #refuse(connection: ClientConnection, verdict: Verdict, { refusal, ...addressee }: Undecodable): string {
    try {
      checkLimit(verdict);
    } catch (limited) {
      return this.#sendError(connection, limited as GatewayError, addressee);
    }
    return this.#sendError(connection, refusal, addressee);
  }

  #sendError(connection: ClientConnection, { code, message, facts }: GatewayError, addressee: Addressee): string {
    connection.send(serializeError({ ...addressee, ...facts, code, message }));
    return code;
  }
}

function checkLimit(verdict: Verdict): void {
  if (verdict.kind === "admitted") return;
  throw new GatewayError("RATE_LIMITED", "Too many messages.", { retryAfterMs: verdict.retryAfterMs });
}

function addresseeOf({ type, ref, sessionId }: DecodedMessage["message"]): Addressee {
  return { messageType: type, ...(ref === undefined ? {} : { ref }), ...(sessionId === undefined ? {} : { sessionId }) };
}
