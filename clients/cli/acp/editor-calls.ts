import { cancellationOf, fateOf, isConditionalWrite, type OpenCall, OpenCalls, textOfCall } from "./open-calls.ts";
import { codeOf, outcomeUnknown, perhapsDone, refusal, retryDelayOf } from "./refusal.ts";
import { placeOf, type Restorable, type RestoringCall } from "./restorable.ts";
import { Restoration } from "./restoration.ts";
import { answerText, type IdText, notificationText, type Outcome } from "./rpc-message.ts";
import { sessionIdOf } from "./session-cursors.ts";

/** What the editor's calls do to the world. */
export interface EditorCallsPorts {
  toEditor(json: string): void;
  /** Called only while there is a connection. */
  toGateway(json: string): void;
  note(message: string): void;
  /** Does something later, in ms. Returns what calls it off. */
  schedule(delayMs: number, run: () => void): () => void;
  /** No call of the editor waits any more. */
  idle(): void;
  /** The gateway has answered a call; the editor is about to learn it. */
  answered(call: OpenCall, outcome: Outcome): void;
  /** A session is open again, or cannot be opened. */
  restored(sessionId: string): void;
}

/** Calls that concern what need not be open for them. */
const NEEDS_NOTHING_OPEN: ReadonlySet<string> = new Set([
  "session/load",
  "session/resume",
  "session/delete",
  "config/subscribe",
  "config/unsubscribe",
]);

/**
 * What becomes of the editor's calls from one connection to the next: each is sent when what it needs is open, sent again when
 * its answer was lost, and answered once.
 */
export class EditorCalls {
  readonly #ports: EditorCallsPorts;
  readonly #open = new OpenCalls();
  readonly #restorable: Restorable;
  readonly #restoration: Restoration;
  /** Messages pass. */
  #isConnected = false;
  /** What call off that something is done later on this connection. */
  readonly #later = new Set<() => void>();

