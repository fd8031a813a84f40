import { LIMITS } from "../../../generated/gateway/limits.ts";
import { type Amendments, amend } from "./amend.ts";
import { EditorRequests } from "./editor-requests.ts";
import type { LineFault } from "./line-reader.ts";
import type { LinkLoss } from "./link-loss.ts";
import { cancellationOf, fateOf, isConditionalWrite, type OpenCall, OpenCalls, textOfCall } from "./open-calls.ts";
import { codeOf, outcomeUnknown, perhapsDone, refusal, tooLarge } from "./refusal.ts";
import { Restorable, type RestoringCall } from "./restorable.ts";
import {
  answerText,
  cancelledId,
  fieldsOf,
  type IdText,
  notificationText,
  type Outcome,
  type RpcMessage,
  readMessage,
  textOf,
} from "./rpc-message.ts";
import { sessionIdOf } from "./session-cursors.ts";
import { Uplink, type UplinkOwner, type UplinkPorts } from "./uplink.ts";

/** What a bridge does to the world. */
export interface BridgePorts extends UplinkPorts {
  /** Writes a message to the editor. */
  toEditor(json: string): void;
  /** Writes a message to the gateway; called only while there is a connection. */
  toGateway(json: string): void;
  /** No call of the editor waits any more. */
  idle(): void;
}

export interface BridgeOptions {
  /** How the gateway is called in messages. */
  readonly gateway: string;
  /** The agent of sessions for which the editor names none; null to leave it to the gateway. */
  readonly agentType: string | null;
  /** Makes a name for a turn that no other has. */
  readonly nameTurn: () => string;
}

/** What may wait for a connection, in bytes. */
const WAITING_BYTES = 4 * LIMITS.acpFrameBytes;

/**
 * Where the bridge stands:
 *
 * - `new`: no `initialize` of the editor's was answered with a result.
 * - `away`: there is no connection that is of use.
 * - `restoring`: what the editor has open is opened again.
 * - `open`: messages pass.
 */
type State = "new" | "away" | "restoring" | "open";

/**
 * The agent that an editor sees, made of a gateway that comes and goes: messages pass in both directions, and what the loss of
 * a connection has interrupted goes on by the next one. A state machine: the world is behind its ports.
 */
export class Bridge implements UplinkOwner {
  readonly #ports: BridgePorts;
  readonly #gateway: string;
  readonly #amendments: Amendments;
  readonly #uplink: Uplink;
  readonly #calls = new OpenCalls();
  readonly #restorable = new Restorable();
  readonly #requests: EditorRequests;
  #state: State = "new";
  /** The first `initialize` while it waits. */
  #initialize: OpenCall | null = null;
  /** Parameters of `initialize`, for later connections. */
  #initializeParams: unknown;
  /** Sessions whose turn the editor has cancelled while there was no connection. */
  readonly #cancelled = new Set<string>();
  /** Calls that restore something and wait for their answers. */
  #restoring = 0;

  constructor(ports: BridgePorts, { gateway, agentType, nameTurn }: BridgeOptions) {
    this.#ports = ports;
    this.#gateway = gateway;
    this.#amendments = { agentType, nameTurn, token: () => ports.readToken() };
    this.#uplink = new Uplink(ports, this);
    this.#requests = new EditorRequests(ports);
  }

  /** Calls of the editor wait for their answers. */
  get isBusy(): boolean {
    return this.#calls.size > 0;
  }

  /** The editor has written a message. */
  receive(text: string): void {
    const message = readMessage(text);
    switch (message.kind) {
      case "call":
        this.#called(message);
        break;
      case "notification":
        this.#notified(message.method, message.params, text);
        break;
      case "answer":
        this.#requests.answered(message.id, message.outcome);
        break;
      case "refused":
        this.#ports.toEditor(answerText(message.id, refusal(message.code, message.message)));
        break;
    }
  }

  /** The editor has written something that cannot be read. */
  receiveUnreadable(fault: LineFault): void {
    const refused = fault === "too-long" ? tooLarge() : refusal("INVALID_JSON", "This is not UTF-8.");
    this.#ports.toEditor(answerText("null", refused));
  }

  /** The gateway has sent a message. */
  hear(text: string): void {
    const message = readMessage(text);
    switch (message.kind) {
      case "call":
        this.#requests.asked(message.id, message.method, message.params);
        break;
      case "notification":
        this.#told(message.method, message.params, text);
        break;
      case "answer":
        this.#answered(message.id, message.outcome);
        break;
      case "refused":
        this.#ports.note(`The gateway sent what is no message: ${message.message}`);
        break;
    }
  }

  /** There is a connection. */
  opened(): void {
    this.#uplink.opened();
  }

