import { callText, fieldsOf, type IdText, notificationText, type Outcome } from "./rpc-message.ts";

/**
 * How far a call has come on the present connection:
 *
 * - `waits`: it is sent as soon as what it needs is open.
 * - `sent`: it was handed to the connection.
 * - `postponed`: the gateway has put it off to a later time, or to the next connection.
 */
export type Standing = "waits" | "sent" | "postponed";

/** A call of the editor that is not answered yet. */
export interface OpenCall {
  /** The id that the gateway knows it by. */
  readonly gatewayId: number;
  /** The id that the editor knows it by. */
  readonly editorId: IdText;
  readonly method: string;
  readonly params: unknown;
  standing: Standing;
  /** It was handed to a connection that was lost. */
  isRepeated: boolean;
  /** A gateway that was shutting down has refused it. */
  isPutOff: boolean;
  /** The editor has taken it back, or has stopped its turn. Every connection that it is handed to is told so. */
  isCancelled: boolean;
  /** What it takes while it waits for a connection, in bytes. */
  waitingBytes: number;
}

/** A call as the gateway gets it, as JSON text. */
export function textOfCall({ gatewayId, method, params }: Pick<OpenCall, "gatewayId" | "method" | "params">): string {
  return callText(String(gatewayId), method, params);
}

/** What tells the gateway that a call is taken back, as JSON text. */
export function cancellationOf({ gatewayId }: OpenCall): string {
  return notificationText("$/cancel_request", { requestId: gatewayId });
}

/** How a call whose answer was lost with the connection goes on. */
export type Fate = "again" | "unknown";

/** Methods that may be called twice with the effect of once. */
const REPEATABLE: ReadonlySet<string> = new Set([
  "authenticate",
  "logout",
  // Twice makes two sessions, and one of them stays empty: that does less harm than a session that cannot be begun.
  "session/new",
  "session/load",
  "session/resume",
  "session/list",
  "session/delete",
  "session/close",
  "session/set_mode",
  "session/set_config_option",
  // By its clientTurnId the gateway knows it again.
  "session/prompt",
  "config/get",
  "config/list",
  "config/subscribe",
  "config/unsubscribe",
]);

/** How a call whose answer was lost goes on. Pure. */
export function fateOf({ method, params }: Pick<OpenCall, "method" | "params">): Fate {
  return REPEATABLE.has(method) || isConditionalWrite(method, params) ? "again" : "unknown";
}

/** Whether a call writes on a condition that can hold only once. Pure. */
export function isConditionalWrite(method: string, params: unknown): boolean {
  switch (method) {
    case "config/set":
    case "config/delete":
      return holdsOnce(params);
    case "config/batch": {
      const { operations } = fieldsOf(params);
      return Array.isArray(operations) && operations.some(holdsOnce);
    }
    default:
      return false;
  }
}

/** A version never comes back. But "there is no entry" (`cas: 0`) does, when the entry is deleted or its time is over. */
function holdsOnce(operation: unknown): boolean {
  const { cas } = fieldsOf(operation);
  return typeof cas === "number" && cas > 0;
}

/** The calls that wait for the gateway's answers: the editor's, and the bridge's own. */
export class OpenCalls {
  readonly #editors = new Map<number, OpenCall>();
  readonly #own = new Map<number, (outcome: Outcome) => void>();
  #lastId = 0;

  /** Calls of the editor that wait. */
  get size(): number {
    return this.#editors.size;
  }

  /** What the calls that wait for a connection take, in bytes. */
  get waitingBytes(): number {
    return this.inOrder().reduce((sum, { waitingBytes }) => sum + waitingBytes, 0);
  }

  /** Takes a call of the editor. */
  add(editorId: IdText, method: string, params: unknown): OpenCall {
    const gatewayId = ++this.#lastId;
    const progress = { standing: "waits", isRepeated: false, isPutOff: false, isCancelled: false, waitingBytes: 0 } as const;
    const call: OpenCall = { gatewayId, editorId, method, params, ...progress };
    this.#editors.set(call.gatewayId, call);
    return call;
  }

  /** A call of the bridge's own, as JSON text. It is forgotten when the connection is lost. */
  own(method: string, params: unknown, answered: (outcome: Outcome) => void): string {
    const id = ++this.#lastId;
    this.#own.set(id, answered);
    return callText(String(id), method, params);
  }

  /** The calls of the editor, in the order in which they came. */
  inOrder(): OpenCall[] {
    return [...this.#editors.values()];
  }

  /** The last call with this id of the editor's; undefined when none waits. */
  byEditorId(id: IdText): OpenCall | undefined {
    return this.inOrder().findLast(({ editorId }) => editorId === id);
  }

  byGatewayId(id: IdText): OpenCall | undefined {
    return this.#editors.get(Number(id));
  }

  /** A call was answered, or will not be. False when it had been before. */
  settle({ gatewayId }: OpenCall): boolean {
    return this.#editors.delete(gatewayId);
  }

  /** Takes the answer to a call of the bridge's own. False when it is none. */
  settleOwn(id: IdText, outcome: Outcome): boolean {
    const answered = this.#own.get(Number(id));
    if (answered === undefined) return false;
    this.#own.delete(Number(id));
    answered(outcome);
    return true;
  }

  /** The connection is lost: what it was asked will not be answered. */
  lost(): void {
    this.#own.clear();
    for (const call of this.#editors.values()) {
      if (call.standing === "sent") call.isRepeated = true;
      call.standing = "waits";
    }
  }
}
