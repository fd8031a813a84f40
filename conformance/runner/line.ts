import { isDeepStrictEqual } from "node:util";
import type { Monitor, Violation } from "../monitors/monitor.ts";
import type { Json, JsonObject } from "../trace/format.ts";
import { isObject, type Mismatch, match, type Variables } from "../trace/match.ts";
import type { Incoming, Peer } from "../wire/peer.ts";
import { presentable } from "./presentable.ts";
import { RuleBroken } from "./rule-broken.ts";

/** How long anything may take unless said otherwise. */
export const PATIENCE_MS = 20_000;

/** What is passed over while something else is expected. */
export type Ignore = (frame: JsonObject) => boolean;

/** A connection of a check: what is sent and received on it passes the monitors. */
export class Line {
  readonly peer: Peer;
  readonly #monitors: readonly Monitor[];
  readonly #ignore: Ignore;
  readonly #frameRule: string;
  /** Everything that came in, for reports and for checks that look at the whole. */
  readonly frames: JsonObject[] = [];
  /** How the connection ended, as soon as it was read so far. */
  #ended: Extract<Incoming, { kind: "closed" }> | null = null;
  /** Frames that came before one that was asked for by what it is like. */
  readonly #kept: JsonObject[] = [];
  #refs = 0;

  /** @param frameRule the rule that a frame breaks which is no JSON object */
  constructor(peer: Peer, monitors: readonly Monitor[], ignore: Ignore, frameRule: string) {
    this.peer = peer;
    this.#monitors = monitors;
    this.#ignore = ignore;
    this.#frameRule = frameRule;
  }

  /** Sends a JSON value as a text frame. */
  send(message: Json): void {
    this.sendText(JSON.stringify(message), message);
  }

  /** Sends text; `message` is what it means, where it means something. */
  sendText(text: string, message?: Json): void {
    if (isObject(message)) for (const monitor of this.#monitors) monitor.sent?.(message);
    this.peer.send(text);
  }

  /** The next frame that is not to be ignored. @throws RuleBroken when none comes, or a monitor finds something */
  async next(rule: string, withinMs = PATIENCE_MS): Promise<JsonObject> {
    const found = await this.poll(withinMs);
    if (found !== null) return found;
    throw this.#nothing(rule, withinMs);
  }

  /** The next frame like a pattern. Those before it are kept: they are the next ones for others. @throws RuleBroken when none comes */
  async nextFrom(pattern: Json, rule: string, withinMs = PATIENCE_MS): Promise<JsonObject> {
    const isWanted = (frame: JsonObject) => match(pattern, frame, new Map()).length === 0;
    const index = this.#kept.findIndex(isWanted);
    const [kept] = index < 0 ? [] : this.#kept.splice(index, 1);
    if (kept !== undefined) return kept;
    const deadline = performance.now() + withinMs;
    for (;;) {
      const frame = await this.#fresh(deadline - performance.now());
      if (frame === null) throw this.#nothing(rule, withinMs);
      if (isWanted(frame)) return frame;
      this.#kept.push(frame);
    }
  }

  #nothing(rule: string, withinMs: number): RuleBroken {
    if (this.#ended !== null) {
      const { code, reason } = this.#ended;
      return new RuleBroken({ rule, what: "The connection ended where a frame was expected.", received: { code, reason } });
    }
    return new RuleBroken({ rule, what: `No frame came within ${withinMs} ms.`, received: this.frames.slice(-3) });
  }

  /** The next frame that is not to be ignored; null when none came in time or the connection ended. @throws RuleBroken */
  async poll(withinMs: number): Promise<JsonObject | null> {
    return this.#kept.shift() ?? this.#fresh(withinMs);
  }

