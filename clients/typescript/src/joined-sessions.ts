import type { ServerEvent } from "./generated/events.ts";
import type { SessionHandle } from "./session.ts";
import { isDurable } from "./session-cursor.ts";

/** The sessions that a client has joined; one may be joined more than once. */
export class JoinedSessions {
  readonly #byId = new Map<string, Set<SessionHandle>>();

  add(session: SessionHandle): void {
    this.#byId.set(session.id, (this.#byId.get(session.id) ?? new Set()).add(session));
  }

  /** Returns whether the session is joined no more. */
  remove(session: SessionHandle): boolean {
    const handles = this.#byId.get(session.id);
    handles?.delete(session);
    if (handles === undefined || handles.size > 0) return false;
    return this.#byId.delete(session.id);
  }

  /**
   * Hands an event to the sessions that it is of.
   *
   * @returns false when all of them have it already, or will get it again
   */
  receive(event: ServerEvent): boolean {
    const handles = "sessionId" in event && event.sessionId !== undefined ? this.#byId.get(event.sessionId) : undefined;
    if (handles === undefined) return true;
    let isNews = !isDurable(event);
    for (const handle of [...handles]) isNews = handle.receive(event) || isNews;
    return isNews;
  }

  /** There is a new connection. */
  connected(): void {
    for (const handle of this.#all()) handle.rejoin();
  }

  /** A session was left by this connection; whoever is still there comes back. */
  left(sessionId: string): void {
    for (const handle of this.#byId.get(sessionId) ?? []) handle.rejoin();
  }

  disconnected(): void {
    for (const handle of this.#all()) handle.disconnected();
  }

  /** @param error what to end them with; null when it is wanted */
  end(error: Error | null): void {
    const all = this.#all();
    this.#byId.clear();
    for (const handle of all) handle.end(error);
  }

  #all(): SessionHandle[] {
    return [...this.#byId.values()].flatMap((handles) => [...handles]);
  }
}
