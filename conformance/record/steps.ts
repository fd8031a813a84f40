import { isDeepStrictEqual } from "node:util";
import type { Json, JsonObject } from "../trace/format.ts";
import { isObject } from "../trace/match.ts";
import { valueAt } from "../trace/pointer.ts";
import { reference } from "./pieces.ts";

/** A streamed text of which more may come. */
interface Open {
  on: string;
  from: JsonObject | null;
  /** The pattern of its frames without the piece. */
  pattern: Json;
  pointer: string;
  text: string;
  write: (text: string) => Json;
}

/** The steps of a trace as they are written. Pieces of a streamed text become one step, at the place where the text is whole. */
export class Steps {
  readonly #steps: JsonObject[] = [];
  readonly #open: Open[] = [];

  add(step: JsonObject): void {
    const { on } = step;
    const isEnd = step["close"] !== undefined || step["closed"] !== undefined;
    if (isEnd) this.#finish((one) => one.on === on);
    this.#steps.push(step);
  }

  receive(on: string, receive: Json, from: JsonObject | null): void {
    this.#finish((one) => one.on === on && isDeepStrictEqual(one.from, from));
    this.#steps.push({ on, receive: this.#capturedFirst(receive), ...(from === null ? {} : { from }) });
  }

  /** A frame with a piece of a text, which a JSON Pointer tells. */
  piece(on: string, whole: Json, from: JsonObject | null, pointer: string, write: (text: string) => Json, frame: Json): void {
    const pattern = without(whole, pointer);
    const text = String(valueAt(frame, pointer));
    const last = this.#open.find((one) => one.on === on && isDeepStrictEqual(one.from, from));
    if (last !== undefined && last.pointer === pointer && isDeepStrictEqual(withoutCaptures(last.pattern), withoutCaptures(pattern))) {
      last.text += text;
      return;
    }
    this.#finish((one) => one === last);
    this.#open.push({ on, from, pattern, pointer, text, write });
  }

  all(): JsonObject[] {
    this.#finish(() => true);
    return this.#steps;
  }

  /**
   * A text that is whole is written before one that began earlier and goes on. What the earlier one was to keep as a
   * variable is kept by the first step that is written.
   */
  #capturedFirst(pattern: Json): Json {
    let first = pattern;
    for (const one of this.#open) {
      for (const [name, capture] of capturesIn(one.pattern)) {
        const replaced = replaceFirst(first, reference(name), capture);
        if (replaced === null) continue;
        first = replaced;
        one.pattern = replaceFirst(one.pattern, capture, reference(name)) ?? one.pattern;
      }
    }
    return first;
  }

  #finish(isMeant: (one: Open) => boolean): void {
    for (const one of this.#open.filter(isMeant)) {
      this.#open.splice(this.#open.indexOf(one), 1);
      const { on, from, pointer, text, write } = one;
      const pattern = this.#capturedFirst(one.pattern);
      const name = pointer.lastIndexOf("/") === 0 ? pointer.slice(1) : pointer;
      this.#steps.push({ on, repeat: pattern, joined: { [name]: write(text) }, ...(from === null ? {} : { from }) });
    }
  }
}

function without(value: Json, pointer: string): Json {
  const [, first = "", ...rest] = pointer.split("/");
  if (!isObject(value)) return value;
  const { [first]: inner, ...others } = value;
  return rest.length === 0 || inner === undefined ? others : { ...value, [first]: without(inner, `/${rest.join("/")}`) };
}

/** The matchers of a pattern that keep a variable, by its name. */
function capturesIn(pattern: Json): [string, JsonObject][] {
  if (Array.isArray(pattern)) return pattern.flatMap(capturesIn);
  if (!isObject(pattern)) return [];
  return typeof pattern["as"] === "string" ? [[pattern["as"], pattern]] : Object.values(pattern).flatMap(capturesIn);
}

/** A value in which the first part that is like one is another; null when there is none. */
function replaceFirst(value: Json, one: Json, other: Json): Json | null {
  if (isDeepStrictEqual(value, one)) return other;
  if (Array.isArray(value)) {
    const at = value.findIndex((part) => replaceFirst(part, one, other) !== null);
    return at < 0 ? null : value.with(at, replaceFirst(value[at] ?? null, one, other));
  }
  if (!isObject(value)) return null;
  for (const [name, part] of Object.entries(value)) {
    const replaced = replaceFirst(part, one, other);
    if (replaced !== null) return { ...value, [name]: replaced };
  }
  return null;
}

/** A pattern with variables in the place of what is put into them, as it reads when it comes again. */
function withoutCaptures(pattern: Json): Json {
  if (Array.isArray(pattern)) return pattern.map(withoutCaptures);
  if (!isObject(pattern)) return pattern;
  if (typeof pattern["as"] === "string" && pattern["$is"] === "integer") return { $is: "integer" };
  if (typeof pattern["as"] === "string" && typeof pattern["$is"] === "string") return reference(pattern["as"]);
  return Object.fromEntries(Object.entries(pattern).map(([name, one]) => [name, withoutCaptures(one)]));
}
