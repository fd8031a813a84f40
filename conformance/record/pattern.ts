import type { JsonSchema } from "@diminuendo/typespec-protocol/model";
import type { Json, JsonObject } from "../trace/format.ts";
import { isObject } from "../trace/match.ts";
import type { Known } from "./known.ts";
import { expressionOf, isDate, isUuid, piecesOf, reference } from "./pieces.ts";
import type { Said } from "./said.ts";
import type { Shape, Shapes } from "./shapes.ts";
import { pieceIn } from "./streams.ts";

/** Types of texts that a server makes up. */
const MADE_UP = ["RequestId", "ToolCallId", "UserId", "TenantId", "Epoch", "Cursor", "NodeId", "Address", "ClusterId"];
/** Types of numbers that are another time other ones: how far a log is, what was used, how long it took. */
const COUNTED = ["Count", "Seq", "Revision", "ConfigRevision", "Duration"];
const TIMES = ["UnixMillis"];
/** Fields that no rule says the content of. */
const FREE = ["ServerInfo.name", "ServerInfo.version", "ServerInfo.title", "Identity.email", "Member.email", "ErrorDetail.message"];
const WORDS = ["ErrorMessage"];
/** The types of places in a log. */
const PLACES = ["Seq", "Revision", "ConfigRevision"];

/** Writes patterns that what was received matches, and what a server may answer another time. */
export class PatternWriter {
  readonly #known: Known;
  readonly #said: Said;

  constructor(known: Known, said: Said) {
    this.#known = known;
    this.#said = said;
  }

  /** The pattern of a value whose schema is known, or not. */
  write(shapes: Shapes, schema: JsonSchema | null | undefined, value: Json, name = "", owner = ""): Json {
    const shape = shapes.of(schema, value);
    if (Array.isArray(value)) return this.#array(shapes, shape, value, name);
    if (isObject(value)) return this.#object(shapes, shape, value);
    if (typeof value === "string") return this.#string(value, shape, name, `${owner}.${name}`);
    if (typeof value === "number") return this.#number(value, shape.type);
    return value;
  }

  /** The pattern of a text of which nothing is known. */
  text(value: string): Json {
    if (this.#said.hasToken(value)) return { $is: "string" };
    const pieces = piecesOf(value, this.#known);
    const isFree = pieces.some(
      ({ kind, ...rest }) => kind === "uuid" || (kind === "date" && !this.#said.includes(String(Object.values(rest)[0]))),
    );
    const hasDollar = pieces.some((piece) => piece.kind === "literal" && piece.text.includes("${"));
    if (isFree || hasDollar) return { $matches: expressionOf(pieces) };
    return pieces.map((piece) => (piece.kind === "variable" ? reference(piece.name) : piece.text)).join("");
  }

  /** In a list of events, pieces of a streamed text are as many as it happens. */
  #array(shapes: Shapes, { schema }: Shape, value: readonly Json[], name: string): Json {
    const whole = value.filter((one) => pieceIn(one) === null);
    const patterns = whole.map((one) => this.write(shapes, schema.items, one, name));
    return whole.length === value.length ? patterns : { $has: patterns };
  }

  #object(shapes: Shapes, shape: Shape, value: JsonObject): Json {
    if (Object.keys(value).some((name) => name.startsWith("$"))) return { $is: "object" };
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, one]): [string, Json][] => {
        const key = this.text(name);
        // A field whose name is another one each time cannot be named.
        return typeof key === "string" ? [[key, this.write(shapes, shapes.property(shape, name), one, name, shape.type)]] : [];
      }),
    );
  }

  #string(value: string, { schema, type }: Shape, name: string, field: string): Json {
    if (FREE.includes(field)) return { $is: "string" };
    if (WORDS.includes(type)) return { $is: "text" };
    if (this.#said.isToken(value)) return { $is: "string" };
    const known = this.#known.get(type, value);
    if (known !== undefined) return reference(known);
    if (isUuid(value)) return { $is: "uuid", as: this.#capture(type, value, name) };
    // Of an id that is made of others, or of a place in the log, only the whole means something.
    const isComposed = /Id$/.test(name) && piecesOf(value, this.#known).some(({ kind }) => kind === "uuid" || kind === "variable");
    if ((isComposed || MADE_UP.includes(type)) && !this.#said.isWhole(value)) return { $is: "text", as: this.#capture(type, value, name) };
    if (isDate(value) && !this.#said.includes(value)) return { $is: "date" };
    if (type === "ContentHash") return { $matches: schema.pattern ?? "." };
    if (type === "Decimal") return { $is: "decimal" };
    return this.text(value);
  }

  #number(value: number, type: string): Json {
    if (TIMES.includes(type)) return this.#said.isWhole(value) ? value : { $is: "time" };
    if (COUNTED.includes(type)) {
      const as = PLACES.includes(type) ? this.#said.variableOfPlace(value) : null;
      return { $is: "integer", ...(as === null ? {} : { as }) };
    }
    return Number.isSafeInteger(value) || this.#said.isWhole(value) ? value : { $is: "number" };
  }

  #capture(type: string, value: string, name: string): string {
    const word = (type === "" || type === "Uuid" ? name : type).replace(/Id$/, "");
    return this.#known.add(type, value, this.#known.name(`${word.charAt(0).toLowerCase()}${word.slice(1)}` || "id"));
  }
}
