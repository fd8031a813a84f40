import { ConnectionLostError, GatewayError, QueueFullError, RequestTimeoutError } from "./errors.ts";
import { type Fields, type MessageType, READS, type ReplyTo } from "./generated/calls.ts";
import type { ServerEvent } from "./generated/events.ts";
import { LIMITS } from "./generated/limits.ts";
import { Pacer } from "./pacer.ts";

/** How a message is sent. */
export interface CallOptions<Reply> {
  /** Send it again on the next connection when this one is lost before the answer. By default: when that changes nothing. */
  readonly repeatable?: boolean;
  /** Send it before the messages that wait. It takes no place among them, so that it is made also when they are too many. */
  readonly urgent?: boolean;
  /** Called with the reply before anything that came after it is looked at. */
  readonly onReply?: (reply: Reply) => void;
}

interface PendingCall {
  readonly ref: string;
  readonly type: MessageType;
  readonly json: string;
  readonly repeatable: boolean;
  readonly onReply: ((reply: never) => void) | undefined;
  readonly resolve: (reply: never) => void;
  readonly reject: (error: Error) => void;
  readonly timer: ReturnType<typeof setTimeout>;
  sent: boolean;
}

/**
 * The messages that were not answered yet. They wait for a connection, leave at the pace that the gateway allows, and
 * find their answer by `ref`.
 */
export class PendingCalls {
  readonly #timeoutMs: number;
  readonly #maxQueued: number;
  /** In the order in which they were made. */
  readonly #calls = new Map<string, PendingCall>();
  #waiting: PendingCall[] = [];
  #send: ((json: string) => void) | null = null;
  #pacer = new Pacer();
  #pacing: ReturnType<typeof setTimeout> | undefined;
  #lastRef = 0;

  /**
   * @param timeoutMs time in which an answer must come, the wait for a connection included
   * @param maxQueued how many may wait while there is no connection
   */
  constructor(timeoutMs: number, maxQueued: number) {
    this.#timeoutMs = timeoutMs;
    this.#maxQueued = maxQueued;
  }

  /**
   * Sends a message as soon as it can be sent.
   *
   * @throws GatewayError when it is refused; ConnectionLostError, QueueFullError, RequestTimeoutError
   */
  add<Type extends MessageType>(type: Type, fields: Fields<Type>, options: CallOptions<ReplyTo<Type>> = {}): Promise<ReplyTo<Type>> {
    const ref = String(++this.#lastRef);
    const json = JSON.stringify({ ...fields, type, ref });
    const excess = tooLarge(type, json);
    if (excess !== null) return Promise.reject(excess);
    const isOffline = this.#send === null && options.urgent !== true;
    if (isOffline && this.#waiting.length >= this.#maxQueued) return Promise.reject(new QueueFullError(this.#maxQueued));
    return new Promise((resolve, reject) => {
      const call: PendingCall = {
        ref,
        type,
        json,
        repeatable: options.repeatable ?? isRead(type, fields),
        onReply: options.onReply,
        resolve,
        reject,
        timer: setTimeout(() => this.#expire(call), this.#timeoutMs),
        sent: false,
      };
      this.#calls.set(ref, call);
      if (options.urgent) this.#waiting.unshift(call);
      else this.#waiting.push(call);
      this.#pump();
    });
  }

  /** There is a connection: what waits is sent. Its messages count from here, for the gateway's rate limit. */
  connected(send: (json: string) => void, pacer: Pacer): void {
    this.#send = send;
    this.#pacer = pacer;
    this.#pump();
  }

  /** The connection is lost. What can be repeated waits for the next one, in its old place; the rest fails. */
  disconnected(): void {
    this.#send = null;
    clearTimeout(this.#pacing);
    for (const call of this.#calls.values()) {
      if (!call.sent || call.repeatable) continue;
      const message = `The connection was lost before ${call.type} was answered. Whether it took effect is not known.`;
      this.#settle(call, () => call.reject(new ConnectionLostError(message)));
    }
    this.#waiting = [...this.#calls.values()];
    for (const call of this.#waiting) call.sent = false;
  }

  /** Nothing is sent any more: everything fails. */
  fail(error: Error): void {
    for (const call of this.#calls.values()) this.#settle(call, () => call.reject(error));
    this.disconnected();
  }

  /** Takes an event; if it is an answer, the message that it answers is settled. */
  receive(event: ServerEvent): void {
    const call = "ref" in event && event.ref !== undefined ? this.#calls.get(event.ref) : undefined;
    if (call === undefined) return;
    this.#settle(call, () => {
      if (event.type === "error") {
        call.reject(new GatewayError(event));
      } else {
        try {
          call.onReply?.(event as never);
          call.resolve(event as never);
        } catch (error) {
          // A reply that cannot be understood is no reason to wait for ever.
          call.reject(error as Error);
        }
      }
    });
  }

  #pump(): void {
    clearTimeout(this.#pacing);
    while (this.#send !== null) {
      const [call] = this.#waiting;
      if (call === undefined) return;
      const wait = this.#pacer.admit(performance.now());
      if (wait > 0) {
        this.#pacing = setTimeout(() => this.#pump(), wait);
        return;
      }
      this.#waiting.shift();
      call.sent = true;
      this.#send(call.json);
    }
  }

  #expire(call: PendingCall): void {
    const message = call.sent
      ? `${call.type} was not answered in ${this.#timeoutMs} ms. Whether it took effect is not known.`
      : `${call.type} could not be sent in ${this.#timeoutMs} ms.`;
    this.#waiting = this.#waiting.filter((waiting) => waiting !== call);
    this.#settle(call, () => call.reject(new RequestTimeoutError(message)));
  }

  #settle(call: PendingCall, settle: () => void): void {
    clearTimeout(call.timer);
    this.#calls.delete(call.ref);
    settle();
  }
}

function isRead(type: MessageType, fields: object): boolean {
  const read = READS[type];
  if (read === undefined || read === true) return read === true;
  return read.values.includes((fields as Record<string, unknown>)[read.property]);
}

/** A message that is too large would cost the connection, so it is refused here. */
function tooLarge(messageType: MessageType, json: string): GatewayError | null {
  const { frameBytes } = LIMITS;
  // A UTF-16 unit is at most three bytes of UTF-8.
  if (json.length * 3 <= frameBytes || new TextEncoder().encode(json).length <= frameBytes) return null;
  return new GatewayError({ code: "MESSAGE_TOO_LARGE", message: `A message may have ${frameBytes} bytes at the most.`, messageType });
}
