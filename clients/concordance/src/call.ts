import { pause } from "./backoff.ts";
import type { Connection, Waiter } from "./connection.ts";
import { ConcordanceError, ConnectionError, OutcomeUnknownError } from "./errors.ts";
import type { StreamMethod } from "./generated/calls.ts";
import { ERROR_CODES } from "./generated/error-codes.ts";
import type { Routed, Router } from "./router.ts";
import { afterLoss, afterRefusal, type Repeat } from "./safety.ts";

/** Nodes that send a call to each other are believed so often at once; then it waits for a moment. */
const HOPS = 3;

/** One call, from the first attempt to its end. */
export class Call implements Routed, Waiter {
  readonly goesToLeader: boolean;
  readonly repeat: Repeat;
  readonly deadline: number;
  notBefore = 0;
  /** An attempt that is over may have taken effect, or may still. */
  isUncertain = false;
  readonly #router: Router;
  readonly #method: StreamMethod;
  readonly #params: string;
  readonly #resolve: (result: object) => void;
  readonly #reject: (error: Error) => void;
  /** Where it is, while it waits for an answer. */
  #connection: Connection | null = null;
  #isForwarded = false;
  #failures = 0;
  #hops = 0;
  /** What became of the last attempt. */
  #problem: ConcordanceError | ConnectionError | null = null;

  /** @param params as JSON text */
  constructor(
    router: Router,
    method: StreamMethod,
    params: string,
    way: { readonly goesToLeader: boolean; readonly repeat: Repeat },
    resolve: (result: object) => void,
    reject: (error: Error) => void,
  ) {
    this.#router = router;
    this.#method = method;
    this.#params = params;
    this.goesToLeader = way.goesToLeader;
    this.repeat = way.repeat;
    this.deadline = performance.now() + router.timeoutMs;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  send(connection: Connection, forward: boolean): void {
    this.#connection = connection;
    this.#isForwarded = forward;
    connection.send(this.#method, this.goesToLeader ? withForward(this.#params, forward) : this.#params, this);
  }

  answered(result: object): void {
    this.#resolve(result);
  }

  refused(error: ConcordanceError): void {
    const connection = this.#connection;
    this.#connection = null;
    this.#problem = error;
    if (connection !== null) this.#router.heed(error, connection, this.#isForwarded);
    switch (afterRefusal(error.code, this)) {
      case "fail":
        this.#reject(error);
        break;
      case "unknown":
        this.#reject(new OutcomeUnknownError(this.#method, error));
        break;
      case "again":
        if (ERROR_CODES[error.code].outcomeUnknown) this.#doubt();
        if (error.code === "NOT_LEADER" && this.#hops < HOPS) {
          this.#hops += 1;
          this.#router.route(this);
        } else {
          this.#waitALittle();
        }
        break;
    }
  }

  lost(reason: ConnectionError): void {
    this.#connection = null;
    this.#problem = reason;
    if (afterLoss(this) === "unknown") {
      this.#reject(new OutcomeUnknownError(this.#method, reason));
      return;
    }
    this.#doubt();
    if (this.#failures > 0) this.#waitALittle();
    else this.#router.route(this);
    this.#failures += 1;
  }

  expired(): void {
    const { timeoutMs, obstacle } = this.#router;
    const late = new ConnectionError(`No answer came in ${timeoutMs} ms.`);
    if (this.#connection !== null && this.repeat !== "always") this.#reject(new OutcomeUnknownError(this.#method, late));
    else if (this.isUncertain) this.#reject(new OutcomeUnknownError(this.#method, this.#problem ?? late));
    else if (this.#connection !== null) this.#reject(late);
    else this.#reject(this.#problem instanceof ConcordanceError ? this.#problem : obstacle);
  }

  failed(error: Error): void {
    this.#reject(this.isUncertain ? new OutcomeUnknownError(this.#method, this.#problem ?? error) : error);
  }

  /** The attempt that is over may have taken effect. */
  #doubt(): void {
    if (this.repeat !== "always") this.isUncertain = true;
  }

  #waitALittle(): void {
    this.notBefore = performance.now() + pause(this.#failures, Math.random());
    this.#failures += 1;
    this.#router.wait(this);
  }
}

function withForward(params: string, forward: boolean): string {
  return params === "{}" ? `{"forward":${forward}}` : `{"forward":${forward},${params.slice(1)}`;
}
