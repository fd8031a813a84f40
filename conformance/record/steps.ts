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
    this.#steps.push({ on, receive, ...(from === null ? {} : { from }) });
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

  #finish(isMeant: (one: Open) => boolean): void {
    for (const one of this.#open.filter(isMeant)) {
      this.#open.splice(this.#open.indexOf(one), 1);
      const { on, from, pattern, pointer, text, write } = one;
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

/** A pattern with variables in the place of what is put into them, as it reads when it comes again. */
function withoutCaptures(pattern: Json): Json {
  if (Array.isArray(pattern)) return pattern.map(withoutCaptures);
  if (!isObject(pattern)) return pattern;
  if (typeof pattern["as"] === "string" && pattern["$is"] === "integer") return { $is: "integer" };
  if (typeof pattern["as"] === "string" && typeof pattern["$is"] === "string") return reference(pattern["as"]);
  return Object.fromEntries(Object.entries(pattern).map(([name, one]) => [name, withoutCaptures(one)]));
}
