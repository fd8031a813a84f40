import { EVENT_STREAM_ROUTE, RestResources } from "../generated/rest-resources.ts";
import type { Cursor } from "../session-cursor.ts";
import { followEvents, type StreamItem } from "./event-stream.ts";
import type { RequestOptions } from "./rest-caller.ts";
import { type RestOptions, RestTransport } from "./rest-transport.ts";

/**
 * A client of the gateway's REST API: a method for each endpoint, by resource.
 *
 * A request that changes nothing is made again when its answer was lost, and so is a POST: it carries an
 * `Idempotency-Key`, by which the gateway does it once. A PUT, PATCH or DELETE whose answer was lost fails with a
 * ConnectionLostError: whether it took effect is not known.
 */
export class RestClient extends RestResources {
  readonly #transport: RestTransport;

  /** @throws TypeError when `url` is none */
  constructor(options: RestOptions) {
    const transport = new RestTransport(options);
    super(transport);
    this.#transport = transport;
  }

  /**
   * Follows a session over server-sent events. With a cursor everything after it follows, without one what happens from
   * now on. Each event comes once and in order, also across lost connections; after each of those a snapshot comes first.
   * The loop ends when the session is deleted.
   *
   * @throws RestError SESSION_NOT_FOUND, FORBIDDEN; GatewayError when the log cannot be read; the reason of the signal
   */
  follow(sessionId: string, cursor: Partial<Cursor> = {}, options: RequestOptions = {}): AsyncGenerator<StreamItem, void, void> {
    return followEvents(this.#transport, EVENT_STREAM_ROUTE, sessionId, cursor, options);
  }
}
