import { CLOSE_CODES, type CloseCode } from "../../../generated/gateway/close-codes.ts";
import { LIMITS } from "../../../generated/gateway/limits.ts";
import { serializeHeartbeat } from "../../../generated/gateway/serializers.ts";
import { textFrame } from "../../wire/text-frame.ts";

/** Connections are visited in so many groups, one after the other, so that their heartbeats never come all at once. */
const GROUPS = 60;
/** A ping frame of RFC 6455 without a payload. */
const PING = Buffer.from([0x89, 0x00]);

/** A connection that is watched over. */
export interface WatchedConnection {
  /** When something was last heard of the client, on the clock of `performance.now()`. */
  readonly lastHeard: number;
  /** Whether it hears of the time in the gateway's own words, beside the ping of WebSockets. */
  readonly takesHeartbeats: boolean;
  sendFrame(frame: Buffer): void;
  close(code: CloseCode, reason: string): void;
}

/** Sends every authenticated connection a heartbeat in time, and closes those that are silent, at the next tick. */
export class Heartbeat {
  readonly #groups: Set<WatchedConnection>[] = Array.from({ length: GROUPS }, () => new Set());
  readonly #groupOf = new WeakMap<WatchedConnection, Set<WatchedConnection>>();
  readonly #now: () => number;
  #timer: NodeJS.Timeout | undefined;
  #next = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  start(): void {
    this.#timer = setInterval(() => this.#tick(), LIMITS.heartbeatInterval / GROUPS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Adds a connection; its first heartbeat comes after one whole interval. */
  add(connection: WatchedConnection): void {
    const group = this.#groups[(this.#next + GROUPS - 1) % GROUPS];
    group?.add(connection);
    if (group !== undefined) this.#groupOf.set(connection, group);
  }

  remove(connection: WatchedConnection): void {
    this.#groupOf.get(connection)?.delete(connection);
  }

  #tick(): void {
    this.#closeSilent();
    this.#beat();
  }

  #closeSilent(): void {
    const deadline = performance.now() - LIMITS.silenceTimeout;
    for (const group of this.#groups) {
      for (const connection of group) {
        if (connection.lastHeard <= deadline) connection.close(CLOSE_CODES.SLOW_CONSUMER, "Nothing was heard for too long.");
      }
    }
  }

  #beat(): void {
    const group = this.#groups[this.#next];
    this.#next = (this.#next + 1) % GROUPS;
    if (group === undefined || group.size === 0) return;
    const heartbeat = Buffer.concat([textFrame(serializeHeartbeat({ ts: this.#now() })), PING]);
    for (const connection of group) connection.sendFrame(connection.takesHeartbeats ? heartbeat : PING);
  }
}
