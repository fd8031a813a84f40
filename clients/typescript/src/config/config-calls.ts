import { ConnectionLostError, QueueFullError, RequestTimeoutError } from "../errors.ts";
import { LIMITS } from "../generated/limits.ts";
import type { ParamsOf, ResultOf, StreamMethod } from "../generated/method-calls.ts";
import { type Repeat, repeatOf } from "./call-safety.ts";
import { ConfigError, ConfigOutcomeUnknownError, errorOf } from "./config-errors.ts";
import { callText, type RpcMessage } from "./rpc-message.ts";

interface PendingCall {
  readonly id: number;
  readonly method: string;
  readonly json: string;
  readonly repeat: Repeat;
  /** It is of use on the connection that it was made for only. */
  readonly isBound: boolean;
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
  readonly timer: ReturnType<typeof setTimeout>;
  /** When it was handed to the connection that there is, by a clock that never goes back, in ms; null while it waits. */
  sentAt: number | null;
  /** An earlier attempt may have taken effect. */
  isUncertain: boolean;
}

/** What a connection does for calls. */
export interface CallSender {
  send(json: string): void;
  /** A call was not answered in time. @param sentAt when it was sent, by `performance.now()` */
  unanswered(sentAt: number): void;
}

/** The calls that were not answered yet. They wait for a connection, and find their answer by `id`. */
export class ConfigCalls {
  readonly #timeoutMs: number;
  readonly #maxQueued: number;
  /** In the order in which they were made. */
  readonly #calls = new Map<unknown, PendingCall>();
  #sender: CallSender | null = null;
  #lastId = 0;

  /**
   * @param timeoutMs time in which an answer must come, the wait for a connection included
   * @param maxQueued how many may wait while there is no connection
   */
  constructor(timeoutMs: number, maxQueued: number) {
    this.#timeoutMs = timeoutMs;
    this.#maxQueued = maxQueued;
  }

  /**
   * Makes a call as soon as it can be made.
   *
   * @param isBound when the connection is lost it fails, and is not made on the next one
   * @throws ConfigError when it is refused; ConfigOutcomeUnknownError, ConnectionLostError, QueueFullError,
   * RequestTimeoutError
   */
  add<Method extends StreamMethod>(method: Method, params: ParamsOf<Method>, isBound = false): Promise<ResultOf<Method>> {
    const id = ++this.#lastId;
    const json = callText(id, method, params);
    if (isTooLarge(json)) {
      const message = `A call may have ${LIMITS.acpFrameBytes} bytes at the most.`;
      return Promise.reject(new ConfigError(message, { code: "MESSAGE_TOO_LARGE" }, method));
    }
    if (this.#sender === null && this.#calls.size >= this.#maxQueued) return Promise.reject(new QueueFullError(this.#maxQueued));
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#expire(call), this.#timeoutMs);
      const repeat = repeatOf(method, params);
      const call: PendingCall = { id, method, json, repeat, isBound, resolve, reject, timer, sentAt: null, isUncertain: false };
      this.#calls.set(id, call);
      if (this.#sender !== null) this.#send(this.#sender, call);
    });
  }

  /** There is a connection: what waits is sent. */
  connected(sender: CallSender): void {
    this.#sender = sender;
    for (const call of this.#calls.values()) this.#send(sender, call);
  }

  /** The connection is lost. What may be made again waits for the next one, in its old place; the rest fails. */
  disconnected(): void {
    this.#sender = null;
    for (const call of [...this.#calls.values()]) {
      const wasSent = call.sentAt !== null;
      call.sentAt = null;
      if (call.isBound) this.#fail(call, new ConnectionLostError("The connection was lost."));
      else if (wasSent && call.repeat === "never")
        this.#fail(call, unknownOutcome(call, new ConnectionLostError("The connection was lost.")));
      else if (wasSent) call.isUncertain = call.repeat === "once";
    }
  }

  /** Nothing is sent any more: everything fails. */
  fail(error: Error): void {
    this.#sender = null;
    for (const call of [...this.#calls.values()]) this.#fail(call, this.#mayHaveEffect(call) ? unknownOutcome(call, error) : error);
  }

  /** Takes an answer. One to a call that is not known is left alone. */
  receive({ id, error, result }: RpcMessage): void {
    const call = this.#calls.get(id);
    if (call === undefined) return;
    if (error === undefined) {
      this.#settle(call);
      call.resolve(result as never);
      return;
    }
    const refusal = errorOf(error, call.method);
    const isUnknown = call.isUncertain || (error.data?.outcomeUnknown === true && call.repeat !== "always");
    this.#fail(call, isUnknown ? unknownOutcome(call, refusal) : refusal);
  }

  #send(sender: CallSender, call: PendingCall): void {
    call.sentAt = performance.now();
    sender.send(call.json);
  }

  #expire(call: PendingCall): void {
    const { method, sentAt } = call;
    const how = sentAt === null ? `could not be sent in ${this.#timeoutMs} ms` : `was not answered in ${this.#timeoutMs} ms`;
    const error = new RequestTimeoutError(`${method} ${how}.`);
    this.#fail(call, this.#mayHaveEffect(call) ? unknownOutcome(call, error) : error);
    if (sentAt !== null) this.#sender?.unanswered(sentAt);
  }

  #mayHaveEffect({ repeat, sentAt, isUncertain }: PendingCall): boolean {
    return repeat !== "always" && (isUncertain || sentAt !== null);
  }

  #fail(call: PendingCall, error: Error): void {
    this.#settle(call);
    call.reject(error);
  }

  #settle(call: PendingCall): void {
    clearTimeout(call.timer);
    this.#calls.delete(call.id);
  }
}

function unknownOutcome({ method }: PendingCall, cause: Error): ConfigOutcomeUnknownError {
  return new ConfigOutcomeUnknownError(method, cause);
}

/** A call that is too large would cost the connection, so it is refused here. A UTF-16 unit is at most three bytes of UTF-8. */
function isTooLarge(json: string): boolean {
  const { acpFrameBytes } = LIMITS;
  return json.length * 3 > acpFrameBytes && new TextEncoder().encode(json).length > acpFrameBytes;
}
