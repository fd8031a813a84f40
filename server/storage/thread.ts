import { parentPort } from "node:worker_threads";
import type { CallMessage, ThreadMessage } from "./requests.ts";
import { toStorageError } from "./storage-error.ts";

type Handlers<Calls> = { [Name in keyof Calls]: (request: never) => unknown };

/** Answers calls in a worker thread, one at a time and in order. `after` runs when a call was answered. */
export function serveCalls<Calls>(handlers: Handlers<Calls>, after: () => void = () => undefined): void {
  parentPort?.on("message", ({ id, call, request }: CallMessage) => {
    try {
      const handler = handlers[call as keyof Calls] as (request: unknown) => unknown;
      const result = handler(request);
      const frames = (result as { frames?: Uint8Array<ArrayBuffer> } | null)?.frames;
      post({ id, result }, frames ? [frames.buffer] : []);
    } catch (error) {
      const { failure, message } = toStorageError(error);
      post({ id, error: { failure, message } });
    }
    after();
  });
}

/** Sends something to the thread that started this one. */
export function post(message: ThreadMessage, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer);
}
