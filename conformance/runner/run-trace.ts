import { setTimeout as delay } from "node:timers/promises";
import { MissingPrerequisite } from "../target/target.ts";
import { ExpansionError, expand, limitOf, padded } from "../trace/expand.ts";
import type { Json, JsonObject, ServiceName, Step, Trace } from "../trace/format.ts";
import { isObject, match, type Variables } from "../trace/match.ts";
import { valueAt } from "../trace/pointer.ts";
import type { Check } from "./check.ts";
import { type Ignore, Line, PATIENCE_MS, verifyMatch } from "./line.ts";
import { RuleBroken } from "./rule-broken.ts";
import type { Scene } from "./scene.ts";

const POLL_MS = 50;

/** A trace as a check: it is replayed step by step. */
export function checkOf(trace: Trace): Check {
  const { trace: about, covers, env, restarts, nodes, waits } = trace.header;
  return {
    id: trace.id,
    covers,
    about,
    needs: { ...(env ? { env } : {}), ...(restarts ? { restarts } : {}), ...(nodes ? { nodes } : {}) },
    ...(waits ? { waits } : {}),
    isTrace: true,
    run: (scene) => new Replay(trace, scene).run(),
  };
}

/** One run of a trace against a server. */
class Replay {
  readonly #trace: Trace;
  readonly #scene: Scene;
  readonly #lines = new Map<string, Line>();
  readonly #variables: Variables;
  /** Whom steps speak to that do not say. */
  readonly #service: ServiceName;

  constructor(trace: Trace, scene: Scene) {
    this.#trace = trace;
    this.#service = trace.profile.startsWith("concordance") ? "concordance" : "gateway";
    this.#scene = scene;
    this.#variables = new Map(Object.entries(scene.stage.names));
  }

  async run(): Promise<void> {
    for (const { line, step } of this.#trace.steps) {
      try {
        await this.#step(step);
      } catch (error) {
        if (error instanceof RuleBroken) throw new RuleBroken(error.violation, `${this.#trace.id}.ndjson:${line}`);
        if (error instanceof ExpansionError && error.variable === "tenant") {
          throw new MissingPrerequisite("It names the tenant of the tokens: give --tenant.");
        }
        if (error instanceof Error) error.message = `${this.#trace.id}.ndjson:${line}: ${error.message}`;
        throw error;
      }
    }
  }

