import type { FakeWorld } from "./fake-world.ts";

type Fields = Record<string, unknown>;
type Request = { id: number; method: string; params: Fields };

/** An event of a log, and whether it is told as one update, as two, or not at all. */
interface Event {
  readonly turnId: string;
  readonly name: string;
  readonly updates: 0 | 1 | 2;
}

interface Ask {
  readonly requestId: string;
  readonly turnId: string;
}

/** A gateway with one session, kept in mind: its log outlives connections. What it says is heard only as far as a test lets it. */
export class ModelGateway {
  readonly log: Event[] = [];
  /** Answers that it took, by request. */
  readonly answers = new Map<string, unknown[]>();
  /** Turns that it ran, by the client's name of them. */
  readonly turns = new Map<string, { turnId: string; stopReason: string | null }>();
  readonly #world: FakeWorld;
  /** What it has said and the bridge has not heard. */
  #said: string[] = [];
  #waiting: { id: number; turnId: string }[] = [];
  #ask: Ask | null = null;
  /** Requests of the present connection, by their ids. */
  #asked = new Map<number, string>();
  #isJoined = false;
  #lastId = 0;

  constructor(world: FakeWorld) {
    this.#world = world;
  }

  /** Events that are told, in their order, each with its parts. */
  get told(): string[] {
    return this.log.flatMap(({ name, updates }) => Array.from({ length: updates }, (_, part) => `${name}.${part}`));
  }

  /** A permission that was asked for is neither given nor refused. */
  get isAsking(): boolean {
    return this.#ask !== null;
  }

  /** Takes what it was sent. */
  read(): void {
    for (const message of this.#world.toGateway.splice(0)) {
      if (message.method === undefined) this.#answered(message as Fields);
      else if (message.id === undefined) this.#stop();
      else this.#called(message as unknown as Request);
    }
  }

  /** Lets the bridge hear so many of the things that were said. */
  deliver(count: number): void {
    for (const text of this.#said.splice(0, count)) this.#world.bridge.hear(text);
  }

  /** The connection is gone, with all that was on its way. */
  cut(): void {
    this.#said = [];
    this.#waiting = [];
    this.#asked.clear();
    this.#isJoined = false;
    this.#world.toGateway.length = 0;
  }

  /** The running turn does something. */
  work(updates: 0 | 1 | 2): void {
    const turn = this.#running;
    if (turn !== undefined) this.#append({ turnId: turn.turnId, name: `e${this.log.length + 1}`, updates });
  }

  /** The running turn asks for permission. */
  ask(): void {
    const turn = this.#running;
    if (turn === undefined || this.#ask !== null) return;
    this.#append({ turnId: turn.turnId, name: `e${this.log.length + 1}`, updates: 0 });
    this.#ask = { requestId: `r${this.log.length}`, turnId: turn.turnId };
    if (this.#isJoined) this.#put(this.#ask);
  }

  /** The running turn ends by itself. */
  finish(): void {
    this.#end("end_turn");
  }

  get #running() {
    return [...this.turns.values()].find(({ stopReason }) => stopReason === null);
  }

  #called({ id, method, params }: Request): void {
    const meta = (params["_meta"] ?? {}) as Fields;
    switch (method) {
      case "session/new":
        this.#isJoined = true;
        this.#say({ id, result: { sessionId: "s", _meta: { epoch: "e", lastSeq: this.log.length } } });
        break;
      case "session/resume":
        this.#replay(Number(meta["afterSeq"]));
        this.#say({ id, result: { _meta: { epoch: "e", lastSeq: this.log.length } } });
        break;
      case "session/load":
        this.#replay(0);
        this.#say({ id, result: { _meta: { epoch: "e", lastSeq: this.log.length } } });
        break;
      case "session/prompt":
        this.#prompted(id, String(meta["clientTurnId"]));
        break;
      default:
        this.#say({ id, result: {} });
    }
  }

  #replay(afterSeq: number): void {
    for (let seq = afterSeq + 1; seq <= this.log.length; seq++) this.#tell(seq);
    this.#isJoined = true;
    if (this.#ask !== null) this.#put(this.#ask);
  }

  #prompted(id: number, clientTurnId: string): void {
    const known = this.turns.get(clientTurnId);
    if (known?.stopReason != null) {
      this.#say({ id, result: { stopReason: known.stopReason } });
      return;
    }
    const turnId = known?.turnId ?? `t${this.turns.size + 1}`;
    this.#waiting.push({ id, turnId });
    if (known !== undefined) return;
    this.#end("end_turn");
    this.turns.set(clientTurnId, { turnId, stopReason: null });
  }

  #stop(): void {
    this.#end("cancelled");
  }

  #end(stopReason: string): void {
    const turn = this.#running;
    if (turn === undefined) return;
    turn.stopReason = stopReason;
    if (this.#ask !== null) {
      const { requestId } = this.#ask;
      this.#ask = null;
      for (const [id, asked] of this.#asked) if (asked === requestId) this.#say({ method: "$/cancel_request", params: { requestId: id } });
    }
    for (const { id } of this.#waiting.filter(({ turnId }) => turnId === turn.turnId)) this.#say({ id, result: { stopReason } });
    this.#waiting = this.#waiting.filter(({ turnId }) => turnId !== turn.turnId);
  }

  #answered({ id, result }: Fields): void {
    const requestId = this.#asked.get(Number(id));
    if (requestId === undefined || this.#ask?.requestId !== requestId) return;
    this.#ask = null;
    this.answers.set(requestId, [...(this.answers.get(requestId) ?? []), result]);
  }

  #put({ requestId, turnId }: Ask): void {
    const id = ++this.#lastId;
    this.#asked.set(id, requestId);
    this.#say({ id, method: "session/request_permission", params: { sessionId: "s", _meta: { requestId, turnId } } });
  }

  #append(event: Event): void {
    this.log.push(event);
    if (this.#isJoined) this.#tell(this.log.length);
  }

  #tell(seq: number): void {
    const { name, turnId, updates } = this.log[seq - 1] as Event;
    for (let part = 0; part < updates; part++) {
      const _meta = { turnId, ...(part === updates - 1 ? { seq } : {}) };
      this.#say({
        method: "session/update",
        params: { sessionId: "s", update: { sessionUpdate: "plan", name: `${name}.${part}`, _meta } },
      });
    }
  }

  #say(message: Fields): void {
    this.#said.push(JSON.stringify({ jsonrpc: "2.0", ...message }));
  }
}