  constructor(ports: EditorCallsPorts, restorable: Restorable) {
    this.#ports = ports;
    this.#restorable = restorable;
    this.#restoration = new Restoration({
      callGateway: (method, params, answered) => this.callGateway(method, params, answered),
      later: (delayMs, run) => this.#doLater(delayMs, run),
      note: (message) => ports.note(message),
      restored: (restoring, outcome) => this.#restored(restoring, outcome),
    });
  }

  /** Calls that are not answered. */
  get size(): number {
    return this.#open.size;
  }

  /** What the calls that wait for a connection take, in bytes. */
  get waitingBytes(): number {
    return this.#open.waitingBytes;
  }

  /** Takes a call. It is not sent yet. */
  add(editorId: IdText, method: string, params: unknown): OpenCall {
    return this.#open.add(editorId, method, params);
  }

  /** Whether a call can be sent now. */
  passes(call: OpenCall): boolean {
    return this.#isConnected && !this.#restoration.isClosed(placeOf(call));
  }

  /** Hands a call to the connection. */
  send(call: OpenCall): void {
    call.standing = "sent";
    call.waitingBytes = 0;
    this.#restorable.sent(call);
    this.#ports.toGateway(textOfCall({ gatewayId: call.gatewayId, ...this.#restorable.formOf(call) }));
    if (call.isCancelled) this.#ports.toGateway(cancellationOf(call));
  }

  /** Makes a call of the bridge's own. It is forgotten when the connection is lost. */
  callGateway(method: string, params: unknown, answered: (outcome: Outcome) => void): void {
    this.#ports.toGateway(this.#open.own(method, params, answered));
  }

  /** The editor takes a call back. One that the gateway may know it is told, by this connection and by later ones. */
  cancel(editorId: IdText): void {
    const call = this.#open.byEditorId(editorId);
    if (call !== undefined && call.method !== "initialize") this.#cancel(call);
  }

  /**
   * The editor stops what it runs in a session. Where it runs nothing itself it means what it sees there: that is stopped if it
   * can be told at once. Later it may be something else that runs.
   */
  stop(params: unknown): void {
    const place = placeOf({ method: "session/cancel", params });
    const prompts = this.#open.inOrder().filter((call) => call.method === "session/prompt" && placeOf(call) === place);
    if (prompts.length > 0) for (const prompt of prompts) this.#cancel(prompt);
    else if (this.#isConnected && !this.#restoration.isClosed(place)) this.#ports.toGateway(notificationText("session/cancel", params));
    else this.#ports.note("The session is not open: there is nothing to stop in it");
  }

  /** Messages pass from now on. First what was open is opened again. */
  connected(): void {
    this.#isConnected = true;
    for (const call of this.#open.inOrder()) {
      const place = placeOf(call);
      if (place === null || !this.#restorable.isOpening(call)) continue;
      this.#restoration.beginBy(call, place);
      this.send(call);
    }
    for (const restoring of this.#restorable.toRestore()) this.#restoration.begin(restoring);
    this.#sendWaiting();
  }

  /** The connection is lost. @param isOffence the gateway took something that was said for one: it must not be said again */
  lost(isOffence: boolean): void {
    this.#isConnected = false;
    this.#open.lost();
    this.#restorable.lost();
    this.#restoration.lost();
    this.end();
    for (const call of this.#open.inOrder()) {
      if (!call.isRepeated || !(isOffence || fateOf(call) === "unknown")) continue;
      const outcome = outcomeUnknown(call.method);
      this.#restorable.answered(call, outcome);
      this.settle(call, outcome);
    }
  }

  /** Nothing more is done on this connection. */
  end(): void {
    for (const callOff of this.#later) callOff();
    this.#later.clear();
  }

  /** Takes an answer of the gateway. */
  answered(id: IdText, outcome: Outcome): void {
    if (this.#open.settleOwn(id, outcome)) return;
    const call = this.#open.byGatewayId(id);
    if (call === undefined) this.#ports.note(`The gateway answered a call that does not wait: ${JSON.stringify(outcome)}`);
    else if (!this.#isPutOff(call, outcome)) this.#finish(call, outcome);
  }

  /** Answers the editor, if it was not answered before. */
  settle(call: OpenCall, outcome: Outcome): void {
    if (!this.#open.settle(call)) return;
    this.#ports.toEditor(answerText(call.editorId, outcome));
    if (this.#open.size === 0) this.#ports.idle();
  }

  settleAll(outcome: Outcome): void {
    for (const call of this.#open.inOrder()) this.settle(call, outcome);
  }

  #cancel(call: OpenCall): void {
    call.isCancelled = true;
    if (call.standing === "sent") this.#ports.toGateway(cancellationOf(call));
    else if (!call.isRepeated) this.settle(call, outcomeOfCancelled(call));
  }

  /** Whether an answer does not count yet: the call is to be sent again later. */
  #isPutOff(call: OpenCall, outcome: Outcome): boolean {
    const delay = call.isRepeated ? retryDelayOf(outcome) : null;
    if (delay !== null) {
      // An earlier connection may have begun it, and then it is not refused.
      call.standing = "postponed";
      this.#doLater(delay, () => {
        call.standing = "waits";
        this.#sendWaiting();
      });
      return true;
    }
    if (codeOf(outcome) !== "SHUTTING_DOWN" || call.isPutOff) return false;
    // It was not done. What the next gateway says of it holds.
    call.standing = "postponed";
    call.isPutOff = true;
    if (call.isCancelled && !call.isRepeated) this.settle(call, outcomeOfCancelled(call));
    return true;
  }

  /** Learns from an answer what later connections must know, and hands it on. */
  #finish(call: OpenCall, outcome: Outcome): void {
    this.#restorable.answered(call, outcome);
    this.#ports.answered(call, outcome);
    const isUncertain = call.isRepeated && isConditionalWrite(call.method, call.params) && codeOf(outcome) === "VERSION_CONFLICT";
    this.settle(call, isUncertain && "error" in outcome ? perhapsDone(outcome) : outcome);
    if (!this.#restoration.endBy(call, placeOf(call))) return;
    const again = "error" in outcome ? this.#restorable.toRestoreAfter(call) : null;
    if (again === null) this.#sendWaiting();
    else this.#restoration.begin(again);
  }

  #restored({ place, method, params }: RestoringCall, outcome: Outcome): void {
    if (method === "session/resume") this.#ports.restored(sessionIdOf(params));
    if ("error" in outcome) {
      for (const call of this.#open.inOrder()) {
        if (call.standing === "waits" && placeOf(call) === place && !NEEDS_NOTHING_OPEN.has(call.method)) this.settle(call, outcome);
      }
    }
    this.#sendWaiting();
  }

  #sendWaiting(): void {
    for (const call of this.#open.inOrder()) if (call.standing === "waits" && this.passes(call)) this.send(call);
  }

  #doLater(delayMs: number, run: () => void): void {
    const callOff = this.#ports.schedule(delayMs, () => {
      this.#later.delete(callOff);
      run();
    });
    this.#later.add(callOff);
  }
}

/** What the editor is told of a call that it has taken back before the gateway knew of it. */
function outcomeOfCancelled({ method }: OpenCall): Outcome {
  if (method === "session/prompt") return { result: { stopReason: "cancelled" } };
  return refusal("REQUEST_CANCELLED", "The call was taken back before it was sent.");
}
