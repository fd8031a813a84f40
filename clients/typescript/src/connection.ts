import { GatewayError, VersionMismatchError } from "./errors.ts";
import type { ServerEvent } from "./generated/events.ts";
import type { Authenticate, Ping } from "./generated/types.ts";
import { PROTOCOL_VERSION, SUBPROTOCOL_PREFIX } from "./generated/versions.ts";
import type { ConnectionOwner, LinkedConnection } from "./linked-connection.ts";
import { Pacer } from "./pacer.ts";
import { comeBackAfter, type Loss } from "./reconnect.ts";

/** `ref` of the message that the handshake sends; those of the client are numbers. */
const HANDSHAKE_REF = "authenticate";

export interface ConnectionOptions {
  readonly url: string;
  readonly WebSocket: typeof globalThis.WebSocket;
  readonly token: string | null;
  /** Time in which the connection must be open, in ms. */
  readonly handshakeTimeoutMs: number;
  /** A connection is taken for dead when it was silent for the gateway's heartbeat interval and this much more, in ms. */
  readonly silenceGraceMs: number;
}

/** One WebSocket from its handshake to its end. */
export class Connection implements LinkedConnection {
  /** Counts what was sent by this connection. */
  readonly pacer = new Pacer();
  readonly #options: ConnectionOptions;
  readonly #owner: ConnectionOwner<ServerEvent>;
  readonly #socket: WebSocket;
  /** Of the handshake, then of the silence. */
  #timer: ReturnType<typeof setTimeout>;
  #open = false;
  #over = false;
  #silenceMs: number | null = null;
  #lastHeard = 0;
  /** The gateway's word on why it closes the connection, which comes before the close frame. */
  #complaint: GatewayError | null = null;
  #shutdownDelayMs = 0;

  constructor(options: ConnectionOptions, owner: ConnectionOwner<ServerEvent>) {
    this.#options = options;
    this.#owner = owner;
    this.#socket = new options.WebSocket(options.url, [`${SUBPROTOCOL_PREFIX}${PROTOCOL_VERSION}`]);
    this.#socket.onmessage = ({ data }) => this.#hear(data);
    this.#socket.onclose = ({ code, reason }) => this.#closed(code, reason);
    // A close event follows every error, and some implementations insist on being listened to.
    this.#socket.onerror = () => undefined;
    this.#timer = setTimeout(() => {
      this.#lose({
        error: new Error(`The gateway did not answer in ${options.handshakeTimeoutMs} ms.`),
        comeBack: "soon",
        retryAfterMs: 0,
      });
    }, options.handshakeTimeoutMs);
  }

  send(json: string): void {
    this.#socket.send(json);
  }

  close(): void {
    this.#over = true;
    clearTimeout(this.#timer);
    this.#socket.close();
  }

  doubt(): void {
    const now = performance.now();
    if (this.#silenceMs === null || this.pacer.admit(now) > 0) return;
    this.send(JSON.stringify({ type: "ping" } satisfies Ping));
    this.#lastHeard = Math.min(this.#lastHeard, now - this.#silenceMs + this.#options.silenceGraceMs);
    this.#listen(this.#silenceMs);
  }

  #hear(data: unknown): void {
    if (this.#over) return;
    this.#lastHeard = performance.now();
    const event = parse(data);
    if (event === null) {
      this.#lose({ error: new Error("The gateway sent something that is not JSON."), comeBack: "soon", retryAfterMs: 0 });
      return;
    }
    this.#take(event);
    // The event may have ended the connection, or made its owner end it.
    if (!this.#over) this.#owner.received(event);
    if (event.type === "authenticated" && !this.#open && !this.#over) this.#opened();
  }

  #take(event: ServerEvent): void {
    switch (event.type) {
      case "welcome":
        if (event.protocolVersion !== PROTOCOL_VERSION) this.#mismatch(event.supportedVersions);
        else if (event.requiresAuth) this.#authenticate();
        break;
      case "connected":
        this.#silenceMs = event.heartbeatIntervalMs + this.#options.silenceGraceMs;
        break;
      case "error":
        if (!this.#open) this.#refused(new GatewayError(event));
        else if (event.ref === undefined) this.#complaint = new GatewayError(event);
        break;
      case "server_shutdown":
        this.#shutdownDelayMs = event.reconnectAfterMs;
        break;
    }
  }

  #authenticate(): void {
    const { token } = this.#options;
    if (token === null) {
      const error = new GatewayError({ code: "UNAUTHENTICATED", message: "The gateway asks for a token. Give the client one." });
      this.#lose({ error, comeBack: "never", retryAfterMs: 0 });
      return;
    }
    this.#owner.authenticating();
    this.pacer.admit(performance.now());
    this.send(JSON.stringify({ type: "authenticate", ref: HANDSHAKE_REF, token } satisfies Authenticate));
  }

  #opened(): void {
    this.#open = true;
    clearTimeout(this.#timer);
    if (this.#silenceMs !== null) this.#listen(this.#silenceMs);
    this.#owner.opened();
  }

  #refused(error: GatewayError): void {
    this.#lose({ error, comeBack: error.retryable ? "soon" : "never", retryAfterMs: error.retryAfterMs ?? 0 });
  }

  #mismatch(supportedVersions: readonly number[]): void {
    const spoken = supportedVersions.join(", ");
    const message = `The gateway speaks version ${spoken} of the protocol, this client version ${PROTOCOL_VERSION}.`;
    this.#lose({ error: new VersionMismatchError(message, supportedVersions), comeBack: "never", retryAfterMs: 0 });
  }

  #listen(silenceMs: number): void {
    clearTimeout(this.#timer);
    const silent = performance.now() - this.#lastHeard;
    if (silent < silenceMs) {
      this.#timer = setTimeout(() => this.#listen(silenceMs), silenceMs - silent);
    } else {
      this.#lose({ error: new Error(`Nothing was heard of the gateway for ${silenceMs} ms.`), comeBack: "at-once", retryAfterMs: 0 });
    }
  }

  #closed(code: number, reason: string): void {
    const comeBack = comeBackAfter(code);
    const meant = comeBack === "soon" ? null : this.#complaint;
    const message = this.#open
      ? `The connection was closed (${code}${reason && `: ${reason}`}).`
      : `The gateway cannot be reached (${code}).`;
    this.#lose({ error: meant ?? new Error(message), comeBack, retryAfterMs: this.#shutdownDelayMs });
  }

  #lose(loss: Loss): void {
    if (this.#over) return;
    this.close();
    this.#owner.lost(loss);
  }
}

function parse(data: unknown): ServerEvent | null {
  try {
    const event: unknown = JSON.parse(data as string);
    return typeof event === "object" && event !== null ? (event as ServerEvent) : null;
  } catch {
    return null;
  }
}
