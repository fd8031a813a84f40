import type { OperationModel } from "@diminuendo/typespec-protocol/model";
import type { Json, JsonObject } from "../trace/format.ts";
import type { Refusal } from "../wire/peer.ts";
import { answerSchema } from "./frame-schemas.ts";
import type { Known } from "./known.ts";
import type { PatternWriter } from "./pattern.ts";
import { reference } from "./pieces.ts";
import type { Said } from "./said.ts";
import type { SentWriter } from "./sent.ts";
import type { Shapes } from "./shapes.ts";

/** Headers of an answer that a contract says something of. */
const KEPT = /^(etag|location|idempotency-replayed|www-authenticate|content-range|content-disposition|acp-.*)$/;
const ETAG = "ETag";
const CONDITIONS = ["if-match", "if-none-match"];
const PLACES: Readonly<Record<string, string>> = {
  "last-event-id": "Seq",
  afterSeq: "Seq",
  since: "Revision",
  cursor: "Cursor",
  epoch: "Epoch",
};
/** A body of more than this says too much to be compared. */
const COMPARED_BYTES = 32_768;

/** Writes the parts of requests and answers over HTTP. */
export class HttpWriter {
  readonly #known: Known;
  readonly #said: Said;
  readonly #patterns: PatternWriter;
  readonly #sent: SentWriter;

  constructor(known: Known, said: Said, patterns: PatternWriter, sent: SentWriter) {
    this.#known = known;
    this.#said = said;
    this.#patterns = patterns;
    this.#sent = sent;
  }

  /** A path with variables in it. */
  path(path: string, operation: OperationModel | null): string {
    const [plain = "", query] = path.split("?");
    const types = new Map((operation?.parameters ?? []).map((one) => [one.wireName, one.schema.$ref?.split("/").at(-1) ?? ""]));
    const own = this.#sent.text(plain);
    if (query === undefined) return own;
    const pairs = query.split("&").map((pair) => {
      const [name = "", value] = pair.split("=");
      return value === undefined ? pair : `${name}=${this.#value(decoded(value), PLACES[name] ?? types.get(name) ?? "", value)}`;
    });
    return `${own}?${pairs.join("&")}`;
  }

  /** The client's headers with variables in them. */
  headers(headers: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(
      Object.entries(headers).map(([name, value]) => {
        const kind = CONDITIONS.includes(name) ? ETAG : (PLACES[name] ?? name);
        return [name, this.#value(value, kind, value)];
      }),
    );
  }

  /** The pattern of an answer. */
  answer(shapes: Shapes, operation: OperationModel | null, asked: Readonly<Record<string, string>>, answer: Refusal): JsonObject {
    const { status, headers, body } = answer;
    const media = (headers["content-type"] ?? "").split(";")[0] ?? "";
    const kept = Object.entries(headers).flatMap(([name, value]): [string, Json][] => {
      if (name === "x-request-id" && asked[name] === value) return [[name, this.#sent.text(value)]];
      if (name === "retry-after") return [[name, { $matches: "^\\d+$" }]];
      return KEPT.test(name) ? [[name, this.#header(name, value)]] : [];
    });
    const type: [string, Json][] =
      body === null || media === "application/json" ? [] : [["content-type", { $matches: `^${media.replaceAll(/[.+]/g, "\\$&")}` }]];
    const all = [...type, ...kept];
    const documented = operation?.responses.find((one) => one.status === status)?.content[media];
    const isCall = operation === null && shapes.protocol.sockets.length > 0 && JSON.stringify(body).startsWith('{"jsonrpc"');
    const schema = documented ?? (isCall ? answerSchema(shapes.protocol, "") : (operation?.error ?? null));
    return {
      status,
      ...(all.length === 0 ? {} : { headers: Object.fromEntries(all) }),
      ...(body === null ? {} : { body: this.#body(shapes, schema, body) }),
    };
  }

  #body(shapes: Shapes, schema: Parameters<PatternWriter["write"]>[1], body: Json): Json {
    if (typeof body === "string") return { $is: "string" };
    if (JSON.stringify(body).length > COMPARED_BYTES) return { $is: Array.isArray(body) ? "array" : "object" };
    return this.#patterns.write(shapes, schema, body);
  }

  #header(name: string, value: string): Json {
    if (name === "etag") {
      const known = this.#known.get(ETAG, value);
      return { $is: "text", as: known ?? this.#known.add(ETAG, value, this.#known.name("etag")) };
    }
    if (/^acp-.*-id$/.test(name)) {
      const known = this.#known.get(name, value);
      return known === undefined ? { $is: "text", as: this.#known.add(name, value, this.#known.name("connection")) } : reference(known);
    }
    return this.#patterns.text(value);
  }

  #value(value: string, kind: string, raw: string): string {
    const place = kind === "Seq" || kind === "Revision" ? this.#said.place(Number(value)) : null;
    if (place !== null) return reference(place);
    return this.#known.get(kind, value) === undefined ? this.#sent.text(raw) : this.#sent.valueOf(kind, value);
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
