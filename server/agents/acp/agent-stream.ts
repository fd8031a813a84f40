import type { Readable, Writable } from "node:stream";
import { type AnyMessage, methods, type Stream } from "@agentclientprotocol/sdk";
import { LIMITS } from "../../../generated/gateway/limits.ts";
import { AgentError } from "../agent-runtime.ts";
import { OutputPace } from "../process/output-pace.ts";
import type { BoundedNotes } from "./bounded-notes.ts";
import { LineSplitter, LineTooLongError } from "./line-splitter.ts";
import { classify, type RpcId } from "./rpc-message.ts";

/** Requests of the agent that may be open at a time. */
const MAX_OPEN_REQUESTS = 256;
/** Nothing more is read from an agent that has left so much unread, in bytes. */
const MAX_UNREAD_BYTES = 16 * 1024 * 1024;

/** A request of the gateway. */
export interface SentRequest {
  readonly method: string;
  readonly params: unknown;
}

export interface AgentStreamOptions {
  readonly stdin: Writable;
  readonly stdout: Readable;
  /** Called with the parameters of every `session/update`, in the order in which they came. */
  readonly onUpdate: (params: unknown) => void;
  /** Called with a request of the gateway and its result, before anything that came after that. */
  readonly onResult: (request: SentRequest, result: unknown) => void;
  /** Whether a request of the agent waits for others than the gateway now, so that what the agent says meanwhile is heard. */
  readonly isSlow: (method: string) => boolean;
  /** Called after each piece that was read; resolves when more may be read. */
  readonly ready: () => Promise<void>;
  readonly notes: BoundedNotes;
}

/**
 * What stands between an agent's pipes and the SDK: takes the lines apart, drops what is no message, and holds back an
 * agent that is faster than the gateway.
 *
 * `session/update` does not go through the SDK. The SDK answers a response before it has handled the notifications that
 * came ahead of it; here each update is mapped before the next line is looked at. For the same reason a request that is
 * answered without waiting for anyone is answered before the next line is looked at, so that no pile of them can build up.
 */
export class AgentStream {
  /** The SDK's end. */
  readonly stream: Stream;
  /** Resolves when the agent's output has ended: with what the agent did wrong, or null. */
  readonly finished: Promise<AgentError | null>;
  readonly #options: AgentStreamOptions;
  readonly #incoming = Promise.withResolvers<ReadableStreamDefaultController<AnyMessage>>();
  /** Requests of the agent that are not answered yet, and what waits for the answer. */
  readonly #open = new Map<RpcId, () => void>();
  /** Requests of the gateway that are not answered yet. */
  readonly #sent = new Map<RpcId, SentRequest>();

  constructor(options: AgentStreamOptions) {
    this.#options = options;
    this.stream = {
      readable: new ReadableStream<AnyMessage>({ start: (controller) => this.#incoming.resolve(controller) }),
      writable: new WritableStream<AnyMessage>({ write: (message) => this.#send(message) }),
    };
    this.finished = this.#read();
  }

  async #read(): Promise<AgentError | null> {
    const { stdout, ready } = this.#options;
    const incoming = await this.#incoming.promise;
    const lines = new LineSplitter(LIMITS.agentLineBytes);
    const pace = new OutputPace();
    try {
      for await (const chunk of stdout) {
        for (const line of lines.push(chunk as Buffer)) {
          const answered = this.#take(line, incoming);
          if (answered !== undefined) await answered;
        }
        await pace.read((chunk as Buffer).length);
        await this.#unread();
        await ready();
      }
      await this.#take(lines.rest(), incoming);
      return null;
    } catch (error) {
      if (error instanceof AgentError) return error;
      if (error instanceof LineTooLongError) return failed(`The agent wrote a line that is longer than ${LIMITS.agentLineBytes} bytes.`);
      // The pipe was cut off.
      if (typeof (error as NodeJS.ErrnoException).code === "string") return null;
      this.#options.notes.note("what an agent sent could not be handled", String(error));
      return new AgentError({ code: "INTERNAL", message: "Something went wrong inside the gateway." });
    } finally {
      closeQuietly(incoming);
    }
  }

  /** Hands one line on. Returns a promise when the next must wait. */
  #take(line: Buffer, incoming: ReadableStreamDefaultController<AnyMessage>): Promise<void> | undefined {
    const text = line.toString("utf8").trim();
    if (text === "") return undefined;
    const message = classify(text);
    switch (message.kind) {
      case "notification":
        if (message.method === methods.client.session.update) this.#options.onUpdate(message.params);
        else if (message.method === methods.protocol.cancelRequest) incoming.enqueue(message.raw);
        return undefined;
      case "request":
        return this.#request(message, incoming);
      case "response":
        this.#response(message, text, incoming);
        return undefined;
      case "rubbish":
        this.#drop(text);
        return undefined;
    }
  }

  #request(
    { id, method, raw }: { id: RpcId; method: string; raw: AnyMessage },
    incoming: ReadableStreamDefaultController<AnyMessage>,
  ): Promise<void> | undefined {
    if (this.#open.has(id)) throw failed("The agent used the id of a request that is still open for another one.");
    if (this.#open.size >= MAX_OPEN_REQUESTS) throw failed("The agent has too many requests open.");
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#open.set(id, resolve);
    incoming.enqueue(raw);
    return this.#options.isSlow(method) ? undefined : promise;
  }

  #response({ id, raw }: { id: RpcId; raw: AnyMessage }, text: string, incoming: ReadableStreamDefaultController<AnyMessage>): void {
    const request = this.#sent.get(id);
    if (request === undefined) {
      this.#drop(text);
      return;
    }
    this.#sent.delete(id);
    if ("result" in raw) this.#options.onResult(request, raw.result);
    incoming.enqueue(raw);
  }

  #drop(text: string): void {
    this.#options.notes.note("an agent wrote something to its standard output that is not a message", text);
  }

  #send(message: AnyMessage): void {
    this.#options.stdin.write(`${JSON.stringify(message)}\n`);
    if (!("id" in message)) return;
    if ("method" in message) {
      this.#sent.set(message.id, { method: message.method, params: message.params });
    } else {
      this.#open.get(message.id)?.();
      this.#open.delete(message.id);
    }
  }

  /** Resolves when the agent has read most of what it was sent. */
  async #unread(): Promise<void> {
    const { stdin } = this.#options;
    if (stdin.writableLength <= MAX_UNREAD_BYTES) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        stdin.off("drain", done).off("close", done);
        resolve();
      };
      stdin.once("drain", done).once("close", done);
    });
  }
}

function failed(message: string): AgentError {
  return new AgentError({ code: "AGENT_FAILED", message });
}

function closeQuietly(controller: ReadableStreamDefaultController<AnyMessage>): void {
  try {
    controller.close();
  } catch {
    // The SDK has let go of it already.
  }
}