  async #step(step: Step): Promise<void> {
    const rule = step.rule ?? this.#trace.header.covers[0] ?? "";
    if ("request" in step) return this.#request(step, rule);
    if ("server" in step) return this.#scene.stage.turn(step.server, step.service ?? this.#service, step.node);
    if ("set" in step) {
      for (const [name, value] of Object.entries(step.set)) this.#variables.set(name, this.#expand(value));
      return;
    }
    if ("open" in step) return this.#open(step, rule);
    const line = this.#lines.get(step.on);
    if (line === undefined) throw new Error(`There is no connection "${step.on}".`);
    await this.#onLine(line, step, rule);
  }

  async #open(step: Extract<Step, { open: unknown }>, rule: string): Promise<void> {
    const opening = this.#expand(step.open as unknown as Json) as unknown as typeof step.open;
    const offer = await Promise.all((opening.offer ?? []).map((one) => this.#tokenIn(one)));
    const opened = await this.#scene.tryOpen({ service: this.#service, ...opening, ...(opening.offer ? { offer } : {}) }, this.#ignore);
    if (opened instanceof Line) {
      if (step.refused !== undefined) throw new RuleBroken({ rule, what: "The connection is taken.", expected: step.refused });
      this.#lines.set(step.on, opened);
      const { subprotocol, headers } = opened.peer;
      if (opening.answer !== undefined) this.#verify(opening.answer, { subprotocol, headers }, rule);
      return;
    }
    if (step.refused === undefined) {
      throw new RuleBroken({ rule, what: "The connection is refused.", expected: "a connection", received: opened });
    }
    this.#verify(step.refused, opened as unknown as Json, rule);
  }

  async #onLine(
    line: Line,
    step: Exclude<Step, { request: unknown } | { server: unknown } | { set: unknown } | { open: unknown }>,
    rule: string,
  ) {
    const within = step.within ?? PATIENCE_MS;
    if ("send" in step) return this.#send(line, step);
    if ("sendText" in step) return line.sendText(String(this.#expand(step.sendText)));
    if ("sendBinary" in step) return line.peer.sendBinary(Buffer.from(step.sendBinary, "base64"));
    if ("receive" in step) return void this.#verify(step.receive, await this.#next(line, step, rule, within), rule);
    if ("unordered" in step) return this.#unordered(line, step.unordered, rule, within);
    if ("repeat" in step) return this.#repeat(line, step, rule, within);
    if ("until" in step) return void (await line.until(this.#expand(step.until), rule, this.#variables, within));
    if ("silent" in step) return this.#silent(line, rule);
    if ("close" in step) return line.peer.close(step.close);
    verifyMatch(this.#expand(step.closed), { ...(await line.closed(rule, within)) }, rule, this.#variables);
  }

  async #send(line: Line, step: Extract<Step, { send: unknown }>): Promise<void> {
    const { send, size, times = 1 } = step;
    for (let count = 1; count <= times; count += 1) {
      this.#variables.set("count", String(count));
      const frame = await this.#withTokens(this.#expand(send));
      if (size === undefined) line.send(frame);
      else line.sendText(padded(frame as JsonObject, limitOf(size, this.#scene.limits)), frame);
    }
  }

  /** Frames that come in any order. */
  async #unordered(line: Line, patterns: readonly Json[], rule: string, within: number): Promise<void> {
    const left = [...patterns];
    while (left.length > 0) {
      const frame = await line.next(rule, within);
      const index = left.findIndex((pattern) => match(this.#expand(pattern), frame, this.#variables).length === 0);
      if (index < 0) throw new RuleBroken({ rule, what: "None of the expected frames is like this.", expected: left, received: frame });
      left.splice(index, 1);
    }
  }

  /** One frame or more of one kind, whose texts make up a whole. */
  async #repeat(line: Line, step: Extract<Step, { repeat: unknown }>, rule: string, within: number): Promise<void> {
    const joined = Object.entries(step.joined ?? {}).map(([name, text]) => ({ name, whole: this.#expand(text), got: "" }));
    do {
      const frame = await this.#next(line, step, rule, within);
      this.#verify(step.repeat, frame, rule);
      for (const one of joined) {
        one.got += String(valueAt(frame, one.name.startsWith("/") ? one.name : `/${one.name}`));
        if (typeof one.whole === "string" && !one.whole.startsWith(one.got)) {
          throw new RuleBroken({ rule, what: `${one.name} does not add up.`, expected: one.whole, received: one.got });
        }
      }
    } while (joined.some(({ whole, got }) => match(whole, got, this.#variables).length > 0));
  }

  /** The next frame; with `from` the next one like that, and others wait for their steps. */
  #next(line: Line, { from }: { from?: Json }, rule: string, within: number): Promise<JsonObject> {
    return from === undefined ? line.next(rule, within) : line.nextFrom(this.#expand(from), rule, within);
  }

  /** Nothing comes before the answer to something that is asked now. */
  async #silent(line: Line, rule: string): Promise<void> {
    const ref = `silent-${line.frames.length}`;
    const isRpc = line.frames.some((frame) => frame["jsonrpc"] !== undefined);
    line.send(isRpc ? { jsonrpc: "2.0", id: ref, method: "conformance/unknown" } : { type: "ping", ref });
    await line.receive(isRpc ? { id: ref } : { type: "pong", ref }, rule, this.#variables);
  }

  async #request(step: Extract<Step, { request: unknown }>, rule: string): Promise<void> {
    const deadline = performance.now() + (step.within ?? PATIENCE_MS);
    for (;;) {
      const request = this.#expand(step.request as unknown as Json) as unknown as typeof step.request;
      const answer = (await this.#scene.request({ service: this.#service, ...request })) as unknown as Json;
      const expected = this.#expand(step.answer);
      if (!step.eventually || performance.now() > deadline || match(expected, answer, this.#variables).length === 0) {
        return this.#verify(step.answer, answer, rule);
      }
      await delay(POLL_MS);
    }
  }

  #verify(expected: Json, received: Json, rule: string): void {
    verifyMatch(this.#expand(expected), received, rule, this.#variables);
  }

  #expand(value: Json): Json {
    return expand(value, this.#variables, this.#scene.limits);
  }

  /** `{"$token": "owner"}` stands for a token. */
  async #withTokens(value: Json): Promise<Json> {
    if (Array.isArray(value)) return Promise.all(value.map((one) => this.#withTokens(one)));
    if (!isObject(value)) return value;
    if (typeof value["$token"] === "string") return this.#scene.stage.token(value["$token"], "gateway");
    const entries = Object.entries(value).map(async ([name, one]): Promise<[string, Json]> => [name, await this.#withTokens(one)]);
    return Object.fromEntries(await Promise.all(entries));
  }

  /** In an offered subprotocol `{token:owner}` stands for a token. */
  async #tokenIn(text: string): Promise<string> {
    const name = /\{token:([\w-]+)\}/.exec(text)?.[1];
    return name === undefined ? text : text.replace(`{token:${name}}`, await this.#scene.stage.token(name, "gateway"));
  }

  /** What the header names, and heartbeats unless it says that nothing is passed over. */
  readonly #ignore: Ignore = ({ type }) => {
    const { ignore = ["heartbeat"] } = this.#trace.header;
    return ignore.includes(String(type)) || (type === "heartbeat" && ignore.length > 0);
  };
}
