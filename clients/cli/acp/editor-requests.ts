import { answerText, callText, fieldsOf, type IdText, notificationText, type Outcome, textOf } from "./rpc-message.ts";
import { sessionIdOf } from "./session-cursors.ts";

/** Something that the gateway asks of the editor. */
interface EditorRequest {
  /** The id that the editor knows it by. */
  readonly editorId: number;
  readonly sessionId: string;
  /** Names the same request on every connection; undefined for one that ends with its connection. */
  readonly requestId: string | undefined;
  readonly turnId: string | undefined;
  /** The id that the gateway knows it by; null when the connection that it came by is lost. */
  gatewayId: IdText | null;
  /** The editor's answer. It is kept while the turn runs: it may be lost with the connection, and be asked for again. */
  answer: Outcome | null;
}

/** Where messages go. */
export interface Ways {
  toEditor(json: string): void;
  toGateway(json: string): void;
}

/** What the gateway asks of the editor, across connections: a person is asked once. */
export class EditorRequests {
  readonly #ways: Ways;
  readonly #requests = new Map<number, EditorRequest>();
  #lastId = 0;

  constructor(ways: Ways) {
    this.#ways = ways;
  }

  /** The gateway asks for something. */
  asked(gatewayId: IdText, method: string, params: unknown): void {
    const { requestId, turnId } = fieldsOf(fieldsOf(params)["_meta"]);
    const sessionId = sessionIdOf(params);
    const waiting = this.#orphan(sessionId, textOf(requestId));
    if (waiting !== undefined) {
      waiting.gatewayId = gatewayId;
      if (waiting.answer !== null) this.#ways.toGateway(answerText(gatewayId, waiting.answer));
      return;
    }
    const editorId = ++this.#lastId;
    const request = { editorId, sessionId, requestId: textOf(requestId), turnId: textOf(turnId), gatewayId, answer: null };
    this.#requests.set(editorId, request);
    this.#ways.toEditor(callText(String(editorId), method, params));
  }

  /** The editor answers. What nobody waits for any more is dropped. */
  answered(editorId: IdText, outcome: Outcome): void {
    const request = this.#requests.get(Number(editorId));
    if (request === undefined || request.answer !== null) return;
    request.answer = outcome;
    if (request.requestId === undefined) this.#requests.delete(request.editorId);
    if (request.gatewayId !== null) this.#ways.toGateway(answerText(request.gatewayId, outcome));
  }

  /** The gateway takes a request back. */
  takenBack(gatewayId: IdText): void {
    for (const request of this.#requests.values()) if (request.gatewayId === gatewayId) this.#drop(request);
  }

  /** The connection is lost. What has a name of its own may be asked again. */
  lost(): void {
    for (const request of this.#requests.values()) {
      request.gatewayId = null;
      if (request.requestId === undefined) this.#drop(request);
    }
  }

  /** A session was opened again, and what is open in it was asked again: what was not is settled. */
  restored(sessionId: string): void {
    this.#dropSettled((request) => request.sessionId === sessionId && request.gatewayId === null);
  }

  /** Something of a turn was heard: the session's earlier ones have ended. */
  turnRuns(sessionId: string, turnId: string | undefined): void {
    if (turnId !== undefined) this.#dropSettled((request) => request.sessionId === sessionId && request.turnId !== turnId);
  }

  /** Nothing will be asked again. */
  end(): void {
    this.#dropSettled(() => true);
  }

  #orphan(sessionId: string, requestId: string | undefined): EditorRequest | undefined {
    if (requestId === undefined) return undefined;
    return [...this.#requests.values()].find(
      (request) => request.gatewayId === null && request.sessionId === sessionId && request.requestId === requestId,
    );
  }

  /** Forgets what is answered, or what nobody waits for any more. */
  #dropSettled(concerned: (request: EditorRequest) => boolean): void {
    for (const request of this.#requests.values()) {
      if ((request.gatewayId === null || request.answer !== null) && concerned(request)) this.#drop(request);
    }
  }

  #drop({ editorId, answer }: EditorRequest): void {
    this.#requests.delete(editorId);
    if (answer === null) this.#ways.toEditor(notificationText("$/cancel_request", { requestId: editorId }));
  }
}
