import type { StreamMethods } from "../../generated/concordance/method-handlers.ts";
import { type MethodRow, methodNamed } from "../../generated/concordance/methods.ts";
import { serializeStreamError } from "../../generated/concordance/serializers.ts";
import { type CallId, errorFrame, resultFrame } from "../../generated/runtime/rpc.ts";
import type { Logger } from "../observability/logger.ts";
import type { Subscriber } from "../watch/subscription.ts";
import { mustAllow } from "./access.ts";
import { ConcordanceError } from "./concordance-error.ts";
import { toKnownError } from "./http-errors.ts";
import { broken } from "./invalid.ts";
import { type Call, readCall } from "./json-rpc.ts";
import type { Grant } from "./keys.ts";

/** The other end of a connection, as its calls see it. */
export interface StreamPeer extends Subscriber {
  readonly grant: Grant;
}

export interface StreamCallsOptions {
  readonly methods: StreamMethods<Subscriber>;
  /** Why the node serves nothing now, or null. */
  readonly refusal: () => ConcordanceError | null;
  readonly log: Logger;
  /** @param code that of the error, or OK */
  readonly onAnswered: (method: string, code: string, ms: number) => void;
}

/** What metrics call a method that does not exist: callers must not be able to make up names in them. */
const UNKNOWN_METHOD = "unknown";

/** The one way of a call on `/stream`: decode, authorize, check, handle, answer. */
export class StreamCalls {
  readonly #options: StreamCallsOptions;

  constructor(options: StreamCallsOptions) {
    this.#options = options;
  }

  /** Takes up the call that a frame holds. Never throws: every error is an answer. */
  receive(peer: StreamPeer, frame: Buffer): void {
    const began = performance.now();
    const call = readCall(frame);
    if ("refusal" in call) {
      this.#refuse(peer, call.id, UNKNOWN_METHOD, call.refusal, began);
      return;
    }
    const { id } = call;
    try {
      const row = this.#checked(peer, call);
      row.handle(this.#options.methods, call.params, peer).then(
        (result) => {
          if (id !== undefined) peer.send(resultFrame(id, row.serialize(result as never)));
          this.#options.onAnswered(row.method, "OK", performance.now() - began);
        },
        (error: unknown) => this.#refuse(peer, id, row.method, error, began),
      );
    } catch (error) {
      this.#refuse(peer, id, methodNamed(call.method)?.method ?? UNKNOWN_METHOD, error, began);
    }
  }

  /** @throws ConcordanceError METHOD_NOT_FOUND, READ_ONLY, STORAGE_FAILED, SHUTTING_DOWN, INVALID_REQUEST, TOO_LARGE */
  #checked({ grant }: StreamPeer, { method, params }: Call): MethodRow {
    const row = methodNamed(method);
    if (row === undefined) throw new ConcordanceError("METHOD_NOT_FOUND", "There is no such method.");
    mustAllow(grant, row.access);
    const problem = this.#options.refusal();
    if (problem !== null) throw problem;
    if (!row.validate(params)) throw broken(row.validate.errors);
    return row;
  }

  #refuse(peer: StreamPeer, id: CallId | undefined, method: string, error: unknown, began: number): void {
    const { code, rpcCode, message, data } = toKnownError(error, this.#options.log, method);
    if (id !== undefined) {
      peer.send(errorFrame(id, serializeStreamError({ code: rpcCode, message, data: { code, ...data } })));
    }
    this.#options.onAnswered(method, code, performance.now() - began);
  }
}
