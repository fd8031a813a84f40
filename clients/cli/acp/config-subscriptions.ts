import { countOf, type Fields, fieldsOf } from "./rpc-message.ts";

/** A scope whose changes the editor is told. */
interface Subscription {
  readonly target: Readonly<Fields>;
  /** The gateway has taken it. */
  isTaken: boolean;
  /** Changes up to here were told, and of this one itself those of `told`; undefined when that is not known. */
  revision: number | undefined;
  /** By key and version, as several changes may share a revision. */
  told: Set<string>;
}

/** The scopes of the configuration that the editor is subscribed to, and how far it was told their changes. */
export class ConfigSubscriptions {
  readonly #subscriptions = new Map<string, Subscription>();

  /** A `config/subscribe` is sent for the first time. */
  began(params: unknown): void {
    const target = targetOf(params);
    const since = countOf(fieldsOf(params)["since"]);
    const known = this.#subscriptions.get(scopeKey(target));
    if (known !== undefined && since === undefined) return;
    this.#subscriptions.set(scopeKey(target), { target, isTaken: known?.isTaken ?? false, revision: since, told: new Set() });
  }

  /** A `config/subscribe` has succeeded. */
  taken(params: unknown, result: unknown): void {
    const subscription = this.#subscriptions.get(scopeKey(params));
    if (subscription === undefined) return;
    subscription.isTaken = true;
    subscription.revision ??= countOf(fieldsOf(result)["revision"]);
  }

  /** A `config/subscribe` was refused. An earlier one of the same scope goes on. */
  refused(params: unknown): void {
    const key = scopeKey(params);
    if (this.#subscriptions.get(key)?.isTaken === false) this.#subscriptions.delete(key);
  }

  /** A `config/unsubscribe` has succeeded. */
  ended(params: unknown): void {
    this.#subscriptions.delete(scopeKey(params));
  }

  endedAll(): void {
    this.#subscriptions.clear();
  }

  /** Parameters of the `config/subscribe`s that go on from here. */
  get toResume(): Fields[] {
    return [...this.#subscriptions.values()]
      .filter(({ isTaken }) => isTaken)
      .map(({ target, revision, told }) => {
        // The last revision may have been told in part: it comes again as a whole.
        if (revision === undefined) return target;
        return { ...target, since: told.size === 0 ? revision : Math.max(0, revision - 1) };
      });
  }

  /** Takes a `config/update`. Returns whether the editor is to hear it; false when it has. */
  take(params: unknown): boolean {
    const subscription = this.#subscriptions.get(scopeKey(params));
    const { key, version, revision: revisionField } = fieldsOf(params);
    const revision = countOf(revisionField);
    if (subscription === undefined || revision === undefined) return true;
    const change = JSON.stringify([key, version]);
    if (subscription.revision === undefined || revision > subscription.revision) {
      subscription.revision = revision;
      subscription.told = new Set([change]);
      return true;
    }
    if (revision < subscription.revision || subscription.told.has(change)) return false;
    subscription.told.add(change);
    return true;
  }
}

function targetOf(params: unknown): Fields {
  const { scope, sessionId, projectId, deviceId } = fieldsOf(params);
  return { scope, sessionId, projectId, deviceId };
}

/** Tells the scope that parameters name from any other. Pure. */
export function scopeKey(params: unknown): string {
  const { scope, sessionId, projectId, deviceId } = fieldsOf(params);
  return JSON.stringify([scope, sessionId, projectId, deviceId]);
}