  /** The connection, or the attempt to make one, is over. */
  closed(loss: LinkLoss): void {
    this.#uplink.lost(loss);
  }

  /** The editor is gone. */
  end(): void {
    this.#uplink.stop();
  }

  connected(): void {
    const first = this.#initialize;
    const params = first === null ? this.#initializeParams : first.params;
    this.#ports.toGateway(this.#calls.own("initialize", params, (outcome) => this.#initialized(first, outcome)));
  }

  lost({ comeBack, isRefusal }: LinkLoss): void {
    this.#calls.lost();
    this.#restorable.lost();
    this.#requests.lost();
    if (this.#state === "new") return;
    this.#state = "away";
    // What the gateway takes for an offence must not be said again.
    const isOffence = comeBack === "never" && !isRefusal;
    for (const call of this.#calls.inOrder()) {
      if (call.isRepeated && (isOffence || fateOf(call) === "unknown")) this.#settle(call, outcomeUnknown(call.method));
    }
  }

  refused(reason: string): void {
    this.#requests.end();
    this.#cancelled.clear();
    this.#failAll(refusal("AUTH_FAILED", `${reason}. The gateway at ${this.#gateway} wants a token that it takes.`));
  }

  unreachable(reason: string): void {
    this.#failAll(refusal("INTERNAL", `The gateway at ${this.#gateway} cannot be reached. ${reason}.`));
  }

  #called({ id, method, params }: Extract<RpcMessage, { kind: "call" }>): void {
    if (method === "initialize" && this.#state === "new" && this.#initialize === null) {
      this.#initialize = this.#calls.add(id, method, params);
      this.#uplink.start();
      return;
    }
    const call = this.#calls.add(id, method, amend(method, params, this.#amendments));
    const bytes = Buffer.byteLength(textOfCall(call));
    const refused = this.#refusalOf(call, bytes);
    if (refused !== null) this.#settle(call, refused);
    else if (this.#state === "open") this.#send(call);
    else if (this.#uplink.isRefused) this.#authenticateAnew(call);
    else call.waitingBytes = bytes;
  }

  /** Why a call can neither be sent nor wait; null if it can. */
  #refusalOf({ method }: OpenCall, bytes: number): Outcome | null {
    if (this.#state === "new" && this.#initialize === null) return refusal("INVALID_REQUEST", "Call initialize first.");
    if (bytes > LIMITS.acpFrameBytes) return tooLarge();
    if (this.#uplink.isRefused) {
      const message = `The gateway at ${this.#gateway} wants a token that it takes. Authenticate.`;
      return method === "authenticate" ? null : refusal("UNAUTHENTICATED", message);
    }
    const isFull = this.#calls.size > LIMITS.acpPendingCalls || this.#calls.waitingBytes + bytes > WAITING_BYTES;
    if (this.#state === "open" || !isFull) return null;
    return refusal("RATE_LIMITED", `Too many calls wait for a connection to ${this.#gateway} already.`);
  }

  /** After a refusal: connects with the token of this call, which then goes on as any other. */
  #authenticateAnew(call: OpenCall): void {
    const token = tokenOf(call);
    if (token !== undefined) this.#uplink.retry(token);
    else this.#settle(call, refusal("UNAUTHENTICATED", "There is no token. Give the bridge one: --token-file FILE, or DIMINUENDO_TOKEN."));
  }

  #notified(method: string, params: unknown, text: string): void {
    if (method === "$/cancel_request") {
      const id = cancelledId(params, text);
      const call = id === null ? undefined : this.#calls.byEditorId(id);
      if (call !== undefined) this.#takeBack(call);
    } else if (this.#state === "open") {
      this.#ports.toGateway(notificationText(method, params));
    } else if (method === "session/cancel") {
      this.#cancelLater(sessionIdOf(params));
    } else {
      this.#ports.note(`There is no connection: the notification ${method} is dropped`);
    }
  }

  #takeBack(call: OpenCall): void {
    if (call.isSent) this.#ports.toGateway(cancellationOf(call));
    else if (call.isRepeated) call.isCancelled = true;
    else if (call !== this.#initialize) this.#settle(call, refusal("REQUEST_CANCELLED", "The call was taken back before it was sent."));
  }

  /** A turn that was begun is stopped once there is a connection; one that was not is never begun. */
  #cancelLater(sessionId: string): void {
    for (const call of this.#calls.inOrder()) {
      if (call.method !== "session/prompt" || sessionIdOf(call.params) !== sessionId) continue;
      if (call.isRepeated) this.#cancelled.add(sessionId);
      else this.#settle(call, { result: { stopReason: "cancelled" } });
    }
  }

