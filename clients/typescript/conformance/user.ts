import { DURABLE_EVENTS } from "../../../generated/gateway/events.ts";
import {
  type ClientOptions,
  type Cursor,
  DiminuendoClient,
  type JoinedSession,
  type SessionItem,
  type TokenSource,
  type Turn,
  type TurnOptions,
} from "../src/index.ts";
import { tellOf } from "./told.ts";

type Parameters = Readonly<Record<string, never>>;

interface OpenParameters {
  readonly url: string;
  readonly token?: string;
  readonly tokens?: readonly string[];
  readonly options: Pick<ClientOptions, "requestTimeoutMs" | "handshakeTimeoutMs" | "silenceGraceMs" | "maxQueuedCalls"> & {
    readonly minDelayMs: number;
    readonly maxDelayMs: number;
  };
}

interface JoinParameters extends Partial<Cursor> {
  readonly sessionId: string;
  readonly as: string;
  readonly also?: readonly string[];
}

interface TurnParameters {
  readonly session: string;
  readonly text: string;
  readonly options?: TurnOptions;
  readonly as: string;
}

/** Somebody who uses a client as they are told to, and writes down what they see. */
export class User {
  readonly #write: (report: object) => void;
  readonly #sessions = new Map<string, JoinedSession>();
  readonly #turns = new Map<string, Turn>();
  #client: DiminuendoClient | null = null;

  constructor(write: (report: object) => void) {
    this.#write = write;
  }

  /** Does what a command says. Resolves with its result. */
  async obey(name: string, parameters: Parameters): Promise<unknown> {
    switch (name) {
      case "open":
        return this.#open(parameters as unknown as OpenParameters);
      case "connect":
        return this.#connected.connect();
      case "call":
        return this.#connected.request(parameters["type"] as never, parameters["fields"] as never);
      case "on":
        return void this.#connected.on(parameters["type"] as never, (item) => this.#hear(parameters["as"] ?? "", "listener", item));
      case "join":
        return this.#join(parameters as unknown as JoinParameters);
      case "run_turn":
        return this.#runTurn(parameters as unknown as TurnParameters);
      case "turn_end":
        return this.#turns.get(parameters["turn"] ?? "")?.ended;
      case "cursor":
        return this.#sessions.get(parameters["session"] ?? "")?.cursor;
      case "leave":
        return this.#sessions.get(parameters["session"] ?? "")?.leave();
      case "state":
        return this.#connected.state;
      case "settle":
        return settle();
      case "close":
        return this.close();
      default:
        throw new TypeError(`There is no command ${name}.`);
    }
  }

  close(): void {
    this.#client?.close();
  }

  get #connected(): DiminuendoClient {
    if (this.#client === null) throw new TypeError("There is no client yet.");
    return this.#client;
  }

  #open({ url, token, tokens, options: { minDelayMs, maxDelayMs, ...options } }: OpenParameters): void {
    const source = tokens === undefined ? token : sourceOf(tokens);
    const client = new DiminuendoClient({
      url,
      ...(source === undefined ? {} : { token: source }),
      ...options,
      reconnect: { minDelayMs, maxDelayMs },
    });
    client.on("state", ({ state, error, retryInMs }) => this.#write({ state, error: tellOf(error), retryInMs }));
    this.#client = client;
  }

  async #join({ sessionId, as, also = [], afterSeq, epoch }: JoinParameters): Promise<unknown> {
    const cursor = { ...(afterSeq === undefined ? {} : { afterSeq }), ...(epoch === undefined ? {} : { epoch }) };
    const session = await this.#connected.join(sessionId, cursor);
    this.#sessions.set(as, session);
    for (const type of [...DURABLE_EVENTS, ...also, "reset"]) {
      session.on(type as SessionItem["type"], (item) => this.#hear(as, "listener", itemOf(item)));
    }
    session.on("ended", ({ error }) => this.#hear(as, "listener", { type: "ended", error: tellOf(error) }));
    for (const type of ["session_synced", "session_deleted"] as const) {
      session.on(type, (item) => this.#hear(`${as}.notices`, "listener", item));
    }
    void this.#loop(as, session.events());
    return session.snapshot;
  }

  async #runTurn({ session, text, options, as }: TurnParameters): Promise<unknown> {
    const turn = await this.#sessions.get(session)?.runTurn(text, options);
    if (turn === undefined) throw new TypeError(`There is no session ${session}.`);
    this.#turns.set(as, turn);
    void this.#loop(as, turn);
    const { duplicate, queued } = turn.ack;
    return { turnId: turn.id, clientTurnId: turn.clientTurnId, duplicate, queued };
  }

  async #loop(name: string, items: AsyncIterable<SessionItem>): Promise<void> {
    let failure: Error | null = null;
    try {
      for await (const item of items) this.#hear(name, "loop", itemOf(item));
    } catch (error) {
      failure = error as Error;
    }
    this.#hear(name, "loop", { type: "ended", error: tellOf(failure) });
  }

  #hear(heard: string, via: string, item: object): void {
    this.#write({ heard, via, item });
  }
}

function itemOf(item: SessionItem): object {
  return item.type === "reset" ? { type: "reset", epoch: item.snapshot.epoch } : item;
}

/** Gives one token after the other, and the last one from then on. */
function sourceOf(tokens: readonly string[]): TokenSource {
  let given = 0;
  return () => tokens[Math.min(given++, tokens.length - 1)] ?? "";
}

/** Waits until everything that has come in is worked off. */
async function settle(): Promise<void> {
  for (let round = 0; round < 3; round++) await new Promise((resolve) => setTimeout(resolve, 1));
}
