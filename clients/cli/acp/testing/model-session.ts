type Fields = Record<string, unknown>;

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

/** A turn of a session; whose it is, it is known by its name. */
export interface ModelTurn {
  readonly turnId: string;
  stopReason: "end_turn" | "cancelled" | null;
}

/** What a session says, and under which ids it asks. */
export interface ModelSessionPorts {
  say(message: Fields): void;
  nextId(): number;
}

/** A session of a gateway, kept in mind: its log and its turns outlive connections. */
export class ModelSession {
  readonly sessionId: string;
  readonly log: Event[] = [];
  /** Answers that it took, by request. */
  readonly answers = new Map<string, unknown[]>();
  /** Turns that it ran, by the name that whoever ran them gave them. */
  readonly turns = new Map<string, ModelTurn>();
  readonly #ports: ModelSessionPorts;
  #waiting: { id: number; turnId: string }[] = [];
  #ask: Ask | null = null;
  /** Requests of the present connection, by their ids. */
  #asked = new Map<number, string>();
  #isJoined = false;
  #others = 0;

  constructor(sessionId: string, ports: ModelSessionPorts) {
    this.sessionId = sessionId;
    this.#ports = ports;
  }

  /** Events that are told, in their order, each with its parts. */
  get told(): string[] {
    return this.log.flatMap(({ name, updates }) => Array.from({ length: updates }, (_, part) => `${name}.${part}`));
  }

  /** A permission that was asked for is neither given nor refused. */
  get isAsking(): boolean {
    return this.#ask !== null;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** The connection is gone. */
  cut(): void {
    this.#waiting = [];
    this.#asked.clear();
    this.#isJoined = false;
  }

  /** The running turn does something. */
  work(updates: 0 | 1 | 2): void {
    const turn = this.#running;
    if (turn !== undefined) this.#append(turn.turnId, updates);
  }

  /** The running turn asks for permission. */
  ask(): void {
    const turn = this.#running;
    if (turn === undefined || this.#ask !== null) return;
    this.#append(turn.turnId, 0);
    this.#ask = { requestId: `${this.sessionId}-r${this.log.length}`, turnId: turn.turnId };
    if (this.#isJoined) this.#put(this.#ask);
  }

  /** The running turn ends by itself. */
  finish(): void {
    this.#end("end_turn");
  }

  /** Somebody else runs a turn. */
  runByOther(): void {
    this.#run(`other-${++this.#others}`);
  }

  /** The client opens it. */
  open(id: number, afterSeq: number): void {
    for (let seq = afterSeq + 1; seq <= this.log.length; seq++) this.#tell(seq);
    this.#isJoined = true;
    if (this.#ask !== null) this.#put(this.#ask);
    this.#ports.say({ id, result: { sessionId: this.sessionId, _meta: { epoch: "e", lastSeq: this.log.length } } });
  }

  /** The client runs a turn, or waits for the one that it ran by this name. */
  prompt(id: number, clientTurnId: string): void {
    if (!this.#isJoined) throw new Error(`A prompt came before ${this.sessionId} was open.`);
    const known = this.turns.get(clientTurnId);
    if (known?.stopReason != null) {
      this.#ports.say({ id, result: { stopReason: known.stopReason } });
      return;
    }
    const { turnId } = known ?? this.#run(clientTurnId);
    this.#waiting.push({ id, turnId });
  }

  /** Whatever runs is stopped. */
  stop(): void {
    this.#end("cancelled");
  }

  /** The client takes back a call, which may be a prompt of this session. */
  takeBack(id: unknown): void {
    const prompt = this.#waiting.find((waiting) => waiting.id === id);
    if (prompt !== undefined && prompt.turnId === this.#running?.turnId) this.#end("cancelled");
  }

  /** The client answers a request, which may be one of this session. */
  answered({ id, result }: Fields): void {
    const requestId = this.#asked.get(Number(id));
    if (requestId === undefined || this.#ask?.requestId !== requestId) return;
    this.#ask = null;
    this.answers.set(requestId, [...(this.answers.get(requestId) ?? []), result]);
  }

  get #running() {
    return [...this.turns.values()].find(({ stopReason }) => stopReason === null);
  }

  #run(name: string): ModelTurn {
    this.#end("end_turn");
    const turn = { turnId: `${this.sessionId}-t${this.turns.size + 1}`, stopReason: null };
    this.turns.set(name, turn);
    return turn;
  }

  #end(stopReason: "end_turn" | "cancelled"): void {
    const turn = this.#running;
    if (turn === undefined) return;
    turn.stopReason = stopReason;
    if (this.#ask !== null) {
      const { requestId } = this.#ask;
      this.#ask = null;
      for (const [id, asked] of this.#asked) {
        if (asked === requestId) this.#ports.say({ method: "$/cancel_request", params: { requestId: id } });
      }
    }
    const ended = this.#waiting.filter(({ turnId }) => turnId === turn.turnId);
    this.#waiting = this.#waiting.filter(({ turnId }) => turnId !== turn.turnId);
    for (const { id } of ended) this.#ports.say({ id, result: { stopReason } });
  }

  #put({ requestId, turnId }: Ask): void {
    const id = this.#ports.nextId();
    this.#asked.set(id, requestId);
    this.#ports.say({ id, method: "session/request_permission", params: { sessionId: this.sessionId, _meta: { requestId, turnId } } });
  }

  #append(turnId: string, updates: 0 | 1 | 2): void {
    this.log.push({ turnId, name: `${this.sessionId}-e${this.log.length + 1}`, updates });
    if (this.#isJoined) this.#tell(this.log.length);
  }

  #tell(seq: number): void {
    const { name, turnId, updates } = this.log[seq - 1] as Event;
    for (let part = 0; part < updates; part++) {
      const _meta = { turnId, ...(part === updates - 1 ? { seq } : {}) };
      const update = { sessionUpdate: "plan", name: `${name}.${part}`, _meta };
      this.#ports.say({ method: "session/update", params: { sessionId: this.sessionId, update } });
    }
  }
}
