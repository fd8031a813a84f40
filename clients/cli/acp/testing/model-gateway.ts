import type { FakeWorld } from "./fake-world.ts";
import { ModelSession } from "./model-session.ts";

type Fields = Record<string, unknown>;
type Call = { id: number; method: string; params: Fields };

/** How long a call is put off, in ms. */
export const PUT_OFF_MS = 1_000;

/**
 * A gateway kept in mind, with two sessions: `slow` is opened again only when a test lets it. What the gateway says is heard
 * only as far as a test lets it.
 */
export class ModelGateway {
  readonly slow: ModelSession;
  readonly fast: ModelSession;
  readonly sessions: readonly ModelSession[];
  /** What makes an agent work is put off once. */
  isBusy = false;
  readonly #world: FakeWorld;
  /** What it has said and the bridge has not heard. */
  #said: string[] = [];
  /** What the slow session is to be opened by. */
  #opening: Call | null = null;
  #lastId = 0;

  constructor(world: FakeWorld) {
    this.#world = world;
    const ports = { say: (message: Fields) => this.#say(message), nextId: () => ++this.#lastId };
    this.slow = new ModelSession("slow", ports);
    this.fast = new ModelSession("fast", ports);
    this.sessions = [this.slow, this.fast];
  }

  /** Takes what it was sent. */
  read(): void {
    for (const message of this.#world.toGateway.splice(0)) {
      if (message.method === undefined) for (const session of this.sessions) session.answered(message);
      else if (message.id === undefined) this.#notified(message as Call);
      else this.#called(message as unknown as Call);
    }
  }

  /** Lets the bridge hear so many of the things that were said. */
  deliver(count: number): void {
    for (const text of this.#said.splice(0, count)) this.#world.bridge.hear(text);
  }

  /** The slow session is ready to be opened. */
  openSlow(): void {
    if (this.#opening !== null) this.#open(this.slow, this.#opening);
    this.#opening = null;
  }

  /** The connection is gone, with all that was on its way. */
  cut(): void {
    this.#said = [];
    this.#opening = null;
    this.#world.toGateway.length = 0;
    for (const session of this.sessions) session.cut();
  }

  #notified({ method, params }: Call): void {
    if (method === "$/cancel_request") for (const session of this.sessions) session.takeBack(params["requestId"]);
    else if (method === "session/cancel") this.#sessionOf(params).stop();
  }

  #called(call: Call): void {
    const { id, method, params } = call;
    switch (method) {
      case "session/new":
        this.#sessionOf({ sessionId: params["cwd"] }).open(id, 0);
        break;
      case "session/resume":
        if (this.#putsOff(id)) break;
        if (params["sessionId"] === "slow") this.#opening = call;
        else this.#open(this.fast, call);
        break;
      case "session/prompt":
        // A prompt that comes for the first time is run: that it was put off would be the editor's affair.
        if (this.#isKnown(params) && this.#putsOff(id)) break;
        this.#sessionOf(params).prompt(id, nameOf(params));
        break;
      default:
        this.#say({ id, result: {} });
    }
  }

  #isKnown(params: Fields): boolean {
    return this.#sessionOf(params).turns.has(nameOf(params));
  }

  #putsOff(id: number): boolean {
    if (!this.isBusy) return false;
    this.isBusy = false;
    this.#say({ id, error: { code: -1, message: "Later.", data: { code: "RATE_LIMITED", retryAfterMs: PUT_OFF_MS } } });
    return true;
  }

  #open(session: ModelSession, { id, params }: Call): void {
    session.open(id, Number((params["_meta"] as Fields | undefined)?.["afterSeq"]));
  }

  #sessionOf({ sessionId }: Fields): ModelSession {
    return sessionId === "slow" ? this.slow : this.fast;
  }

  #say(message: Fields): void {
    this.#said.push(JSON.stringify({ jsonrpc: "2.0", ...message }));
  }
}

function nameOf(params: Fields): string {
  return String((params["_meta"] as Fields)["clientTurnId"]);
}
