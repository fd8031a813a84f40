import { Worker } from "node:worker_threads";
import type { CallMessage, ThreadMessage, ThreadOptions } from "./requests.ts";
import { StorageError, type TransferredError } from "./storage-error.ts";

const ENTRY = new URL("./thread-entry.ts", import.meta.url);

interface PendingCall {
  resolve: (result: never) => void;
  reject: (error: Error) => void;
}

/** What a thread reports without being asked. */
export type FaultListener = (fault: { sessionId: string; tenantId: string; error: TransferredError }) => void;

type Calls<T> = { [Name in keyof T]: { request: unknown; result: unknown } };

/** A worker thread that answers calls. */
export class ThreadClient<C extends Calls<C>> {
  readonly #worker: Worker;
  readonly #pending = new Map<number, PendingCall>();
  #nextId = 1;
  #ended: Error | undefined;

  constructor(module: URL, options: Omit<ThreadOptions, "module">, onFault: FaultListener) {
    this.#worker = new Worker(ENTRY, { workerData: { ...options, module: module.href } satisfies ThreadOptions });
    this.#worker.on("message", (message: ThreadMessage) => {
      if ("fault" in message) onFault(message.fault);
      else this.#settle(message);
    });
    this.#worker.on("error", (error) => this.#end(error));
    this.#worker.on("exit", (code) => this.#end(new StorageError("failed", `A storage thread ended with code ${code}.`)));
  }

  /**
   * Calls the thread.
   *
   * @throws StorageError as the thread reports it, or `failed` when the thread has ended
   */
  call<Name extends keyof C & string>(call: Name, request: C[Name]["request"]): Promise<C[Name]["result"]> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    return new Promise((resolve, reject) => {
      const id = this.#nextId++;
      this.#pending.set(id, { resolve, reject });
      this.#worker.postMessage({ id, call, request } satisfies CallMessage);
    });
  }

  /** Ends the thread. */
  async terminate(): Promise<void> {
    await this.#worker.terminate();
  }

  #settle(message: Exclude<ThreadMessage, { fault: unknown }>): void {
    const pending = this.#pending.get(message.id);
    if (pending === undefined) return;
    this.#pending.delete(message.id);
    if ("error" in message) pending.reject(new StorageError(message.error.failure, message.error.message));
    else pending.resolve(message.result as never);
  }

  #end(error: Error): void {
    this.#ended ??= error;
    for (const { reject } of this.#pending.values()) reject(this.#ended);
    this.#pending.clear();
  }
}
