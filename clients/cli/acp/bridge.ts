import { LIMITS } from "../../../generated/gateway/limits.ts";
import { type Amendments, amend } from "./amend.ts";
import { EditorCalls } from "./editor-calls.ts";
import { EditorRequests } from "./editor-requests.ts";
import type { LineFault } from "./line-reader.ts";
import type { LinkLoss } from "./link-loss.ts";
import { type OpenCall, textOfCall } from "./open-calls.ts";
import { codeOf, refusal, tooLarge } from "./refusal.ts";
import { Restorable } from "./restorable.ts";
import { answerText, cancelledId, fieldsOf, notificationText, type Outcome, type RpcMessage, readMessage, textOf } from "./rpc-message.ts";
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
 * - `open`: messages pass, those of a session once it is open again.
 */
type State = "new" | "away" | "open";

/**
 * The agent that an editor sees, made of a gateway that comes and goes: messages pass in both directions, and what the loss of
 * a connection has interrupted goes on by the next one. A state machine: the world is behind its ports.
 */
export class Bridge implements UplinkOwner {
  readonly #ports: BridgePorts;
  readonly #gateway: string;
  readonly #amendments: Amendments;
  readonly #uplink: Uplink;
  readonly #restorable = new Restorable();
  readonly #calls: EditorCalls;
  readonly #requests: EditorRequests;
  #state: State = "new";
  /** The first `initialize` while it waits. */
  #initialize: OpenCall | null = null;
  /** Parameters of `initialize`, for later connections. */
  #initializeParams: unknown;

  constructor(ports: BridgePorts, { gateway, agentType, nameTurn }: BridgeOptions) {
    this.#ports = ports;
    this.#gateway = gateway;
    this.#amendments = { agentType, nameTurn, token: () => ports.readToken() };
    this.#uplink = new Uplink(ports, this);
    this.#requests = new EditorRequests(ports);
    this.#calls = new EditorCalls(
      {
        toEditor: (json) => ports.toEditor(json),
        toGateway: (json) => ports.toGateway(json),
        note: (message) => ports.note(message),
        schedule: (delayMs, run) => ports.schedule(delayMs, run),
        idle: () => ports.idle(),
        answered: (call, outcome) => this.#learn(call, outcome),
        restored: (sessionId) => this.#requests.restored(sessionId),
      },
      this.#restorable,
    );
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
        this.#calls.answered(message.id, message.outcome);
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
    this.#calls.end();
    this.#uplink.stop();
  }

  connected(): void {
    const first = this.#initialize;
    const params = first === null ? this.#initializeParams : first.params;
    this.#calls.callGateway("initialize", params, (outcome) => this.#initialized(first, outcome));
  }

  lost({ comeBack, isRefusal }: LinkLoss): void {
    this.#requests.lost();
    this.#calls.lost(comeBack === "never" && !isRefusal);
    if (this.#state !== "new") this.#state = "away";
  }

  refused(reason: string): void {
    this.#requests.end();
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
    if (refused !== null) this.#calls.settle(call, refused);
    else if (this.#calls.passes(call)) this.#calls.send(call);
    else if (this.#uplink.isRefused) this.#authenticateAnew(call);
    else call.waitingBytes = bytes;
  }

  /** Why a call can neither be sent nor wait; null if it can. */
  #refusalOf(call: OpenCall, bytes: number): Outcome | null {
    if (this.#state === "new" && this.#initialize === null) return refusal("INVALID_REQUEST", "Call initialize first.");
    if (bytes > LIMITS.acpFrameBytes) return tooLarge();
    if (this.#uplink.isRefused) {
      const message = `The gateway at ${this.#gateway} wants a token that it takes. Authenticate.`;
      return call.method === "authenticate" ? null : refusal("UNAUTHENTICATED", message);
    }
    const isFull = this.#calls.size > LIMITS.acpPendingCalls || this.#calls.waitingBytes + bytes > WAITING_BYTES;
    if (!isFull || this.#calls.passes(call)) return null;
    return refusal("RATE_LIMITED", `Too many calls wait for the gateway at ${this.#gateway} already.`);
  }

  /** After a refusal: connects with the token of this call, which then goes on as any other. */
  #authenticateAnew(call: OpenCall): void {
    const token = tokenOf(call);
    if (token !== undefined) this.#uplink.retry(token);
    else
      this.#calls.settle(
        call,
        refusal("UNAUTHENTICATED", "There is no token. Give the bridge one: --token-file FILE, or DIMINUENDO_TOKEN."),
      );
  }

  #notified(method: string, params: unknown, text: string): void {
    if (method === "$/cancel_request") {
      const id = cancelledId(params, text);
      if (id !== null) this.#calls.cancel(id);
    } else if (method === "session/cancel") {
      this.#calls.stop(params);
    } else if (this.#state === "open") {
      this.#ports.toGateway(notificationText(method, params));
    } else {
      this.#ports.note(`There is no connection: the notification ${method} is dropped`);
    }
  }

  #initialized(first: OpenCall | null, outcome: Outcome): void {
    if (first === null) {
      if ("result" in outcome) this.#open();
      else this.#uplink.reject(outcome.error.message, codeOf(outcome) === "AUTH_FAILED" || codeOf(outcome) === "UNAUTHENTICATED");
      return;
    }
    this.#initialize = null;
    this.#calls.settle(first, outcome);
    if ("error" in outcome) {
      this.#uplink.stop();
      this.#failAll(refusal("INVALID_REQUEST", "Call initialize first."));
    } else {
      this.#initializeParams = first.params;
      this.#uplink.established();
      this.#open();
    }
  }

  /** Messages pass from now on. */
  #open(): void {
    this.#state = "open";
    this.#calls.connected();
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

  /** Takes from an answer what concerns later connections, and what is asked of the editor. */
  #learn(call: OpenCall, outcome: Outcome): void {
    if ("error" in outcome) return;
    const token = tokenOf(call);
    switch (call.method) {
      case "authenticate":
        if (token !== undefined) this.#uplink.authenticated(token);
        break;
      case "logout":
        this.#uplink.loggedOut();
        break;
      case "session/load":
      case "session/resume":
        this.#requests.restored(sessionIdOf(call.params));
        break;
    }
  }

  #failAll(outcome: Outcome): void {
    this.#initialize = null;
    this.#calls.settleAll(outcome);
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
