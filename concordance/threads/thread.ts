import { type ResourceLimits, Worker } from "node:worker_threads";
import { type Inbound, type Outbound, type ThreadContract, ThreadError } from "./contract.ts";

const ENTRY = new URL("./entry.js", import.meta.url);

export interface ThreadOptions<C extends ThreadContract> {
  /** Says in errors which thread it is. */
  readonly name: string;
  /** Is given to the thread: `threadData()`. */
  readonly data?: unknown;
  readonly resourceLimits?: ResourceLimits;
  /** In the order in which the thread reported. */
  readonly onReport?: (report: C["report"]) => void;
  /** The thread handles nothing any more; the calls that it has not answered reject with the same. Called once at most. */
  readonly onFailure: (error: Error) => void;
}

interface PendingCall {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

/** A worker thread: its module calls `serveThread`. What is sent and called is handled one at a time, in that order. */
export class Thread<C extends ThreadContract> {
  readonly #worker: Worker;
  readonly #options: ThreadOptions<C>;
  readonly #pending = new Map<number, PendingCall>();
  readonly #exited: Promise<void>;
  #lastId = 0;
  #closing = false;
  #failure: Error | undefined;

  constructor(module: URL, options: ThreadOptions<C>) {
    this.#options = options;
    this.#worker = new Worker(ENTRY, {
      name: options.name,
      workerData: { module: module.href, data: options.data },
      ...(options.resourceLimits === undefined ? {} : { resourceLimits: options.resourceLimits }),
    });
    this.#worker.on("message", (outbound: Outbound) => this.#receive(outbound));
    this.#worker.on("error", (error) => this.#fail(error instanceof Error ? error : new Error(String(error))));
    this.#exited = new Promise((resolve) => {
      this.#worker.once("exit", (code) => {
        if (!this.#closing) this.#fail(new Error(`The ${options.name} thread ended by itself, with code ${code}.`));
        this.#rejectAll(new Error(`The ${options.name} thread has ended.`));
        resolve();
      });
    });
  }

  /** Does nothing once the thread has failed. */
  send(message: C["message"]): void {
    this.#post(["message", message]);
  }

  /** Rejects with what the thread's handler threw, or with the thread's failure. */
  call<Name extends keyof C["calls"] & string>(name: Name, request: C["calls"][Name]["request"]): Promise<C["calls"][Name]["answer"]> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#lastId += 1;
      this.#post(["call", this.#lastId, name, request]);
      this.#pending.set(this.#lastId, { resolve, reject });
    });
  }

  /** Resolves when everything before was handled and the thread has ended; also after a failure, which is reported as such. */
  close(): Promise<void> {
    if (!this.#closing) {
      this.#worker.postMessage(["close"] satisfies Inbound);
      this.#closing = true;
    }
    return this.#exited;
  }

  #post(inbound: Inbound): void {
    if (this.#closing) throw new Error(`The ${this.#options.name} thread is closed.`);
    if (this.#failure === undefined) this.#worker.postMessage(inbound);
  }

  #receive(outbound: Outbound): void {
    switch (outbound[0]) {
      case "report":
        if (this.#failure === undefined) this.#options.onReport?.(outbound[1]);
        break;
      case "answer":
        this.#settle(outbound[1])?.resolve(outbound[2] as never);
        break;
      case "refusal":
        this.#settle(outbound[1])?.reject(new ThreadError(outbound[2]));
        break;
      case "failure":
        this.#fail(new ThreadError(outbound[1]));
        break;
    }
  }

  #settle(id: number): PendingCall | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    return pending;
  }

  #fail(error: Error): void {
    if (this.#failure !== undefined) return;
    this.#failure = error;
    this.#rejectAll(error);
    this.#options.onFailure(error);
  }

  #rejectAll(error: Error): void {
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of pending) reject(error);
  }
}
