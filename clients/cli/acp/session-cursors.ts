import type { OpenCall } from "./open-calls.ts";
import { type Fields, fieldsOf, textOf } from "./rpc-message.ts";
import { SessionCursor } from "./session-cursor.ts";

/** A session that a call of the editor's is opening. */
interface Opening {
  readonly call: OpenCall;
  readonly cursor: SessionCursor;
}

/** The sessions that the editor has open, and how far it has been told what is in them. */
export class SessionCursors {
  readonly #open = new Map<string, SessionCursor>();
  readonly #opening = new Map<string, Opening>();

  /** A `session/load` or `session/resume` is sent, for the first time or again. */
  began(call: OpenCall): void {
    if (this.#openingOf(call) === undefined)
      this.#opening.set(sessionIdOf(call.params), { call, cursor: new SessionCursor(fieldsOf(call.params)) });
  }

  /** A `session/new`, `session/load` or `session/resume` has succeeded. */
  opened(call: OpenCall, result: unknown): void {
    const params = fieldsOf(call.params);
    const sessionId = textOf(params["sessionId"]) ?? sessionIdOf(result);
    const cursor = this.#openingOf(call)?.cursor ?? new SessionCursor(params);
    this.failed(call);
    cursor.opened(result);
    this.#open.set(sessionId, cursor);
  }

  /** A session could not be opened. It stays open if it was. */
  failed(call: OpenCall): void {
    if (this.#openingOf(call) !== undefined) this.#opening.delete(sessionIdOf(call.params));
  }

  /** Whether a session is being opened by this call. */
  isOpening(call: OpenCall): boolean {
    return this.#openingOf(call) !== undefined;
  }

  closed(sessionId: string): void {
    this.#open.delete(sessionId);
  }

  closedAll(): void {
    this.#open.clear();
  }

  /** The connection is lost. */
  lost(): void {
    for (const cursor of this.#open.values()) cursor.lost();
    for (const { cursor } of this.#opening.values()) cursor.lost();
  }

  /** The sessions to open again; those that the editor is opening come by its own calls. */
  get open(): string[] {
    return [...this.#open.keys()].filter((sessionId) => !this.#opening.has(sessionId));
  }

  get(sessionId: string): SessionCursor | undefined {
    return this.#open.get(sessionId);
  }

  /** What goes on with a `session/load` that was interrupted half-way; null when nothing of it was told yet. */
  resumeParams(call: OpenCall): Fields | null {
    const cursor = this.#openingOf(call)?.cursor;
    return cursor?.hasPlace ? cursor.resumeParams(sessionIdOf(call.params)) : null;
  }

  /** A turn of the editor's, by its `clientTurnId` or `turnId`. */
  ranTurn(sessionId: string, name: unknown): void {
    if (typeof name === "string") this.#open.get(sessionId)?.ranTurn(name);
  }

  /** Takes a `session/update`. Returns whether the editor is to hear it. */
  take(params: unknown): boolean {
    const sessionId = sessionIdOf(params);
    const opening = this.#opening.get(sessionId);
    if (opening !== undefined) return opening.cursor.take(params, opening.call.method === "session/load");
    return this.#open.get(sessionId)?.take(params, false) ?? true;
  }

  #openingOf(call: OpenCall): Opening | undefined {
    const opening = this.#opening.get(sessionIdOf(call.params));
    return opening?.call === call ? opening : undefined;
  }
}

/** The session that parameters name; empty when they name none. */
export function sessionIdOf(params: unknown): string {
  return textOf(fieldsOf(params)["sessionId"]) ?? "";
}
