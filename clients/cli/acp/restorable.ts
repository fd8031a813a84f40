import { ConfigSubscriptions, scopeKey } from "./config-subscriptions.ts";
import type { OpenCall } from "./open-calls.ts";
import { codeOf } from "./refusal.ts";
import { type Fields, fieldsOf, type Outcome, textOf } from "./rpc-message.ts";
import { SessionCursors, sessionIdOf } from "./session-cursors.ts";

/** A call of the bridge's own that opens something again on a new connection. */
export interface RestoringCall {
  /** What it opens: calls that need it wait. */
  readonly place: string;
  readonly method: "session/resume" | "config/subscribe";
  readonly params: Fields;
  /** Takes the answer. Returns what is worth a note, and the call to make instead, if there is one. */
  readonly answered: (outcome: Outcome) => { readonly note?: string; readonly instead?: Fields } | undefined;
}

/** The session or subscription that a call is about, if it needs that to be open; null when it needs none. Pure. */
export function placeOf({ method, params }: Pick<OpenCall, "method" | "params">): string | null {
  if (method === "config/subscribe" || method === "config/unsubscribe") return subscriptionPlace(params);
  const sessionId = sessionIdOf(params);
  return method.startsWith("config/") || sessionId === "" ? null : sessionPlace(sessionId);
}

/** What the editor has open at the gateway, and what a new connection must therefore be told. */
export class Restorable {
  readonly #sessions = new SessionCursors();
  readonly #subscriptions = new ConfigSubscriptions();

  /** A call of the editor is handed to a connection. */
  sent(call: OpenCall): void {
    const { method, params } = call;
    switch (method) {
      case "session/load":
      case "session/resume":
        this.#sessions.began(call);
        break;
      case "session/prompt":
        this.#sessions.ranTurn(sessionIdOf(params), fieldsOf(fieldsOf(params)["_meta"])["clientTurnId"]);
        break;
      case "config/subscribe":
        if (!call.isRepeated) this.#subscriptions.began(params);
        break;
    }
  }

  /** A call of the editor was answered. */
  answered(call: OpenCall, outcome: Outcome): void {
    if ("error" in outcome) this.#refused(call);
    else this.#succeeded(call, outcome.result);
  }

  /** The connection is lost. */
  lost(): void {
    this.#sessions.lost();
  }

  /** Takes a notification of the gateway. Returns whether the editor is to hear it; false when it has. */
  take(method: string, params: unknown): boolean {
    switch (method) {
      case "session/update":
        return this.#sessions.take(params);
      case "config/update":
        return this.#subscriptions.take(params);
      default:
        return true;
    }
  }

  /** Whether a call of the editor's, handed to a connection and not answered, opens a session. */
  isOpening(call: OpenCall): boolean {
    return this.#sessions.isOpening(call);
  }

  /**
   * A call of the editor's as it is to be sent: as it came, unless it opens a session of whose past something was told
   * already. Then it is the rest that is wanted.
   */
  formOf(call: OpenCall): Pick<OpenCall, "method" | "params"> {
    const params = this.#sessions.resumeParams(call);
    return params === null ? call : { method: "session/resume", params };
  }

  /** What a new connection must be told, beside what the editor's own calls tell it. */
  toRestore(): RestoringCall[] {
    return [
      ...this.#sessions.open.map((sessionId) => this.#resume(sessionId)),
      ...this.#subscriptions.toResume.map((params) => subscribe(params)),
    ];
  }

  /** What opens a session again after a call of the editor's could not; null when it is not open for the editor either. */
  toRestoreAfter({ params }: OpenCall): RestoringCall | null {
    const sessionId = sessionIdOf(params);
    return this.#sessions.open.includes(sessionId) ? this.#resume(sessionId) : null;
  }

  #resume(sessionId: string): RestoringCall {
    return {
      place: sessionPlace(sessionId),
      method: "session/resume",
      params: this.#sessions.get(sessionId)?.resumeParams(sessionId) ?? {},
      answered: (outcome) => {
        if ("result" in outcome) this.#sessions.get(sessionId)?.opened(outcome.result);
        else if (codeOf(outcome) === "SESSION_NOT_FOUND") this.#sessions.closed(sessionId);
        else return { note: `A session could not be opened again: ${outcome.error.message}` };
        return undefined;
      },
    };
  }

  #refused(call: OpenCall): void {
    if (call.method === "config/subscribe") this.#subscriptions.refused(call.params);
    else this.#sessions.failed(call);
  }

  #succeeded(call: OpenCall, result: unknown): void {
    const { method, params } = call;
    switch (method) {
      case "session/new":
      case "session/load":
      case "session/resume":
        this.#sessions.opened(call, result);
        break;
      case "session/close":
      case "session/delete":
        this.#sessions.closed(sessionIdOf(params));
        break;
      case "session/prompt":
        this.#sessions.ranTurn(sessionIdOf(params), turnIdOf(result));
        break;
      case "logout":
        this.#sessions.closedAll();
        this.#subscriptions.endedAll();
        break;
      case "config/subscribe":
        this.#subscriptions.taken(params, result);
        break;
      case "config/unsubscribe":
        this.#subscriptions.ended(params);
        break;
    }
  }
}

/** The turn that the answer to a `session/prompt` is of. */
function turnIdOf(result: unknown): string | undefined {
  return textOf(fieldsOf(fieldsOf(result)["_meta"])["turnId"]);
}

function sessionPlace(sessionId: string): string {
  return `session ${sessionId}`;
}

function subscriptionPlace(params: unknown): string {
  return `subscription ${scopeKey(params)}`;
}

function subscribe(params: Fields): RestoringCall {
  return {
    place: subscriptionPlace(params),
    method: "config/subscribe",
    params,
    answered: (outcome) => {
      if ("result" in outcome) return undefined;
      if (codeOf(outcome) !== "COMPACTED") return { note: `A subscription could not be taken up again: ${outcome.error.message}` };
      return { note: "Changes of the configuration were missed: they are not kept any more", instead: { ...params, since: undefined } };
    },
  };
}