  /** The same without what was kept. */
  async #fresh(withinMs: number): Promise<JsonObject | null> {
    const deadline = performance.now() + withinMs;
    for (;;) {
      if (this.#ended !== null) return null;
      const incoming = await this.peer.next(Math.max(0, deadline - performance.now()));
      if (incoming === undefined) return null;
      if (incoming.kind === "closed") {
        this.#ended = incoming;
        return null;
      }
      const frame = this.#look(incoming);
      if (!this.#ignore(frame)) return frame;
    }
  }

  /** How the connection ended; other frames that come before are passed over. @throws RuleBroken when it does not end in time */
  async closed(rule: string, withinMs = PATIENCE_MS): Promise<{ code: number; reason: string }> {
    const deadline = performance.now() + withinMs;
    while (this.#ended === null) {
      const rest = deadline - performance.now();
      if (rest <= 0) throw new RuleBroken({ rule, what: `The connection was not closed within ${withinMs} ms.` });
      await this.poll(rest);
    }
    return { code: this.#ended.code, reason: this.#ended.reason };
  }

  /** Whether the connection has ended, as far as it was read. */
  get isClosed(): boolean {
    return this.#ended !== null;
  }

  /** The next frame, which must match. @throws RuleBroken */
  async receive(expected: Json, rule: string, variables: Variables = new Map(), withinMs?: number): Promise<JsonObject> {
    const frame = await this.next(rule, withinMs);
    verifyMatch(expected, frame, rule, variables);
    return frame;
  }

  /** The first frame that matches; those before it are passed over. @throws RuleBroken when none comes */
  async until(expected: Json, rule: string, variables: Variables = new Map(), withinMs = PATIENCE_MS): Promise<JsonObject> {
    const deadline = performance.now() + withinMs;
    const seen: JsonObject[] = [];
    for (;;) {
      const frame = await this.poll(Math.max(0, deadline - performance.now()));
      if (frame === null) {
        const what = this.#ended === null ? `It did not come within ${withinMs} ms.` : "The connection ended before it came.";
        throw new RuleBroken({ rule, what, expected, received: seen.slice(-5) });
      }
      if (match(expected, frame, variables).length === 0) return frame;
      seen.push(frame);
    }
  }

  /** Sends a message with a `ref` of its own, and resolves with what answers it; other frames are passed over. @throws RuleBroken */
  async ask(message: JsonObject, rule: string, withinMs?: number): Promise<JsonObject> {
    this.#refs += 1;
    const ref = `q${this.#refs}`;
    this.send({ ...message, ref });
    return this.until({ ref }, rule, new Map(), withinMs);
  }

  /** Calls a method of JSON-RPC, and resolves with the whole answer; other frames are passed over. @throws RuleBroken */
  async callMethod(method: string, params: Json, rule: string, withinMs?: number): Promise<JsonObject> {
    this.#refs += 1;
    const id = `q${this.#refs}`;
    this.send({ jsonrpc: "2.0", id, method, params });
    return this.until({ id }, rule, new Map(), withinMs);
  }

  #look(incoming: Exclude<Incoming, { kind: "closed" }>): JsonObject {
    if (incoming.kind === "garbage" || !isObject(incoming.frame)) {
      const received = incoming.kind === "garbage" ? incoming.text.slice(0, 200) : incoming.frame;
      throw new RuleBroken({ rule: this.#frameRule, what: "A frame is no JSON object.", received });
    }
    const { frame } = incoming;
    this.frames.push(frame);
    const [violation] = this.#monitors.flatMap((monitor): Violation[] => monitor.received(frame));
    if (violation !== undefined) throw new RuleBroken(violation);
    return frame;
  }
}

/** Holds something to a pattern. @throws RuleBroken with the first place that differs */
export function verifyMatch(expected: Json, received: Json | undefined, rule: string, variables: Variables = new Map()): void {
  const [first, ...more] = match(expected, received, variables);
  if (first === undefined) return;
  throw new RuleBroken({ rule, what: describe(first, more.length), expected, received });
}

function describe({ path, expected, received }: Mismatch, more: number): string {
  const where = path === "" ? "It" : path;
  const rest = more === 0 ? "" : `, and ${more} more differ`;
  return `${where} is ${received === undefined ? "missing" : short(received)}, not ${short(expected)}${rest}.`;
}

function short(value: unknown): string {
  const text = JSON.stringify(presentable(value));
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}

/** Compares two values that must be the same. @throws RuleBroken */
export function verifyEqual(received: unknown, expected: unknown, rule: string, what: string): void {
  if (!isDeepStrictEqual(received, expected)) throw new RuleBroken({ rule, what, expected, received });
}

/** Holds a condition. @throws RuleBroken */
export function verify(holds: boolean, rule: string, what: string, received?: unknown): asserts holds {
  if (!holds) throw new RuleBroken({ rule, what, received });
}
