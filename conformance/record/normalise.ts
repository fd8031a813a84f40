import type { JsonSchema } from "@diminuendo/typespec-protocol/model";
import { operationOf } from "../monitors/rest-shape.ts";
import type { SchemasOf } from "../runner/scene.ts";
import type { Spec } from "../runner/spec.ts";
import type { Json, JsonObject, ServiceName } from "../trace/format.ts";
import { isObject } from "../trace/match.ts";
import { jsonOr } from "../wire/body.ts";
import { Callers, tokensOf } from "./callers.ts";
import { answerSchema, callSchema, eventSchema, messageSchema, notificationSchema } from "./frame-schemas.ts";
import { HttpWriter } from "./http-steps.ts";
import { Known } from "./known.ts";
import { BEARER_PREFIX, type Observed } from "./observed.ts";
import { PatternWriter } from "./pattern.ts";
import { reference } from "./pieces.ts";
import { placesIn } from "./places.ts";
import { Said } from "./said.ts";
import { SentWriter } from "./sent.ts";
import { Shapes } from "./shapes.ts";
import { Steps } from "./steps.ts";
import { isPeriodic, pieceIn, streamOf } from "./streams.ts";

/** What cannot be sent as an object, as the runner would take it for something to fill in. */
const TO_FILL_IN = /"\$(text|limit|list|nested|token|uuid)"\s*:/;

/** A connection while its frames are written. */
interface Line {
  service: ServiceName;
  isTyped: boolean;
  isSse: boolean;
  hasSent: boolean;
  isClosed: boolean;
  /** The methods of calls by their id, as JSON. */
  calls: Map<string, string>;
  /** The variables of the ids of the server's own calls. */
  asked: Map<string, string>;
}

/**
 * Writes the steps of a trace from what was seen: what belongs to this one conversation becomes a variable where it is
 * first seen, and a matcher where only its kind matters.
 *
 * @param identities names of identities by their tokens
 */
export function normalise(
  spec: Spec,
  schemas: SchemasOf,
  observed: readonly Observed[],
  identities: ReadonlyMap<string, string>,
): JsonObject[] {
  return new Normaliser(spec, schemas, observed, identities).steps();
}

class Normaliser {
  readonly #observed: readonly Observed[];
  readonly #callers: Callers;
  readonly #shapes: Readonly<Record<ServiceName, Shapes>>;
  readonly #known = new Known();
  readonly #said: Said;
  readonly #patterns: PatternWriter;
  readonly #sent: SentWriter;
  readonly #http: HttpWriter;
  readonly #steps = new Steps();
  readonly #lines = new Map<string, Line>();