  #initialized(first: OpenCall | null, outcome: Outcome): void {
    if (first === null) {
      if ("result" in outcome) this.#restore();
      else this.#uplink.reject(outcome.error.message, codeOf(outcome) === "AUTH_FAILED" || codeOf(outcome) === "UNAUTHENTICATED");
      return;
    }
    this.#initialize = null;
    this.#settle(first, outcome);
    if ("error" in outcome) {
      this.#uplink.stop();
      this.#failAll(refusal("INVALID_REQUEST", "Call initialize first."));
    } else {
      this.#initializeParams = first.params;
      this.#uplink.established();
      this.#open();
    }
  }

  #restore(): void {
    const calls = this.#restorable.toRestore(this.#calls.inOrder());
    this.#state = "restoring";
    this.#restoring = calls.length;
    for (const call of calls) this.#restoreBy(call);
    if (calls.length === 0) this.#open();
  }

  #restoreBy(restoring: RestoringCall): void {
    const { method, params, continues, answered } = restoring;
    if (continues !== undefined) continues.isSent = true;
    const text = this.#calls.own(method, params, (outcome) => {
      if (continues !== undefined) this.#finish(continues, outcome);
      if (method === "session/resume") this.#requests.restored(sessionIdOf(params));
      const { note, instead } = answered(outcome) ?? {};
      if (note !== undefined) this.#ports.note(note);
      if (instead !== undefined) this.#restoreBy({ ...restoring, params: instead });
      else if (--this.#restoring === 0) this.#open();
    });
    this.#ports.toGateway(text);
  }

  /** Messages pass from now on; first those that waited. */
  #open(): void {
    this.#state = "open";
    for (const call of this.#calls.inOrder()) if (!call.isSent) this.#send(call);
    for (const sessionId of this.#cancelled) this.#ports.toGateway(notificationText("session/cancel", { sessionId }));
    this.#cancelled.clear();
  }

  #send(call: OpenCall): void {
    call.isSent = true;
    call.waitingBytes = 0;
    this.#restorable.sent(call);
    this.#ports.toGateway(textOfCall(call));
    if (call.isCancelled) this.#ports.toGateway(cancellationOf(call));
  }

  #told(method: string, params: unknown, text: string): void {
    if (method === "$/cancel_request") {
      const id = cancelledId(params, text);
      if (id !== null) this.#requests.takenBack(id);
      return;
    }
    if (method === "session/update") this.#requests.turnRuns(sessionIdOf(params), turnOf(params));
    if (this.#restorable.take(method, params)) this.#ports.toEditor(notificationText(method, params));
  }

  #answered(id: IdText, outcome: Outcome): void {
    if (this.#calls.settleOwn(id, outcome)) return;
    const call = this.#calls.byGatewayId(id);
    if (call === undefined) {
      this.#ports.note(`The gateway answered a call that does not wait: ${JSON.stringify(outcome)}`);
    } else if (codeOf(outcome) === "SHUTTING_DOWN" && !call.isPutOff) {
      // It was not done. What the next gateway says of it holds.
      call.isSent = false;
      call.isPutOff = true;
    } else {
      this.#finish(call, outcome);
    }
  }

  /** Learns from an answer what later connections must know, and hands it on. */
  #finish(call: OpenCall, outcome: Outcome): void {
    const { method, params } = call;
    this.#restorable.answered(call, outcome);
    if ("result" in outcome) {
      const token = tokenOf(call);
      if (method === "authenticate" && token !== undefined) this.#uplink.authenticated(token);
      if (method === "logout") this.#uplink.loggedOut();
      if (method === "session/load" || method === "session/resume") this.#requests.restored(sessionIdOf(params));
    }
    const isUncertain = call.isRepeated && isConditionalWrite(method, params) && codeOf(outcome) === "VERSION_CONFLICT";
    this.#settle(call, isUncertain && "error" in outcome ? perhapsDone(outcome) : outcome);
  }

  #failAll(outcome: Outcome): void {
    this.#initialize = null;
    for (const call of this.#calls.inOrder()) this.#settle(call, outcome);
  }

  #settle(call: OpenCall, outcome: Outcome): void {
    if (!this.#calls.settle(call)) return;
    this.#ports.toEditor(answerText(call.editorId, outcome));
    if (this.#calls.size === 0) this.#ports.idle();
  }
}

/** The token that an `authenticate` carries. */
function tokenOf({ params }: OpenCall): string | undefined {
  return textOf(fieldsOf(fieldsOf(params)["_meta"])["token"]);
}

/** The turn that a `session/update` is of. */
function turnOf(params: unknown): string | undefined {
  const { update, _meta } = fieldsOf(params);
  return textOf(fieldsOf(_meta)["turnId"] ?? fieldsOf(fieldsOf(update)["_meta"])["turnId"]);
}
