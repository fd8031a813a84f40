import type { JsonSchema } from "@diminuendo/typespec-protocol/model";
import type { Json } from "../trace/format.ts";
import { isObject } from "../trace/match.ts";
import type { Known } from "./known.ts";
import { piecesOf, reference } from "./pieces.ts";
import type { Said } from "./said.ts";
import type { Shapes } from "./shapes.ts";

const PLACES = ["Seq", "Count", "Revision", "ConfigRevision"];

/** Values that a trace has to make up by itself before it can send them. */
export type Made = Record<string, Json>;

/** Writes what a client has sent, with variables in the place of what belongs to this one conversation. */
export class SentWriter {
  readonly #known: Known;
  readonly #said: Said;
  readonly #identityOf: (token: string) => string;
  /** What is to be set before the next step. */
  made: Made = {};

  constructor(known: Known, said: Said, identityOf: (token: string) => string) {
    this.#known = known;
    this.#said = said;
    this.#identityOf = identityOf;
  }

  write(shapes: Shapes, schema: JsonSchema | null | undefined, value: Json): Json {
    const shape = shapes.of(schema, value);
    if (Array.isArray(value)) return value.map((one) => this.write(shapes, shape.schema.items, one));
    if (isObject(value)) {
      const entries = Object.entries(value).map(([name, one]): [string, Json] => [
        this.text(name),
        this.write(shapes, shapes.property(shape, name), one),
      ]);
      return Object.fromEntries(entries);
    }
    if (typeof value === "string") return this.#string(value, shape.type);
    const place = typeof value === "number" && PLACES.includes(shape.type) ? this.#said.place(value) : null;
    if (place !== null) return reference(place);
    this.#said.add(value);
    return value;
  }

  /** A text that is no token, with variables in it. A UUID that has none is one of the client's own: the trace makes another up. */
  text(value: string): string {
    const clean = this.#said.withoutTokens(value);
    this.#said.add(clean);
    return piecesOf(clean, this.#known)
      .map((piece) => {
        if (piece.kind === "variable") return reference(piece.name);
        if (piece.kind === "uuid") return reference(this.#ownUuid(piece.text));
        return piece.text.replaceAll("${", () => `${reference(this.#dollar())}{`);
      })
      .join("");
  }

  /** What takes the place of a value of a kind: a variable, or the text itself. */
  valueOf(kind: string, value: string): string {
    const known = this.#known.get(kind, value);
    return known === undefined ? this.text(value) : reference(known);
  }

  /** The steps that must come before what was written since the last call. */
  takeMade(): Made | null {
    const { made } = this;
    this.made = {};
    return Object.keys(made).length === 0 ? null : made;
  }

  #string(value: string, type: string): Json {
    if (this.#said.isToken(value)) return { $token: this.#identityOf(value) };
    const known = this.#known.get(type, value);
    return known === undefined ? this.text(value) : reference(known);
  }

  #ownUuid(uuid: string): string {
    const name = this.#known.add("", uuid, this.#known.name("own"));
    this.made[name] = { $uuid: true };
    return name;
  }

  /** `${` would be a variable, so that `$` comes from one. */
  #dollar(): string {
    const known = this.#known.get("dollar", "$");
    if (known !== undefined) return known;
    const name = this.#known.add("dollar", "$", this.#known.name("dollar"));
    this.made[name] = "$";
    return name;
  }
}
