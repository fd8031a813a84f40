import type { Membership } from "../members/membership.ts";
import type { Logger } from "../observability/logger.ts";
import type { SessionRuntime } from "../sessions/session-runtime.ts";
import type { ClientConnection } from "../transport/websocket/client-connection.ts";

/** What a handler may want to know of an HTTP request. */
export interface HttpFacts {
  /** The `Accept` header. */
  accept: string;
  /** Aborted when the client goes away, or may not read on. */
  closed: AbortSignal;
  /** Ends a response that is still being written, by force if the client does not read it. Resolves when it is over. */
  end: () => Promise<void>;
  /** Makes the log of this request. */
  log: () => Logger;
}

/** What the pipeline found out about a call before a handler sees it. */
export interface CallFacts {
  /** Null for a message that comes before authentication. */
  membership: Membership | null;
  /** The connection that it came by; null over REST. */
  connection: ClientConnection | null;
  /** The session that it names, found in the caller's tenant. */
  session: SessionRuntime | null;
  /** The HTTP request that it came by; null on a WebSocket. */
  http: HttpFacts | null;
  /** Makes the log of this call; many calls never write a line. */
  log: () => Logger;
}

/** What a handler knows of the call that it answers. */
export class Call {
  readonly connection: ClientConnection | null;
  readonly #facts: CallFacts;
  readonly #afterReply: (() => void)[] = [];

  constructor(facts: CallFacts) {
    this.connection = facts.connection;
    this.#facts = facts;
  }

  get log(): Logger {
    return this.#facts.log();
  }

  get membership(): Membership {
    if (this.#facts.membership === null) throw new Error("The call is not authenticated.");
    return this.#facts.membership;
  }

  get session(): SessionRuntime {
    if (this.#facts.session === null) throw new Error("The call names no session.");
    return this.#facts.session;
  }

  /** Whether the client asked for a media type by name. */
  accepts(mediaType: string): boolean {
    return this.#facts.http?.accept.includes(mediaType) ?? false;
  }

  /** The HTTP request that it is. */
  get http(): HttpFacts {
    if (this.#facts.http === null) throw new Error("The call is no HTTP request.");
    return this.#facts.http;
  }

  /** Does something once the reply was handed to the connection, or could not be. */
  afterReply(run: () => void): void {
    this.#afterReply.push(run);
  }

  /** For the pipeline: the reply was handed over. */
  replied(): void {
    for (const run of this.#afterReply.splice(0)) run();
  }
}
