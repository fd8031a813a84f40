import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { type Inbound, type Outbound, type ThreadContract, toErrorData } from "./contract.ts";

/** What a thread does. Nothing here is asynchronous: what came first is done first, and wholly. */
export interface ThreadHandlers<C extends ThreadContract> {
  /** An error that is thrown ends the thread's work, and is reported as its failure. */
  message?(message: C["message"]): void;
  /** An error that is thrown is the answer of that call, and nothing more. */
  readonly calls?: { readonly [Name in keyof C["calls"]]: (request: C["calls"][Name]["request"]) => C["calls"][Name]["answer"] };
  /** Everything that was waiting has been handed over. An error is a failure. */
  drained?(): void;
  /** The last thing, also after a failure. An error is a failure, when there was none before. */
  close?(): void;
}

/** Speaks to whoever started the thread. */
export interface ThreadPort<C extends ThreadContract> {
  report(report: C["report"]): void;
  /** Ends the thread's work, as an error in a handler of messages does. */
  fail(error: unknown): void;
}

/** What the thread was started with. */
export function threadData<Data>(): Data {
  return (workerData as { readonly data: Data }).data;
}

/** Serves what `Thread` sends, until it closes. To be called once, by the thread's module. */
export function serveThread<C extends ThreadContract>(handlers: ThreadHandlers<C>): ThreadPort<C> {
  const port = parentPort;
  if (port === null) throw new Error("A thread's module was imported outside of a thread.");
  let failed = false;
  const post = (outbound: Outbound): void => port.postMessage(outbound);
  const fail = (error: unknown): void => {
    if (!failed) post(["failure", toErrorData(error)]);
    failed = true;
  };
  const attempt = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      fail(error);
    }
  };

  const answer = (id: number, name: string, request: unknown): void => {
    try {
      const handler = handlers.calls?.[name];
      if (handler === undefined) throw new Error(`The thread has no call ${name}.`);
      post(["answer", id, handler(request)]);
    } catch (error) {
      post(["refusal", id, toErrorData(error)]);
    }
  };
  /** False when the thread is to end. */
  const handle = (inbound: Inbound): boolean => {
    if (inbound[0] === "close") return false;
    if (failed) return true;
    if (inbound[0] === "call") answer(inbound[1], inbound[2], inbound[3]);
    else attempt(() => handlers.message?.(inbound[1]));
    return true;
  };

  port.on("message", (first: Inbound) => {
    let open = handle(first);
    while (open) {
      const next = receiveMessageOnPort(port) as { readonly message: Inbound } | undefined;
      if (next === undefined) break;
      open = handle(next.message);
    }
    if (!failed) attempt(() => handlers.drained?.());
    if (open) return;
    attempt(() => handlers.close?.());
    port.close();
  });
  return { report: (report) => post(["report", report]), fail };
}