  constructor(spec: Spec, schemas: SchemasOf, observed: readonly Observed[], identities: ReadonlyMap<string, string>) {
    this.#observed = observed;
    this.#callers = new Callers(spec, observed, identities);
    this.#shapes = {
      gateway: new Shapes(spec.gateway, schemas.gateway),
      concordance: new Shapes(spec.concordance, schemas.concordance),
    };
    this.#said = new Said(tokensOf(observed), placesIn(observed), this.#known);
    this.#patterns = new PatternWriter(this.#known, this.#said);
    this.#sent = new SentWriter(this.#known, this.#said, (token) => this.#callers.identity(token));
    this.#http = new HttpWriter(this.#known, this.#said, this.#patterns, this.#sent);
  }

  steps(): JsonObject[] {
    for (const one of this.#observed) this.#write(one);
    return this.#steps.all();
  }

  #write(one: Observed): void {
    switch (one.kind) {
      case "opened":
        this.#opened(one);
        break;
      case "refused": {
        const open = { ...this.#opening(one), ...this.#offer(one.offer) };
        this.#add({
          on: one.on,
          open,
          refused: this.#http.answer(this.#shapes[this.#callers.service(one)], null, one.headers, one.answer),
        });
        break;
      }
      case "request": {
        const shapes = this.#shapes[this.#callers.service(one)];
        const operation = operationOf(shapes.protocol, one.method, one.path);
        const request = {
          method: one.method,
          ...this.#opening(one),
          ...this.#body(shapes, operation?.body ?? null, one.body, one.headers),
        };
        this.#add({ request, answer: this.#http.answer(shapes, operation ?? null, one.headers, one.answer) });
        break;
      }
      case "closed":
        this.#closed(one);
        break;
      default:
        this.#frame(one);
    }
  }

  #opened(one: Extract<Observed, { kind: "opened" }>): void {
    const service = this.#callers.service(one);
    const { protocol } = this.#shapes[service];
    const isTyped = protocol.sockets.find(({ path }) => path === one.path.split("?")[0])?.name === "ws";
    const line = { service, isTyped, isSse: one.isSse, hasSent: false, isClosed: false, calls: new Map(), asked: new Map() };
    this.#lines.set(one.on, line);
    const answer = one.offer.length === 0 ? {} : { answer: { subprotocol: one.subprotocol } };
    this.#add({ on: one.on, open: { ...this.#opening(one), ...(one.isSse ? { sse: true } : {}), ...this.#offer(one.offer), ...answer } });
  }

  /** Path, caller and headers. */
  #opening(one: Extract<Observed, { path: string }>): JsonObject {
    const operation = operationOf(this.#shapes[this.#callers.service(one)].protocol, "method" in one ? one.method : "GET", one.path);
    const headers = this.#http.headers(one.headers);
    return {
      path: this.#http.path(one.path, operation ?? null),
      ...(this.#callers.caller(one) as JsonObject),
      ...(Object.keys(headers).length === 0 ? {} : { headers }),
    };
  }

  #offer(offer: readonly string[]): JsonObject {
    if (offer.length === 0) return {};
    const isToken = (one: string) => one.startsWith(BEARER_PREFIX);
    // The runner gives the token in a header: one that was offered need not be offered, too.
    const others = offer.filter((one) => !isToken(one));
    return others.length === 0 ? {} : { offer: others };
  }

  #body(shapes: Shapes, schema: JsonSchema | null, body: string, headers: Readonly<Record<string, string>>): JsonObject {
    if (body === "") return {};
    const value = headers["content-type"] === undefined ? jsonOr(Buffer.from(body)) : body;
    if (typeof value === "string" || TO_FILL_IN.test(body)) return { text: this.#sent.text(body) };
    const isCall = isObject(value) && typeof value["method"] === "string" && value["jsonrpc"] !== undefined;
    return { body: this.#sent.write(shapes, isCall ? callSchema(shapes.protocol, String(value["method"])) : schema, value) };
  }

  #closed({ on, by, code }: Extract<Observed, { kind: "closed" }>): void {
    const line = this.#lines.get(on);
    if (line === undefined || line.isClosed) return;
    line.isClosed = true;
    const mayBeSent = code === 1000 || (code >= 3000 && code < 5000);
    this.#add(by === "server" ? { on, closed: { code } } : { on, close: mayBeSent ? code : 1000 });
  }

  #frame(one: Extract<Observed, { kind: "sent" | "sentBinary" | "received" }>): void {
    const line = this.#lines.get(one.on);
    if (line === undefined || line.isClosed) return;
    if (one.kind === "sentBinary") this.#add({ on: one.on, sendBinary: one.base64 });
    else if (one.kind === "sent") this.#say(one.on, line, one.text);
    else this.#hear(one.on, line, one.frame);
  }

  #say(on: string, line: Line, text: string): void {
    line.hasSent = true;
    const frame = jsonOr(Buffer.from(text));
    if (!isObject(frame) || TO_FILL_IN.test(text)) {
      this.#add({ on, sendText: this.#sent.text(text) });
      return;
    }
    const shapes = this.#shapes[line.service];
    const { method, id } = frame;
    if (line.isTyped || typeof method === "string") {
      if (typeof method === "string" && id !== undefined) line.calls.set(JSON.stringify(id), method);
      const schema = line.isTyped ? messageSchema(shapes.protocol, frame) : callSchema(shapes.protocol, String(method));
      this.#add({ on, send: this.#sent.write(shapes, schema, frame) });
      return;
    }
    // An answer to a call of the server's.
    const asked = line.asked.get(JSON.stringify(id ?? null));
    const answer = this.#sent.write(shapes, null, frame) as JsonObject;
    this.#add({ on, send: asked === undefined ? answer : { ...answer, id: reference(asked) } });
  }

  #hear(on: string, line: Line, frame: Json): void {
    if (isPeriodic(frame)) return;
    const shapes = this.#shapes[line.service];
    const pattern = this.#patternOf(shapes, line, frame);
    const stream = isObject(frame) && !this.#isGreeting(line, frame) ? streamOf(shapes.protocol, frame) : null;
    const from = stream === null ? null : (this.#inWords(stream) as JsonObject);
    const piece = pieceIn(frame);
    if (piece === null) this.#steps.receive(on, pattern, from);
    else this.#steps.piece(on, pattern, from, piece, (text) => this.#patterns.text(text), frame);
  }

  #patternOf(shapes: Shapes, line: Line, frame: Json): Json {
    if (line.isTyped) return this.#patterns.write(shapes, eventSchema(shapes.protocol, frame), frame);
    if (!isObject(frame)) return this.#patterns.write(shapes, null, frame);
    if (line.isSse) {
      const { id, data, ...rest } = frame;
      const schema = frame["event"] === undefined ? null : eventSchema(shapes.protocol, data ?? null);
      return {
        ...(id === undefined ? {} : { id: { $matches: "^\\d+$" } }),
        ...rest,
        ...(data === undefined ? {} : { data: this.#patterns.write(shapes, schema, data) }),
      };
    }
    const { method, id } = frame;
    if (typeof method !== "string") {
      return this.#patterns.write(shapes, answerSchema(shapes.protocol, line.calls.get(JSON.stringify(id ?? null)) ?? ""), frame);
    }
    const pattern = this.#patterns.write(shapes, notificationSchema(shapes.protocol, method, id !== undefined), frame) as JsonObject;
    if (id === undefined) return pattern;
    const call = this.#known.name("call");
    line.asked.set(JSON.stringify(id), call);
    return { ...pattern, id: { $is: "any", as: call } };
  }

  /** The first things that a connection hears have one order. */
  #isGreeting(line: Line, { ref }: JsonObject): boolean {
    return line.isTyped && !line.hasSent && ref === undefined;
  }

  /** Variables for the values that tell a stream from others. */
  #inWords(value: Json): Json {
    if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, this.#inWords(one)]));
    return typeof value === "string" ? this.#patterns.text(value) : value;
  }

  #add(step: JsonObject): void {
    const made = this.#sent.takeMade();
    if (made !== null) this.#steps.add({ set: made });
    this.#steps.add(step);
  }
}
