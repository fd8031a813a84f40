import { CLIENT_METHODS, type ClientMethod } from "../../generated/acp/methods.ts";
import { notificationFrame } from "../../generated/runtime/rpc.ts";
import type { AcpChannel } from "./acp-channel.ts";
import type { RpcOutcome } from "./json-rpc.ts";

/** Why a client's answer cannot be used. */
export class ClientRefusal extends Error {
  override readonly name = "ClientRefusal";
  /** The code of its error; null when it gave an answer that the protocol does not know, or is gone. */
  readonly code: number | null;

  constructor(message: string, code: number | null) {
    super(message);
    this.code = code;
  }
}

interface OpenRequest {
  readonly method: ClientMethod;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: ClientRefusal) => void;
}

/** What the gateway asks of one client, and the answers that it waits for. */
export class ClientRequests {
  readonly #channel: AcpChannel;
  readonly #open = new Map<number, OpenRequest>();
  #lastId = 0;

  constructor(channel: AcpChannel) {
    this.#channel = channel;
  }

  /**
   * Asks the client for something.
   *
   * @param withdrawn when this is aborted the client is told that nobody waits any more, and the promise rejects
   * @throws ClientRefusal when the client refuses, answers what the protocol does not know, or goes
   */
  ask<Result>(method: ClientMethod, params: { sessionId: string }, withdrawn?: AbortSignal): Promise<Result> {
    if (withdrawn?.aborted || !this.#channel.isOpen) return Promise.reject(new ClientRefusal("Nobody waits for the answer.", null));
    const id = ++this.#lastId;
    const route = { method, sessionId: params.sessionId };
    const answered = Promise.withResolvers<unknown>();
    const withdraw = () => {
      if (!this.#open.delete(id)) return;
      this.#channel.send(notificationFrame("$/cancel_request", JSON.stringify({ requestId: id })), route);
      answered.reject(new ClientRefusal("Nobody waits for the answer any more.", null));
    };
    const settled = () => withdrawn?.removeEventListener("abort", withdraw);
    this.#open.set(id, {
      method,
      resolve: (result) => {
        settled();
        answered.resolve(result);
      },
      reject: (error) => {
        settled();
        answered.reject(error);
      },
    });
    withdrawn?.addEventListener("abort", withdraw, { once: true });
    this.#channel.send(`{"jsonrpc":"2.0","id":${id},"method":"${method}","params":${JSON.stringify(params)}}`, route);
    return answered.promise as Promise<Result>;
  }

  /** Takes an answer. One to a request that is not open comes too late, and changes nothing. */
  answered(id: unknown, outcome: RpcOutcome): void {
    const request = typeof id === "number" ? this.#open.get(id) : undefined;
    if (request === undefined) return;
    this.#open.delete(id as number);
    if ("error" in outcome) request.reject(new ClientRefusal(outcome.error.message, outcome.error.code));
    else if (CLIENT_METHODS[request.method](outcome.result ?? {})) request.resolve(outcome.result ?? {});
    else request.reject(new ClientRefusal(`The client's answer to ${request.method} is not one that the protocol knows.`, null));
  }

  /** The client is gone: nothing will be answered. */
  end(): void {
    for (const { reject } of this.#open.values()) reject(new ClientRefusal("The client is gone.", null));
    this.#open.clear();
  }
}
