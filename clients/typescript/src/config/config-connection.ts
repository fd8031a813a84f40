import { ConnectionLostError } from "../errors.ts";
import { LIMITS } from "../generated/limits.ts";
import type { ConnectionOwner, LinkedConnection } from "../linked-connection.ts";
import { comeBackAfter, type Loss } from "../reconnect.ts";
import type { CallSender } from "./config-calls.ts";
import { ConfigError, errorOf } from "./config-errors.ts";
import { callText, type RpcMessage, readRpcMessage } from "./rpc-message.ts";

/** What ids of the connection's own calls begin with; those of the client are numbers. */
const AUTHENTICATION_ID = "authenticate-";
/** That of the call that a connection makes to learn whether the gateway is there. */
export const PROBE_ID = "probe";

/** A method with its parameters. */
export interface Probe {
  readonly method: string;
  readonly params: object;
}

export interface ConfigConnectionOptions {
  readonly url: string;
  readonly WebSocket: typeof globalThis.WebSocket;
  readonly token: string | null;
  /** Time in which the connection must be open, in ms. */
  readonly handshakeTimeoutMs: number;
  /** What the gateway may take to answer when it was silent, in ms. */
  readonly silenceGraceMs: number;
  /** A call that changes nothing, from whose answer one learns that the gateway is there; null when nobody waits for it. */
  readonly probe: () => Probe | null;
}

/** One WebSocket for the configuration from its handshake to its end. */
export class ConfigConnection implements LinkedConnection, CallSender {
  readonly #options: ConfigConnectionOptions;
  readonly #owner: ConnectionOwner<RpcMessage>;
  readonly #socket: WebSocket;
  readonly #authentications = new Map<unknown, PromiseWithResolvers<void>>();
  /** Of the handshake, then of the silence. */
  #timer: ReturnType<typeof setTimeout>;
  #lastAuthentication = 0;
  #isOpen = false;
  #isOver = false;
  #lastHeard = 0;

  constructor(options: ConfigConnectionOptions, owner: ConnectionOwner<RpcMessage>) {
    this.#options = options;
    this.#owner = owner;
    this.#socket = new options.WebSocket(options.url);
    this.#socket.onopen = () => void this.#begin();
    this.#socket.onmessage = ({ data }) => this.#hear(data);
    this.#socket.onclose = ({ code, reason }) => this.#closed(code, reason);
    // A close event follows every error, and some implementations insist on being listened to.
    this.#socket.onerror = () => undefined;
    this.#timer = setTimeout(() => {
      this.#lose(new Error(`The gateway did not answer in ${options.handshakeTimeoutMs} ms.`), "soon");
    }, options.handshakeTimeoutMs);
  }

  send(json: string): void {
    this.#socket.send(json);
  }

  /**
   * Says who the client is, at first or by a fresh token. A token that is not taken at the upgrade looks like a gateway that
   * cannot be reached; so it is not sent there.
   *
   * @throws ConfigError when the token is not taken; ConnectionLostError
   */
  authenticate(token: string): Promise<void> {
    const id = `${AUTHENTICATION_ID}${++this.#lastAuthentication}`;
    const answer = Promise.withResolvers<void>();
    this.#authentications.set(id, answer);
    this.send(callText(id, "authenticate", { methodId: "token", _meta: { token } }));
    return answer.promise;
  }

  close(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#socket.close();
    for (const { reject } of this.#authentications.values()) reject(new ConnectionLostError("The connection was lost."));
    this.#authentications.clear();
  }

  doubt(): void {
    if (this.#isOpen) this.#probe();
  }

  unanswered(sentAt: number): void {
    if (this.#lastHeard < sentAt) this.#lose(new Error("The gateway does not answer any more."), "at-once");
  }

  async #begin(): Promise<void> {
    const { token } = this.#options;
    if (token !== null) {
      this.#owner.authenticating();
      try {
        await this.authenticate(token);
      } catch (error) {
        const { retryable = true, retryAfterMs = 0 } = error instanceof ConfigError ? error : {};
        this.#lose(error as Error, retryable ? "soon" : "never", retryAfterMs);
      }
    }
    // Whoever heard of it may have closed it.
    if (this.#isOver) return;
    this.#isOpen = true;
    this.#lastHeard = performance.now();
    this.#listen();
    this.#owner.opened();
  }

  #hear(data: unknown): void {
    if (this.#isOver) return;
    this.#lastHeard = performance.now();
    const message = readRpcMessage(data);
    const authentication = this.#authentications.get(message?.id);
    if (message === null) {
      this.#lose(new Error("The gateway sent something that is not JSON."), "soon");
    } else if (authentication === undefined) {
      this.#owner.received(message);
    } else {
      this.#authentications.delete(message.id);
      if (message.error === undefined) authentication.resolve();
      else authentication.reject(errorOf(message.error, "authenticate"));
    }
  }

  /** Looks after the gateway when it is silent. */
  #listen(): void {
    clearTimeout(this.#timer);
    const silentMs = performance.now() - this.#lastHeard;
    if (silentMs >= LIMITS.heartbeatInterval) this.#probe();
    else this.#timer = setTimeout(() => this.#listen(), LIMITS.heartbeatInterval - silentMs);
  }

  #probe(): void {
    const { probe, silenceGraceMs } = this.#options;
    const call = probe();
    clearTimeout(this.#timer);
    if (call === null) {
      this.#timer = setTimeout(() => this.#listen(), LIMITS.heartbeatInterval);
      return;
    }
    const askedAt = performance.now();
    this.send(callText(PROBE_ID, call.method, call.params));
    this.#timer = setTimeout(() => {
      this.unanswered(askedAt);
      if (!this.#isOver) this.#listen();
    }, silenceGraceMs);
  }

  #closed(code: number, reason: string): void {
    const message = this.#isOpen
      ? `The connection was closed (${code}${reason && `: ${reason}`}).`
      : `The gateway cannot be reached (${code}).`;
    this.#lose(new Error(message), comeBackAfter(code));
  }

  #lose(error: Error, comeBack: Loss["comeBack"], retryAfterMs = 0): void {
    if (this.#isOver) return;
    this.close();
    this.#owner.lost({ error, comeBack, retryAfterMs });
  }
}
