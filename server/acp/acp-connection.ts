import type { ClientCapabilities } from "@agentclientprotocol/sdk";
import { LIMITS } from "../../generated/gateway/limits.ts";
import { notificationFrame } from "../../generated/runtime/rpc.ts";
import type { ConfigSubscriber } from "../configuration/config-caller.ts";
import type { Membership } from "../members/membership.ts";
import { GatewayError } from "../pipeline/gateway-error.ts";
import { RateWindow } from "../pipeline/rate-window.ts";
import type { Committed } from "../sessions/event-log.ts";
import type { Subscriber } from "../transport/broadcaster.ts";
import { payloads } from "../wire/text-frame.ts";
import type { AcpChannel, MessageRoute } from "./acp-channel.ts";
import type { AcpSession } from "./acp-session.ts";
import { ClientRequests } from "./client-requests.ts";
import { isRecord } from "./json-rpc.ts";
import { toSessionInfoUpdate } from "./session-info.ts";

/** What `config/update`s concern: no session. */
const UPDATE_ROUTE: MessageRoute = { method: "config/update", sessionId: null };

/** One client that speaks the Agent Client Protocol: who it is, what it can, and the sessions that it has open. */
export class AcpConnection implements Subscriber {
  readonly clientId: string;
  readonly channel: AcpChannel;
  readonly requests: ClientRequests;
  /** Who hears of changes of the configuration: another one for each that the connection belongs to. */
  subscriber: ConfigSubscriber = this.#newSubscriber();
  /** Who it belongs to; null before it is authenticated. */
  membership: Membership | null = null;
  /** What the client can; null before `initialize`. */
  capabilities: ClientCapabilities | null = null;
  /** The sessions that it has open, by id. */
  readonly sessions = new Map<string, AcpSession>();
  /** What is being done to a session, one after the other, by the session's id. */
  readonly #busy = new Map<string, Promise<unknown>>();
  #isOver = false;
  /** Calls that are not answered yet, by id: aborted when the client takes them back. */
  readonly #calls = new Map<unknown, AbortController>();
  readonly #sessionCalls = new RateWindow(LIMITS.acpSessionCallsPerWindow);
  /** Calls that wait, those of turns left out: these may take hours, and are no reason to stop listening. */
  #waiting = 0;
  #isPaused = false;

  constructor(clientId: string, channel: AcpChannel) {
    this.clientId = clientId;
    this.channel = channel;
    this.requests = new ClientRequests(channel);
  }

  /**
   * Who the connection belongs to.
   *
   * @throws GatewayError UNAUTHENTICATED
   */
  get member(): Membership {
    if (this.membership === null) throw new GatewayError("UNAUTHENTICATED", "Authenticate first.");
    return this.membership;
  }

  /** Whether the connection is there and is someone's: it may have changed hands, or be gone, since a call of theirs came. */
  belongsTo(member: Membership): boolean {
    return !this.#isOver && this.membership === member;
  }

  /** Does something to a session once what was begun before is done. */
  async exclusively<Result>(sessionId: string, run: () => Promise<Result>): Promise<Result> {
    const before = this.#busy.get(sessionId) ?? Promise.resolve();
    const doing = before.then(run, run);
    this.#busy.set(sessionId, doing);
    try {
      return await doing;
    } finally {
      if (this.#busy.get(sessionId) === doing) this.#busy.delete(sessionId);
    }
  }

  /**
   * Counts a call that makes an agent work.
   *
   * @throws GatewayError RATE_LIMITED
   */
  countSessionCall(): void {
    const verdict = this.#sessionCalls.admit(performance.now());
    if (verdict.kind === "admitted") return;
    throw new GatewayError("RATE_LIMITED", "Too many sessions or turns at once.", { retryAfterMs: verdict.retryAfterMs });
  }

  /**
   * A call begins to wait for its answer.
   *
   * @param isLong it may take as long as a turn does
   * @returns aborted when the client takes the call back
   * @throws GatewayError INVALID_REQUEST when a call with this id waits already
   */
  began(id: unknown, isLong: boolean): AbortSignal {
    // Whoever gives no id to recognise an answer by cannot take the call back.
    const call = new AbortController();
    if (id !== null) {
      if (this.#calls.has(id)) throw new GatewayError("INVALID_REQUEST", "A call with this id waits for its answer already.");
      this.#calls.set(id, call);
    }
    if (!isLong && ++this.#waiting >= LIMITS.acpPendingCalls && !this.#isPaused) {
      this.#isPaused = true;
      this.channel.pause();
    }
    return call.signal;
  }

  /** A call that had begun was answered. */
  ended(id: unknown, isLong: boolean): void {
    this.#calls.delete(id);
    if (isLong) return;
    this.#waiting -= 1;
    if (this.#isPaused && this.#waiting < LIMITS.acpPendingCalls) {
      this.#isPaused = false;
      this.channel.resume();
    }
  }

  /** The client takes a call back. One that is not known was answered already. */
  takeBack(id: unknown): void {
    this.#calls.get(id)?.abort();
  }

  /** Whether the client offers something by this path of its capabilities. */
  offers(...path: readonly string[]): boolean {
    let value: unknown = this.capabilities;
    for (const name of path) value = isRecord(value) ? value[name] : undefined;
    return value === true || isRecord(value);
  }

  /** Sends a `session/update`. */
  update(sessionId: string, update: object): void {
    const route = { method: "session/update", sessionId };
    this.channel.send(notificationFrame(route.method, `{"sessionId":"${sessionId}","update":${JSON.stringify(update)}}`), route);
  }

  // As a member of a tenant it hears what becomes of the tenant's sessions. Their events come by the sessions themselves.
  deliverEvents(_committed: Committed): void {}

  deliverMessage(frame: Buffer): void {
    if (this.sessions.size === 0) return;
    for (const json of payloads(frame)) {
      const info = toSessionInfoUpdate(json);
      if (info !== null && this.sessions.has(info.sessionId)) this.update(info.sessionId, info.update);
    }
  }

  flush(): void {
    // What is sent is written at once.
  }

  leave(): void {
    // Sessions leave by themselves.
  }

  /** Leaves everything; the connection may be used by someone else afterwards, who hears of nothing from before. */
  leaveAll(): void {
    this.subscriber = this.#newSubscriber();
    for (const session of this.sessions.values()) session.close(new GatewayError("INVALID_STATE", "The client has left the session."));
    this.sessions.clear();
  }

  /** The client is gone: its turns go on without it. */
  dispose(): void {
    this.#isOver = true;
    this.leaveAll();
    this.requests.end();
    this.#calls.clear();
  }

  #newSubscriber(): ConfigSubscriber {
    return { notify: (update) => this.channel.send(update, UPDATE_ROUTE) };
  }
}
