import { Bridge, type BridgePorts } from "../bridge.ts";
import { afterClose, type LinkLoss } from "../link-loss.ts";

type Message = Record<string, unknown> & { id?: unknown; method?: string; params?: Record<string, unknown> };

/** A loss of the network. */
export const NETWORK_LOSS: LinkLoss = afterClose(1006, "");

/** The world of a bridge without sockets and clocks: what it does is written down, and what comes is told by the test. */
export class FakeWorld {
  readonly bridge: Bridge;
  /** What the editor was sent, and the test has not taken yet. */
  readonly toEditor: Message[] = [];
  /** What the gateway was sent, and the test has not taken yet. */
  readonly toGateway: Message[] = [];
  /** Tokens of the attempts to connect, in their order. */
  readonly attempts: (string | null)[] = [];
  readonly notes: string[] = [];
  disconnects = 0;
  token: string | null = null;
  now = 0;
  #timers = new Map<number, { at: number; run: () => void }>();
  #lastTimer = 0;
  #lastName = 0;

  constructor(options: { agentType?: string } = {}) {
    const ports: BridgePorts = {
      toEditor: (json) => this.toEditor.push(JSON.parse(json) as Message),
      toGateway: (json) => this.toGateway.push(JSON.parse(json) as Message),
      connect: (token) => this.attempts.push(token),
      disconnect: () => {
        this.disconnects += 1;
      },
      readToken: () => this.token,
      schedule: (delayMs, run) => {
        const id = ++this.#lastTimer;
        this.#timers.set(id, { at: this.now + delayMs, run });
        return () => this.#timers.delete(id);
      },
      now: () => this.now,
      random: () => 1,
      note: (message) => this.notes.push(message),
      idle: () => undefined,
    };
    const nameTurn = () => `turn-name-${++this.#lastName}`;
    this.bridge = new Bridge(ports, { gateway: "http://gateway", agentType: options.agentType ?? null, nameTurn });
  }

  /** Lets time pass, with everything that is due in it. */
  pass(ms: number): void {
    const until = this.now + ms;
    for (;;) {
      const [next] = [...this.#timers].filter(([, { at }]) => at <= until).sort(([, a], [, b]) => a.at - b.at);
      if (next === undefined) break;
      const [id, { at, run }] = next;
      this.#timers.delete(id);
      this.now = at;
      run();
    }
    this.now = until;
  }

  /** The editor calls. */
  call(id: unknown, method: string, params?: unknown): void {
    this.bridge.receive(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
  }

  /** The editor notifies. */
  notify(method: string, params: unknown): void {
    this.bridge.receive(JSON.stringify({ jsonrpc: "2.0", method, params }));
  }

  /** The editor answers. */
  reply(request: Message, result: unknown): void {
    this.bridge.receive(JSON.stringify({ jsonrpc: "2.0", id: request.id, result }));
  }

  /** The gateway answers the next message that it was sent, which must be of this method. */
  answer(method: string, result: unknown): Message {
    const call = this.sent(method);
    this.bridge.hear(JSON.stringify({ jsonrpc: "2.0", id: call.id, result }));
    return call;
  }

  /** The gateway refuses the next message that it was sent. */
  refuse(method: string, code: string, more: object = {}): void {
    const call = this.sent(method);
    this.bridge.hear(JSON.stringify({ jsonrpc: "2.0", id: call.id, error: { code: -1, message: "No.", data: { code, ...more } } }));
  }

  /** The gateway asks for something. */
  ask(id: number, method: string, params: unknown): void {
    this.bridge.hear(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
  }

  /** The gateway notifies. */
  tell(method: string, params: unknown): void {
    this.bridge.hear(JSON.stringify({ jsonrpc: "2.0", method, params }));
  }

  /** The next message that the gateway was sent; it must be of this method. */
  sent(method: string): Message {
    return taken(this.toGateway, method);
  }

  /** The next message that the editor was sent: a call or notification of this method, or the answer to this id. */
  heard(what: { method: string } | { id: unknown }): Message {
    const message = this.toEditor.shift();
    for (const [field, value] of Object.entries(what)) {
      if (message?.[field] !== value) throw new Error(`Expected ${JSON.stringify(what)}, got ${JSON.stringify(message)}`);
    }
    return message as Message;
  }

  /** The editor has begun, and messages pass. */
  begin(): this {
    this.call("init", "initialize", { protocolVersion: 1, clientCapabilities: { terminal: true } });
    this.bridge.opened();
    this.answer("initialize", { protocolVersion: 1 });
    this.heard({ id: "init" });
    return this;
  }

  /** The editor has this session open, and was told the log up to 2. */
  open(sessionId = "s"): this {
    this.call("new", "session/new", { cwd: "/w", mcpServers: [] });
    this.answer("session/new", { sessionId, _meta: { epoch: "e", lastSeq: 2 } });
    this.heard({ id: "new" });
    return this;
  }

  /** The connection is lost, and another one is there. */
  reconnect(loss: LinkLoss = NETWORK_LOSS): void {
    this.lose(loss);
    this.comeBack();
  }

  lose(loss: LinkLoss = NETWORK_LOSS): void {
    this.bridge.closed(loss);
  }

  /** The next attempt to connect succeeds, and the bridge begins again. */
  comeBack(): void {
    const before = this.attempts.length;
    this.pass(10_000);
    if (this.attempts.length === before) throw new Error("There is no attempt to connect.");
    this.bridge.opened();
    this.answer("initialize", { protocolVersion: 1 });
  }
}

function taken(messages: Message[], method: string): Message {
  const message = messages.shift();
  if (message?.method !== method) throw new Error(`Expected ${method}, got ${JSON.stringify(message)}`);
  return message;
}
