import { LIMITS } from "../../generated/concordance/limits.ts";
import type { WatchMethods, WatchSubscribeReceived, WatchUnsubscribeReceived } from "../../generated/concordance/method-handlers.ts";
import type { ChangesListInput } from "../../generated/concordance/operations.ts";
import type { StoredChangePage } from "../../generated/concordance/stored-types.ts";
import type { Subscribed, Unsubscribed } from "../../generated/concordance/types.ts";
import type { ConcordanceNode } from "../node/node.ts";
import { compacted, type Subscriber } from "../watch/subscription.ts";
import type { WatchHub } from "../watch/watch-hub.ts";
import { ConcordanceError } from "./concordance-error.ts";

/** Subscriptions on `/stream`, and the change log over REST. */
export class Watching implements WatchMethods<Subscriber> {
  readonly #node: ConcordanceNode;
  readonly #hub: WatchHub;

  constructor(node: ConcordanceNode, hub: WatchHub) {
    this.#node = node;
    this.#hub = hub;
  }

  readonly subscribe = async ({ namespace, sinceRevision }: WatchSubscribeReceived, subscriber: Subscriber): Promise<Subscribed> => {
    const isNew = !this.#hub.isSubscribed(subscriber, namespace);
    if (isNew && this.#hub.subscriptionsOf(subscriber) >= LIMITS.subscriptionsPerConnection) {
      throw new ConcordanceError(
        "TOO_MANY_SUBSCRIPTIONS",
        `A connection may have ${LIMITS.subscriptionsPerConnection} subscriptions. Open another one, or watch a namespace above these.`,
      );
    }
    return { revision: this.#hub.subscribe(subscriber, namespace, sinceRevision ?? null) };
  };

  readonly unsubscribe = async ({ namespace }: WatchUnsubscribeReceived, subscriber: Subscriber): Promise<Unsubscribed> => {
    return { unsubscribed: this.#hub.unsubscribe(subscriber, namespace) };
  };

  /**
   * A page of the change log; waits for a change, if that is asked for and there is none.
   *
   * @throws ConcordanceError COMPACTED
   */
  async changes({ namespace, since, limit, waitMs }: ChangesListInput, closed: AbortSignal): Promise<StoredChangePage> {
    const page = this.#page(since, namespace, limit);
    if (page.changes.length > 0 || waitMs === 0) return page;
    await this.#hub.nextChange(namespace, waitMs, closed);
    return this.#page(page.revision, namespace, limit);
  }

  #page(since: number, namespace: string, limit: number): StoredChangePage {
    const answer = this.#node.machine.changesSince(since, { namespace, limit, valueLength: LIMITS.pageBytes });
    if (answer.kind === "compacted") throw compacted(answer.compactedTo);
    return { changes: [...answer.changes], revision: answer.revision };
  }
}
